"""What the words of a file would change: read like typed ones, and held against what stands.

``new``      the table has nothing there yet               ``same``     the table says so already
``differs``  the table says something else                 ``unsure``   several meanings, or a label not quite official
``cleared``  the file has nothing where the table has      ``unread``   no reader understands it, or it cannot be
``foreign``  somebody else's part of the form

Nothing is stored here, and nothing guessed: what a cell says by itself has to agree with what its row says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from dialogs.answers.answering import all_impossible, doubt, understand, with_entries
from dialogs.answers.objecting import objection
from dialogs.definition.form import Field, Kind, Shape
from dialogs.derived.comparing import same_on_paper
from dialogs.derived.findings import impossible, values_of
from dialogs.gathering.documents import Gathered, Gleaned, Spot
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.record.application import Answer, Application, Blank, Source
from dialogs.saying.replies import Confirm, Misread, Object
from dialogs.turn.step import Step

Standing = Literal["new", "same", "differs", "unsure", "cleared", "unread", "foreign"]
_WAITS = (Blank.LATER, Blank.WAITING)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What becomes of the words for one question: ``entries`` is what they say, ``ways`` where they say several things.

    ``trouble`` is what there is to be said about them; ``doubt`` why the person has to confirm them (``Gleaned``).
    """

    field: Field
    standing: Standing
    words: str
    spot: Spot
    entries: tuple[Entry, ...] = ()
    ways: tuple[Alternative, ...] = ()
    trouble: Misread | Confirm | Object | None = None
    doubt: str = ""


def weigh(step: Step, gathered: Gathered, source: str = "") -> tuple[Weighed, ...]:
    """What a file would change, in asking order; ``source`` is the name of the file, which its values then carry.

    The step is left as it was.
    """
    before = step.application
    found: list[Weighed] = []
    for gleaned in sorted(gathered.found, key=lambda each: step.form.positions[each.field]):
        for each in _weighed(step, gleaned, gathered):
            made = replace(each, entries=_sourced(each, source, gathered))
            found.append(made)
            if made.standing in ("new", "same"):  # the next ones may depend on it
                step.application = with_entries(step, [e for e in made.entries if not _given(step, e.slot)], made.words)
    step.application = before
    return (*found, *_cleared(step, gathered))


def _cleared(step: Step, gathered: Gathered) -> Iterator[Weighed]:
    """Questions that stand in the file with nothing beside them, where the table has an answer."""
    for name in gathered.empty:
        field = step.form.by_name[name]
        if any(_printed(step, field, path) for path in field.paths):
            yield Weighed(field, "cleared", "", Spot(label=field.label))


def _printed(step: Step, field: Field, slot: str) -> bool:
    """Whether what stands in a slot is seen on paper: 无 said of boxes is not, they are just empty."""
    answer = step.application.answer(slot)
    return answer is not None and answer.given and not (field.choices and answer.blank is Blank.NONE)


def _sourced(weighed: Weighed, source: str, gathered: Gathered) -> tuple[Entry, ...]:
    """The entries with the file that they come from, and the table in it, unless they name a source themselves."""
    year = f"{gathered.years[-1]}年度" if gathered.years else None
    table = f"表{weighed.spot.table}" if weighed.spot.table else None
    own = Source(date=year, file=source, place=weighed.spot.name or table) if source else None
    return tuple(replace(entry, source=entry.source or own) for entry in weighed.entries)


def _weighed(step: Step, gleaned: Gleaned, gathered: Gathered) -> Iterator[Weighed]:
    field = step.form.by_name[gleaned.field]
    words = " ".join(said.words for said in gleaned.said)
    if not step.journey.own(field):
        yield Weighed(field, "foreign", words, gleaned.spot)
        return
    whole = all(not said.slot for said in gleaned.said)
    readings = _whole(step, field, words) if whole else _by_cells(step, field, gleaned)
    why = gleaned.doubt or ("older" if gathered.years and _of_its_year(field) else "")
    left = [] if whole else list(_years_left_out(step, field, gleaned, readings))
    for reading, said in readings:
        yield _judged(step, field, reading, Weighed(field, "unread", said, gleaned.spot, doubt=why))
    yield from left


