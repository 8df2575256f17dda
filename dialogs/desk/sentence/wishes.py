"""What a sentence wishes: each clause with its parts as it would be typed, the next clauses lending what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dialogs.desk.ground.meanings import in_days, meant
from dialogs.desk.ground.set_aside import is_aside
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.sentence.parts import Clause, on_the_screen, slots_of, verb_called
from dialogs.desk.sentence.ranking import Wished, only_these, places_changed
from dialogs.desk.sentence.told import NOTHING, told
from dialogs.words.verbs import Verb
from dialogs.words.wishes import BREAK, FILLER

_OR = " | "
_SLOT = re.compile(r"\{(\w+)\}")
_MAY_LACK = frozenset(("kinds",))
_PARTS = ("county", "city", "day", "days")
"""What has to be in the wording where it is in the clause, and the verb has it anywhere."""
_POLITE = frozenset((FILLER, BREAK, "thanks", "ack", "greet", "later", "stop", "boss", "wait"))
_WHOEVER = re.compile("谁[^的]{1,6}过")
"""谁导出过 asks about all, whichever county stands on the screen."""
_OF_ALL = frozenset(("everybody", "counties", "city", "cities", "recommend", "deadline"))
_FILES = frozenset((*_POLITE, "word", "file", "pdf", "as_sent", "exclude", "hold"))
_OF_SEVERAL = ("write", "export")
"""Of several counties these are done at once."""
_OF_ONE = ("lift", "date")
_ASKED = ("look", "export", "receipts")
"""What may be wished in a question."""
_HANDS_UP = re.compile("报|交|送|动静")
_WANTS = re.compile("给我|发我|告诉我|报给我")


@dataclass(frozen=True, slots=True)
class _Carried:
    """Whom the clauses before speak of: counties by name, words that choose some, and cities."""

    counties: tuple[str, ...] = ()
    choice: str = ""
    cities: tuple[str, ...] = ()


def wishes_in(step: DeskStep, plain: str, clauses: Sequence[Clause]) -> list[Wished]:
    """The wishes of the clauses, in their order."""
    found: list[Wished] = []
    carried, used = _Carried(), frozenset[int]()
    for place, clause in enumerate(clauses):
        if place not in used:
            wish = _wish(step, plain, clauses, place, carried)
            found += [wish] if wish is not None else []
            used |= wish.clauses if wish is not None else frozenset()
        carried = _carried(step, clause, carried)
    return _without_asides(clauses, places_changed(step, clauses, found))


def _wish(step: DeskStep, plain: str, clauses: Sequence[Clause], place: int, carried: _Carried) -> Wished | None:
    clause = clauses[place]
    of_all = not clause.counties and (
        bool({each.concept for each in clause.tokens} & _OF_ALL) or _WHOEVER.match(clause.words.strip()) is not None
    )
    counties = clause.counties or (() if of_all else carried.counties or on_the_screen(step))
    before = _Carried(counties, "" if carried.counties or carried.cities else carried.choice, carried.cities)
    return (
        _by_verb(step, plain, clauses, place, before)
        or _asked_of(clause, place, carried.counties)
        or _known(step, clause, place)
        or _asked_of(clause, place, counties)
        or (_chosen(step, clause, place) if any(each.verbs for each in clauses) else None)
    )


def _carried(step: DeskStep, clause: Clause, before: _Carried) -> _Carried:
    pointed = on_the_screen(step) if clause.points else ()
    choice = slots_of(step, clause, ())["choice"] or before.choice
    return _Carried(clause.counties or before.counties or pointed, choice, clause.cities or before.cities)


def _without_asides(clauses: Sequence[Clause], wishes: Sequence[Wished]) -> list[Wished]:
    """临西这个不行，退: what only leads to a wish of the same county is none; nor is what belongs to another."""
    done = {county for each in wishes if each.verb is not None for county in each.counties}
    left = []
    for each in wishes:
        within = any(each is not other and each.clauses <= other.clauses for other in wishes)
        own = [clauses[place] for place in each.clauses]
        leads = each.verb is None and not any(clause.asks for clause in own)
        about = {county for clause in own for county in clause.counties}
        if not within and not (leads and about and about <= done):
            left.append(each)
    return left


def left_over(clauses: Sequence[Clause], wishes: Sequence[Wished]) -> str:
    """What no wish says, as it was said; friendly words aside."""
    used = frozenset[int]().union(*(each.clauses for each in wishes))
    left = [
        each.words.strip(" ,，。;；")
        for place, each in enumerate(clauses)
        if place not in used and not {token.concept for token in each.tokens} <= _POLITE and not is_aside(each.words)
    ]
    return "，".join(left)


def _by_verb(step: DeskStep, plain: str, clauses: Sequence[Clause], place: int, before: _Carried) -> Wished | None:
    """The fullest of what the verbs of a clause wish; nothing of one that says no."""
    if clauses[place].held or any(each.held and not each.counties for each in clauses):
        return None
    verbs = (verb_called(step, name) for name in clauses[place].verbs)
    ways = (_way(step, plain, clauses, place, before, verb) for verb in verbs if verb is not None)
    return max((each for each in ways if each is not None), key=lambda each: each.parts, default=None)


def _way(
    step: DeskStep, plain: str, clauses: Sequence[Clause], place: int, before: _Carried, verb: Verb
) -> Wished | None:
    clause = clauses[place]
    if not _may_be(verb, plain, clause):
        return None
    if verb.name == "let in":  # 清河要是不行就换临西
        before = replace(before, counties=before.counties[-1:])
    slots = slots_of(step, clause, before.counties)
    if clause.points and not clause.counties and (before.choice or before.cities):
        slots |= {"choice": before.choice, "county": "", "city": "、".join(clause.cities or before.cities)}
    slots["text"], of_text = told(plain, clauses, place, verb) if verb.takes_text else NOTHING
    typed = next((each for each in verb.typed if _fits(each, slots)), "")
    if not typed or _loses(verb, typed, slots, clause):
        return None
    used = frozenset((place, *(of_text if "{text}" in typed else ()), *_absorbed(verb, clauses)))
    apart = "{county}" in typed and len(before.counties) > 1 and verb.name not in _OF_SEVERAL
    each_of = [{**slots, "county": each} for each in before.counties] if apart else [slots]
    ways = tuple(way.strip() for parts in each_of for way in typed.format(**parts).split(_OR))
    named = clause if re.search("就|只|光", clause.words) else replace(clause, counties=())
    parts = len([each for each in _SLOT.findall(typed) if each in _PARTS and slots[each]])
    wish = Wished(ways, used, verb, before.counties if "{county}" in typed else (), parts)
    return only_these(step, named, wish)


def _may_be(verb: Verb, plain: str, clause: Clause) -> bool:
    if verb.beside and not re.search(verb.beside, plain):
        return False
    if verb.without and re.search(verb.without, clause.words):
        return False
    if verb.name == "look" and clause.unknown and not (clause.counties or clause.cities or clause.points):
        return False
    if verb.name in _OF_ONE and len(clause.counties) > 1:
        return False
    return not clause.asks or verb.name in _ASKED


def _loses(verb: Verb, typed: str, slots: dict[str, str], clause: Clause) -> bool:
    """Whether a part of the clause is not in the wording, though the verb may have it."""
    own = (part for part in _PARTS if slots[part] and (part != "county" or clause.counties))
    lost = [part for part in own if f"{{{part}}}" not in typed]
    return any(f"{{{part}}}" in each for part in lost for each in verb.typed)


def _absorbed(verb: Verb, clauses: Sequence[Clause]) -> Iterable[int]:
    """Clauses that say of the same: 要excel beside an export, 他说链接打不开 beside a new link."""
    for place, each in enumerate(clauses):
        files = verb.name == "export" and {token.concept for token in each.tokens} <= _FILES
        if files or (verb.beside and re.search(verb.beside, each.words)):
            yield place


def _fits(typed: str, slots: dict[str, str]) -> bool:
    return all(slots.get(name) or name in _MAY_LACK for name in _SLOT.findall(typed))


def _known(step: DeskStep, clause: Clause, place: int) -> Wished | None:
    """A clause every word of which the desk knows."""
    words = in_days(clause.words.strip(" ,，。;；"))
    chat = {each.concept for each in clause.tokens} <= _POLITE or is_aside(words)
    named = bool(clause.counties) and not clause.asks
    return Wished((words,), frozenset((place,))) if not (chat or named) and meant(step, words) else None


def _asked_of(clause: Clause, place: int, counties: tuple[str, ...]) -> Wished | None:
    """南宫那边是谁在弄, 保定啥时候能报上来: the county is shown, or what the city handed up."""
    if clause.cities and clause.asks and not clause.counties and _HANDS_UP.search(clause.words):
        return Wished((f"看{'、'.join(clause.cities)}报上来没有",), frozenset((place,)))
    of_all = {each.concept for each in clause.tokens} & _OF_ALL
    about = clause.counties or (counties if not of_all and (clause.points or not clause.unknown) else ())
    asks = clause.asks or _WANTS.search(clause.words)
    return Wished((f"打开 {about[0]}",), frozenset((place,)), None, about) if asks and len(about) == 1 else None


def _chosen(step: DeskStep, clause: Clause, place: int) -> Wished | None:
    """哪几个县到现在都没点开过链接: these are shown."""
    choice = slots_of(step, clause, ())["choice"] if not clause.verbs else ""
    return Wished((choice,), frozenset((place,))) if choice and clause.asks else None
