"""What a sentence tells somebody or puts down, as typed: the words behind its verb, or those ahead of 你给记上."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.desk.sentence.parts import Clause
from dialogs.words.verbs import Verb
from dialogs.words.wishes import BREAK, FILLER, Token

_TARGETS = frozenset(("county", "group", "everybody", "absent", "unfinished", "unsent", "idle", "late", FILLER, BREAK))
"""What may stand between a verb and its text."""
_INTRODUCED = re.compile(
    r"^[\s,，:：、。]*(?:(?:就|要)?(?:说|讲|写)(?:一?[声下])?|理由(?:就?[写是为])?|原因是?|内容是?|一?[声下])?(?:吧)?[\s,，:：、。“\"]*"
    r"(?:(?:让|叫|要求)(?:他们?|她们?|大家|人家))?"
)
_SAID_SO = re.compile("就[说讲写]|理由就?[写是为]?|原因是?|内容是|原话")
_TO_THE_END = ("write", "note", "announce")
"""What is said by these goes to the end of the message."""
_BESIDE = re.compile("顺便|顺带|顺手|完了|回头")
"""催一下临西顺带问问威县: another wish, and no text."""
_LET = re.compile("(?:让|叫|请)(?:他们?|她们?|县里|人家)")
"""退回去，让他们18号前改好: said to those who get it back."""
_SHORTEST = 2
_AROUND = ' ,，:：。;；”"'
Told = tuple[str, frozenset[int]]
"""The text, and the clauses that it stands in."""
NOTHING: Told = ("", frozenset())


def told(plain: str, clauses: Sequence[Clause], place: int, verb: Verb) -> Told:
    """The text behind the verb of a clause and whom it is for, up to the next wish; or ahead of a note."""
    clause = clauses[place]
    start = clause.behind(verb.name.removesuffix(" up"))
    start += _aimed(_behind(clause, start))
    last = _last(clauses, place, verb)
    end = len(plain) if last == len(clauses) - 1 else clauses[last].end
    said_so = _SAID_SO.search(plain, start, end)
    text = _INTRODUCED.sub("", plain[said_so.end() if said_so is not None else start : end], count=1).strip(_AROUND)
    said = [each for at in range(place, last + 1) for each in clauses[at].tokens if each.words in text]
    if len(text) < _SHORTEST or all(each.concept in (FILLER, BREAK) for each in said):
        return _ahead(plain, clauses, place) if verb.name == "note" else NOTHING
    if verb.name == "pass on" and (ahead := _ahead(plain, clauses, place)) is not NOTHING:
        return f"{ahead[0]}，{text}", ahead[1] | frozenset(range(place, last + 1))
    return text, frozenset(range(place, last + 1))


def said_beside(plain: str) -> bool:
    """Whether something is to be done 顺便."""
    return _BESIDE.search(plain) is not None


def _last(clauses: Sequence[Clause], place: int, verb: Verb) -> int:
    """The last clause that belongs to the text."""
    rest = range(place + 1, len(clauses))
    if verb.name in _TO_THE_END:
        beside = (at - 1 for at in rest if verb.name == "write" and _BESIDE.match(clauses[at].words))
        return next(beside, len(clauses) - 1)
    another = (
        at - 1 for at in rest if (clauses[at].verbs or clauses[at].counties) and not _LET.match(clauses[at].words)
    )
    return next(another, len(clauses) - 1)


def _ahead(plain: str, clauses: Sequence[Clause], place: int) -> Told:
    """临西4月25号能交，你给记上: what was said first, without the county that it is of."""
    before = clauses[:place]
    if not before or any(each.verbs for each in before):
        return NOTHING
    start = _aimed(before[0].tokens)
    return plain[start : before[-1].end].strip(_AROUND), frozenset(range(place + 1))


def _aimed(tokens: Sequence[Token]) -> int:
    """How much of these says whom it is for: up to the last target before other words."""
    place = end = 0
    for each in tokens:
        if each.concept not in _TARGETS:
            break
        place += len(each.words)
        end = end if each.concept in (FILLER, BREAK) else place
    return end


def _behind(clause: Clause, start: int) -> list[Token]:
    place, found = clause.start, list[Token]()
    for each in clause.tokens:
        if place >= start:
            found.append(each)
        place += len(each.words)
    return found
