"""A broadcast asked for with conditions: 明天九点给没交的发通知，说…, 除了威县都催一下, 给各县发：…，不报的不用发.

When, whom not, and a copy are taken off; what is left is heard as it stands. Nothing goes before it was looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dialogs.desk.broadcasts import announcing, sending_later
from dialogs.desk.ground.meanings import choice_of, chooses, names
from dialogs.desk.ground.shown import county_shown, is_theirs
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import command_of
from dialogs.desk.hearing import wishing
from dialogs.reading.moments import moment_in
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Drafting
from dialogs.words.wishes import UNKNOWN, pieces

_LONGEST, _HEAD = 300, 60
_SENDS = re.compile("发|通知|催|提醒|告诉|转告|说一?[声下]")
_TO = "给|向|对|跟|通知|催|提醒(?!我)|群发|让|叫|告诉"
_WHEN = re.compile(rf"^(?:请|麻烦|帮我|你|那)*(?P<when>[^,，给向对跟通催提群让叫告]{{2,10}}?)[,，\s]*(?:再)?(?={_TO})")
_COPY = re.compile(
    r"[,，。;；\s]*(?:哦?对了?[,，\s]*|另外|还有|顺便|同时)?(?:抄送?(?:给)?我|也?(?:给我|发给?我)(?:也)?(?:发|来)?(?=一份)).{0,4}$"
)
_BUT = (
    re.compile(
        r"除了?(?P<out>[^,，。:：;；]{1,20}?)(?:以外|之外|除外|外)?[,，\s]*(?=其[他它余]|剩|别的|都|全|给|各|所有|统统|催|通知)"
    ),
    re.compile(
        r"(?:^|[,，。;；\s]+)(?:但是?|不过)?(?:就)?(?:别|不要?|不用|甭)(?:再)?(?:给|发给|通知|催|提醒)(?P<out>[^,，。;；:：\s]{2,16}?)"
        r"(?:再)?(?:发|说|通知)?了?(?:[,，\s]*(?:他们?|人家|它|因为)[^,，。;；:：]{0,12})?(?=[,，。;；:：]|$)"
    ),
    re.compile(
        r"(?:^|[,，。;；\s]+)(?:但是?|不过)?(?P<out>[^,，。;；:：\s]{2,16}?)(?:就)?(?:(?:别|不要?|不用|甭)(?:再)?(?:发|催|通知|提醒|给)了?|除外|就?算了)"
        r"(?:[,，\s]*(?:他们?|人家|它|因为|那边)[^,，。;；:：]{0,12})?(?=[,，。;；:：]|$)"
    ),
    re.compile(
        r"[,，。;；\s]+(?P<out>[^,，。;；:：\s]{2,8}?)(?:那边|那家)?(?:已经|都|早就)*(?:报|交|送|填完|说过|通知过|知道)(?:上来)?(?:了|过了?)"
        r"[,，\s]*(?:就|所以)?(?:别|不要?|不用|甭)(?:再)?(?:给)?(?:他们?)?(?:发|催|通知|提醒)(?:给)?(?:他们?)?了?(?=[,，。;；:：]|$)"
    ),
    re.compile(r"[,，。;；\s]+除了?(?P<out>[^,，。:：;；]{1,16}?)(?:以外|之外|除外|外)?[。]?$"),
)
"""Whom not: ahead of all others, or behind."""
_ALL_BUT = re.compile(
    r"除了?(?P<out>[^,，。:：;；]{1,16}?)(?:以外|之外|外)?的?(?:其[他它余]的?|所有的?|各个?|别的|全部|剩下的?)*(?:各?县区?市?区?|地方|单位|人)(?:们)?(?=[,，。:：;；\s发说都]|$)"
)
"""发消息给除了清河以外的县: all the others."""
_CITIES = re.compile(
    r"(?:请|麻烦|帮我|你|再)*(?:给|向|对|跟|通知|提醒|催)(?:还|至今|一直)?(?:没|未)[^,，。:：]{0,6}市(?:局|里)?(?:都|也|再)?"
    r"(?:发(?:一?[个条份遍]|送)*(?:提醒|通知|消息|信息)?|说一?[声下]|提醒一?下|通知一?下|催一?[下催])?[,，:：\s]+(?:就?(?:说|讲|写))?[:：,，\s]*(?P<text>\S.{3,})$",
    re.DOTALL,
)
_ALL = re.compile("其[他它余]|剩下|别的|全|所有|都|各|大家|统统")
_TEXT = re.compile(r"^(?P<head>[^:：]{2,60})[:：]\s*(?P<text>\S.+)$", re.DOTALL)
_ONLY = re.compile(
    r"(?P<text>.{4,}?)[,，。;；\s]*(?:只|就|仅|光|单)(?:群?发|通知)?给?(?P<whom>[^,，。]{2,20}?)(?:那?几[个家]|就行|即可|发)?[吧。]?",
    re.DOTALL,
)
_ASKS = re.compile("[?？]|发给|咋|怎么")
_LAST = re.compile(
    "(?:就|还是?|还用|照)*(?:用|发|照着?|按)?(?:上[次回一]?[次条回]?|之前|昨天|刚才|前[面头])(?:发|用)?的?(?:那?[个条段]|话|内容|文字|通知|一样)*的?(?:发|就行|吧)*[。]?"
)
"""就用上次那个."""
_AHEAD = re.compile(
    r"^(?:请|麻烦|帮我|再|就)*(?:给|向|对|跟)?|(?:都|再|也|群)*发(?:送|一?[遍下条个]|给|个?(?:消息|通知|信息|话))*$"
)


_DATED = re.compile(
    r"(?P<ahead>.{2,24}?)[,，。\s]*(?:你|请|帮我|麻烦|就|先)*(?:给|跟|向|和|对)(?P<whom>[^,，。:：]{2,16}?)(?:都|全|也)*"
    r"(?:说一?[声下]|讲一?[声下]|发个?(?:通知|消息)|通知一?下|提个醒|提醒一?下)[,，:：\s]*(?P<text>\S.{3,})$",
    re.DOTALL,
)
_STAMMERED = re.compile(r"^(?:嗯|呃|啊|哦|那个|就是|就|在|到|…|\.|[,，\s])+")
_LEFT_WORD = re.compile(
    r"(?:请|麻烦|帮我|你|再|先)*(?:给|跟|向|对)(?P<whom>[^,，。:：]{1,12}?)(?:留|捎|带|递)(?:个|一?句|下|上|一?个)?(?:言|话|口信|信儿?)[,，:：\s]*"
    r"(?:就?(?:说|写)[:：,，\s]*)?(?P<text>\S.{3,})",
    re.DOTALL,
)
_ASKS_THEM = re.compile(
    r"(?:请|麻烦|帮我|你|再|先|去)*问问(?P<whom>[^,，。:：]{1,8}?)(?:那边)?[,，:：\s]*"
    r"(?P<text>(?:到底|究竟|还)?(?:是不是|要不要|能不能|有没有|还?报不报|什么时候|啥时候|哪天|几号|为啥|为什么|怎么|咋|还).{2,})",
    re.DOTALL,
)
_LET = re.compile("^(?:让|叫|请|要求)(?:他们?|大家|县里)")


@dataclass(frozen=True, slots=True)
class _Order:
    """What was taken off a message: when, whom not (their counties), whether a copy is wished; and what is left."""

    rest: str
    when: str = ""
    out: frozenset[str] = frozenset()
    copied: bool = False

    @property
    def plain(self) -> bool:
        """Whether nothing was taken off."""
        return not (self.when or self.out or self.copied)


def ordered(step: DeskStep, words: str) -> bool:
    """Whether the words ask for a broadcast under conditions; it is shown, with them, before it goes."""
    plain = words.strip()
    typed = command_of(plain)
    if _left_word(step, plain):
        return True
    if not isinstance(step.state, Resting) or len(plain) > _LONGEST or not _SENDS.search(plain[:_HEAD]):
        return False
    if typed is not None and typed[0] in ("announce", "note", "remind", "called"):
        return False
    order = _order(step, plain)
    if _to_cities(step, order):
        return True
    before = step.mark()
    if not _begun(step, order):
        step.rewind(before)
        return _dated_ahead(step, plain)
    draft = step.draft
    if draft is not None and not order.plain:
        step.rewind(before)
        _shown(step, order, draft)
    return True


def _left_word(step: DeskStep, plain: str) -> bool:
    """给他留个言，…; 问问威县是不是真不报了: words for the county that is named, or that is on the screen."""
    found = _LEFT_WORD.fullmatch(plain) or _ASKS_THEM.fullmatch(plain)
    if not isinstance(step.state, Resting) or len(plain) > _LONGEST or found is None:
        return False
    shown = county_shown(step) if is_theirs(found["whom"]) else None
    counties = (shown.code,) if shown is not None else _chosen(step, found["whom"])
    if counties:
        announcing.begin(step, counties, found["text"].strip())
    return bool(counties)


def _to_cities(step: DeskStep, order: _Order) -> bool:
    """给还没报的市发个提醒，…: no broadcast of the province reaches them; the text is kept, and for whom is asked."""
    found = _CITIES.match(order.rest)
    if step.region.scope or found is None:
        return False
    step.say(Note("cities not reached"))
    announcing.begin(step, text=found["text"].strip())
    return True


def _order(step: DeskStep, plain: str) -> _Order:
    copied = _COPY.search(plain)
    rest = plain[: copied.start()] if copied is not None else plain
    when, timed = "", _WHEN.match(rest)
    found = moment_in(timed["when"], step.moment.date()) if timed is not None else None
    if timed is not None and found is not None and not found.rest:
        when, rest = timed["when"], rest[timed.end() :]
    rest, out = _excluding(step, rest)
    return _Order(rest.strip(" ,，。;；"), when, frozenset(out), copied is not None)


def _excluding(step: DeskStep, rest: str) -> tuple[str, set[str]]:
    """The words without whom it is not for, and their counties."""
    out: set[str] = set()
    inside = _ALL_BUT.search(rest)
    counties = _chosen(step, inside["out"]) if inside is not None else ()
    if inside is not None and counties:
        out |= set(counties)
        rest = f"{rest[: inside.start()]}各县{rest[inside.end() :]}"
    for pattern in _BUT:
        for found in reversed(list(pattern.finditer(rest))):
            counties = _chosen(step, found["out"])
            if counties and found[0] != rest:
                out |= set(counties)
                rest = rest[: found.start()] + rest[found.end() :]
    return rest, out


def _chosen(step: DeskStep, words: str) -> tuple[str, ...]:
    """The counties that these words choose and nothing else; none where a word of them is unknown."""
    chosen = choice_of(step, words)
    return chooses(step, chosen) if chosen else ()


def _begun(step: DeskStep, order: _Order) -> bool:
    """Whether what is left begins a broadcast."""
    said = _TEXT.fullmatch(order.rest)
    if said is not None and _SENDS.search(said["head"]):
        to = _AHEAD.sub("", said["head"].strip()).strip(" ,，")
        everybody = _ALL.search(to) is not None and _plain(step, _ALL.sub("", to).strip("县的 "))
        counties = _chosen(step, to) or (_everybody(step) if everybody else ())
        if counties:
            announcing.begin(step, counties, said["text"].strip())
            return isinstance(step.state, Drafting)
    if order.plain:
        return False
    if wishing.wished(step, order.rest) and isinstance(step.state, Drafting):
        return True
    if not order.out or not _ALL.search(order.rest) or not _SENDS.search(order.rest) or not _plain(step, order.rest):
        return False
    announcing.begin(step, _everybody(step))
    return isinstance(step.state, Drafting)


def _dated_ahead(step: DeskStep, plain: str) -> bool:
    """下周三之前，给没开始的县都说一声，让他们…: the day that stands ahead is part of what they are told."""
    found = _DATED.match(plain)
    day = moment_in(found["ahead"], step.moment.date()) if found is not None else None
    counties = _chosen(step, found["whom"].strip("的那些几个县家")) if found is not None and day is not None else ()
    if found is None or not counties:
        return False
    ahead = _STAMMERED.sub("", found["ahead"]).strip(" ,，吧")
    announcing.begin(step, counties, f"{ahead}，{_LET.sub('', found['text'].strip())}")
    return True


def completed(step: DeskStep, words: str) -> bool:
    """Where the text is awaited: 抓紧填，只发给填报中的, 给清河发：请补佐证, 就用上次那个; it is shown then."""
    draft, plain = step.state, words.strip()
    if not isinstance(draft, Drafting) or draft.stage != "text" or len(plain) > _LONGEST:
        return False
    if _LAST.fullmatch(plain) and step.region.sendings:
        _once_more(step, draft, step.region.sendings[0].excerpt)
        return True
    only, said = _ONLY.fullmatch(plain), _TEXT.fullmatch(plain)
    if only is not None and _ASKS.search(only["text"]):
        return False
    counties = _chosen(step, only["whom"]) if only is not None else ()
    text = only["text"] if only is not None else ""
    if not counties and said is not None and _SENDS.search(said["head"]):
        counties, text = _chosen(step, _AHEAD.sub("", said["head"].strip()).strip(" ,，")), said["text"]
    people = tuple(each.person for each in step.region.contacts if each.county in counties)
    if people:
        announcing.write(step, replace(draft, people=people, words=""), text)
    return bool(people)


def _once_more(step: DeskStep, draft: Drafting, text: str) -> None:
    """The last text; of a long one only its beginning is at hand, so that it is asked for."""
    if text.endswith("…"):
        step.say(Note("text cut", {"words": text}))
        announcing.resume_draft(step)
    else:
        announcing.write(step, draft, text)


def _plain(step: DeskStep, words: str) -> bool:
    """Whether no word of these is unknown."""
    return all(each.concept != UNKNOWN for each in pieces(step.form.desk_speech, words, names(step, words)))


def _everybody(step: DeskStep) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.county for each in step.region.contacts))


def _shown(step: DeskStep, order: _Order, draft: Drafting) -> None:
    """The broadcast without those whom it is not for; what there is not, a copy or a clock, is said."""
    there = draft.people or tuple(each.person for each in step.region.contacts)
    out = {each.person for each in step.region.contacts if each.county in order.out}
    people = tuple(each for each in there if each not in out) if out or draft.people else ()
    if order.copied:
        step.say(Note("no copy"))
    if order.when:
        sending_later.say_no_clock(step, replace(draft, people=people), order.when)
    else:
        announcing.go_on(step, replace(draft, people=people))
