"""代录 清河县: a coordinator fills in for an offline county; every answer is marked until the county confirms."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import looking
from dialogs.record.application import RECORDED
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.errands import StandIn

LEAVING = frozenset(
    ("结束代录", "代录完了", "代录结束", "退出代录", "回协调台", "回到协调台", "end standing in", "back to desk")
)
"""Words that lead back to the desk."""


def begin(step: DeskStep, county: str) -> None:
    """Only for a county where nobody is in: whoever is in answers for the county."""
    there = step.region.contacts_of(county)
    if there:
        names = "、".join(each.name for each in there)
        step.say(Note("stand-in not needed", {"name": step.region.called(county), "names": names}))
    else:
        step.request(StandIn(county))


def begun(step: DeskStep, payload: Mapping[str, str]) -> None:
    """From now on this conversation is the county's, until it is left."""
    step.say(Note("stand-in begun", payload))
    step.update(
        application=payload["application"],
        stands_for=payload["name"],
        person=f"{step.conversation.person}{RECORDED}",
        state=Resting(),
        actions=(),
        options=(),
        revision=step.conversation.revision + 1,
    )


def over(step: DeskStep, payload: Mapping[str, str]) -> None:
    """Back at the desk."""
    step.update(welcomed=True)
    step.say(Note("stand-in over", payload))
    looking.today(step)
