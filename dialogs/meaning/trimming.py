"""One sentence out of a text that is being written: 第二句删掉, 最后一句不要了. The others stay as they are."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.answers.composing import show_count
from dialogs.reading.chinese import counted
from dialogs.reading.cleaning import excerpt
from dialogs.saying.replies import Told
from dialogs.state.conversation import Composing
from dialogs.turn.step import Step

_WHICH = (
    r"(?:第(?P<nth>[一二三四五六七八九两1-9])句|(?P<first>首句|头一句|开头那?一?句)|"
    r"(?P<last>上一?句|(?:上面|刚才|刚刚|前面|最后)(?:写|发|说)?(?:那|的|这)*一?句|末句|这一?句|那一?句))话?"
)
_AGAIN = "(?:重写|重新写|重来|重新来|另写|再写)"
_OFF = (
    r"(?:不对|不好|写错了?|有问题)?[,， ]?(?:给我|先|就|再|帮我)?"
    rf"(?:(?:删掉|删了|删除|删|去掉|去了|不要了?|不算|划掉|取消|拿掉)(?:[,， ]?(?:我|再|要)*{_AGAIN})?|{_AGAIN})"
    r"(?:一下)?"
)
_ASKED = (
    re.compile(rf"(?:把|将)?{_WHICH}{_OFF}[吧了。.!！ ]*"),
    re.compile(rf"(?:请|帮我)?{_OFF}{_WHICH}[吧了。.!！ ]*"),
    re.compile(
        r"(?:please )?(?:delete|remove|drop|take out) (?:the )?"
        r"(?:(?P<last>last)|(?P<first>first)|(?P<nth>second|third|fourth|fifth)) sentence[.]?",
        re.IGNORECASE,
    ),
)
_ORDINALS = {"second": 1, "third": 2, "fourth": 3, "fifth": 4}
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]+[”」』]?|[^。！？!?；;\n]+$")


def trimmed(step: Step, words: str) -> bool:
    """Take out the sentence that is named; 撤销 brings it back."""
    state = step.state
    said = next((found for each in _ASKED if (found := each.fullmatch(words.strip()))), None)
    if not isinstance(state, Composing) or not state.text or said is None:
        return False
    sentences = _SENTENCE.findall(state.text)
    place = _place(said, len(sentences))
    if not 0 <= place < len(sentences):
        step.say(Told("no such sentence", {"count": str(len(sentences))}))
        return True
    gone = sentences.pop(place)
    left = "".join(sentences).strip("\n")
    step.say(Told("sentence gone", {"words": excerpt(gone.strip())}))
    marks = tuple(mark for mark in state.marks if mark < len(left))
    show_count(step, replace(state, text=left, dropped=state.text, marks=marks))
    return True


def _place(said: re.Match[str], count: int) -> int:
    if said["nth"] is not None:
        spelled = _ORDINALS.get(said["nth"].lower())
        return spelled if spelled is not None else counted(said["nth"]) - 1
    return 0 if said["first"] is not None else count - 1
