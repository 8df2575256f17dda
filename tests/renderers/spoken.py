"""The same words through every door: typed into the chat, on a card, in Word, in a department's sheet, in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from dialogs.answers.answering import receive, take, understand, with_entries
from dialogs.answers.filling import Row, judge
from dialogs.definition.form import Field, Hand, Kind, Shape
from dialogs.gathering import Gathered
from dialogs.gathering.keyed import slot_of
from dialogs.reading.results import Entry, Read, Unsure, Why
from dialogs.record.application import Application
from dialogs.state.conversation import Conversation, Deciding, Resting
from dialogs.turn.step import Step
from renderers.department_sheet import department_sheet
from renderers.importing.exported import SCHEMA
from renderers.word import TRACE, fill_traced, places_of
from tests import drawn
from tests.applications import FORM
from tests.renderers.doors import gathered, opened, weighed
from tests.talk import NOW

Said = Mapping[str, str]
"""Words by slot."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of words at a slot: ``taken`` with what they mean, ``asked`` about, or ``refused``."""

    how: str
    meaning: object = None


Verdicts = Mapping[str, Verdict]


def fresh(application: Application | None = None) -> Step:
    """A turn of somebody who has this application, or an empty one."""
    empty = Application("a1", FORM.edition)
    return Step(FORM, application or empty, Conversation("local", "console", application="a1"), NOW)


def asked_slots(field: Field) -> tuple[str, ...]:
    """The slots of a question to which words of their own are said: a number of names is counted."""
    return field.paths[1:] if field.shape is Shape.COUNT_NAMES else field.paths


def meant(entries: Iterable[Entry]) -> dict[str, Verdict]:
    """What is taken down."""
    return {entry.slot: Verdict("taken", (entry.value, entry.blank, entry.department)) for entry in entries}


# --- typed ----------------------------------------------------------------------------------------------------------


def typed(said: Said, *, paper: bool = True) -> Verdicts:
    """One answer after the other in the chat; then the years of a question together, as somebody types a row.

    On ``paper`` 无 is 无; in the chat it is asked whether 0 was meant.
    """
    found: dict[str, Verdict] = {}
    application = Application("a1", FORM.edition)
    for field in FORM.fields:
        paths = [path for path in asked_slots(field) if said.get(path)]
        own: dict[str, Verdict] = {}
        for path in paths:
            own |= _at(fresh(application), field, path, said[path], paper=paper)
        row = {path: said[path] for path in paths}
        together = _together(fresh(application), field, _as_row(fresh(application), field, row, own))
        found |= together
        application = _with(application, together)
    return found


def _at(step: Step, field: Field, path: str, words: str, *, paper: bool) -> dict[str, Verdict]:
    reading = understand(step, field, (path,), words)
    if paper and isinstance(reading, Unsure) and reading.why is Why.NONE_OR_ZERO:
        return meant(reading.alternatives[0].entries)
    before = step.application
    receive(step, field, (path,), words)
    changed = [each for slot, each in step.application.answers.items() if before.answers.get(slot) != each]
    if changed:
        return meant(Entry(each.slot, each.value, each.blank, each.department) for each in changed)
    return {path: Verdict("asked" if isinstance(step.state, Deciding) else "refused")}


def _as_row(step: Step, field: Field, said: Said, own: dict[str, Verdict]) -> dict[str, Verdict]:
    """The same, where figures are typed as a row: what is doubtful by itself may be clear beside its neighbours."""
    heads = {slot.path: f"{slot.part[0]}年" if field.shape is Shape.YEARLY else slot.label[-3:] for slot in field.slots}
    if len(said) > 1 and field.numeric and any(each.how == "asked" for each in own.values()):
        clear = {path: words for path, words in said.items() if own.get(path, Verdict("refused")).how != "refused"}
        row = "，".join(f"{heads[path]} {words}" for path, words in clear.items())
        reading = understand(step, field, field.paths, row)
        if isinstance(reading, Unsure) and reading.why is Why.NONE_OR_ZERO:
            return meant(reading.alternatives[0].entries)
        return meant(reading.entries) if isinstance(reading, Read) else dict.fromkeys(said, Verdict("asked"))
    return own


