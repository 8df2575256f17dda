"""What a coordinator wishes, however it is worded: 看下各县都弄到哪了, 给没填完的发个通知, 哪些县说不报了.

While a broadcast or a remark is written, words that are a wish are asked about: they may be its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from dialogs.desk.broadcasts import announcing
from dialogs.desk.ground.counties_named import city_called
from dialogs.desk.ground.meanings import choice, choice_of, in_days, meant, names
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import NEGATED, leaves_alone, without_doubt
from dialogs.desk.hearing import dictating, likening, new_today
from dialogs.desk.hearing.commanding import COMMANDS, STAYING
from dialogs.desk.overview import exporting, looking
from dialogs.desk.recommendations import deciding, recommending
from dialogs.desk.reviews import commenting, reviewing
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.actions import Action
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Awaiting, Do, Drafting
from dialogs.state.examining import Examining
from dialogs.words.wishes import BREAK, CHAT, FILLER, UNKNOWN, Meant, pieces

_TEXT = re.compile("请(?!问|帮|给我|把|你|退|打开|看).{3,}")
"""请各县尽快填报 is what a broadcast says."""
_SHEET = re.compile("excel|xls|csv|wps")
"""出个excel is no picture."""
_SHORTEST, _SHORT = 6, 12
_CHAT = frozenset((FILLER, BREAK, "thanks", "ack", "greet", "undo", "wait"))
_ASKS = frozenset(("look", "who", "what", "how", "how_is", "progress", "where", "when", "why", "howmany", "counted"))
"""清河怎么样了 asks about a county, and is not whom a broadcast is for."""
_SUSPECT = frozenset((*_ASKS, "out", "undo", "goon", "repeat"))
_OF_OTHERS = frozenset(("look", "who", "what", "counted", "county", "everybody", "counties", "write", "urge"))
"""缺材料 in a review is said of it; 哪些县缺材料 is not."""
_OF_IT = re.compile("[他她它]|这家|这份|该县")
"""他都哪些地方有错, in a review."""
_WRONG = frozenset((FILLER, BREAK, "wrong", "look", "question", "thanks", "ack"))
_FOR_GOOD = (("send",), ("run", "pass"))
"""What cannot be taken back, or stands on record."""
_ALL_BUT = re.compile(r"除了?(?P<but>[^,，。]{2,12}?)(?:以外|之外|外)?[,，]?(?=还有|别的|其他|其它|谁|哪)")
_SHOWS = (("filter",), ("run", "progress"), ("run", "count"))
_APART = re.compile(
    "(?:分开|分别|各自|单独(?=[列看拉])|分两[个张份])(?:再)?(?:列|看|拉|出|给|显示)?(?:一?下|出来|个?(?:单子|名单|清单|表))*"
)
_AND, _AROUND, _TWO = re.compile("[跟和与、，,及]|还有"), " ,，。的把将请列一下", 2
"""What joins two lists, and what stands around their names."""
_FREE = ("note", "reason", "remind", "follow")
"""What is awaited in words of any kind."""
_REMARKS = ("reason", "note", "needs", "opinion")
"""The same in a review, where words about counties and their papers are what is written."""
_ONE_COUNTY = {"announce": "announce", "links": "reissue", "invite": "reissue"}
"""What a button of the county on the screen does for a wish that names none."""


def wished(step: DeskStep, words: str, *, apart: bool = False) -> bool:
    """Whether every word of a message speaks of a wish; it is done, or asked about where it may be a text.

    ``apart``: not where it would fall into a wish and counties beside it; 推荐 清河县、威县 is about these counties.
    """
    plain = in_days(words)
    if plain in step.region.filters or (isinstance(step.state, Resting) and leaves_alone(plain)):
        return False
    if dictating.dictated(step, plain):
        return True
    found = meant(step, plain)
    if _is_no_text(step, plain):
        ask_whether_text(step, words)
        return True
    if any(each.do in _FOR_GOOD for each in found) and not _surely(found, plain):
        return False
    if not found or not all(_can(step, each) for each in found) or (apart and _falls_apart(found)):
        return False
    if awaits_text(step):
        return _text_or_wish(step, words)
    for each in found:
        _DEEDS[each.do[0]](step, each, each.do[1:])
    return True


def _text_or_wish(step: DeskStep, words: str) -> bool:
    """请各县尽快填报 is what a broadcast says; other wishes are asked about."""
    if _TEXT.match(words.strip()):
        return False
    ask_whether_text(step, words)
    return True


def all_but(step: DeskStep, words: str) -> bool:
    """除了威县还有谁不报: all of these are shown, the one that is known among them."""
    rest = _ALL_BUT.sub("", words.strip(), count=1)
    if not isinstance(step.state, Resting) or rest == words.strip() or leaves_alone(words):
        return False
    found = meant(step, in_days(rest))
    return bool(found) and all(each.do in _SHOWS for each in found) and wished(step, rest)


def apart(step: DeskStep, words: str) -> bool:
    """有错的跟缺佐证的分开列一下: each of these lists by itself."""
    plain = in_days(words)
    parts = [each.strip(_AROUND) for each in _AND.split(_APART.sub("", plain)) if each.strip(_AROUND)]
    if not isinstance(step.state, Resting) or not _APART.search(plain) or len(parts) < _TWO:
        return False
    chosen = [choice_of(step, each) for each in parts]
    shown = [looking.filtered(step, each) for each in chosen if all(chosen)]
    return bool(shown)


def _is_no_text(step: DeskStep, plain: str) -> bool:
    """帮我写, 名单发我看看: short, and every word is one of the desk's, where it is not very short one that asks."""
    if not isinstance(step.state, Drafting) or not awaits_text(step) or meant(step, plain):
        return False
    if len(plain) > _SHORT:
        return not _TEXT.match(plain) and likening.is_no_text(step, plain)
    said = {each.concept for each in pieces(step.form.desk_speech, plain, names(step, plain))}
    return UNKNOWN not in said and ((len(plain) <= _SHORTEST and not plain.startswith("请")) or bool(said & _SUSPECT))