def _of_its_year(field: Field) -> bool:
    """Whether what another edition says is about another year: a figure or day that names no year itself."""
    dated = field.shape in (Shape.YEARLY, Shape.MATRIX)
    figures = field.numeric or field.shape is Shape.COUNT_NAMES or field.shape is Shape.PAIR
    return (figures and not dated) or field.kind in (Kind.DATE, Kind.ROWS)


def _years_left_out(
    step: Step, field: Field, gleaned: Gleaned, readings: Sequence[tuple[Reading, str]]
) -> Iterator[Weighed]:
    said = {each.slot for each in gleaned.said}
    said |= {entry.slot for reading, _ in readings if isinstance(reading, Read) for entry in reading.entries}
    left = [slot for slot in field.slots if slot.path not in said and _given(step, slot.path)]
    if left:
        label = " ".join([field.label, *(slot.label for slot in left)])
        yield Weighed(field, "cleared", "", replace(gleaned.spot, label=label))


# --- reading --------------------------------------------------------------------------------------------------------


def _whole(step: Step, field: Field, words: str) -> list[tuple[Reading, str]]:
    return [(_plainly(understand(step, field, field.paths, words)), words)]


def _plainly(reading: Reading) -> Reading:
    """On paper 无 is 无: only in the chat is it asked whether 0 was meant."""
    if isinstance(reading, Unsure) and reading.why is Why.NONE_OR_ZERO:
        return Read(reading.alternatives[0].entries)
    return reading


def _by_cells(step: Step, field: Field, gleaned: Gleaned) -> list[tuple[Reading, str]]:
    """Each cell read by itself, then all of them as a row, whose doubts (a unit, one year far off) are about the whole.

    Cells that nobody understands are told by themselves; the others stand.
    """
    before = step.application
    good: dict[str, Entry] = {}
    doubtful: list[tuple[Unsure, str]] = []
    found: list[tuple[Reading, str]] = []
    for said in gleaned.said:
        reading = _plainly(understand(step, field, (said.slot,), said.words))
        match reading:
            case Read(entries) if _of_this_cell(field, said.slot, entries):
                good |= {entry.slot: entry for entry in entries}
                step.application = with_entries(step, entries, said.words)
            case Unsure():
                doubtful.append((reading, said.words))
            case Read():
                found.append((Unreadable(Why.NOT_A_NUMBER, {"words": said.words}), said.words))
            case _:
                found.append((reading, said.words))
    step.application = before
    words = " ".join(said.words for said in gleaned.said)
    if doubtful:
        lost = {words for _, words in found}
        clear = replace(gleaned, said=tuple(said for said in gleaned.said if said.words not in lost))
        return [*found, _doubted(step, field, clear, good, doubtful)]
    if good:
        found.append((_as_a_row(step, field, tuple(good.values())), words))
    return found


def _of_this_cell(field: Field, slot: str, entries: Iterable[Entry]) -> bool:
    """Whether what a cell says is of its own place: “2023年 5” below 2021 is not, a number is counted from names."""
    own = field.slot_paths if field.shape is Shape.COUNT_NAMES or not field.numeric else (slot,)
    return all(entry.slot in own for entry in entries)


