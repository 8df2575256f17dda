"""去年的表: what an application of an earlier edition says is offered for this year's, nothing of it unconfirmed."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Action, Run, TakeFormer
from dialogs.state.conversation import Resting
from dialogs.turn import sharing
from dialogs.turn.messages import FormerForm
from dialogs.turn.step import Step

_MOST = 8


def find(step: Step) -> None:
    """Look for applications of earlier editions; they are whole, so a colleague of a part is not shown them."""
    if sharing.may_see_all(step):
        step.request(FormerForm())
        step.say(Told("looking for former form"))


def take(step: Step, action: TakeFormer) -> None:
    """The one that was chosen among several."""
    if sharing.may_see_all(step):
        step.request(FormerForm(action.application))


def choose(step: Step, payload: Mapping[str, str]) -> None:
    """There is none, or there are several: which?"""
    ways: list[tuple[Option, Action]] = [
        (Option("cluster", {"name": name}), TakeFormer(key)) for key, name in list(payload.items())[:_MOST]
    ]
    if not ways:
        step.say(Told("no former form"))
        return
    ways.append((Option("continue"), Run("continue")))
    reply = Told("which former form", {}, tuple(option for option, _ in ways))
    step.offer(reply, [action for _, action in ways], Resting())
