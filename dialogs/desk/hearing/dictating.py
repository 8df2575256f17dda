"""A broadcast in one breath: 通知各县周五前交, 给清河说一声 明天开会, 群发一条 请大家抓紧; it is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.desk.broadcasts import announcing
from dialogs.desk.ground.counties_named import cities_in
from dialogs.desk.ground.meanings import choice, chooses, names
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import looking
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.words.wishes import BREAK, FILLER, UNKNOWN, Token, pieces

_HEAD = 60
"""Characters within which it is said whom a broadcast is for."""
_SHORTEST = 3
"""Characters of a text that is written to somebody; 吧 and 了吗 are none."""
_TO = frozenset(("write", "urge", "give"))
_AT = ("给", "跟", "和", "对", "向")
_TARGETS = ("county", "everybody")
_BESIDE = frozenset(
    (FILLER, BREAK, *_TO, "counties", "counted", "look", "fill", "question", "thanks", "ack", "later", "proofs", "let")
)
_ONE = re.compile(r"^(?:一?[下声遍次嘴]|一句)(?:吧)?[,，:：\s]+")
"""提醒清河一下，抓紧补."""
_TOLD = re.compile(
    r"^(?:说(?:一?[声下]|是)?|就[说讲写]|主题是|内容是|(?:让|叫|要求|告诉)(?:[他她]们|大家|县里)|请[他她]们)"
    r"[,，:： ]?(?=\S{2})"
)
"""让他们这周填完: what they are told is 这周填完."""
_LETS = re.compile("(?:请|让|叫|要求)(?=各|所有|全|大家|没|未)")
"""请各县今天改完: what they are to do is a broadcast too."""
_CITIES = re.compile("市(?!县)")
_ONCE = re.compile("(?:都|再|也|又)*(?:一|几|两)?[遍下次声回](?:吧|呗|啊|呀|哈|了|好了|就行)*[。.!！]?")
"""都催一遍吧: how often, and no text."""
_ASKED = re.compile(
    r"^(?:顺便|顺带|顺手|然后|另外|再|那?[些几]个?市)|[吗么?？]$|^.{0,2}(?:哪|谁|什么|啥|几家|多少).{0,3}$|^(?:了|过)?(?:没|没有|多少|几)"
)
"""通知清河了没有, 群发到谁了: a question, and no text."""


def dictated(step: DeskStep, plain: str) -> bool:
    """Whether it is said whom a broadcast is for, and what is to be said to them."""
    if not isinstance(step.state, Resting) or len(plain) > announcing.LONGEST or "\n" in plain:
        return False
    ahead = _ahead(step, plain)
    if _reported(ahead):
        return False
    said = [place for place, each in enumerate(ahead) if each.concept in said_of(step)]
    if said and _LETS.match(plain):
        said, ahead = said[:1], ahead[: said[0] + 1]
    text = plain[sum(len(each.words) for each in ahead[: said[-1] + 1]) :].lstrip(" ,，:：。的") if said else ""
    concepts = [each.concept for each in ahead]
    if concepts[:2] == ["write", BREAK] and "everybody" in concepts:  # 群发 请各县抓紧: they are part of the text
        text = plain[sum(len(each.words) for each in ahead[:2]) :]
    text = _TOLD.sub("", _ONE.sub("", text))
    if _ONCE.fullmatch(text) and _addressed(step, ahead):
        begin(step, choice(step, ahead), of_cities=to_cities(step, ahead))
        return True
    if len(text) < _SHORTEST or _ASKED.search(text) or not {each.concept for each in ahead} <= _allowed(step):
        return _to_nobody_yet(step, plain)
    if _addressed(step, ahead):
        begin(step, choice(step, ahead), text, of_cities=to_cities(step, ahead))
        return True
    return _to_nobody_yet(step, plain)


def _to_nobody_yet(step: DeskStep, plain: str) -> bool:
    """群发一条 请大家抓紧: a text that is no wish; whom it is for is asked."""
    tokens = pieces(step.form.desk_speech, plain, names(step, plain))
    said = [each.concept for each in tokens]
    ahead = said.index(BREAK) if BREAK in said else 0
    if "write" not in said[:ahead] or not {*said[:ahead]} <= {"write", "compose", FILLER} or UNKNOWN not in said:
        return False
    text = plain[sum(len(each.words) for each in tokens[: ahead + 1]) :]
    if len(text) < _SHORTEST or _ASKED.search(text):
        return False
    announcing.begin(step, text=text)
    return True


def begin(step: DeskStep, words: str, text: str = "", *, of_cities: bool = False) -> None:
    """A broadcast to those that words choose; it does not reach the cities themselves, where these are meant."""
    looking.at_rest(step)
    counties = chooses(step, words)
    if cities_in(step, words) or (of_cities and not text):
        step.say(Note("cities not reached"))
    if not counties:
        step.say(Note("no recipients", {"words": words}))
        return
    announcing.begin(step, counties, text)


def to_cities(step: DeskStep, tokens: Sequence[Token]) -> bool:
    """给各市发个通知, at the province: a broadcast reaches their counties."""
    return not step.region.scope and any(_CITIES.search(each.words) for each in tokens if each.concept == "everybody")


def _reported(ahead: Sequence[Token]) -> bool:
    """清河说下周三能交: what a county said, and nothing that is said to it."""
    spoken = [place for place, each in enumerate(ahead) if each.concept == "write" and each.words.startswith("说")]
    before = ahead[: spoken[0]] if spoken else []
    return (
        bool(before)
        and before[-1].concept == "county"
        and not any(each.concept in _TO or each.words in _AT for each in before)
    )


def _ahead(step: DeskStep, plain: str) -> list[Token]:
    """The pieces before the text."""
    head = plain[:_HEAD]
    found: list[Token] = []
    for each in pieces(step.form.desk_speech, head, names(step, head)):
        told = bool(found) and found[-1].words.endswith("说") and each.concept == "proofs"
        behind = each.concept == BREAK or told or each.concept not in _allowed(step)
        if each.concept == UNKNOWN or (behind and _addressed(step, found)):
            break
        found.append(each)
    return found


def said_of(step: DeskStep) -> frozenset[str]:
    """Concepts that say whom a broadcast is for, and that it is one."""
    return frozenset(
        (*_TO, *_TARGETS, *step.form.desk_speech.names, "still", "counties", "proofs", "colleague", "people")
    )


def _allowed(step: DeskStep) -> frozenset[str]:
    return said_of(step) | _BESIDE


def _addressed(step: DeskStep, tokens: Sequence[Token]) -> bool:
    said = {each.concept for each in tokens}
    told = "".join(each.words for each in tokens)
    return (bool(said & {"write", "urge"}) or bool(_LETS.match(told))) and bool(choice(step, tokens))
