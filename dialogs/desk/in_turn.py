"""Two wishes in one message: 清河通过了 然后把它加到推荐里. The first is done, a button does the second."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.desk.counties_named import counties_in
from dialogs.desk.meanings import in_days, meant
from dialogs.desk.step import DeskStep
from dialogs.desk.words import command_of
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_LONGEST = 60
_THEN = re.compile(r"[,，。;；\s]*(?:然后|接着|顺便|顺带|顺手|完了|另外|之后)(?:再|也|请|帮我|还|就)*[,，\s]*")
_TEXTS = re.compile("[:：“”]|备注|(?<!标)记|提醒|通知|告诉|群发|转告|说|电话")
"""What is written to somebody, or put down, may hold a then of its own."""
_IT = re.compile("^(?P<put>把|给|将|让)?(?:它|他们?|她们?|这家|这个县)")
_DEED = re.compile(
    "推荐|备选|导出|下载|退回|审核|通过|标|代录|延期|宽限|链接|邀请|换人|受理|上报|催|看|告诉|通知|转告|提醒"
)
_UNCLEAR = frozenset(("unclear", "perhaps", "nothing called so", "asked whether", "which place"))


def parted(step: DeskStep, words: str) -> tuple[str, str]:
    """The first wish and the rest, each of which says something by itself; no rest where they are one."""
    plain = words.strip()
    found = _THEN.search(plain)
    if found is None or not found.start() or len(plain) > _LONGEST or not isinstance(step.state, Resting):
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
