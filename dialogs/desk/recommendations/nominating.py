"""推荐 in words: which clusters are meant, at which place, in which order, and who stands on 附件4."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from dialogs.desk.ground.choosing import called
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.recommendations.recommending import (
    ask_order,
    candidates,
    keep,
    leave_out,
    listed,
    name_of,
    put,
    put_aside,
    rest,
    show,
    take_place,
)
from dialogs.reading.chinese import chinese_number
from dialogs.record.options import Option
from dialogs.record.region import Entrant
from dialogs.saying.briefs import Note, Which
from dialogs.state.desk_states import Do
from dialogs.state.handing_errands import Recommend

_PARTS = re.compile(r"[\s、，,;；]+|(?<=[县市区])和(?=.)")
_RANK = re.compile(r"(?:排|为|作|放|到|在)*第(?P<rank>[0-9]{1,2}|[一二三四五六七八九十])(?:位|名|家|个)?$")
_SWAP = re.compile(r"(?P<old>.+?)\s*(?:换成|换为|换|改成|改为|->|→)\s*(?P<new>.+)")
_CONTACT = re.compile(r"(?P<name>[^0-9]{1,20}?)[\s:：,，]*(?P<phone>[0-9+][0-9+\-—()（） 转]{4,29})")
_WRITE = re.compile(r"^(?:就)?(?:写|填|用|是|为|改成|换成)(?:上)?(?:我)?[\s:：,，]*")
_MOST_WAYS, _LONGEST = 6, 200
_CLAUSES, _SHORTEST = re.compile(r"[,，。;；\s]+"), 4
_DEED = re.compile("推|备选|候补|第[0-9一二三四五六七八九十]|顺序|[吗么?？]|看|换|撤")
_BECAUSE = re.compile("^(?:因为|理由是?|原因是?|毕竟|主要是?)[:：]?")


def recommend(step: DeskStep, words: str) -> bool:
    """推荐 清河县、威县, 推荐 清河县 第1: False where something named is not known."""
    plain = unicodedata.normalize("NFKC", words).strip()
    rank = _RANK.search(plain)
    named = _named(step, plain[: rank.start()] if rank is not None else plain, "recommend")
    if named:
        put(step, named, _number(rank["rank"]) if rank is not None else 0)
    return named is not None


def reserve(step: DeskStep, words: str) -> bool:
    """备选 清河县."""
    named = _named(step, words, "reserve")
    if named:
        put_aside(step, *named)
    return named is not None


def recommend_and_reserve(step: DeskStep, words: str, others: str) -> bool:
    """推荐 清河县 备选 临西县: both lists at once, where there is room."""
    found, named, aside = listed(step), _named(step, words, "recommend"), _named(step, others, "reserve")
    if found is None or named == () or aside == ():
        return True  # it was answered
    if named is None or aside is None:
        return False
    chosen = (*rest(found.chosen, (*named, *aside)), *named)
    if len(chosen) > found.quota:
        put(step, named)
    else:
        keep(step, found, chosen, (*rest(found.reserves, (*named, *aside)), *aside), "recommended")
    return True


def drop(step: DeskStep, words: str) -> bool:
    """不推荐 清河县."""
    named = _named(step, words, "drop recommended")
    if named:
        leave_out(step, *named)
    return named is not None


def swap(step: DeskStep, words: str) -> bool:
    """威县换成清河县."""
    parts = _SWAP.fullmatch(words.strip())
    if parts is None:
        return False
    old, new = _named(step, parts["old"], ""), _named(step, parts["new"], "")
    if old is None or new is None:
        return False
    if len(old) == len(new) == 1:
        take_place(step, old[0], new[0])
    return True


def with_why(step: DeskStep, plain: str, *, done: bool) -> bool:
    """把临西也推了吧，轴承去年涨得快: a reason beside a place in the list has none there; how to note it is said."""
    clauses = [each for each in _CLAUSES.split(plain) if each]
    named = [counties_in(step, each) for each in clauses]
    why = [each for each, counties in zip(clauses, named, strict=True) if not counties and not _DEED.search(each)]
    counties = [each for found in named for each in found]
    reason = "，".join(each for each in why if len(each) >= _SHORTEST)
    if done and reason and counties and any(isinstance(each, Recommend) for each in step.requested):
        step.say(Note("why not kept", {"name": counties[0][0].name, "words": _BECAUSE.sub("", reason)}))
    return done


def _number(spelled: str) -> int:
    number = int(spelled) if spelled.isdigit() else chinese_number(spelled)
    return int(number) if number is not None else 0


def _named(step: DeskStep, words: str, verb: str) -> tuple[str, ...] | None:
    """The applications that are named; None where a word is not known, none where it was answered otherwise."""
    parts = [part for part in _PARTS.split(words[:_LONGEST].strip()) if part]
    found: list[str] = []
    for part in parts:
        fitting = _fitting(step, part)
        if not fitting:
            return () if _without(step, part) else None
        if len(fitting) > 1:
            _ask_which(step, part, fitting, verb)
            return ()
        found.append(fitting[0].application)
    return tuple(dict.fromkeys(found)) if parts else None


def _fitting(step: DeskStep, part: str) -> list[Entrant]:
    """Who is meant by a county's name, or a cluster's."""
    codes = {county.code for county in called(step.form, step.region, part)}
    known = candidates(step)
    return [each for each in known if each.county in codes] or [each for each in known if each.cluster == part]


def left_out(step: DeskStep, names: Sequence[str]) -> bool:
    """Whether there is nothing to recommend of any of these counties; that is said."""
    return not any(_fitting(step, each) for each in names) and _without(step, names[0])


def _without(step: DeskStep, part: str) -> bool:
    """Say of a county that there is nothing to recommend."""
    counties = called(step.form, step.region, part)
    if counties:
        step.say(Note("nothing to recommend", {"name": "、".join(step.region.called(each.code) for each in counties)}))
    return bool(counties)


def _ask_which(step: DeskStep, part: str, fitting: Sequence[Entrant], verb: str) -> None:
    shown = fitting[:_MOST_WAYS]
    actions = [Do(verb or "recommend", (each.application,)) for each in shown]
    step.offer(
        Which(part, tuple(Option("desk open", {"name": name_of(step, each.application)}) for each in shown)), actions
    )


def reorder(step: DeskStep, words: str) -> bool:
    """推荐顺序 3 1 2, 推荐顺序 威县、清河县: who is not named follows as before."""
    found = listed(step)
    if found is None:
        return True
    plain = unicodedata.normalize("NFKC", words).strip()
    numbers = [int(each) for each in re.findall(r"[0-9]{1,2}", plain)] if not re.search(r"[^\s0-9、,;]", plain) else []
    digits = [int(each) for each in plain] if re.fullmatch(r"[1-9]{2,9}", plain) else numbers
    if digits and all(1 <= each <= len(found.chosen) for each in digits):
        wanted: tuple[str, ...] | None = tuple(dict.fromkeys(found.chosen[each - 1] for each in digits))
    else:
        wanted = _named(step, plain, "")
    if not wanted or not set(wanted) <= set(found.chosen):
        step.say(Note("no such order", {"words": words.strip()[:40]}))
        ask_order(step)
        return True
    keep(step, found, (*wanted, *rest(found.chosen, wanted)), found.reserves, "ordered")
    return True


def beside(step: DeskStep, words: str, other: str, *, behind: bool) -> bool:
    """平乡县排到清河县前面: its place in the list, right before or behind the other."""
    found, moved, fixed = listed(step), _named(step, words, ""), _named(step, other, "")
    if found is None or moved == () or fixed == ():
        return True  # it was answered
    if moved is None or fixed is None:
        return False
    order = list(rest(found.chosen, moved))
    if not {*moved, *fixed} <= {*found.chosen}:
        show(step)  # one of them is a reserve, or not listed
        return True
    place = order.index(fixed[0]) + behind
    keep(step, found, (*order[:place], *moved, *order[place:]), found.reserves, "ordered")
    return True


def contact(step: DeskStep, words: str) -> bool:
    """推荐联系人 王某 0319-2680000: who stands on 附件4 and 推荐请示."""
    found = listed(step)
    if found is None:
        return True
    said = _CONTACT.fullmatch(unicodedata.normalize("NFKC", words).strip())
    if said is None:
        step.say(Note("contact how", {"words": words.strip()[:40]}))
        return True
    kept = replace(found, contact=_WRITE.sub("", said["name"].strip()), phone=" ".join(said["phone"].split()))
    keep(step, kept, kept.chosen, kept.reserves, "contact")
    return True
