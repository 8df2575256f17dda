"""A doubt that is put on answers in words: 研发经费先标个待核实吧, 上一题三个数再核一下. Offered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.answers.asking import shown_entry
from dialogs.answers.last import last_answered
from dialogs.correcting.correction import ID, Correction
from dialogs.definition.form import FREE, Field
from dialogs.definition.labels import called_in_front
from dialogs.meaning.offering import offer_correction
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.results import Alternative, Entry
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import NoteDown, Run, Store, Way
from dialogs.state.conversation import Asking, Deciding
from dialogs.turn.step import Step

_LONGEST = 40
_MARKED = "（待核实）"
_DOUBT = '[“"]?(?:待核实?|待确认|存疑)[”"]?'
_MARK = re.compile(
    rf"(?:标|注|记|加|打|写)(?:明|注|记|为|成|作|上|个|一个|一下|了)*{_DOUBT}(?:的?(?:标记|标注|字样))?"
    "|(?:再|得|要|还|需|回头|后面|下午|明天)(?:再|得|要|去|找人)*(?:核实|核对|复核|核)(?:一下|一遍|下)?(?=吧|的|$|[,，。;；])"
)
_PUT = re.compile(rf"(?:标|打|注)(?:明|注|上|个|一个|一下)*{_DOUBT}")
_UNMARKED = re.compile(r"(?:不用|不必|别|无需|去掉|取消|不再)[^,，。;；]{0,4}(?:标|核|待)|[吗么呢?？]|怎么|咋|哪些")
_NAMED = re.compile(rf"(?:请|帮我|先|把|将|给)*{ID}")
_BACK = re.compile("上一?[道个]?题|上面|上边|上个|刚才|刚刚|刚填|前面|前边|前一")
_THIS = re.compile("^(?:这|这个|这些|这[两二三几]个|本)(?:题|项|数[据字]?)")
_LED_IN = re.compile("^(?:请|麻烦|帮我|给我|先|把|将|给|那个?)+")


def marked(step: Step, words: str) -> bool:
    """To mark what stands as 待核实 is offered; where nothing stands, to come back to it with these words."""
    plain = narrow(words).strip()
    about = _NAMED.match(plain)
    rest = plain[about.end() :] if about is not None else plain
    if len(plain) > _LONGEST or "\n" in plain or any(map(str.isdigit, rest)):
        return False
    if _MARK.search(rest) is None or _UNMARKED.search(rest) or not isinstance(step.state, Asking | Deciding):
        return False
    field = _meant(step, plain, about["id"].upper() if about is not None else "")
    if field is None or field.kind in FREE:
        return False
    _offer(step, field, words)
    return True


def _meant(step: Step, plain: str, number: str) -> Field | None:
    """The question that is named, where several are called so one that has an answer; else the last one."""
    if number:
        return step.form.by_id.get(number)
    named = tuple(_called(step, plain))
    last = tuple(last_answered(step))
    here = (step.here,) if step.here in named else ()
    answered = (field for field in (*last, *named) if field in named and _standing(step, field))
    back = _BACK.search(plain) or (_PUT.search(plain) and not _THIS.search(plain))
    unnamed = last[0] if last and back else step.here if _THIS.search(plain) else None
    return next(iter((*answered, *here, *named)), unnamed)


def _called(step: Step, plain: str) -> Iterator[Field]:
    """The questions whose label the words begin with."""
    for fields, _ in called_in_front(step.form, _LED_IN.sub("", plain)):
        yield from fields


def _standing(step: Step, field: Field) -> tuple[Entry, ...]:
    answers = (step.application.answer(path) for path in field.paths)
    return tuple(
        Entry(each.slot, each.value, doubtful=True, source=each.source)
        for each in answers
        if each is not None and each.value is not None
    )


def _offer(step: Step, field: Field, words: str) -> None:
    entries = _standing(step, field)
    if entries:
        shown = "、".join(shown_entry(field, each) for each in entries)
        offer_correction(step, Correction(field, entries, ways=(Alternative(f"{shown}{_MARKED}", entries),)), words)
        return
    ways: list[Way] = [(Option("note", {"words": excerpt(words)}), NoteDown(field.name, words))]
    last = next((each for each in last_answered(step) if each is not field and _standing(step, each)), None)
    if last is not None and _THIS.search(words):
        ways.append((Option("doubtful", {"id": last.id}), Store(last.name, _standing(step, last), words)))
    ways.append((Option("command", {"command": "continue"}), Run("continue")))
    figures = {"words": excerpt(words), "id": field.id, "example": field.example or field.label}
    told = Told("no figure yet", figures, tuple(option for option, _ in ways))
    step.offer(told, [action for _, action in ways])
