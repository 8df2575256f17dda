"""The standards line (3.6) in sentences: 2023年参与团标2项，行标1项 · 没主持过标准 · 只参与过一项行业标准，2022年.

Each clause says some of year, role and level beside its number; what it leaves out it takes from the clauses before.
What is found is offered with the other cells as 0, and alone; nothing is taken, since a sentence leaves much unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dialogs.definition.form import Slot
from dialogs.reading.chinese import chinese_number
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Unsure, Why
from dialogs.reading.spoken_years import YEARS, year_of

_LONGEST = 200
_MOST_SHOWN = 6
_CLAUSE = re.compile(
    r"[,;、。\n]|(?<=[项个])[ ]*(?=[\u4e00-\u9fff])|(?<=[0-9])(?=主持|参与|参加|牵头|主导)|"
    r"(?<=[0-9])[ ]+(?=20[0-9]{2}|[0-9]{2}年)"
)
_YEAR = re.compile(r"(20[0-9]{2})年?|(?<![0-9])([0-9]{2})年")
_NUMBER = re.compile(r"(?P<digits>[0-9]{1,4})(?![0-9]|年)[ ]?[项个件]?|(?P<han>[一两二三四五六七八九十]{1,3})[项个件]")
_NONE = re.compile(r"没有?|无|未|零")
_OTHERS = re.compile("^(?:其[他它余]|别的|剩下)")
_ALL_YEARS = re.compile(r"每年|各年|三年都|(?:[近这])?三年(?:每年)?各")
_EVERY = "every year"
"""Stands for all the years of the line: 每年参与1项."""
_OF_ALL = re.compile(r"(?:都|均|全部?)(?:是|为|在)?[ ]?(20[0-9]{2})年?的?|(?:都|均|全部?)(?:是|为|在)?([0-9]{2})年的?")
"""都是2022年的: the year of everything in the sentence."""
_BRACKETED_YEAR = re.compile(r"[(（](20[0-9]{2})年?[)）]")


_SPOKEN_YEAR = re.compile(f"(?:{YEARS})")
_FEW = {"俩": "2个", "仨": "3个"}
_PAIRS = re.compile("[俩仨]")
_PARTS = re.compile(r"([,;。\n])")


@dataclass(frozen=True, slots=True)
class _Said:
    """One clause's number, with the labels it stands under."""

    year: str | None
    level: str | None
    role: str | None
    value: Decimal


def read_spoken_matrix(question: Question, plain: str, words: Mapping[str, tuple[str, str]]) -> Unsure | None:
    """The offers for a (narrow) sentence; None where it names no cell. ``words`` are the labels, by what is typed."""
    if len(plain) > _LONGEST:
        return None
    typed, plain = plain, _BRACKETED_YEAR.sub(r"\1年", plain)
    plain = _SPOKEN_YEAR.sub(lambda said: f"{year_of(said[0], question.form.base_year)}年", plain)
    plain = "".join(_numbers_last(each, words) for each in _PARTS.split(_PAIRS.sub(lambda said: _FEW[said[0]], plain)))
    of_all = _OF_ALL.search(plain)
    if of_all is not None:
        plain = f"{of_all[1] or f'20{of_all[2]}'}年{plain[: of_all.start()]}{plain[of_all.end() :]}"
    years = {slot.part[0] for slot in question.field.slots}
    if any((found[1] or f"20{found[2]}") not in years for found in _YEAR.finditer(plain)):
        return None
    said = list(_said(plain, words, years))
    cells = [(each.year, each.level, each.role) for each in said if each.value]
    crowded = any(len(_NUMBER.findall(_YEAR.sub("", each))) > 1 for each in _clauses(plain, words))
    if not said or len(set(cells)) < len(cells) or crowded:
        return None
    if all(each.level is None and each.role is None for each in said):
        return None
    named = any(each.year is not None for each in said) or _ALL_YEARS.search(plain) or all(not e.value for e in said)
    offered: list[Alternative] = []
    for year in [None] if named else dict.fromkeys(slot.part[0] for slot in question.slots):
        offered += _offers(question, said, year)
    return Unsure(Why.CLOSEST, (*offered[:_MOST_SHOWN], NONE_OF_THESE), {"words": excerpt(typed)}) if offered else None


