"""What stands in the form at a question that is named: 临西那份三年总产值都是多少, 清河跟宁晋23年总产值哪个大."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from dialogs.definition.form import Field
from dialogs.definition.labels import fields_called
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview.looking import readable
from dialogs.desk.reviews.reviewing import review_county
from dialogs.desk.sentence.parts import Clause, clauses_in, on_the_screen, plain_of, verb_called
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.actions import Way
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_ID = re.compile(r"(?<![0-9.])[1-9]\.[0-9]{1,2}(?![0-9.%])")
_ASKS = re.compile(
    "多少|[是填写报]的?(?:啥|什么)|怎么[填写报算]|咋[填写报算]|几[个家万亿]|(?:哪[个家一]|谁).{0,8}[大小高低多少]|最[大小高低多少]|(?<!安)排[个一]?[名下]|比"
    "|摆[在到]?一|[放搁列][在到]?一[块起]|并[排列]|哪[天日]|几[号时]"
)
_RANKS = re.compile(
    "最|排[名个一下]|[高低大小多少]的|比|(?<!安)排|前[一二三四五六七八九十0-9]|第一|[摆放搁列][在到]?一[块起]|并[排列]"
)
_NO_NAME, _LONG = re.compile("[哪谁啥么县市区几]|多少"), 6
_FEWEST, _SHORTEST, _LONGEST_NAME, _MOST = 2, 3, 12, 4
_LONGEST = 80
_OF_CITY = {"recommended_on": re.compile("推荐[^,，。和跟与]{0,2}(?:日期|时间)")}
"""Questions that the city answers, which no name of those for counties means."""
_LETTERS = re.compile("[\u4e00-\u9fff]+")
_LOOKS = frozenset(("look",))


def asked(step: DeskStep, words: str) -> bool:
    """Whether it is asked what counties filled in at questions: it is shown, of several one by one.

    Figures are not compared here, which is said: 哪个县产值最高.
    """
    plain = plain_of(words)
    if not isinstance(step.state, Resting) or len(plain) > _LONGEST or not _asks(plain):
        return False
    clauses = clauses_in(step, plain)
    if any(each.said("deadline") for each in clauses):
        return False
    fields = _fields(step, plain, clauses)
    names = list(dict.fromkeys(name for each in clauses for name in each.counties)) or list(on_the_screen(step))
    if not fields or any(not _LOOKS.issuperset(filter(partial(verb_called, step), each.verbs)) for each in clauses):
        return False
    if not names or len(names) > 1:
        return (len(names) > 1 or bool(_RANKS.search(plain))) and _not_compared(step, names, fields)
    return _shown(step, names[0], fields) and _said_beside(step, clauses, fields)


def _said_beside(step: DeskStep, clauses: Sequence[Clause], fields: Sequence[Field]) -> bool:
    """分母用的是哪几个数, beside another question: that it was not looked up is said."""
    asked = [each for each in clauses if each.asks]
    left = [each for each in asked if not any(_names(step, each, field) for field in fields)]
    if left and len(asked) > 1:
        step.say(Note("left over", {"words": excerpt("，".join(each.words.strip(" ,，。?？") for each in left))}))
    return True


def _names(step: DeskStep, clause: Clause, field: Field) -> bool:
    return field in _fields(step, clause.words, (clause,))


def _asks(plain: str) -> bool:
    return _ASKS.search(plain) is not None or (_ID.search(plain) is not None and "看" in plain)


def _shown(step: DeskStep, name: str, fields: Sequence[Field]) -> bool:
    """The question in what the county sent, or a button for each of several."""
    code = _code(step, name)
    if not _is_readable(step, code):
        return False
    if len(fields) == 1:
        review_county(step, code, f"field:{fields[0].name}")
        return True
    ways = [_way(step, name, each) for each in fields]
    options = tuple(option for option, _ in ways)
    step.offer(Note("which question", {}, options), [action for _, action in ways])
    return True


def _not_compared(step: DeskStep, names: Sequence[str], fields: Sequence[Field]) -> bool:
    ways = [_way(step, name, fields[0]) for name in names if _is_readable(step, _code(step, name))]
    ways += [(Option(f"desk do {each}"), Do(each)) for each in ("data", "progress")]
    note = Note("no ranking", {"name": "、".join(each.label for each in fields)}, tuple(option for option, _ in ways))
    step.offer(note, [action for _, action in ways])
    return True


def _fields(step: DeskStep, plain: str, clauses: Sequence[Clause]) -> list[Field]:
    """The questions whose numbers stand in the words, or whose name does, the longest first."""
    numbers = _ID.findall(plain)
    if numbers:
        return [each for each in step.form.printed if each.id in numbers][:_MOST]
    places = [token.words for each in clauses for token in each.tokens if token.concept in ("county", "group", "day")]
    for name in places:
        plain = plain.replace(name, " ")
    found = {name: step.form.by_name[name] for name, said in _OF_CITY.items() if said.search(plain)}
    for said in _OF_CITY.values():
        plain = said.sub(" ", plain)
    while len(found) < _MOST and (named := _longest(step, plain)) is not None:
        found |= {each.name: each for each in named[1] if len(named[1]) == 1 or not found}
        plain = re.sub(f"{re.escape(named[0])}(?:的?(?:日期|时间))?", " ", plain)
    return list(found.values())


def _longest(step: DeskStep, plain: str) -> tuple[str, list[Field]] | None:
    """The longest name of a question in the words, with the questions of that name."""
    for length in range(_LONGEST_NAME, 1, -1):
        for run in _LETTERS.findall(plain):
            for start in range(len(run) - length + 1):
                if found := _called(step, run[start : start + length]):
                    return run[start : start + length], found
    return None


def _called(step: DeskStep, name: str) -> list[Field]:
    """The questions of this name; short ones count where people are known to use them."""
    if _NO_NAME.search(name) and len(name) < _LONG:
        return []
    if len(name) < _SHORTEST and (len(name) < _FEWEST or name not in step.form.speech.names):
        return []
    found = fields_called(step.form, name)
    return [found[0]] if len(found) == 1 or (found and name in step.form.speech.names) else list(found[:_MOST])


def _code(step: DeskStep, name: str) -> str:
    return next(each.code for each in step.region.counties if each.name == name)


def _is_readable(step: DeskStep, code: str) -> bool:
    return sum(bool(each.application) and readable(each) for each in step.region.entrants_of(code)) == 1


def _way(step: DeskStep, name: str, field: Field) -> Way:
    called = f"{name} {field.id} {field.label}"
    return Option("desk open", {"name": called}), Do("review", (_code(step, name), f"field:{field.name}"))
