"""While a broadcast is written something is asked, 等等 先跟我说没填完的是哪几家: it is answered, the writing stays."""

from __future__ import annotations

import re
from collections.abc import Callable

from dialogs.desk.ground.step import DeskStep, Mark
from dialogs.desk.hearing import wishing
from dialogs.record.options import Option
from dialogs.saying.briefs import Note, Today
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do, Drafting
from dialogs.state.errands import Look

_LONGEST = 40
_HOLDS = r"(?:等等|等一?下|等会儿?|慢着|对了|哦|那个|先(?=等|慢)|慢(?=[,，])|先不急|不急|[,，。\s])"
_TO_ME = (
    r"(?:(?:你|您|先|麻烦|请|再|那)*(?:跟我(?:说说?|讲讲?)(?:一[下声])?|告诉我(?:一下)?|给我(?:说说|讲讲|看看?|看一下|列一?下|列出来|查查?|查一下|报一?下)"
    r"|先(?=看|查)|帮我(?:看看?|看一下|查查?|查一下|列一?下|问一?下)|(?:让)?我(?:先|想|要|得)*(?:看看?|看一下|查查?|查一下|知道|问一?下|问问)))"
)
_ASIDE = re.compile(rf"(?:{_HOLDS}+{_TO_ME}?|{_TO_ME})[,，\s]*(?P<rest>\S.+)")
_ASKS = re.compile("[谁哪几吗么?？]|多少|什么|啥|到哪|怎么|咋|没有?$|名单|进度|情况")
_TELLS_ME = re.compile(rf"{_HOLDS}*{_TO_ME}[,，\s]*.+[吗么?？]$")
_LISTS = re.compile("(?:给|帮)我(?:列|查|看|报)")
_ENDS = ("discarded", "stopped", "rest", "left so", "chat", "sent later", "unclear", "perhaps", "undo what")


def asked_beside(step: DeskStep, words: str, hear: Callable[[DeskStep, str], None]) -> bool:
    """Whether the words ask the desk, and are no text; what they ask is shown."""
    was = step.state
    found = _ASIDE.fullmatch(words.strip()) if len(words) <= _LONGEST else None
    if not isinstance(was, Drafting) or found is None or not (_ASKS.search(found["rest"]) or _LISTS.search(words)):
        return False
    before = step.mark()
    step.update(state=Resting(), draft=None)
    hear(step, found["rest"])
    if not _shown(step, before):
        step.rewind(before)
        if _TELLS_ME.match(words.strip()):
            wishing.ask_whether_text(step, words)
        return _TELLS_ME.match(words.strip()) is not None
    step.update(state=was, draft=before.conversation.draft)
    if was.text and getattr(step.last_said, "options", None):
        step.offer_as_well([(Option("desk draft"), Do("draft"))])
    step.say(Note("text ready still" if was.text else "text awaited"))
    return True


def stays(step: DeskStep, before: Mark) -> None:
    """What was shown while the first text is awaited leaves it awaited, of the same people."""
    was = before.conversation.state
    written = step.draft is not None and (step.draft.text or step.draft.attachment)
    if (
        isinstance(was, Drafting)
        and was.stage == "text"
        and not (was.text or was.attachment or written)
        and isinstance(step.state, Resting)
        and _shown(step, before)
    ):
        step.update(state=was, draft=None)
        step.say(Note("text awaited"))


def _shown(step: DeskStep, before: Mark) -> bool:
    """Whether all that was said and asked for since shows something."""
    now = step.mark()
    said, asked = now.replies[len(before.replies) :], now.requests[len(before.requests) :]
    ends = any(isinstance(each, Today) or getattr(each, "what", "") in _ENDS for each in said)
    return bool(said or asked) and not ends and all(isinstance(each, Look) for each in asked)
