"""A doubt that is taken back: 去掉大概，就是42.6, 2.1不用标待核实了, 核实过了，没问题. The figures stand without it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from dialogs.answers.answering import understand
from dialogs.answers.asking import shown_entry
from dialogs.answers.fitting import possible
from dialogs.answers.last import last_answered
from dialogs.correcting.correction import ID, Correction
from dialogs.definition.form import NUMERIC, Field, Kind
from dialogs.definition.labels import called_in_front
from dialogs.reading.results import Alternative, Entry, Read
from dialogs.reading.spoken_years import PLACES, YEARS, year_of
from dialogs.turn.step import Step

CERTAIN = "，不再待核实"
"""What a button says of a figure that loses its doubt."""
_LONGEST, _MOST_BACK = 40, 3
_CLAUSE = re.compile(r"[,，。;；!！ ]+")
_ABOUT = re.compile(rf"(?:把|将)?{ID}(?:那?道?题)?(?:的|那个|这个)*")
_WHEN = re.compile(rf"(?:(?:20)?(?P<two>2[0-9])年|(?P<spoken>{YEARS}|{PLACES}))(?:的|那个|那年|数据?|值|数字)*")
_BEFORE = (
    r"(?:那|就|这个?|那个|上面|前面|刚才|刚刚|的|我|数据?|数字|面积|现在|已经|已|都|又|"
    r"[跟由找]?[\u4e00-\u9fff]{0,6}(?:局|委|办|院|所)(?:那边)?)*"
)
_DOUBT = (
    r"[“\"]?(?:大概|大约|约数?|左右|待核实?|估计|概数|存疑)[”\"]?(?:这?[两二三]个字|标记|标注|的?字样|二字|几个字)?"
)
_LIFTED = re.compile(
    rf"{_BEFORE}(?:(?:去掉|删掉|删了|删去|拿掉|划掉|取消|撤掉|不要|别|不用|不必|不需要|无需|不是|不算|没有)(?:再|标|写|加|带|算|记|是|了)*{_DOUBT}"
    rf"|{_DOUBT}(?:的)?(?:可以|都)?(?:去掉|删掉|删了|拿掉|划掉|取消|撤掉|不要|不用)(?:了|吧|标)*)(?:了|吧|啊|呀)*"
)
_SURE = re.compile(
    rf"{_BEFORE}(?:核实|核对|核准|查实|核)(?:过|完|好|清楚|无误)*了?|{_BEFORE}(?:不用|不必|无需)(?:再)?核实?了"
    rf"|{_BEFORE}(?:确定|定下来?|敲定)了|{_BEFORE}是?(?:准数|确数|准确数字?|准确的|准的)(?:了|吧)*"
)
_FILLER = re.compile(rf"{_BEFORE}(?:没问题|没错|没变|不变|是对的|对的|就这样|就这个数?|就是这个数?)?了?")
_VALUE = re.compile(
    rf"{_BEFORE}(?:就是|确定是|应该是|改成|改为|确实是|是|为)?(?P<value>[-−]?[0-9][^,，。;；]*?)(?:没问题|没错|是对的)?"
    r"(?P<sure>是?(?:准数|确数|准的|准确的))?[了吧。]*"
)


def made_certain(step: Step, words: str) -> Correction | None:
    """The figures that no longer are to be verified, of the question that is named or of the last doubtful answers."""
    plain = unicodedata.normalize("NFKC", words).strip(" 。.!")
    if len(plain) > _LONGEST or "\n" in plain:
        return None
    return next((found for field, said in _meant(step, plain) if (found := _of_field(step, field, said))), None)


def _meant(step: Step, plain: str) -> Iterator[tuple[Field, str]]:
    """Each question that may be meant with what is said of it: one that is named, else the last answers."""
    about = _ABOUT.match(plain)
    numbered = step.form.by_id.get(about["id"].upper()) if about is not None else None
    if about is not None and numbered is not None:
        rest = plain[about.end() :]
        yield numbered, rest
        yield from ((field, said) for field, said in _called(step, rest) if field is numbered)
        return
    yield from _called(step, plain)
    for field in islice(last_answered(step), _MOST_BACK):
        yield field, plain


def _called(step: Step, plain: str) -> Iterator[tuple[Field, str]]:
    """The questions whose label the words begin with, and the rest."""
    for fields, behind in called_in_front(step.form, plain):
        said = re.sub("^(?:的|那个|数据?)+", "", behind)
        yield from ((field, said) for field in fields)


def _of_field(step: Step, field: Field, said: str) -> Correction | None:
    """The change of this question, where one of its figures is doubtful and every clause speaks of that."""
    when = _WHEN.match(said)
    year = "" if when is None else f"20{when['two']}" if when["two"] else year_of(when["spoken"], step.form.base_year)
    standing = _doubtful(step, field, year)
    clauses = [each for each in _CLAUSE.split(said[when.end() :] if when is not None else said) if each]
    lifted = any(_LIFTED.fullmatch(each) for each in clauses)
    values = [each for each in map(_VALUE.fullmatch, clauses) if each is not None]
    sure = lifted or any(_SURE.fullmatch(each) for each in clauses) or any(each["sure"] for each in values)
    known = all(any(way.fullmatch(each) for way in (_LIFTED, _SURE, _FILLER, _VALUE)) for each in clauses)
    if not (standing and sure and known):
        return None
    entries = _new(step, field, standing, " ".join(each["value"] for each in values)) if values else standing
    if not entries or not (lifted or _same(entries, standing)) or not possible(step, field, entries):
        return None
    shown = "、".join(shown_entry(field, each) for each in entries)
    return Correction(field, entries, ways=(Alternative(f"{shown}{CERTAIN}", entries),))


def _doubtful(step: Step, field: Field, year: str) -> tuple[Entry, ...]:
    """What stands there with a doubt, without it."""
    if field.kind not in (*NUMERIC, Kind.DATE, Kind.TEXT, Kind.PHONE):
        return ()
    slots = [slot.path for slot in field.slots if not year or year in slot.part]
    answers = (step.application.answer(path) for path in slots)
    return tuple(
        Entry(each.slot, each.value, source=each.source) for each in answers if each is not None and each.doubtful
    )


def _new(step: Step, field: Field, standing: Sequence[Entry], value: str) -> tuple[Entry, ...]:
    reading = understand(step, field, [each.slot for each in standing], value)
    read = reading.entries if isinstance(reading, Read) else ()
    sources = {each.slot: each.source for each in standing}
    clear = all(each.value is not None and not each.doubtful for each in read)
    return tuple(replace(each, source=each.source or sources[each.slot]) for each in read) if clear else ()


def _same(entries: Sequence[Entry], standing: Sequence[Entry]) -> bool:
    return {each.slot: each.value for each in entries} == {each.slot: each.value for each in standing}
