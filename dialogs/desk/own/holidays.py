"""放假安排: working days of a further year, from the State Council's notice as pasted; shown before it counts."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.desk.ground.step import DeskStep
from dialogs.reading.holidays import LONGEST, is_notice, read_notice
from dialogs.record.options import Option
from dialogs.saying.briefs import Note, YearRead
from dialogs.state.desk_states import Awaiting, Do
from dialogs.state.errands import KeepYear


def show(step: DeskStep) -> None:
    """Which years are known, and how to add one: the notice is awaited."""
    years = "、".join(str(year) for year in sorted(step.form.calendar.years))
    note = Note("holidays", {"years": years}, (Option("desk stop"),))
    step.offer(note, (Do("stop"),), Awaiting("holidays"))


def pasted(step: DeskStep, words: str) -> bool:
    """The notice itself, without a command; False where it is something else."""
    return is_notice(words) and read(step, words)


def read(step: DeskStep, words: str) -> bool:
    """What the notice says, to be confirmed; where nothing of it is understood, that is said."""
    found = read_notice(words)
    if found is None:
        step.say(Note("holidays unread"))
        return True
    known = found.year in step.form.calendar.years
    options = (Option("desk keep year", {"year": str(found.year)}), Option("desk stop"))
    ways = (Do("keep year", (words[:LONGEST],)), Do("stop"))
    step.offer(YearRead(found, known, options), ways)
    return True


def keep(step: DeskStep, words: str) -> None:
    """The button was pressed."""
    step.request(KeepYear(words))


def kept(step: DeskStep, payload: Mapping[str, str]) -> None:
    """From now on working days of that year are counted by it."""
    step.say(Note("year kept", {"year": payload["year"]}))
