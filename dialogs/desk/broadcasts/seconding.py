"""两人确认: a broadcast that another coordinator of the region looks at and lets go, or returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dialogs.desk.ground.step import DeskStep
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.record.region import SecondLook
from dialogs.saying.briefs import Note
from dialogs.saying.broadcast_briefs import Announced
from dialogs.state.actions import Action
from dialogs.state.desk_states import Awaiting, Do, Drafting
from dialogs.state.errands import AnswerSecond, AskSecond, LookSecond

_NAMED = 12


def turn_on(step: DeskStep) -> None:
    """群发要两人确认."""
    step.request(AskSecond(on=True))


def turn_off(step: DeskStep) -> None:
    """不用两人确认."""
    step.request(AskSecond(on=False))


def is_set(step: DeskStep, payload: Mapping[str, str]) -> None:
    """How broadcasts are confirmed from now on."""
    step.say(Note(f"second looks {payload['on']}", payload))


def asked(step: DeskStep, payload: Mapping[str, str]) -> None:
    """A broadcast waits: the link to give to a colleague."""
    ways = ((Option("desk withdraw announcement"), Do("second", (payload["key"], "withdrawn"))),)
    step.mention(Note("second look asked", payload), ways)


def waiting(step: DeskStep) -> None:
    """待确认: the broadcast that waits longest, others' first."""
    looks = sorted(step.region.second_looks, key=lambda each: each.own)
    if looks:
        step.request(LookSecond(looks[0].key))
    else:
        step.say(Note("no second looks"))


def look(step: DeskStep, key: str) -> None:
    """One of them, by its button."""
    step.request(LookSecond(key))


def opened(step: DeskStep, payload: Mapping[str, str]) -> None:
    """The link was opened."""
    if step.state == Awaiting("standing in"):
        step.say(Note("second look afterwards"))
    else:
        step.request(LookSecond(payload["key"]))


def shown(step: DeskStep, payload: Mapping[str, str]) -> None:
    """What would be sent to whom, and what can be done about it."""
    if "look" not in payload:
        step.say(Note(f"second {payload['state']}", payload))
        return
    found: SecondLook = codec.loads(payload["look"])
    region = step.region.name
    step.say(Announced(found.by, region, found.text, found.attachment, found.file, found.size, preview=True))
    figures = {
        "by": found.by,
        "count": str(found.count),
        "places": str(len(found.counties)),
        "counties": "、".join(found.counties[:_NAMED]),
        "when": found.until,
    }
    what = ("second look over" if found.over else "second look own") if found.own else "second look"
    step.mention(Note(what, figures), _ways(found))


def _ways(found: SecondLook) -> tuple[tuple[Option, Action], ...]:
    if found.own:
        return ((Option("desk withdraw announcement"), Do("second", (found.key, "withdrawn"))),)
    return (
        (Option("desk agree", {"count": str(found.count)}), Do("second", (found.key, "yes"))),
        (Option("desk disagree"), Do("second", (found.key, "no"))),
    )


def answer(step: DeskStep, key: str, how: str) -> None:
    """同意, 退回, 撤回. The keyboard is gone with it."""
    step.update(actions=(), options=(), revision=step.conversation.revision + 1)
    step.request(AnswerSecond(key, how))


def answered(step: DeskStep, payload: Mapping[str, str]) -> None:
    """What came of one's own answer."""
    if payload["state"] == "withdrawn" and "draft" in payload:
        _back(step, Note("second withdrawn", payload), payload)
    else:
        step.say(Note(f"second {payload['state']}", payload))


def decided(step: DeskStep, payload: Mapping[str, str]) -> None:
    """Another coordinator agreed to one's broadcast, or returned it: then it is a draft again."""
    if payload["state"] == "agreed":
        step.say(Note("second agreed to", payload))
    else:
        _back(step, Note("second returned", payload), payload)


def _back(step: DeskStep, note: Note, payload: Mapping[str, str]) -> None:
    draft: Drafting = codec.loads(payload["draft"])
    figures = {name: words for name, words in note.figures.items() if name != "draft"}
    note = replace(note, figures=figures)
    if step.draft is not None:  # another one is being written
        step.say(note)
        return
    step.update(draft=draft)
    step.mention(note, ((Option("desk draft"), Do("draft")), (Option("desk discard"), Do("discard"))))
