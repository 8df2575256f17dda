"""Two wishes in one message: 清河通过了 然后把它加到推荐里. The first is done, a button does the second."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.meanings import in_days, meant
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import command_of
from dialogs.desk.overview import looking
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_LONGEST = 60
_THEN = re.compile(r"[,，。;；\s]*(?:然后|接着|顺便|顺带|顺手|完了|另外|之后)(?:再|也|请|帮我|还|就)*[,，\s]*")
_LOOKED_AT = re.compile(
    "[,，。;；\\s]+(?:我)?(?:先|就|那就|然后|再)*(?:从|打开|看看?|审|查)(?:它|他们?|那[个家]县?|这[个家]县?|第一[个家]|最.{1,3}的那?[个家]?)(?:开始)?"
    "(?:看|审|查|打开|来|弄)?(?:一?下|起|吧)*[。]?$"
)
"""先从它开始看."""
_REMINDS = re.compile(
    "(?:[,，。;；\\s]+|(?<=[看下个])(?=完了|然后))(?:完了|然后|顺便|另外|再|还有)*[,，\\s]*(?P<reminder>[^,，。;；]{0,10}提醒我.{4,})$"
)
_SHOWS = re.compile("几[个家份]|多少|看一?下|看看|^看|查|谁|哪[些个几]|怎么样|进度")
_CLAUSES = re.compile("[,，。;；]+")
_SHORTEST = 4
_TEXTS = re.compile("[:：“”]|备注|(?<!标)记|提醒|通知|告诉|群发|转告|说|电话")
"""What is written to somebody, or put down, may hold a then of its own."""
_IT = re.compile("^(?P<put>把|给|将|让)?(?:它|他们?|她们?|这家|这个县)")
_DEED = re.compile(
    "推荐|备选|导出|下载|退回|审核|通过|标|代录|延期|宽限|链接|邀请|换人|受理|上报|催|看|告诉|通知|转告|提醒"
)
_UNCLEAR = frozenset(("unclear", "perhaps", "nothing called so", "asked whether", "which place"))


def heard(step: DeskStep, words: str, hear: Callable[[DeskStep, str], None]) -> bool:
    """Whether the message is more than one wish: each is heard, or the second is left for its button."""
    shown, reminder = _reminded_beside(step, words)
    if reminder:
        for each in (*shown, reminder):
            hear(step, each)
        return True
    before = step.mark()
    short = isinstance(step.state, Resting) and len(words) <= _LONGEST
    look = _LOOKED_AT.search(words.strip()) if short else None
    if look is not None and look.start():
        hear(step, words.strip()[: look.start()])
        if _opened(step):
            return True
        step.rewind(before)
    first, rest = parted(step, words)
    if not rest:
        return False
    hear(step, first)
    if put_off(step, rest):
        return True
    step.rewind(before)
    return False


def _reminded_beside(step: DeskStep, words: str) -> tuple[list[str], str]:
    """今天新来的有几个，完了提醒我明天给秦皇岛打电话: what is to be shown, and the reminder to oneself."""
    plain = words.strip()
    found = _REMINDS.search(plain) if len(plain) <= _LONGEST * 2 and isinstance(step.state, Resting) else None
    shown = [each for each in _CLAUSES.split(plain[: found.start()]) if each] if found is not None else []
    if found is None or not shown or not all(_SHOWS.search(each) and len(each) >= _SHORTEST for each in shown):
        return [], ""
    return (shown, found["reminder"]) if not any(_TEXTS.search(each) for each in shown) else ([], "")


def _opened(step: DeskStep) -> bool:
    """错误最多的是哪个县，先从它开始看: the one of the list, of several the one with the most that is wrong."""
    codes = [each.about[0] for each in step.conversation.actions if isinstance(each, Do) and each.verb == "open"]
    wrong = {code: sum(each.errors for each in step.region.entrants_of(code)) for code in codes}
    most = [code for code in codes if wrong[code] == max(wrong.values())]
    if len(most) != 1:
        return False
    looking.open_county(step, most[0])
    return True


def parted(step: DeskStep, words: str) -> tuple[str, str]:
    """The first wish and the rest, each of which says something by itself; no rest where they are one."""
    plain = words.strip()
    short = len(plain) <= _LONGEST and isinstance(step.state, Resting)
    found = _THEN.search(plain) if short else None
    if found is None or not found.start():
        return plain, ""
    first, rest = plain[: found.start()], plain[found.end() :]
    named = counties_in(step, first)
    if len(named) == 1:
        rest = _IT.sub(lambda it: f"{it['put'] or ''}{named[0][0].name}", rest)
    fits = not _TEXTS.search(first) and _says(step, first) and _says(step, rest)
    return (first, rest) if fits else (plain, "")


def _says(step: DeskStep, words: str) -> bool:
    """Whether a part is a wish of its own: known words, a command, or a deed about a county."""
    known = bool(meant(step, in_days(words))) or command_of(words) is not None
    return known or (bool(counties_in(step, words)) and _DEED.search(words) is not None)


def put_off(step: DeskStep, rest: str) -> bool:
    """Whether the first was understood; then the rest is said to be left, with the button that does it."""
    if getattr(step.last_said, "what", "") in _UNCLEAR or not (step.last_said or step.requested):
        return False
    way = Option("desk say so", {"words": excerpt(rest)}), Do("say so", (rest,))
    note = Note("and then", {"words": excerpt(rest)})
    if getattr(step.last_said, "options", ()):
        step.offer_as_well([way])
        step.say(note)
    else:
        step.offer(replace(note, options=(way[0],)), (way[1],))
    return True