def _numbers_last(part: str, words: Mapping[str, tuple[str, str]]) -> str:
    """参与1个国标 2个行标 as 参与国标1个、行标2个: every number behind the level that it counts."""
    levels = sorted((word for word, (kind, _) in words.items() if kind == "level"), key=len, reverse=True)
    counted = re.compile(
        rf"(?<![0-9])(?P<number>{_NUMBER.pattern})[ ]?(?P<level>(?:{'|'.join(levels)})(?:标准)?)[ ,、和]*"
    )
    first = re.search(f"{_NUMBER.pattern}|{'|'.join(levels)}", _YEAR.sub(lambda year: "　" * len(year[0]), part))
    before = first is not None and not first[0].startswith(tuple(levels))
    alone = _NUMBER.search(_YEAR.sub("", counted.sub("", part))) is None
    return counted.sub(r"\g<level>\g<number>、", part) if before and alone else part


def _clauses(plain: str, words: Mapping[str, tuple[str, str]]) -> list[str]:
    """The clauses, one number each; 参与了2个行标 is one, though a number ends a clause elsewhere."""
    found: list[str] = []
    for clause in _CLAUSE.split(plain):
        levels = [word for word, (kind, _) in words.items() if kind == "level" and word in clause]
        numbered = _NUMBER.search(_YEAR.sub("", clause)) is not None or _NONE.search(clause) is not None
        open_ = (
            bool(found)
            and found[-1].endswith(("项", "个"))
            and not any(word in found[-1] for word, (kind, _) in words.items() if kind == "level")
        )
        if levels and not numbered and open_:
            found[-1] += clause
        else:
            found.append(clause)
    return found


def _said(plain: str, words: Mapping[str, tuple[str, str]], years: set[str]) -> Iterator[_Said]:
    year = role = before = None
    for clause in _clauses(plain, words):
        if _OTHERS.search(clause):  # 其他没有 is offered anyway
            continue
        year = _year_in(clause, years) or year
        own = _labels_in(clause, words, "role")
        role = own[-1] if own else role
        levels = _labels_in(clause, words, "level")
        value = _value(_YEAR.sub("", clause))
        none_of_them = value == 0 and bool(levels) and not own
        before = levels[0] if levels else (before if role is not None else None)
        if value is not None:
            for level in levels if none_of_them else (before,):
                yield _Said(year, level, None if none_of_them else role, value)


def _year_in(clause: str, years: set[str]) -> str | None:
    if _ALL_YEARS.search(clause):
        return _EVERY
    found = _YEAR.search(clause)
    name = (found[1] or f"20{found[2]}") if found is not None else ""
    return name if name in years else None


def _labels_in(clause: str, words: Mapping[str, tuple[str, str]], kind: str) -> list[str]:
    """The levels or roles that a clause names, in the order of their words' length."""
    labels = sorted((word for word, (of, _) in words.items() if of == kind), key=len, reverse=True)
    return list(dict.fromkeys(words[label][1] for label in labels if label in clause))


def _value(clause: str) -> Decimal | None:
    number = _NUMBER.search(clause)
    if number is not None:
        return Decimal(number["digits"]) if number["digits"] else chinese_number(number["han"].replace("两", "二"))
    return Decimal(0) if _NONE.search(clause) else None


def _offers(question: Question, said: Sequence[_Said], year: str | None) -> Iterator[Alternative]:
    cells: dict[Slot, Decimal] = {}
    for each in said:
        slots = [slot for slot in question.field.slots if _under(slot, each, each.year or year)]
        if not slots or (
            each.value and len({slot.part if each.year != _EVERY else slot.part[1:] for slot in slots}) > 1
        ):
            return
        cells |= dict.fromkeys((slot for slot in slots if each.value or slot not in cells), each.value)
    rest = [slot for slot in question.slots if slot not in cells]
    shown = "；".join(f"{slot.label} {value}" for slot, value in cells.items() if value)
    alone = tuple(Entry(slot.path, value) for slot, value in cells.items())
    if rest:
        whole = (*alone, *(Entry(slot.path, Decimal(0)) for slot in rest))
        yield Alternative(f"{shown}；其余 0" if shown else "全部 0", whole)
    roles = "、".join(dict.fromkeys(slot.label.split(" ")[-1] for slot in cells))
    yield Alternative(shown or f"{roles} 0", alone)


def _under(slot: Slot, said: _Said, year: str | None) -> bool:
    labels = (year if year != _EVERY else None, said.level, said.role)
    return all(label is None or part == label for label, part in zip(labels, slot.part, strict=True))
