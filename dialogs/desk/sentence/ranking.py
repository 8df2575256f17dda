"""What is wished, and of two counties in one sentence which takes the other's place in the city's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dialogs.desk.ground.step import DeskStep
from dialogs.desk.sentence.parts import Clause
from dialogs.words.verbs import Verb


@dataclass(frozen=True, slots=True)
class Wished:
    """One thing that is wished: as what it would be typed (several where it is in doubt), and the clauses that say it.

    ``parts`` is how many of what the clause names are in it. ``verb`` is none where the clause is a wish of the desk
    as it stands.
    """

    typed: tuple[str, ...]
    clauses: frozenset[int]
    verb: Verb | None = None
    counties: tuple[str, ...] = ()
    parts: int = 0


_UP, _DOWN = frozenset(("lift", "let in", "put")), frozenset(("aside", "drop"))


def places_changed(step: DeskStep, clauses: Sequence[Clause], wishes: list[Wished]) -> list[Wished]:
    """临西顶上去，清河往后放: that one takes the other's place, or is put before it, is offered for both."""
    ups = [each for each in wishes if each.verb is not None and each.verb.name in _UP and len(each.counties) == 1]
    found = step.region.recommending
    if len(ups) != 1 or found is None or len(wishes) > 2 or any(not _of_the_list(each) for each in wishes):
        return wishes
    new = ups[0].counties[0]
    chosen = {step.region.called(each.county) for each in step.region.entrants if each.application in found.chosen}
    others = [each for clause in clauses for each in clause.counties if each != new and each in chosen]
    if not others or new in chosen:
        return wishes
    named = frozenset(at for at, each in enumerate(clauses) if each.counties)
    both = frozenset().union(*(each.clauses for each in wishes)) | named
    return [Wished((f"{others[0]}换成{new}", ups[0].typed[0]), both, ups[0].verb, (new,))]


def only_these(step: DeskStep, clause: Clause, wish: Wished) -> Wished:
    """就报清河一个: whoever else is in the list is put aside first, or gives way, which is offered."""
    found = step.region.recommending
    if found is None or wish.verb is None or wish.verb.name != "hand up" or not clause.counties:
        return wish
    chosen = [step.region.called(each.county) for each in step.region.entrants if each.application in found.chosen]
    others = [each for each in chosen if each not in clause.counties]
    new = [each for each in clause.counties if each not in chosen]
    if others and len(new) == 1:
        return replace(wish, typed=(f"{others[0]}换成{new[0]}", *wish.typed))
    return replace(wish, typed=(*(f"备选 {each}" for each in others), *wish.typed)) if others else wish


def _of_the_list(wish: Wished) -> bool:
    return wish.verb is not None and wish.verb.name in _UP | _DOWN
