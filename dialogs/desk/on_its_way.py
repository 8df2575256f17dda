"""Broadcasts that were sent: how far each is, pausing, resuming, cancelling; and what counties write back."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.desk.step import DeskStep
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.record.region import Sending
from dialogs.saying.briefs import Note
from dialogs.saying.broadcast_briefs import Account, Replied
from dialogs.state.actions import Action
from dialogs.state.desk_states import Do
from dialogs.state.errands import Recount, Steer

_SHOWN = 60


def account(step: DeskStep) -> None:
    """群发进度: the latest broadcast, every recipient by name."""
    if step.region.sendings:
        step.request(Recount(step.region.sendings[0].id))
    else:
        step.say(Note("nothing was sent"))


def recount(step: DeskStep, broadcast: str) -> None:
    """Ask how far it is now."""
    step.request(Recount(broadcast))


def counted(step: DeskStep, payload: Mapping[str, str]) -> None:
    """A broadcast's state, with what can be done about it."""
    sending: Sending = codec.loads(payload["sending"])
    rows = codec.loads(payload["rows"]) if "rows" in payload else ()
    ways: list[tuple[Option, Action]] = [(Option("desk refresh"), Do("recount", (sending.id,)))]
    if sending.state == "sending":
        ways += [(Option("desk pause"), Do("steer", (sending.id, "pause")))]
    if sending.state == "paused":
        ways += [(Option("desk resume"), Do("steer", (sending.id, "resume")))]
    if sending.open:
        ways += [(Option("desk cancel"), Do("steer", (sending.id, "cancel")))]
    elif sending.counts.get("failed"):
        ways += [(Option("desk again", {"count": str(sending.counts["failed"])}), Do("steer", (sending.id, "again")))]
    step.mention(Account(sending, rows[:_SHOWN], max(0, len(rows) - _SHOWN)), ways)


def steer(step: DeskStep, how: str, broadcast: str = "") -> None:
    """Pause, resume, cancel or repeat: the one that is named, else the latest that this is about."""
    fitting = [each for each in step.region.sendings if each.open or how == "again"]
    found = broadcast or next((each.id for each in fitting), "")
    if found:
        step.request(Steer(found, how))
    else:
        step.say(Note("nothing on its way"))


def replied(step: DeskStep, payload: Mapping[str, str]) -> None:
    """A county wrote back."""
    county = payload["county"]
    name = step.region.called(county)
    ways = (
        (Option("desk open", {"name": name}), Do("open", (county,))),
        (Option("desk answer"), Do("announce", (county,))),
    )
    step.mention(Replied(name, payload["name"], payload["words"]), ways)