def _together(step: Step, field: Field, own: dict[str, Verdict]) -> dict[str, Verdict]:
    """The same, where a row of figures as a whole is doubted or cannot be."""
    taken = _entries(own)
    if len(taken) < 2 or field.shape is Shape.COUNT_NAMES:
        return own
    figures = {entry.slot: f"{entry.value:f}" for entry in taken if field.numeric and entry.value is not None}
    if field.shape is Shape.YEARLY and len(figures) > 1:
        row = "，".join(f"{slot.rpartition('/')[2]}年 {words}" for slot, words in figures.items())
        if isinstance(understand(step, field, field.paths, row), Unsure):
            return own | {entry.slot: Verdict("asked") for entry in taken}
    step.update(state=Resting())
    before = dict(step.application.answers)
    take(step, field, taken, "")
    return own if step.application.answers != before else own | {each.slot: Verdict("refused") for each in taken}


def _entries(found: Verdicts) -> list[Entry]:
    taken = [(slot, each.meaning) for slot, each in found.items() if isinstance(each.meaning, tuple)]
    return [Entry(slot, *meaning) for slot, meaning in taken]


def _with(application: Application, found: Verdicts) -> Application:
    return with_entries(fresh(application), _entries(found), "")


# --- on a card ------------------------------------------------------------------------------------------------------


def on_card(said: Said) -> Verdicts:
    """Questions of one value on cards, each by its words."""
    step, found = fresh(), dict[str, Verdict]()
    for field in FORM.fields:
        if len(field.paths) > 1 or not said.get(field.name):
            continue
        (judged,) = judge(step, [Row(field, said[field.name])])
        if judged.entries is not None:
            found |= meant(judged.entries)
        else:
            found[field.name] = Verdict("asked" if type(judged.trouble).__name__ == "Confirm" else "refused")
    return found


# --- in files -------------------------------------------------------------------------------------------------------


def in_word(said: Said) -> Verdicts:
    """Words in the cells of the official paper; boxes have none."""
    blank = Application("a1", FORM.edition)
    places = places_of(FORM, blank, draft=False)
    fields = [
        each for each in FORM.printed if each.by is Hand.COUNTY and not each.choices and each.section != "summary"
    ]
    words = {
        slot: said[slot] for each in fields for slot in each.paths if said.get(slot) and each.kind is not Kind.ROWS
    }
    document, _ = fill_traced(FORM, blank, places | {slot.replace("/", "_"): each for slot, each in words.items()})
    for trace in list(document.element.body.iter(TRACE)):
        text = trace.getparent()
        if text is not None:
            text.text = "".join(text.itertext())
            for child in list(text):
                text.remove(child)
    out = BytesIO()
    document.save(out)
    return _in_file(gathered(FORM, out.getvalue(), "form.docx"), words)


def in_sheet(said: Said) -> Verdicts:
    """Words in the open cells of a department's sheet."""
    names = [each.name for each in FORM.fields if each.answerable]
    return _in_file(gathered(FORM, filled_sheet(said, names), "sheet.xlsx"), said)


def filled_sheet(said: Said, names: Sequence[str]) -> bytes:
    """A department's sheet for these questions, filled in."""
    blank = department_sheet(FORM, Application("a1", FORM.edition), "统计局", names)
    (table,) = (block for block in opened(blank, "sheet.xlsx").blocks if hasattr(block, "rows"))
    rows = [[cell.text for cell in row] for row in table.rows]
    for row in rows[3:]:
        for column, key in enumerate(rows[1]):
            slot = slot_of(FORM, row[0], key)
            row[column] = said.get(slot, "") if slot is not None else row[column]
    return drawn.sheet(rows)


def in_json(said: Said) -> Verdicts:
    """Words as the values of 数据.json."""
    answers = {slot: {"value": words} for slot, words in said.items() if words}
    content = json.dumps({"schema": SCHEMA, "entrants": [{"county_name": "临西县", "answers": answers}]})
    return _in_file(gathered(FORM, content.encode(), "data.json"), said)


def _in_file(found: Gathered, said: Said) -> Verdicts:
    """What of a file is taken over with one tap, asked about, and not understood, slot by slot."""
    verdicts: dict[str, Verdict] = {}
    refused = {each.field for each in found.unread}
    for each in weighed(FORM, Application("a1", FORM.edition), found):
        if each.standing == "new":
            verdicts |= meant(each.entries)
        elif each.standing == "unsure":
            verdicts |= {entry.slot: Verdict("asked") for way in each.ways for entry in way.entries}
            verdicts |= {entry.slot: Verdict("asked") for entry in each.entries}
            refused.add(each.field.name)
        else:
            refused.add(each.field.name)
    shown = {path for name in refused if name for path in FORM.by_name[name].paths if said.get(path)}
    return {path: Verdict("refused") for path in shown} | verdicts