def _doubted(
    step: Step, field: Field, gleaned: Gleaned, good: dict[str, Entry], doubtful: Sequence[tuple[Unsure, str]]
) -> tuple[Reading, str]:
    """Cells with several meanings: those of the row, where it is one; else those of the first, beside the others."""
    words = " ".join(said.words for said in gleaned.said)
    if field.numeric and field.shape in (Shape.YEARLY, Shape.PAIR):
        row = _row(field, {said.slot: said.words for said in gleaned.said})
        reading = _plainly(understand(step, field, field.paths, row))
        if isinstance(reading, Read):
            whole = {entry.slot for entry in reading.entries} >= {said.slot for said in gleaned.said}
            lost = Unreadable(Why.NOT_A_NUMBER, {"words": words})  # a row passes over what it does not know
            return _as_a_row(step, field, reading.entries) if whole else lost, words
        return reading, words
    first = doubtful[0][0]
    beside = tuple(good.values())
    if len(doubtful) > 1:
        return Unreadable(Why.NOT_A_NUMBER, {"words": words}), words
    ways = tuple(replace(way, entries=_merged(beside, way.entries)) for way in first.alternatives if way.entries)
    return replace(first, alternatives=ways), words


def _row(field: Field, said: Mapping[str, str]) -> str:
    """Figures as one types a row: 2021年 118，2022年 131; 基准值 40，目标值 45."""
    heads = {slot.path: f"{slot.part[0]}年" if field.shape is Shape.YEARLY else slot.label[-3:] for slot in field.slots}
    return "，".join(f"{heads[path]} {words}" for path, words in said.items())


def _merged(beside: Sequence[Entry], entries: Sequence[Entry]) -> tuple[Entry, ...]:
    said = {entry.slot for entry in entries}
    return (*(entry for entry in beside if entry.slot not in said), *entries)


def _as_a_row(step: Step, field: Field, entries: tuple[Entry, ...]) -> Reading:
    """The figures of several years as one row: the same figures, or the doubt that the row has."""
    if field.shape is not Shape.YEARLY or not field.numeric:
        return Read(entries)
    figures = {entry.slot: f"{entry.value:f}" for entry in entries if isinstance(entry.value, Decimal)}
    reading = understand(step, field, field.paths, _row(field, figures)) if len(figures) > 1 else Read(entries)
    return reading if isinstance(reading, Unsure) else Read(entries)


# --- holding against what stands ------------------------------------------------------------------------------------


def _judged(step: Step, field: Field, reading: Reading, weighed: Weighed) -> Weighed:
    match reading:
        case Read(entries):
            return _against(step, field, weighed, entries)
        case Unsure(_, alternatives):
            ways = tuple(way for way in alternatives if way.entries)
            if any(_news(step, way.entries) == [] for way in ways):
                return replace(weighed, standing="same")
            refused = all_impossible(step, field, alternatives)
            asked = doubt(field, reading, weighed.words)
            trouble = replace(objection(refused, refused=True), field=field.name) if refused else asked
            return replace(weighed, standing="unread" if refused else "unsure", ways=ways, trouble=trouble)
        case Unreadable(why, figures):
            return replace(weighed, trouble=Misread(field.name, why.value, figures))


def _against(step: Step, field: Field, weighed: Weighed, entries: Sequence[Entry]) -> Weighed:
    news = _news(step, entries)
    if not news:
        return replace(weighed, standing="same", entries=tuple(entries))
    changed = with_entries(step, news, weighed.words)
    refused = impossible(step.form, changed, field, values_of(changed))
    if refused is not None:
        return replace(weighed, trouble=replace(objection(refused, refused=True), field=field.name))
    replaces = any(_given(step, entry.slot) for entry in news)
    standing: Standing = "unsure" if weighed.doubt else "differs" if replaces else "new"
    return replace(weighed, standing=standing, entries=tuple(news))


def _news(step: Step, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that say something else than what stands; 待定 says nothing where something stands."""
    return [
        entry
        for entry in entries
        if not same_on_paper(step.form, entry, step.application.answer(entry.slot))
        and not (entry.blank in _WAITS and _given(step, entry.slot))
    ]


def _given(step: Step, slot: str) -> bool:
    return given(step.application, slot)


def given(application: Application, slot: str) -> bool:
    """Whether something stands in a slot that the paper prints."""
    answer: Answer | None = application.answer(slot)
    return answer is not None and answer.given
