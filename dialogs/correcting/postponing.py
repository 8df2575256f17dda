"""A date that stands, moved by days or weeks: 领导说推迟两天, 提前一周报."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dialogs.definition.form import Field, Kind
from dialogs.reading.chinese import counted
from dialogs.reading.results import Entry
from dialogs.turn.step import Step

MOVED = (
    "(?:(?P<later>推迟|推后|延后|顺延|延期|往后(?:推|延|挪|移)|晚)|(?P<earlier>提前|往前(?:提|推|挪|移)|早))(?:报|交|个|上|了)*"
    "(?P<many>[1-9][0-9]?|[一两二三四五六七八九十])个?(?P<unit>天|日|周|星期|礼拜)"
)
"""How much later or earlier."""
_MOVED = re.compile(MOVED)
_WEEK = 7


def postponed(step: Step, field: Field, said: str) -> tuple[Entry, ...] | None:
    """The date as it would be; None where nothing moves it, or it is no whole date."""
    moved, answer = _MOVED.search(said), step.application.answer(field.paths[0])
    if field.kind is not Kind.DATE or moved is None or answer is None or not isinstance(answer.value, str):
        return None
    try:
        day = date.fromisoformat(answer.value)
    except ValueError:
        return None
    days = counted(moved["many"].replace("两", "二")) * (1 if moved["unit"] in "天日" else _WEEK)
    return (Entry(field.paths[0], (day + timedelta(days if moved["later"] else -days)).isoformat()),)
