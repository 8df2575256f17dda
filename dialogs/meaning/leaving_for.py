"""Why a question waits, and where to go instead, in one message: 科技局明天才给名单，先跳到绿色化那块."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.answers.answering import store, take, understand
from dialogs.answers.asking import proceed
from dialogs.definition.form import FREE, Field
from dialogs.meaning.ordered import command_in
from dialogs.meaning.sections import ask_of, part_named
from dialogs.meaning.unanswered import department_in, hindered
from dialogs.reading.blanks import leaves_open
from dialogs.reading.cleaning import narrow
from dialogs.reading.results import Entry, Read
from dialogs.record.application import Blank
from dialogs.state.conversation import Asking, Composing
from dialogs.turn.step import Step
from dialogs.words.wishes import wished as wishes_in

_LONGEST = 60
_CLAUSE = re.compile("[,，。;；!！ ]+")
_NOT_YET = re.compile(
    "[没未](?!意见|问题|事|错|关系)|等|才[给有能出]|明[天早]|后天|下[周个]|回头|过[几两]天|还[在要得]|[要拿]不|不知|不清楚|不掌握|不在|[得要去先]问|问[问下]"
)
_ONWARDS = frozenset((("run", "later"), ("run", "next"), ("run", "continue")))
_LEADS = re.compile("^(?:那|就|先|我们?|直接|咱们?)*(?:做|填|走|去|到|跳到?|转到|看)?(?=下一?[题个])")
_LATER = ("run", "later")
_ITS_NAME = re.compile("^[\u4e00-\u9fff]{1,6}?的?(?=[这那](?:[一几]?[块个题项])|(?<=的)先)")
"""外资这块先放放: what is left is called by its name."""


def left_for(step: Step, words: str) -> bool:
    """The question waits, for whom it is said to, and the conversation goes where it was told to."""
    slots, here = _asked(step), step.here
    plain = narrow(words).strip()
    if here is None or not slots or len(plain) > _LONGEST or "\n" in plain:
        return False
    reading = understand(step, here, slots, words)
    understood = isinstance(reading, Read) and not (here.kind in FREE and _given(reading))
    for why, where in _halves(plain):
        fields = part_named(step, where)
        onwards = not fields and not understood and _goes_on(step, where)
        entries = _waiting(step, here, slots, why, onwards=onwards) if fields or onwards else None
        if entries is not None:
            _leave(step, here, entries, words, fields)
            return True
    return False


def _goes_on(step: Step, where: str) -> bool:
    """Whether a clause says to go on to what comes next: 先做下一题, 先跳过."""
    if leaves_open(where):
        return True
    command = command_in(step.form, _LEADS.sub("", where))
    meant = {each.do for each in wishes_in(step.form.speech, where)}
    return ("run", command or "") in _ONWARDS or (bool(meant) and meant <= _ONWARDS - {_LATER})


def _leave(step: Step, here: Field, entries: tuple[Entry, ...], words: str, fields: list[Field]) -> None:
    if all(entry.blank is Blank.LATER for entry in entries):
        store(step, here, entries, words)
        proceed(step, here.name)
    else:
        take(step, here, entries, words)
    if fields:
        ask_of(step, fields)


def _asked(step: Step) -> tuple[str, ...]:
    """The slots that are asked and have no answer; none while a text has begun."""
    match step.state:
        case Asking(_, slots, again=False):
            return tuple(slots)
        case Composing(_, slot, text) if not text:
            return (slot,)
        case _:
            return ()


def _halves(plain: str) -> Iterator[tuple[str, str]]:
    """What is said before the last clause, with it; what is said behind the first one, with it."""
    clauses = [each for each in _CLAUSE.split(plain) if each]
    if len(clauses) > 1:
        yield "，".join(clauses[:-1]), clauses[-1]
        yield "，".join(clauses[1:]), clauses[0]


def _given(reading: Read) -> bool:
    return any(entry.value is not None for entry in reading.entries)


def _waiting(step: Step, field: Field, slots: tuple[str, ...], why: str, *, onwards: bool) -> tuple[Entry, ...] | None:
    """What is kept of the reason: whom the question waits for, or that it comes later; None where it is no reason."""
    reading = understand(step, field, slots, why)
    if isinstance(reading, Read) and not (onwards and field.kind in FREE and _given(reading)):
        waits = all(entry.blank in (Blank.WAITING, Blank.LATER) for entry in reading.entries)
        return reading.entries if waits else None
    if hindered(step, why) and _NOT_YET.search(why):
        office = department_in(step, why)
        blank = Blank.WAITING if office else Blank.LATER
        return tuple(Entry(slot, blank=blank, department=office or None) for slot in slots)
    later = not onwards and (
        leaves_open(_ITS_NAME.sub("", why)) or any(each.do == _LATER for each in wishes_in(step.form.speech, why))
    )
    return tuple(Entry(slot, blank=Blank.LATER) for slot in slots) if later else None
