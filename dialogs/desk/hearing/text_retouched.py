"""A written text retouched in words: 20号是周六吧？改成19号下午5点前; 说差了，是18号; 开头加上“各单位：”; 落款市工信局.

What is named takes the place of what is of its kind there; whatever else the text says stays as it is.
"""

from __future__ import annotations

import re
import unicodedata

from dialogs.desk.hearing.noting import slip_in
from dialogs.desk.hearing.put_in_place import put_in_place

_NUMERAL = "[0-9一二两三四五六七八九十]"
_DAY = re.compile(
    r"(?:(?P<month>[0-9]{1,2})月)?(?P<day>[0-9]{1,2})(?P<unit>[日号]|(?<=月[0-9])(?![0-9])|(?<=月[0-9]{2}))|(?P<named>(?:下*|这|本)个?(?:周|星期|礼拜)[一二三四五六日天末]|[今明]天|大?后天|月[底末初])"
)
_HOUR = (
    rf"(?P<hour>(?:上午|下午|早上|中午|晚上|傍晚)?(?:{_NUMERAL}{{1,3}}[点时](?:半|整|{_NUMERAL}{{1,3}}分?)?|[0-9]{{1,2}}[:：][0-9]{{2}})"
    r"|上午|下午|中午|晚上|下班)?(?P<by>[之以]?前|止)?"
)
_MOMENT = re.compile(f"(?:{_DAY.pattern}){_HOUR}")
_NEW = re.compile(
    r"(?:那|就|还是|把|将)*(?:(?P<was>(?:[0-9]{1,2}月)?[0-9]{1,2}[日号])的?)?(?:日子|日期|时间|截止|期限|它)?(?:就)?(?:改|换|挪|提前|推迟?|延|定)(?:成|到|为|在)\s*[“\"]?(?P<new>[^”\"]{2,16}?)[”\"]?(?:吧|好了|才对|合适|[。!！])*"
    r"|(?:应该|应当|应|得|该)?(?:是|写|为)\s*[“\"]?(?P<rather>[^”\"]{2,16}?)[”\"]?(?:吧|才对|[。!！])*"
)
_ASIDE = re.compile("错|不对|不行|是(?:周|星期|礼拜)|休息|放假|太[早晚紧赶]|来不及|[吧吗?？]$")
_HEAD = re.compile(
    r"(?:在|把|给)?(?:(?:第一句|正文|文字)?(?:的)?最?前[头面边]|开头|抬头|头上|称呼)(?:再|给)?(?:(?:少了?|缺了?|没有?|漏了?)(?:个)?(?:称呼|抬头)?[,，\s]+)?(?:再|给)?(?:加|写|添|补|用)?(?:上|一?个)?(?:称呼|抬头)?[:：]?\s*[“\"]?(?P<head>[^“”\"，,]{2,40}?)[”\"]?"
)
_SIGNED = re.compile(
    r"(?:在)?(?:最?后[头面边]?|末尾|结尾|下面)?(?:的)?(?:加个?|写)?(?:落款|署名|署)(?:没(?:写|加|署)|少了?|忘了?|漏了?)?(?:再|就)?(?:写|加|用|署|改)?(?:上|成|是|为)?[:：]?\s*[“\"]?(?P<name>[^”\"]{2,30}?)[”\"]?(?:[,，\s]+(?:给)?(?:加|补|添|写)上?)?"
)
_GAPS = re.compile(r"[,，。;；!！\s]+")
_STOPS = "：:，,。；;！!"


def signed(text: str) -> str:
    """A text that says at its end how it is signed, 落款市局民营经济科, with that in a line of its own."""
    ahead, found = _last_clause(text)
    return f"{ahead}\n{found['name']}" if found is not None else text


def _last_clause(text: str) -> tuple[str, re.Match[str] | None]:
    for gap in reversed(list(_GAPS.finditer(text))):
        found = _SIGNED.fullmatch(text[gap.end() :])
        if found is not None and "落款" in text[gap.end() :]:
            return text[: gap.start()] + gap[0].strip(" ,，"), found
    return text, None


def retouched(text: str, words: str) -> str | None:
    """The text as it is wished; None where the words are no such wish, or fit nothing in it."""
    plain = unicodedata.normalize("NFKC", words.strip()).replace(",", "，").replace("?", "？")
    return _headed(text, words.strip()) or _timed(text, plain) or _slipped(text, words.strip())


def _headed(text: str, words: str) -> str | None:
    head, signed = _HEAD.fullmatch(words), _SIGNED.fullmatch(words)
    if head is not None:
        return f"{head['head']}{'' if head['head'][-1] in _STOPS else '：'}{text}"
    return f"{text.rstrip()}\n{signed['name']}" if signed is not None else None


def _timed(text: str, plain: str) -> str | None:
    """改成19号下午5点前, perhaps with why: in place of the one day that the text has, or of the one that is named."""
    *asides, last = [each for each in re.split(r"[，。；;？!！\s]+", plain) if each] or [""]
    said = [each for each in asides if _ASIDE.search(each) or _DAY.search(each)]
    found = _NEW.fullmatch(last)
    if len(said) != len(asides) or (found is None and not asides):
        return None
    new = _MOMENT.fullmatch((found["new"] or found["rather"]).strip() if found is not None else last.rstrip("吧"))
    if new is None:
        return None
    was = [*asides, found["was"] or ""] if found is not None else asides
    old = _of_the_text(text, [each["day"] for said_before in was for each in _DAY.finditer(said_before) if each["day"]])
    sends = new["hour"] and not (new["by"] or said or (old is not None and old["hour"]))  # when it is to go
    return _with(text, old, new) if old is not None and not sends else None


def _of_the_text(text: str, named: list[str]) -> re.Match[str] | None:
    there = list(_MOMENT.finditer(text))
    meant = [each for each in there if each["day"] in named] if named else there
    return meant[0] if len(meant) == 1 else None


def _with(text: str, old: re.Match[str], new: re.Match[str]) -> str:
    """The new day in place of the old one, in the same month; its hour and its 前 stay where no other is said."""
    month = new["month"] or (old["month"] if new["day"] else None)
    day = new["named"] or f"{f'{month}月' if month else ''}{new['day']}{old['unit'] or new['unit']}"
    return (
        f"{text[: old.start()]}{day}{new['hour'] or old['hour'] or ''}{new['by'] or old['by'] or ''}{text[old.end() :]}"
    )


def _slipped(text: str, words: str) -> str | None:
    """说差了，是18号: what is most like it in the text."""
    new, old = slip_in(words)
    moment = _MOMENT.fullmatch(new) if new else None
    there = _of_the_text(text, []) if moment is not None else None
    if moment is not None and there is not None:
        return _with(text, there, moment)
    changed = put_in_place(text, new, old) if new else None
    return changed[0] if changed is not None else None