def _surely(found: Sequence[Meant], plain: str) -> bool:
    """通过吧, and neither 审完了 nor 先不通过."""
    passes = any(each.do == ("run", "pass") for each in found)
    return without_doubt(plain) and (not passes or ("通过" in plain and "通过了" not in plain))


def _falls_apart(found: Sequence[Meant]) -> bool:
    return len(found) > 1 and any(each.do == ("filter",) for each in found)


def hear_again(step: DeskStep, words: str) -> None:
    """The words were no text: what they wish is done; the broadcast that was begun is put aside."""
    commenting.put_aside(step)
    looking.at_rest(step)
    found = meant(step, in_days(words))
    if not found:
        step.say(Note("unclear", {"words": excerpt(words)}))
    for each in found:
        _DEEDS[each.do[0]](step, each, each.do[1:])


def awaits_text(step: DeskStep) -> bool:
    """Whether words of any kind are awaited: the text of a broadcast, a note, a reason, a remark."""
    match step.state:
        case Drafting(stage=stage):
            return stage == "text"
        case Awaiting(verb=verb):
            return verb in _FREE
        case Examining(waits=waits):
            return waits in _REMARKS
        case _:
            return False


def _can(step: DeskStep, wish: Meant) -> bool:
    """Whether it chooses counties that there are; a remark may speak of them too."""
    if wish.do[0] in ("filter", "write"):
        said = {each.concept for each in wish.tokens}
        if _drafting(step) and not awaits_text(step) and NEGATED.search("".join(each.words for each in wish.tokens)):
            return False  # whom it is not for
        if _drafting(step) and not awaits_text(step) and said <= _WRONG:
            return False  # the broadcast itself: 发错了
        of_it = _OF_IT.search("".join(each.words for each in wish.tokens)) is not None
        about_it = isinstance(step.state, Examining) and (of_it or not said & _OF_OTHERS)
        return bool(choice(step, wish.tokens)) and not about_it and (_drafting(step) or not awaits_text(step))
    return True


def _drafting(step: DeskStep) -> bool:
    return isinstance(step.state, Drafting)


def ask_whether_text(step: DeskStep, words: str) -> None:
    """Ask whether words are the text that is awaited, or a wish."""
    known = meant(step, in_days(words))
    liked = [] if known else likening.ways_like(step, words)
    otherwise = liked or [(Option("desk no text"), Do("say again", (words,)))]
    ways = [(Option("desk as text"), Do("text so", (words,))), *otherwise]
    options = tuple(option for option, _ in ways)
    step.offer(Note("text or wish", {"words": excerpt(words)}, options), [action for _, action in ways], step.state)


