"""Broadcasts that were sent: how far each is, pausing, resuming, cancelling; and what counties write back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs.desk.ground.step import DeskStep
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.record.region import Sending
from dialogs.saying.briefs import Note
from dialogs.saying.broadcast_briefs import Account, Replied
from dialogs.state.actions import Action
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do
from dialogs.state.errands import Recount, Steer

_SHOWN = 60
_AT_ONCE = "(?:先|暂时|赶紧|赶快|马上|立刻|快|给我|都|就|请|麻烦|帮我|你|把|将|那)*"
_HALTS = re.compile(
    f"{_AT_ONCE}(?:(?:刚才|刚刚|刚|正在?发|在发|上面?|昨天|今天)?的?(?:[那这上]?一?[个条次])?(?:的)?(?:群发|通知|消息|短信)?)"
    f"{_AT_ONCE}(?:暂停|叫停|停)(?:一?[下停会]|掉|了|住|发|发送|群发|(?:刚才|正在?发|在发|上面?)?的?[那这]?一?[个条]?(?:群发|通知|消息)?)*[吧。!！]*"
)
_IT = re.compile("群发|通知|消息|短信|[那这上刚]一?[个条]|发")
"""先停一下 alone does not say what."""


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


def halted(step: DeskStep, words: str) -> bool:
    """先暂停一下群发: paused, from where it can go on; 那个群发先停了: shown, to be paused or cancelled."""
    plain = words.strip()
    if not isinstance(step.state, Resting) or not _HALTS.fullmatch(plain) or not _IT.search(plain):
        return False
    if "暂停" in plain and any(each.state == "sending" for each in step.region.sendings):
        steer(step, "pause")
    else:
        account(step)
    return True


def replied(step: DeskStep, payload: Mapping[str, str]) -> None:
    """A county wrote back."""
    county = payload["county"]
    name = step.region.called(county)
    ways = (
        (Option("desk open", {"name": name}), Do("open", (county,))),
        (Option("desk answer"), Do("announce", (county,))),
    )
    step.mention(Replied(name, payload["name"], payload["words"]), ways)
