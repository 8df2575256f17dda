"""A county whose application is on its way: sent, returned, passed, sealed, received; what came of words said there."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dialogs.definition.loader import load
from dialogs.record.application import Act, ReviewEvent
from dialogs.turn.messages import Chose, Happened
from tests.county import fill
from tests.returning import give_back
from tests.talk import Talk

_ASKED = (
    ("output", "figures", "2022年与统计局年报不一致"),
    ("smes", "caliber", "按300号文核"),
    ("", "other", "缺县级汇总表"),
)


@lru_cache(maxsize=8)
def _stands(place: str) -> Talk:
    talk = copied(_stands(_BEFORE[place])) if place in _BEFORE else Talk(load())
    match place:
        case "filled":
            talk.say("开始")
            fill(talk)
            talk.say("报送")
        case "sent":
            talk.say("送审", "报送")
        case "returned":
            give_back(talk, *_ASKED)
        case "passed":
            passed = ReviewEvent("passed", "王科长", talk.now, 1)
            talk.applications["a1"] = talk.application.with_reviews([passed])
            talk.happen(Happened("passed", {"by": "王科长", "at": "2024-04-12 10:00", "note": ""}))
        case "sealed":
            talk.say("提交")
            _press(talk, "负责人已签字")
        case _:
            received = Act("received", "李丽丽", "2024-04-20T10:00:00+08:00", "9 ABCDEF12")
            talk.applications["a1"] = talk.application.with_act(received)
            talk.happen(Happened("received", {"by": "李丽丽", "at": "2024-04-20 10:00"}))
    return talk


_BEFORE = {"sent": "filled", "returned": "sent", "passed": "sent", "sealed": "passed", "received": "sealed"}


def copied(talk: Talk) -> Talk:
    """The same conversation, to go on with on its own."""
    return Talk(talk.form, conversation=talk.conversation, applications=dict(talk.applications))


def _press(talk: Talk, words: str) -> None:
    keyboard = next(each for each in reversed(talk.phrased) if each.buttons)
    number = next(place for place, label in enumerate(keyboard.buttons, 1) if label.startswith(words))
    talk.happen(Chose(keyboard.revision, (number,), keyboard.field))


def outcome(place: str, said: list[str]) -> dict[str, Any]:
    """What came of these messages in such a place: values, words to the reviewers, the kind of the last answer."""
    talk = copied(_stands(place))
    before = talk.application
    talk.say(*said)
    after = talk.application
    kept = {path: str(each.value) for path, each in after.answers.items() if before.answers.get(path) != each}
    told = [f"{each.comment} {each.note}" for each in after.reviews[len(before.reviews) :] if each.comment]
    acts = [each.kind for each in after.acts[len(before.acts) :]]
    reply = talk.replies[0]
    kind = " ".join(filter(None, (type(reply).__name__, getattr(reply, "what", ""), getattr(reply, "why", ""))))
    return {key: found for key, found in (("kept", kept), ("told", told), ("acts", acts), ("reply", kind)) if found}
