"""A broadcast that is ready, changed in words: 把周五改成周四, 加一句 请电话联系我. It is shown anew before it goes."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.desk.broadcasts import announcing
from dialogs.desk.broadcasts.wording_wished import NO_MORE
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.hearing.text_retouched import retouched
from dialogs.state.desk_states import Drafting

_LONGEST = 300
_QUOTED = r"[“\"]?"
_PUT = re.compile(
    rf"(?:把|将)?{_QUOTED}(?P<old>[^“”\"]{{1,60}}?)[”\"]?(?:改成|改为|换成|换为|写成|改到|改){_QUOTED}(?P<new>[^”\"]{{1,200}})[”\"]?"
)
_WHOLE = re.compile(
    r"(?:全部|整[个段条]|内容|文字)?(?:就)?(?:改|换)(?:成|为)[:：，, “\"]*(?P<whole>.{8,}?)[”\"]?", re.DOTALL
)
"""改成请各县于4月20日前送审: another text in place of all of it."""
_MORE = re.compile(
    r"(?:还要|再|还|后面|最后|末尾)?(?:再)?(?:加|补|添)上?[一几两]?句(?:话)?[:：，, ]*(?P<more>\S.*)", re.DOTALL
)
_LESS = re.compile(
    rf"(?:把|将)?{_QUOTED}(?P<old>[^“”\"]{{2,60}}?)[”\"]?(?:这句|这几个字)?(?:去掉|删掉|删了|删去|不要了)"
)

_THEN_SENT = re.compile("(?<=.{4})[,，。 ]?(?:改好|改完|加好|弄好)?(?:了)?(?:再|然后|就)(?:发|发出去|发送)$")
"""把20号改成22号再发: it is shown first, as every text that was changed."""
_NUMERAL = re.compile("[0-9一二两三四五六七八九十]")
_SPOKEN_DAY = re.compile("(?:[0-9]{1,2}月)?[0-9]{1,2}号")
_COUNT = "[0-9一二两三四五六七八九十]+"
_OTHER = re.compile(r"(?:改成|改为|换成)[“\"]?(?P<new>[^”\"]{2,30})[”\"]?")
"""改成一式两份, where the text says 一式三份."""


def reworded(step: DeskStep, words: str) -> bool:
    """Whether the words change the text that is ready: what they put away stands in it, or they add a sentence."""
    state, plain = step.state, _THEN_SENT.sub("", NO_MORE.sub("", words.strip()).rstrip("吧。"))
    if not isinstance(state, Drafting) or state.stage == "text" or not state.text or len(plain) > _LONGEST:
        return False
    text = _changed(state.text, plain)
    if text is None or not text.strip() or (_LESS.fullmatch(plain) and counties_in(step, plain)):
        return False
    announcing.write(step, replace(state, stage="text"), text)
    return True


def _changed(text: str, plain: str) -> str | None:
    """The text as it is wished; None where the words are no such wish."""
    if plain.endswith(("吗", "么", "?", "？")):
        return None
    touched = retouched(text, plain)
    if touched is not None:
        return touched
    more = _MORE.fullmatch(plain)
    if more is not None:
        return f"{text.rstrip()}{'' if text.rstrip()[-1] in '。！!；;' else '。'}{more['more'].strip()}"
    other = _OTHER.fullmatch(plain)
    if other is not None:
        alike = "".join(_COUNT if _NUMERAL.fullmatch(each) else re.escape(each) for each in other["new"])
        places = re.findall(alike, text) if _NUMERAL.search(other["new"]) else []
        if len(places) == 1:
            return text.replace(places[0], other["new"])
    whole = _WHOLE.fullmatch(plain)
    if whole is not None:
        return whole["whole"].strip()
    return _put(text, plain)


def _put(text: str, plain: str) -> str | None:
    """The text with other words in place of some, or without them."""
    for pattern in (_PUT, _LESS):
        found = pattern.fullmatch(plain)
        if found is None:
            continue
        new = found.groupdict().get("new", "")
        for put, by in ((found["old"], new), _written_day(found["old"], new)):
            if put and text.count(put) == 1:
                return text.replace(put, by)
    return None


def _written_day(old: str, new: str) -> tuple[str, str]:
    """20号 is written 20日, and what comes in its place as well; nothing where the words are no day."""
    if not _SPOKEN_DAY.fullmatch(old):
        return "", ""
    return old.replace("号", "日"), new.replace("号", "日")
