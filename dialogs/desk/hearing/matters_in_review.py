"""Which questions a sentence in a review is about: 2.6、2.7两处, 第八部分里那个存在的问题, 这一项."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.definition.form import Field
from dialogs.definition.labels import called_within
from dialogs.derived.journey import printed_sections
from dialogs.desk.ground.places_of_review import subject_called
from dialogs.desk.ground.step import DeskStep
from dialogs.state.examining import Examining

_IDS = re.compile(r"(?<![0-9.A-Za-z])(?:[1-9]\.[0-9]{1,2}|[CS][0-9]{1,2})(?![0-9]|\.[0-9]|%|％|亿|万)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[1-9]\.[0-9]{1,2}|[CScs][0-9]{1,2})(?:[的那这个项条题处里]|集群)*[\s，,]?$")
_SECTION = re.compile("第(?P<numeral>[一二三四五六七八九])(?:部分|块|节|大项)|(?P<told>[一二三四五六七八九])部分")
_THIS = re.compile("这(?:一)?(?:[个条题项处块栏]|个?数据?|儿|里|几年|三年)|该项|本题")
_GENERAL = frozenset(("县", "市", "日期", "县名", "电话", "其它"))
"""Names of questions that mostly mean something else in a sentence."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A question that a sentence is about, or the few of that name; ``said`` is how it is called there."""

    fields: tuple[Field, ...]
    said: str

    @property
    def certain(self) -> bool:
        """Whether it is one question."""
        return len(self.fields) == 1


def matters_in(step: DeskStep, words: str) -> tuple[Matter, ...]:
    """The questions that are numbered or named in a sentence, each once, in its order."""
    found: dict[tuple[str, ...], Matter] = {}
    for each in (*_numbered(step, words), *_named(step, words)):
        found.setdefault(tuple(field.name for field in each.fields), each)
    return tuple(sorted(found.values(), key=lambda each: words.find(each.said)))


def shown_in(step: DeskStep, state: Examining) -> str:
    """The question that is on the screen of a review, by its name; empty where none is."""
    name = state.place.removeprefix("field:")
    return name if state.place.startswith("field:") and name in step.form.by_name else ""


def questions_of(step: DeskStep, state: Examining, words: str) -> tuple[str, ...]:
    """The questions, by their names, that a sentence is surely about: those it names, else the one on the screen."""
    named = matters_in(step, words)
    if named:
        return tuple(each.fields[0].name for each in named) if all(each.certain for each in named) else ()
    shown = shown_in(step, state)
    return (shown,) if shown else ()


def speaks_of_this(words: str) -> bool:
    """Whether a sentence points at what is on the screen: 这一项, 这数."""
    return _THIS.search(words) is not None


def without_names(step: DeskStep, words: str) -> str:
    """What a sentence says beside the names of its questions."""
    for each in matters_in(step, words):
        words = words.replace(each.said, "", 1)
    return _THIS.sub("", _SECTION.sub("", _IDS.sub("", words)))


def _numbered(step: DeskStep, words: str) -> Iterable[Matter]:
    for found in _IDS.finditer(words):
        subject = subject_called(step.form, found[0])
        if subject is not None and subject[0] in step.form.by_name:
            yield Matter((step.form.by_name[subject[0]],), found[0])


def _named(step: DeskStep, words: str) -> Iterable[Matter]:
    """By their names; where a part of the form is named too, of several those in it."""
    within = _section(step, words)
    for fields, said in called_within(step.form, words):
        answerable = tuple(each for each in fields if each.answerable and not each.auxiliary)
        there = tuple(each for each in answerable if within and step.form.homes[each.name] == within)
        numbered = _NUMBERED.search(words[: words.find(said)]) is not None  # 2.7家数 is 2.7
        if answerable and said not in _GENERAL and not numbered:
            yield Matter(there or answerable, said)


def _section(step: DeskStep, words: str) -> str:
    """The part of the form that a sentence names: 第八部分."""
    found = _SECTION.search(words)
    numeral = (found["numeral"] or found["told"]) if found is not None else ""
    titles = {each.title.partition("、")[0]: each.name for each in printed_sections(step.form)}
    return titles.get(numeral, "") if numeral else ""
