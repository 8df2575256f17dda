"""A whole section as one message: a line for each question, to be filled in and sent back.

``2.1 集群总产值（亿元） 2021、2022、2023＝118 131 147``: the number says which question a line is about, what stands
after the mark is its answer; the label between the two is for the eye. A line without an answer says nothing.
Lines without a number go on with the answer above them, as paragraphs of a long text do. What the template does not
say and no question is named for, above the first number or among the labels, is a person's own: it is handed on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dialogs.definition.form import Field, Form, Kind, Shape
from dialogs.definition.jumping import ID, by_id
from dialogs.definition.labels import fields_called
from dialogs.reading.places import is_place
from dialogs.record.application import Answer, Blank

HEAD = "整节"
"""What the first line begins with."""
MARK = "＝"
COMPUTED = "按系统计算"
"""What stands where the form computes a value: sent back as it is, the computed value is the answer."""
_LINE = re.compile(rf"\s*(?P<id>{ID})(?![0-9.])(?P<label>[^＝=\n]*)[＝=](?P<words>.*)", re.IGNORECASE)
_LABELLED = re.compile(r"\s*(?P<label>[^\s0-9][^\t0-9]*?)(?:\s*[:：]\s*|\s+)(?P<words>(?:[-−+]?[0-9]|无|等).*)")
_SEVERAL_FIGURES = re.compile(r"[0-9][0-9.]*[\s,，、]+[0-9]")
_YEARS = re.compile(r"(?:20[0-9]{2}年?[\s,，、]*)+")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]*")
_QUIET = re.compile(r"[\W_]+")
_HELP = re.compile(r"[(（][^()（）]*“[＝=]”[^()（）]*[)）]")
"""How to fill the section, beside its title: the one bracket of the template that speaks of the mark."""
_LEADING = re.compile("^(?:其中|近三年|集群内?|主导产业相关的|省级|国家级)+")
_COUNTED = re.compile("(?:家数|个数|总数|数量?)$")


@dataclass(frozen=True, slots=True)
class SentBack:
    """A section that came back: what it says to which question, and what it says to none."""

    lines: tuple[tuple[Field, str], ...]
    loose: tuple[str, ...] = ()


def sent_back(form: Form, words: str) -> SentBack | None:
    """The questions that a filled section names, with what is said there; None where the message is none."""
    if "\n" not in words or not (MARK in words or "=" in words):
        return None
    first, *others = words.strip().split("\n")
    headed = first.startswith(HEAD)
    found: list[tuple[Field, list[str]]] = []
    loose = [_beside_title(form, first.removeprefix(HEAD))] if headed else []
    for line in others if headed else (first, *others):
        match = _LINE.fullmatch(line)
        field = by_id(form, match["id"]) if match is not None else None
        if match is not None and field is not None:
            beside = beside_label(field, match["label"])
            found.append((field, [match["words"] if match["words"].strip() else beside]))
            loose.append(f"{field.id} {beside}" if beside and match["words"].strip() else "")
        elif found:
            found[-1][1].append(line)
        elif headed:
            loose.append(line.strip())
        elif line.strip():
            return None
    if not found or (not headed and len(found) < 2):
        return None
    numbered = [(field, "\n".join(said).strip()) for field, said in found]
    pairs = [(line, labelled(form, line)) for line in loose if line]
    known = {field.name for field, _ in numbered}
    meant = [named for _, named in pairs if named is not None and named[0].name not in known]
    return SentBack((*numbered, *meant), tuple(line for line, named in pairs if named not in meant))


def _beside_title(form: Form, rest: str) -> str:
    """What a person wrote into the first line, beside the title of a section and how to fill it."""
    rest = rest.strip()
    titles = {title for section in form.sections for title in (section.title, section.title.partition("、")[0])}
    if rest in titles:
        return ""
    title = next((each for each in titles if rest.startswith((f"{each} ", f"{each}（", f"{each}("))), "")
    return _HELP.sub("", rest.removeprefix(title), count=1).strip()


def beside_label(field: Field, said: str) -> str:
    """What a person wrote before the mark; nothing where only (a part of) the label stands there."""
    own = label(field).removeprefix(field.id)
    if _plain_words(said) in _plain_words(own):
        return ""
    kept = len(_plain_words(own))
    whole = _plain_words(said).startswith(_plain_words(own)) and kept
    return _from(said, kept) if whole else said.strip()


def _plain_words(text: str) -> str:
    return _QUIET.sub("", text)


def _from(text: str, letters: int) -> str:
    """The text behind so many letters and figures."""
    for place, character in enumerate(text):
        letters -= not _QUIET.fullmatch(character)
        if letters < 0:
            return text[place:].strip()
    return ""


def label(field: Field) -> str:
    """The number, the official label, its unit, and what stands in which order."""
    name = f"{field.group}：{field.label}" if field.group else field.label
    parts = [field.id, " ".join(name.split())]
    if field.unit is not None and field.unit not in name:
        parts.append(f"（{field.unit}）")
    return " ".join([parts[0], "".join(parts[1:]), *_columns(field)])


def _columns(field: Field) -> tuple[str, ...]:
    if field.kind in (Kind.CHOICE, Kind.MULTI):
        if is_place(field.name):
            return ()
        return (" ".join(f"{number}.{choice.label}" for number, choice in enumerate(field.choices, 1)),)
    if field.shape is Shape.YEARLY:
        return ("、".join(slot.label.removesuffix("年") for slot in field.slots),)
    if field.shape is Shape.PAIR:
        return ("、".join(slot.label for slot in field.slots),)
    if field.shape is Shape.MATRIX:
        return ("年 级别 主持 参与",)
    return (f"≤{field.limit}字",) if field.limit else ()


def labelled_lines(form: Form, words: str) -> SentBack | None:
    """A block with labels before its figures (产值 118 131 147), most lines of which name a question of their own."""
    lines = [line for line in words.split("\n") if line.strip() and not _only_years(line)]
    found = [labelled(form, line) or _labelled_as_spoken(form, line) for line in lines]
    named = [each for each in found if each is not None]
    loose = [line for line, each in zip(lines, found, strict=True) if each is None]
    distinct = len({field.name for field, _ in named}) == len(named) >= max(1, len(loose))
    rows = len(named) > 1 or (len(loose) == 1 and _SEVERAL_FIGURES.search(loose[0]) is not None)
    return SentBack(tuple(named), tuple(loose)) if distinct and rows else None


def _labelled_as_spoken(form: Form, line: str) -> tuple[Field, str] | None:
    """The same of a label in other words: 占全县比例, 中小企业产值占比."""
    match = _LABELLED.fullmatch(line)
    called = fields_called(form, match["label"].split("(")[0].split("（")[0]) if match is not None else ()
    fields = [field for field in called if field.answerable and field.numeric and not field.auxiliary]
    return (fields[0], match["words"].strip()) if match is not None and len(fields) == 1 else None


def labelled(form: Form, line: str) -> tuple[Field, str] | None:
    """The question whose label a line begins with, and what stands behind it."""
    match = _LABELLED.fullmatch(line)
    field = field_labelled(form, match["label"]) if match is not None else None
    return (field, match["words"].strip()) if match is not None and field is not None else None


def _only_years(line: str) -> bool:
    """A heading of years, with or without a word before it."""
    match = re.search("20[0-9]{2}", line)
    return match is not None and _YEARS.fullmatch(line[match.start() :].strip()) is not None


def field_labelled(form: Form, label: str) -> Field | None:
    """The one question for figures that a label means: the official one, its short form, or a part of it."""
    wanted = _plain(label)
    if len(wanted) < 2:
        return None
    fields = [field for field in form.fields if field.answerable and field.numeric and not field.auxiliary]
    for close in (_plain, _short, _bare):
        found = [field for field in fields if close(field.label) == close(label)]
        if len(found) == 1:
            return found[0]
    found = [field for field in fields if wanted in _plain(field.label)]
    return found[0] if len(found) == 1 else None


def _plain(label: str) -> str:
    return _QUIET.sub("", _ASIDE.sub("", unicodedata.normalize("NFKC", label))).casefold()


def _bare(label: str) -> str:
    """企业数, 企业家数 and 企业 for 集群企业数量."""
    return _COUNTED.sub("", _short(label))


def _short(label: str) -> str:
    return _LEADING.sub("", _plain(label)).removeprefix("总")


def typed(field: Field, answers: Sequence[Answer]) -> str:
    """What one would type to answer the same again; nothing for what is open or was put off."""
    by_slot = {answer.slot: answer for answer in answers if answer.given}
    said = [by_slot[path] for path in field.paths if path in by_slot]
    if not said:
        return ""
    if all(answer.value is None for answer in said):
        return "无" if len(said) == len(field.paths) else ""
    if field.shape is Shape.COUNT_NAMES:
        return next((answer.value for answer in said if isinstance(answer.value, str)), "")
    if field.shape is Shape.MATRIX:
        return _matrix(field, by_slot)
    if len(said) < len(field.paths):
        labels, mark = {slot.path: slot.label for slot in field.slots}, " " if field.numeric else "："
        return " ".join(f"{labels[answer.slot]}{mark}{value(field, answer)}" for answer in said)
    return (" " if field.numeric else "；").join(value(field, answer) for answer in said)


def value(field: Field, answer: Answer) -> str:
    """One value as one would type it; boxes by their numbers."""
    match answer.value:
        case Decimal():
            return f"{answer.value:f}"
        case str() if field.kind is Kind.CHOICE and field.choices:
            return str([choice.name for choice in field.choices].index(answer.value) + 1)
        case str():
            return answer.value
        case tuple() if field.kind is Kind.MULTI:
            names = [choice.name for choice in field.choices]
            return " ".join(str(names.index(str(name)) + 1) for name in answer.value)
        case tuple():
            return "\n".join(" | ".join(map(str, row)) for row in answer.value)
        case _:
            return "无" if answer.blank is Blank.NONE else ""


def _matrix(field: Field, by_slot: dict[str, Answer]) -> str:
    """Year, level and the two roles: 2021 国际 0 0 国家 1 3；2022 …; only where every value stands."""
    if len(by_slot) < len(field.slots):
        return ""
    lines: dict[str, dict[str, list[str]]] = {}
    for slot in field.slots:
        year, level, _ = slot.label.split(" ", 2)
        lines.setdefault(year, {}).setdefault(level, []).append(value(field, by_slot[slot.path]))
    return "；".join(
        " ".join([year, *(f"{level} {' '.join(each)}" for level, each in line.items())]) for year, line in lines.items()
    )
