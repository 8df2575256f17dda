"""What the desk awaits in words: a text, whom it is for, people, a note, a day, a reason."""

from __future__ import annotations

import re
from collections.abc import Callable

from dialogs.desk.broadcasts import announcing
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.days import day_named, day_within
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import command_of
from dialogs.desk.hearing import hesitating, text_retouched, wishing
from dialogs.desk.hearing.commanding import COMMANDS
from dialogs.desk.overview import looking
from dialogs.desk.own import calling, dating, holidays, keeping
from dialogs.desk.people import inviting
from dialogs.desk.recommendations import handing, nominating
from dialogs.desk.reviews import commenting, reviewing
from dialogs.reading.cleaning import excerpt
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Awaiting, Drafting, Listing
from dialogs.state.examining import Examining

_TOLD = re.compile(
    r"^(?:那|你|那就)?(?:就[说讲写]|(?:内容|正文)(?:就写|是|写|(?=[:：])))(?:成|道)?[:：,，\s]*(?=\S{4})"
)
"""就说请大家抓点紧: what is to be said is 请大家抓点紧."""
_LEAVES = re.compile(
    r"(?:等一?下|等等|等会儿?|慢着|哦|算了|[,，。\s])*(?:算了|先不(?:退|改|发|弄|写|定|延)?(?:回去?)?了?|先别|还是[不别](?:退|发|改|写)?了?|别退了?|不用|不改了|不退了|取消|先等等|回头再|再说吧|再想想)"
    r"(?:.{0,6}|[了吧]?[,，。;；\s](?P<rest>.{1,40}))"
)
"""算了先不退: what is awaited is not wanted."""


def was_awaited(step: DeskStep, words: str) -> bool:
    """What is awaited: a text, whom it is for, people, a note, a name. A command with words behind it comes first."""
    match step.state:
        case Drafting(stage="text") as draft:
            announcing.write(step, draft, text_retouched.signed(_TOLD.sub("", words)))
        case Listing() as listing if command_of(words) is None:
            inviting.mended(step, listing, words)
        case Awaiting(verb, about):
            complete(step, verb, about, words)
        case Drafting(stage=stage) as draft if command_of(words) is None:
            if stage != "confirm" or not announcing.unclear(step, draft, words):
                announcing.audience(step, words)
        case Examining(waits=waits) as state if waits not in ("", "confirm") or command_of(words) is None:
            return reviewing.was_about_it(step, state, words)
        case _:
            return False
    return True


def take_text(step: DeskStep, words: str) -> None:
    """Words of which it was asked: they are the text that is awaited."""
    match step.state:
        case Drafting() as draft:
            announcing.write(step, draft, words)
        case Awaiting(verb, about):
            complete(step, verb, about, words)
        case _:
            step.say(Note("old button"))


def complete(step: DeskStep, verb: str, about: tuple[str, ...], words: str) -> None:
    """What was awaited is there."""
    step.update(state=Resting())
    match verb:
        case "note":
            keeping.keep_note(step, about[0], words)
        case "holidays":
            holidays.read(step, words)
        case "remind" | "follow":
            calling.said_when(step, verb, about, words)
        case "date":
            _day(step, about[0], words)
        case "order":
            nominating.reorder(step, words)
        case "reason":
            handing.said_reason(step, about, words)
        case "filter":
            keeping.keep_filter(step, words, about[0])
        case _:
            inviting.invite(step, words, about[0] if about else "")


def _day(step: DeskStep, place: str, words: str) -> None:
    """The day; 清河改到4月26日 is that county's."""
    found = counties_in(step, words)
    if found:
        dating.in_a_sentence(step, found[0][0].code, words.replace(found[0][1], " ", 1))
    else:
        dating.said_day(step, place, words)


def left_off(step: DeskStep, words: str, hear: Callable[[DeskStep, str], None]) -> bool:
    """What is awaited and is no text is not wanted any more: it is left; what else is wished is heard.

    先不发了，看看谁没填完: the list is shown.
    """
    state = step.state
    begun = isinstance(state, Drafting) and (state.stage != "text" or state.text or state.attachment)
    leaves = _LEAVES.fullmatch(words.strip())
    if begun or leaves is None or (not isinstance(state, Drafting) and wishing.awaits_text(step)):
        return False
    if leaves["rest"] and (day_within(step, leaves["rest"]) or day_named(step, leaves["rest"])):
        return False  # 先别，4月22日吧
    if leaves["rest"]:
        step.say(Note("left so", {"words": excerpt(words.strip().removesuffix(leaves["rest"]).rstrip(" ,，。;；"))}))
    COMMANDS["discard"](step)
    if leaves["rest"] and step.awaits_no_words and hesitating.is_wish(step, leaves["rest"]):
        hear(step, leaves["rest"])
    return True


def leave_the_text(step: DeskStep) -> None:
    """What is wished is no text, though one is awaited: what is written is put aside."""
    if wishing.awaits_text(step):
        commenting.put_aside(step)
        looking.at_rest(step)
