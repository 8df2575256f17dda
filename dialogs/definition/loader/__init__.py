"""Loads an edition of a form from its folder, once, at start.

The loader is the only code of ``dialogs`` that touches files. A mistake in a form file stops the start: all mistakes
are collected and raised as one ``BadForm`` with file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from dialogs.definition.form import Field, Form, Section
from dialogs.definition.loader.fields import RawField, Years, read_fields
from dialogs.definition.loader.notice import (
    read_articles,
    read_calendar,
    read_deadlines,
    read_evidence,
    read_guidance,
    read_papers,
    read_parameters,
    read_regions,
    read_remarks,
)
from dialogs.definition.loader.paces import read_paces
from dialogs.definition.loader.records import BadForm, Mistakes, Record, read_file, read_record, read_records
from dialogs.definition.loader.review import read_review
from dialogs.definition.loader.rules import read_rule
from dialogs.definition.loader.scopes import names_of_form, with_expressions
from dialogs.definition.loader.verbs import read_verbs
from dialogs.definition.loader.wishes import read_speech
from dialogs.words.wishes import Speech

__all__ = ["EDITION", "BadForm", "UnknownEdition", "editions", "load"]

EDITION = "hebei-clusters/2024"
_HERE = Path(__file__).parents[2]
_WORDS = _HERE / "words" / "words.yaml"
_SPELLED, _SPEECH = _HERE / "words" / "pinyin.yaml", _HERE / "words" / "speech.yaml"


class UnknownEdition(Exception):
    """There is no such edition of the form."""


def editions() -> tuple[str, ...]:
    """The editions that there are."""
    found = (_HERE / "forms").glob("*/*/form.yaml")
    return tuple(sorted(f"{file.parent.parent.name}/{file.parent.name}" for file in found))


def _folder(edition: str) -> Path:
    known = editions()
    if edition not in known:
        raise UnknownEdition(f"{edition!r} (SHENBAO_EDITION); there are: {', '.join(known)}")
    return _HERE / "forms" / edition


def load(edition: str = EDITION, folder: Path | None = None, words: Path | None = None) -> Form:
    """The form of an edition (``series/year``), or of another folder; raises ``BadForm`` with every mistake.

    ``UnknownEdition`` names the editions that there are. Files of an edition are read once in the life of a process:
    what comes of them does not change.
    """
    if folder is None and words is None:
        return _edition(edition)
    return _read(folder or _folder(edition), words or _WORDS)


@cache
def _edition(edition: str) -> Form:
    return _read(_folder(edition), _WORDS)


def _read(home: Path, words: Path) -> Form:
    mistakes = Mistakes()
    head = read_record(home, "form.yaml", mistakes)
    years = _years(head)
    sections = tuple(_section(record) for record in head.records("sections"))
    raw = [each for file in head.texts("fields") for each in read_fields(read_record(home, file, mistakes), years)]
    parameters = read_parameters(home, mistakes)
    quota, groups, counties = read_regions(home, mistakes)
    names = names_of_form(raw, parameters, years, _same_units(head), counties)
    _check_fields(raw, {section.name for section in sections}, mistakes)
    fields = with_expressions(raw, names)
    by_name = {field.name: field for field in fields}
    rules = tuple(
        read_rule(record, by_name, names)
        for file in head.texts("rules")
        for record in read_records(home, file, mistakes)
    )
    _check_unique((rule.id for rule in rules), "rule", mistakes)
    evidence = read_evidence(home, names, {section.name for section in sections}, mistakes)
    form = Form(
        edition=head.text("edition"),
        title=head.text("title"),
        summary_title=head.text("summary_title"),
        notice=head.text("notice"),
        notice_title=head.text("notice_title"),
        issuer=head.text("issuer"),
        years=years.statistic,
        base_year=years.base,
        target_year=years.target,
        sections=sections,
        fields=fields,
        rules=rules,
        evidence=evidence,
        papers=read_papers(home, evidence, mistakes),
        deadlines=read_deadlines(home, mistakes),
        calendar=read_calendar(home, mistakes),
        quota=quota,
        groups=groups,
        counties=counties,
        guidance=_known_help(read_guidance(home, mistakes), raw),
        parameters=parameters,
        remarks=read_remarks(home, mistakes),
        articles=read_articles(home, mistakes),
        literal_evidence=head.flag("literal_evidence"),
        introduction=head.texts("introduction"),
        lexicon=_lexicon(words, mistakes),
        desk_lexicon=_lexicon(_HERE / "desk" / "words.yaml", mistakes),
        speech=_speech("words", mistakes),
        desk_speech=(spoken := _speech("desk", mistakes)),
        desk_verbs=read_verbs(_HERE / "desk" / "sentence" / "verbs.yaml", spoken, mistakes),
        review=read_review(home, mistakes),
        paces=read_paces(home, mistakes),
    )
    head.finish()
    _check_references(by_name, mistakes)
    mistakes.stop_if_any()
    return form


def _speech(room: str, mistakes: Mistakes) -> Speech:
    home = _HERE / room
    return read_speech((_SPELLED, _SPEECH, home / "wishes.yaml"), home / "sentences.yaml", mistakes)


def _years(head: Record) -> Years:
    return Years(head.numbers("years") or (0,), head.integer("base_year") or 0, head.integer("target_year") or 0)


def _section(record: Record) -> Section:
    printed = not record.has("printed") or record.flag("printed")
    section = Section(record.text("name"), record.text("title"), printed, record.texts("called"))
    record.finish()
    return section


def _same_units(head: Record) -> dict[str, str]:
    groups = head.lists("same_units")
    return {unit: group[0] for group in groups for unit in group}


def _check_fields(raw: list[RawField], sections: set[str], mistakes: Mistakes) -> None:
    _check_unique((each.field.name for each in raw), "field", mistakes)
    _check_unique((each.field.id for each in raw), "id", mistakes)
    known = {each.field.name for each in raw}
    for each in raw:
        if each.field.section not in sections:
            each.record.wrong(f"there is no section “{each.field.section}”")
        for source in (*each.field.copy_of, *filter(None, [each.field.suggest, each.field.unit_from])):
            if source not in known:
                each.record.wrong(f"takes over “{source}”, which does not exist")


def _check_unique(names: Iterable[str], what: str, mistakes: Mistakes) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            mistakes.add("form.yaml", f"the {what} “{name}” stands twice")
        seen.add(name)


def _check_references(fields: Mapping[str, Field], mistakes: Mistakes) -> None:
    for place, name in mistakes.references:
        if name not in fields:
            mistakes.add(place, f"a text refers to “{name}”, which is no field")


def _known_help(guidance: dict[str, str], raw: list[RawField]) -> Mapping[str, str]:
    for each in raw:
        for number in each.field.help:
            if number not in guidance:
                each.record.wrong(f"help “{number}” is not an item of guidance.yaml")
    return guidance


def _lexicon(path: Path, mistakes: Mistakes) -> dict[str, str]:
    data = read_file(path.parent, path.name, mistakes)
    lexicon: dict[str, str] = {}
    for command, words in (data if isinstance(data, dict) else {}).items():
        for word in words if isinstance(words, list) else []:
            folded = str(word).casefold()
            if lexicon.setdefault(folded, str(command)) != command:
                mistakes.add(path.name, f"“{word}” stands for both {lexicon[folded]} and {command}")
    return lexicon
