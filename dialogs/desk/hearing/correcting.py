"""A message that corrects itself: 清河县 哦不对 威县 备注…, 承德的 不是承德县 是承德市, 延到20号 不对 22号.

What stands behind takes the place of what is of its kind before: a county, a day, a telephone number, a figure's unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dialogs.desk.ground.counties_named import cities_in, counties_in
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import command_of
from dialogs.reading.places import stem

_LONGEST = 120
_NOT = r"(?:不对|不是|说错|打错|写错|弄错|错|反|不(?=[,，。!！\s]))了?"
_MARK = re.compile(
    rf"(?:[,，。.;；!！\s]+(?:[哦啊哎诶呃额嗯唉噢]+[,，。\s]*)?|[哦啊哎诶呃额唉噢]+[,，。\s]*){_NOT}(?:[,，。!！\s]*{_NOT})*"
    r"[,，。.;；!！\s]*(?:我?(?:是说|说的是|要说)|应该?(?:是|为)|改成|是)?[,，。\s]*"
)
"""哦不对 反了 应该是: set off from what is put right."""
_NOT_BUT = re.compile(
    r"(?P<ahead>.*?)[,，。\s]*不是(?P<old>[^\s,，。]{2,8}?)[,，。\s]*(?:而是|应该是|是)(?P<new>[^\s,，。]{2,8}?)"
    r"(?P<rest>[,，。\s的].*)",
    re.DOTALL,
)
_KINDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"1[3-9][0-9]{9}",
        r"(?:[0-9]{1,2}月)?[0-9]{1,2}[号日]|(?:下*(?:个)?(?:周|星期|礼拜))[一二三四五六日天]|[今明]天|大?后天|月[初底末]",
        r"[0-9一两二三四五六七八九十]{1,3}个?(?:天|周|星期|工作日)",
        r"(?:是|为)[万亿]?(?:元|美元|吨|人|家|亩)",
    )
)
"""What may be put right by another of its kind: a telephone number, a day, a count of days, a unit."""
_AS_SAID = ("announce", "note", "called")
"""Commands whose text stays as it was typed."""
_NOTHING = re.compile(r"[的那个这家,，。\s]*")


def corrected(step: DeskStep, words: str) -> str | None:
    """The message as it is meant; None where it corrects nothing, or nothing that can be told for sure."""
    plain, typed = words.strip(), command_of(words)
    if len(plain) > _LONGEST or not step.awaits_no_words or (typed is not None and typed[0] in _AS_SAID):
        return None
    return _instead(step, plain) or _behind(step, plain)


def _instead(step: DeskStep, plain: str) -> str | None:
    """不是承德县 是承德市, with something else in the message."""
    found = _NOT_BUT.fullmatch(plain)
    if found is None:
        return None
    old, new = _places(step, found["old"]), _places(step, found["new"])
    rest = found["rest"].strip(" ,，。的")
    if len(old) != 1 or new != [found["new"]] or not (rest or found["ahead"].strip()):
        return None
    ahead = re.sub(f"{found['old']}|{stem(found['old'])}|{stem(new[0])}", "", found["ahead"])
    if _NOTHING.fullmatch(ahead) and rest:
        return f"{new[0]} {rest}"
    return f"{found['ahead'].replace(found['ahead'].strip(' 的'), new[0])} {rest}" if not ahead.strip() else None


def _behind(step: DeskStep, plain: str) -> str | None:
    """清河县 哦不对 威县 …: the last such correction, and those before it in what is left."""
    marks = list(_MARK.finditer(plain))
    if not marks or not marks[-1].start():
        return None
    before, behind = plain[: marks[-1].start()], plain[marks[-1].end() :]
    for old, new in (*_other_place(step, before, behind), *_of_its_kind(plain, before, behind, marks[-1])):
        head, _, tail = before.rpartition(old)
        rest = behind[len(new) :] if behind.startswith(new) else behind.removeprefix(new.lstrip("是为"))
        kept = tail if not old.startswith(("是", "为")) else ""
        return f"{head}{new}{kept}{rest}"
    return None


def _other_place(step: DeskStep, before: str, behind: str) -> Iterable[tuple[str, str]]:
    old, new = _places(step, before), _places(step, behind)
    if len(old) == 1 and len(new) == 1:
        ahead = behind.partition(new[0])[0]  # 推荐清河 啊不对 推荐临西
        if before.endswith(f"{ahead}{old[0]}") or not ahead:
            yield f"{ahead}{old[0]}", f"{ahead}{new[0]}"


def _of_its_kind(plain: str, before: str, behind: str, mark: re.Match[str]) -> Iterable[tuple[str, str]]:
    said = f"是{behind}" if mark[0].rstrip().endswith(("是", "为")) else behind
    for kind in _KINDS:
        new = kind.match(said) or kind.match(behind)
        old = kind.search(before)
        if new is not None and old is not None:
            yield old[0], new[0]


def _places(step: DeskStep, words: str) -> list[str]:
    cities = [name for _, name in cities_in(step, words)]
    return [*cities, *(name for _, name in counties_in(step, words))]
