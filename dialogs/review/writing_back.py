"""What a county says to its coordinator: 回复 收到, 收到, 回复市里：周五报. It is no answer to an open question."""

from __future__ import annotations

import re

from dialogs.saying.replies import Told
from dialogs.state.conversation import Composing, Justifying, Reasoning
from dialogs.turn.messages import WriteBack
from dialogs.turn.step import Step

_BACK = re.compile(
    r"(?:回复|答复|回)(?:市里|市局|市|省里|省厅|省|通知|群发)?(?:[:：,，]\s*|\s+)(?P<words>\S.*)|"
    r"(?:回复|答复)(?P<short>收到.{0,30})|reply\s*[:：]?\s+(?P<english>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_RECEIVED = re.compile(r"(?:好的?[，,、 ]?)?(?:已?收到了?|已?收悉)(?:[，,、 ]?(?:谢谢|好的))?[。.!！]?")
_LONGEST = 2_000


def wrote_back(step: Step, words: str) -> bool:
    """Whether a message is for the coordinator; it is passed on."""
    if isinstance(step.state, Reasoning | Justifying):
        return False
    found = _BACK.fullmatch(words)
    said = next(filter(None, found.groups()), "") if found is not None else ""
    bare = not said and _RECEIVED.fullmatch(words) is not None and not isinstance(step.state, Composing)
    if not said and not bare:
        return False
    step.request(WriteBack((said or words)[:_LONGEST], only_answers=bare))
    return True


def passed_on(step: Step, to: str, *, only_answered: bool) -> None:
    """Say who was told, or that there is nobody to tell, or nothing that it would answer."""
    if to:
        step.say(Told("passed on", {"to": to}))
    else:
        step.say(Told("nothing to answer" if only_answered else "nobody to tell"))
