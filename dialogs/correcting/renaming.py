"""A name of a list said to be another: 第二个前面加河北, 第二个应该是宏业羊绒工程技术研究中心, 宏业全称是…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from dialogs.reading.chinese import counted

_PLACE = (
    r"(?:把|将)?(?:(?:第(?P<nth>[一二三四五六七八九十0-9]{1,2})|(?P<last>最后)(?:那|一)*)(?:[个家项](?![体人]))?|(?P<only>名[字称])?"
    r"|(?P<part>[^,，。;；0-9第]{2,20}?))(?:那?[个家项])?(?:的|名[字称]|[写打填]?错字?了|不对|不全)*[ ,，:：]*"
)
_WHOLE = r"(?P<whole>[^\s,，。;；]{2,40}?)"
_LACKS = (
    rf"{_PLACE}(?:的|在)?(?:最?(?P<front>前|开头)|最?后|末尾|结尾)[面头边]?(?:再|还|要|得|应该?|给|是)*(?:[加补添带缺漏少])(?:上|写|打|了|个)*"
    r"[“\"]?(?P<more>[\u4e00-\u9fffA-Za-z()（）]{1,12}?)[”\"]?(?:[这那]?[一二两三四五六1-6几]个?字|字样)?"
    rf"(?:[ ,，:：]+(?:应该?|就|也就|即|全称|改)*(?:是|叫|成|为)?{_WHOLE})?[吧了。.]*"
)
_ADDS = re.compile(_LACKS)
_SURE = r"(?:(?:应该?|其实|现在|准确的?|全称)(?:应该?)?(?:是|叫|为)|全称[:：]?|(?:改|换|更正|写)(?:成|为|叫))"
_BECOMES = re.compile(rf"{_PLACE}(?:(?P<sure>{_SURE})|是|叫)[ :：]*{_WHOLE}(?:才对)?[吧了。.]*")
_ALIKE = 0.5


def renamed(names: Sequence[str], said: str) -> list[str] | None:
    """The names as they would be after these words; None where they give none of them another name."""
    adds = _ADDS.fullmatch(said)
    becomes = _BECOMES.fullmatch(said) if adds is None else None
    found = adds or becomes
    place = _which(names, found) if found is not None else None
    if found is None or place is None:
        return None
    old = names[place]
    new = _longer(old, adds) if adds is not None else _other(old, found)
    return [*names[:place], new, *names[place + 1 :]] if new and new != old else None


def _which(names: Sequence[str], said: re.Match[str]) -> int | None:
    """The place of the name that is spoken of: by its number, by a part of it that no other has, or the only one."""
    if said["nth"] or said["last"]:
        place = len(names) - 1 if said["last"] else counted(said["nth"]) - 1
        return place if 0 <= place < len(names) else None
    part = said["part"] or ""
    places = [place for place, name in enumerate(names) if part in name]
    return places[0] if len(places) == 1 else None


def _longer(name: str, said: re.Match[str]) -> str:
    """The name with what it lacks; as it is said in full, where it is."""
    more = said["more"]
    if said["whole"]:
        return str(said["whole"])
    if said["front"]:
        return name if name.startswith(more) else more + name
    return name if name.endswith(more) else name + more


def _other(name: str, said: re.Match[str]) -> str:
    """What is said to stand there; 第二个是… says so only of a name that is much like it."""
    whole, numbered = str(said["whole"]), said["nth"] or said["last"]
    alike = SequenceMatcher(None, name, whole, autojunk=False).ratio() >= _ALIKE
    signs = (alike, bool(numbered), bool(said["sure"]))
    return whole if sum(signs) > 1 else ""
