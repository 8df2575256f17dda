"""A year whose figure is still to be checked, said behind a row: 1.2 1.3 1.4，23年海关还没核."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from dialogs.definition.form import Shape
from dialogs.reading.named_years import named_years
from dialogs.reading.odd_figures import alternative_of
from dialogs.reading.question import Question
from dialogs.reading.results import Entry, Read, Reading, Unsure

_UNCHECKED = re.compile(
    r"(?<=\S)[,，;；。 (（]+(?P<year>20[0-9]{2})年(?:的|那|个|这|数据?|[\u4e00-\u9fff]{1,4}(?:局|关|委|所|那边|方面))*"
    r"(?:还|尚|暂|都|正)*(?:(?:没|未)有?(?:最后|最终|正式)?(?:核|审|定|确认|公布|批)|(?:要|得|待|需|等)(?:再|[\u4e00-\u9fff]{1,5})?(?:核|审|确认)|在核|在审"
    r"|(?:我们?|俺)?(?:还要?|再|得|要|回头|去)*(?:[核查问](?:一[下核查问]|[核查问实])|确认一下))"
    r"(?:实|准|定|对|计|完|过|下来|出来|一下)*[呢了的)）。.]*$"
)


def year_in_doubt(question: Question, text: str) -> tuple[str, str] | None:
    """The (narrow) text without such a clause, and the slot of the year that it names; None where it has none."""
    if question.field.shape is not Shape.YEARLY:
        return None
    found = _UNCHECKED.search(named_years(text, question.form.base_year))
    slots = {slot.part[0]: slot.path for slot in question.field.slots}
    if found is None or found["year"] not in slots:
        return None
    return found.string[: found.start()], slots[found["year"]]


def with_doubt(question: Question, reading: Reading, slot: str) -> Reading:
    """The reading with the figure of this slot marked as uncertain."""
    match reading:
        case Read(entries):
            return Read(_marked(entries, slot))
        case Unsure(alternatives=ways):
            marked = (
                alternative_of(question, Read(_marked(each.entries, slot)))
                if any(entry.slot == slot for entry in each.entries)
                else each
                for each in ways
            )
            return replace(reading, alternatives=tuple(marked))
        case _:
            return reading


def _marked(entries: Collection[Entry], slot: str) -> tuple[Entry, ...]:
    return tuple(
        replace(entry, doubtful=True) if entry.slot == slot and entry.value is not None else entry for entry in entries
    )
