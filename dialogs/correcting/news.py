"""A figure that was just heard anew: 23年那个统计局刚反馈，是106.81. It is of the last answer or the open question."""

from __future__ import annotations

from decimal import Decimal

from dialogs.answers.fitting import possible
from dialogs.answers.last import last_answered
from dialogs.definition.form import Field, Shape
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unsure
from dialogs.turn.step import Step

NEWS = (
    "^(?!.*(?:不过|但|还是)).*?(?:刚刚?(?:才)?(?:反馈|更新|核|改|报来|给|发来|出来?|通知|定)|最新(?:的|数|是)"
    "|又?更新(?:过|了)|又?核(?:实|对|算)?(?:完|过|了|后)[^,，]{0,4}(?:是|为))"
)
"""How somebody says that a figure is new."""
_NEAR = Decimal("0.2")
"""The share by which a figure that is heard anew differs at most from the one that stands."""


def answers_here(step: Step, here: Field, reading: Reading) -> bool:
    """Whether news, as the open question understands them, rather are its answer than change the last one."""
    ways = [Alternative("", reading.entries)] if isinstance(reading, Read) else []
    if isinstance(reading, Unsure):
        ways = [each for each in reading.alternatives if each.entries and not same_each_year(each)]
    able = [each.entries for each in ways if possible(step, here, each.entries)]
    alone = here.shape is Shape.YEARLY and all(len(each) == 1 for each in able)
    return bool(able) and not (alone and any(near_last(step, each[0]) for each in able))


def same_each_year(way: Alternative) -> bool:
    """Whether one figure is put in every year: nobody mends a row of three so."""
    return len(way.entries) > 1 and len({entry.value for entry in way.entries}) == 1


def near_last(step: Step, entry: Entry) -> bool:
    """Whether a figure is about what stands at the same year of the last answer."""
    last = next(last_answered(step), None)
    year = entry.slot.rpartition("/")[2]
    slots = [slot for slot in last.slots if slot.part and slot.part[0] == year] if last is not None else []
    answer = step.application.answer(slots[0].path) if len(slots) == 1 else None
    standing = answer.value if answer is not None else None
    if not isinstance(standing, Decimal) or not isinstance(entry.value, Decimal):
        return False
    return abs(entry.value - standing) <= _NEAR * abs(standing)