def _run(step: DeskStep, wish: Meant, about: Sequence[str]) -> None:
    command = " ".join(about)
    if isinstance(step.state, Drafting) and {each.concept for each in wish.tokens} <= _CHAT:
        announcing.go_on(step, step.state)
        return
    if _stays(step, wish, command):
        reviewing.go(step, getattr(step.state, "place", ""))
        return
    action = next((each for each in step.conversation.actions if _of_one_county(each, command)), None)
    if isinstance(action, Do) and isinstance(step.state, Resting):
        announcing.begin(step, action.about) if command == "announce" else looking.open_county(step, action.about[0])
        return
    if command == "announcements" and isinstance(step.state, Examining) and not wish.words("write"):
        reviewing.go(step, "drafts")  # 撤销刚才的
        return
    if command == "announce" and isinstance(step.state, Examining):  # 催一下他们: the county of the review
        announcing.begin(step, (step.state.county,))
        return
    if command not in STAYING:
        commenting.put_aside(step)
        looking.at_rest(step)
    _say_beside(step, wish, command)
    COMMANDS["table" if command == "picture" and _SHEET.search(wish.words("file")) else command](step)


def _say_beside(step: DeskStep, wish: Meant, command: str) -> None:
    """What a word of the wish asks for besides: 今天, and the 汇总表 of the notice."""
    if command == "table" and "汇总表" in wish.words("summary"):
        exporting.not_of_the_notice(step)
    if command == "count":
        new_today.told(step, wish)


def _of_one_county(action: Action, command: str) -> bool:
    wanted = _ONE_COUNTY.get(command)
    return isinstance(action, Do) and action.verb == wanted and len(action.about) == 1


def _filter(step: DeskStep, wish: Meant, _: Sequence[str]) -> None:
    words = choice(step, wish.tokens)
    if isinstance(step.state, Drafting) and not {each.concept for each in wish.tokens} & _ASKS:
        announcing.audience(step, words)
        return
    looking.at_rest(step)
    if "returned" in {each.concept for each in wish.tokens} and recommending.came_back(step):
        return
    if "sent" in {each.concept for each in wish.tokens}:
        new_today.told(step, wish)
    of_a_city = not step.region.scope and city_called(step, words)
    if (of_a_city or not looking.open_called(step, words)) and not looking.filtered(step, words):
        step.say(Note("unclear", {"words": words}))


def _write(step: DeskStep, wish: Meant, _: Sequence[str]) -> None:
    dictating.begin(step, choice(step, wish.tokens), of_cities=dictating.to_cities(step, wish.tokens))


def _send(step: DeskStep, _: Meant, __: Sequence[str]) -> None:
    announcing.send(step)


def _export(step: DeskStep, wish: Meant, about: Sequence[str]) -> None:
    said = "".join(each.words for each in wish.tokens)
    county = step.state.county if isinstance(step.state, Examining) else ""
    if not county:
        looking.at_rest(step)
    if "here" in about and county:
        exporting.export_some(step, f"{step.region.called(county)} {exporting.kinds_in(said)}")
        return
    exporting.export_some(step, f"全部 {exporting.kinds_in(said)}")


def _handed(step: DeskStep, wish: Meant, _: Sequence[str]) -> None:
    looking.at_rest(step)
    deciding.open_called(step, wish.words("county"))


def _tell(step: DeskStep, _: Meant, about: Sequence[str]) -> None:
    step.say(Note(" ".join(about)))


def _chat(step: DeskStep, _: Meant, __: Sequence[str]) -> None:
    looking.today(step)


def _stays(step: DeskStep, wish: Meant, command: str) -> bool:
    """好的, 谢谢 beside an open review: it stays open."""
    return (
        isinstance(step.state, Examining)
        and command in ("today", "chat")
        and {each.concept for each in wish.tokens} <= _CHAT
    )


_DEEDS: Mapping[str, Callable[[DeskStep, Meant, Sequence[str]], None]] = {
    "run": _run,
    "filter": _filter,
    "write": _write,
    "send": _send,
    "export": _export,
    "handed": _handed,
    "tell": _tell,
    CHAT: _chat,
}
