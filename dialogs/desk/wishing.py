"""What a coordinator wishes, however it is worded: 看下各县都弄到哪了, 给没填完的发个通知, 哪些县说不报了.

While a broadcast is written or addressed, words that are a wish are asked about: they may be its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from dialogs.actions import Action
from dialogs.briefs import Note
from dialogs.conversation import Resting
from dialogs.desk import announcing, looking
from dialogs.desk.choosing import choose
from dialogs.desk.commanding import COMMANDS
from dialogs.desk.mentioning import counties_in
from dialogs.desk.step import DeskStep
from dialogs.desk.words import leaves_alone
from dialogs.desk_states import Awaiting, Do, Drafting
from dialogs.options import Option
from dialogs.reading.chinese import chinese_number
from dialogs.reading.cleaning import excerpt
from dialogs.wishes import BREAK, CHAT, FILLER, UNKNOWN, Meant, Token, pieces
from dialogs.wishes import wished as wishes_in

_LONGEST = 30
_HEAD = 60
"""Characters within which it is said whom a broadcast is for."""
_SHORTEST = 3
"""Characters of a text that is written to somebody; 吧 and 了吗 are none."""
_WEEK = 7
_DAYS = re.compile(
    r"(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?:个)?(?P<unit>天|周|星期|礼拜)(?:以上)?(?=都|没|未|不)"
)
_TO = frozenset(("write", "urge", "give"))
_TARGETS = ("county", "everybody")
_BESIDE = frozenset((FILLER, BREAK, *_TO, "counties", "look", "fill", "question", "thanks", "ack", "later"))
_CHAT = frozenset((FILLER, BREAK, "thanks", "ack", "greet"))
_FREE = ("note", "reason", "remind", "follow")
"""What is awaited in words of any kind."""
_SEVERAL = 2
_IN_A_DRAFT = frozenset(("send", "discard", "retext", "reaudience", "draft"))
_ONE_COUNTY = {"announce": "announce", "links": "reissue", "invite": "reissue"}
"""What a button of the county on the screen does for a wish that names none."""


def wished(step: DeskStep, words: str) -> bool:
    """Whether every word of a message speaks of a wish; it is done, or asked about where it may be a text."""
    plain = _in_days(words)
    if plain in step.region.filters or (isinstance(step.state, Resting) and leaves_alone(plain)):
        return False
    if _written_to_some(step, plain):
        return True
    found = _meant(step, plain)
    if not found or not all(_can(step, each) for each in found):
        return False
    if _awaits_text(step):
        _ask(step, words)
        return True
    for each in found:
        _DEEDS[each.do[0]](step, each, each.do[1:])
    return True


def parts_counties(step: DeskStep, words: str) -> bool:
    """Whether a message would fall into a wish and counties beside it: 推荐 清河县、威县 is about these counties."""
    found = _meant(step, _in_days(words))
    return len(found) > 1 and any(each.do == ("filter",) for each in found)


def hear_again(step: DeskStep, words: str) -> None:
    """The words were no text: what they wish is done; the broadcast that was begun is put aside."""
    looking.at_rest(step)
    for each in _meant(step, _in_days(words)):
        _DEEDS[each.do[0]](step, each, each.do[1:])


def _meant(step: DeskStep, plain: str) -> tuple[Meant, ...]:
    if len(plain) > _LONGEST:
        return ()
    return _together(wishes_in(step.form.desk_speech, plain, _names(step, plain)))


def _together(found: tuple[Meant, ...]) -> tuple[Meant, ...]:
    """填报中 已填完: two words for counties in one message choose once, not the one after the other."""
    if len(found) < _SEVERAL or any(each.do != ("filter",) for each in found):
        return found
    return (Meant(("filter",), tuple(token for each in found for token in each.tokens)),)


def _names(step: DeskStep, plain: str) -> dict[str, str]:
    return {name: "county" for _, name in counties_in(step, plain)}


def _in_days(words: str) -> str:
    """五天没动的, 一周没动静: the days in figures."""

    def figures(found: re.Match[str]) -> str:
        count = int(found["count"]) if found["count"].isdigit() else int(chinese_number(found["count"]) or 0)
        return f"{count * (1 if found['unit'] == '天' else _WEEK)}天"

    return _DAYS.sub(figures, words.strip())


def _awaits_text(step: DeskStep) -> bool:
    state = step.state
    return (isinstance(state, Drafting) and state.stage == "text") or (
        isinstance(state, Awaiting) and state.verb in _FREE
    )


def _can(step: DeskStep, meant: Meant) -> bool:
    """Whether there is something to do it to: a draft that is sent, a choice that chooses."""
    verb, *about = meant.do
    if verb == "send" or (about and about[0] in _IN_A_DRAFT):
        return isinstance(step.state, Drafting) and (verb != "send" or step.state.stage == "confirm")
    if verb in ("filter", "write"):
        return bool(_choice(step, meant.tokens))
    return True


def _ask(step: DeskStep, words: str) -> None:
    options = (Option("desk as text"), Option("desk no text"))
    ways: Sequence[Action] = (Do("text so", (words,)), Do("say again", (words,)))
    step.offer(Note("text or wish", {"words": excerpt(words)}, options), ways, step.state)


def _choice(step: DeskStep, tokens: Sequence[Token]) -> str:
    """The words that choose the counties which these tokens speak of."""
    said = {each.concept for each in tokens}
    names = step.form.desk_speech.names
    still = "".join(each.words for each in tokens if each.concept == "still")
    if "proofs" in said and "remain" in said:
        return "缺材料"
    if still:
        return f"{still}没动"
    chosen = [names[each.concept] for each in tokens if each.concept in names]
    return " ".join((*dict.fromkeys(chosen), *(each.words for each in tokens if each.concept == "county")))


def _run(step: DeskStep, meant: Meant, about: Sequence[str]) -> None:
    command = " ".join(about)
    if isinstance(step.state, Drafting) and {each.concept for each in meant.tokens} <= _CHAT:
        announcing.go_on(step, step.state)
        return
    action = next((each for each in step.conversation.actions if _of_one_county(each, command)), None)
    if isinstance(action, Do) and isinstance(step.state, Resting):
        announcing.begin(step, action.about) if command == "announce" else looking.open_county(step, action.about[0])
        return
    if command not in _IN_A_DRAFT:
        looking.at_rest(step)
    COMMANDS[command](step)


def _of_one_county(action: Action, command: str) -> bool:
    wanted = _ONE_COUNTY.get(command)
    return isinstance(action, Do) and action.verb == wanted and len(action.about) == 1


def _filter(step: DeskStep, meant: Meant, _: Sequence[str]) -> None:
    words = _choice(step, meant.tokens)
    if isinstance(step.state, Drafting) and not {each.concept for each in meant.tokens} & {"look", "who", "what"}:
        announcing.audience(step, words)
        return
    looking.at_rest(step)
    if not looking.open_called(step, words):
        looking.filtered(step, words)


def _write(step: DeskStep, meant: Meant, _: Sequence[str]) -> None:
    _begin(step, _choice(step, meant.tokens), "")


def _begin(step: DeskStep, words: str, text: str) -> None:
    choice = choose(step.form, step.region, words, step.moment)
    looking.at_rest(step)
    counties = tuple(dict.fromkeys(each.county for each in choice.entrants))
    if not counties:
        step.say(Note("no recipients", {"words": words}))
        return
    announcing.begin(step, counties, text)


def _written_to_some(step: DeskStep, plain: str) -> bool:
    """通知各县周五前交, 给清河说一声 明天开会: whom it is for, and what is to be said; it is shown before it goes."""
    if not isinstance(step.state, Resting) or len(plain) > announcing.LONGEST or "\n" in plain:
        return False
    head = plain[:_HEAD]
    tokens = pieces(step.form.desk_speech, head, _names(step, head))
    ahead: list[Token] = []
    for each in tokens:
        if each.concept == UNKNOWN or (each.concept == BREAK and _addressed(step, ahead)):
            break
        ahead.append(each)
    said = [place for place, each in enumerate(ahead) if each.concept in _said_of(step)]
    text = plain[sum(len(each.words) for each in ahead[: said[-1] + 1]) :].lstrip(" ,，:：。") if said else ""
    if len(text) < _SHORTEST or not {each.concept for each in ahead} <= _allowed(step):
        return False
    if _addressed(step, ahead):
        _begin(step, _choice(step, ahead), text)
    elif ahead and ahead[0].concept == "write" and ahead[-1].concept == BREAK:  # 群发一条 请大家抓紧
        announcing.begin(step, text=text)
    else:
        return False
    return True


def _said_of(step: DeskStep) -> frozenset[str]:
    """Concepts that say whom a broadcast is for, and that it is one."""
    return frozenset((*_TO, *_TARGETS, *step.form.desk_speech.names, "still", "counties"))


def _allowed(step: DeskStep) -> frozenset[str]:
    return _said_of(step) | _BESIDE


def _addressed(step: DeskStep, tokens: Sequence[Token]) -> bool:
    said = {each.concept for each in tokens}
    return bool(said & {"write", "urge"}) and bool(_choice(step, tokens))


def _send(step: DeskStep, _: Meant, __: Sequence[str]) -> None:
    announcing.send(step)


def _tell(step: DeskStep, _: Meant, about: Sequence[str]) -> None:
    step.say(Note(" ".join(about)))


def _chat(step: DeskStep, _: Meant, __: Sequence[str]) -> None:
    looking.today(step)


_DEEDS: Mapping[str, Callable[[DeskStep, Meant, Sequence[str]], None]] = {
    "run": _run,
    "filter": _filter,
    "write": _write,
    "send": _send,
    "tell": _tell,
    CHAT: _chat,
}
