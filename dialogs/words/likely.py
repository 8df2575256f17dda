"""What a message wishes probably, though not every word of it is known, and whether it is talk at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dialogs.words.wishes import BREAK, CHAT, FILLER, UNKNOWN, Meant, Speech, Token, clauses_of, meant_by, pieces

_ASKING_ENDS = ("不", "没", "没有呢")
_NAMING = frozenset((UNKNOWN, BREAK, "number", "part", "dept", "city", "boss", "proofs", "cluster"))
"""Concepts that names and texts of the form have too."""
_GENERAL = frozenset(
    (
        *(
            "look",
            "fill",
            "question",
            "what",
            "how",
            "why",
            "where",
            "who",
            "howmany",
            "many",
            "let",
            "give",
            "previous",
        ),
        *("go", "wrong", "change", "done", "asking", "same", "number", "part", "dept", "out", "file", "city", "boss"),
    )
)
"""Concepts that by themselves do not tell what is wished."""
_MOST_OFFERED = 2
_TALK = frozenset(
    (
        *("later", "skip", "stop", "goon", "undo", "annoyed", "broken", "explain", "again", "repeat", "decline"),
        *(
            "give_up",
            "greet",
            "thanks",
            "unsure",
            "wait",
            "urge",
            "hesitate",
            "remind",
            "small",
            "send_back",
            "discard",
            "rewrite",
        ),
        *("when", "who", "what", "where", "how", "why", "sentence", "deadline"),
    )
)
"""Concepts that nobody begins or ends a name with."""
_ASKS = frozenset(("when", "who", "what", "where", "how", "why", "sentence"))


def likely(speech: Speech, message: str, extra: Mapping[str, str] | None = None) -> Meant | None:
    """What a message probably wishes, though a few of its words are unknown."""
    tokens = pieces(speech, message, extra)
    known = [each for each in tokens if each.concept != UNKNOWN]
    unread = sum(len(each.words) for each in tokens if each.concept == UNKNOWN)
    said = sum(len(each.words) for each in known if each.concept not in (BREAK, FILLER))
    return meant_by(speech, known) if 0 < 2 * unread <= said else None


def nearest(speech: Speech, message: str) -> tuple[Meant, ...]:
    """What a message may wish, though much of it is unknown: what the whole or one of its clauses comes nearest to."""
    tokens = pieces(speech, message)
    ways = [way for said in (tokens, *clauses_of(tokens)) if (way := _closest(speech, said)) is not None]
    ranked = sorted(ways, key=lambda way: -way[0])
    return tuple({each.do: each for _, each in reversed(ranked)}.values())[::-1][:_MOST_OFFERED]


def _closest(speech: Speech, tokens: Sequence[Token]) -> tuple[int, Meant] | None:
    """The wish that most of these pieces speak of, and how much more of them does than does not."""
    said = {each.concept for each in tokens}
    best: tuple[tuple[int, int], Meant] | None = None
    for wish in (*speech.wishes, *speech.hints):
        for needed, beside in wish.said:
            if CHAT in wish.do or not needed <= said or not needed - _GENERAL:
                continue
            about = needed | beside
            told = sum(len(each.words) for each in tokens if each.concept in about)
            other = sum(len(each.words) for each in tokens if each.concept not in about | speech.weak | {FILLER, BREAK})
            rank = (len(needed - _GENERAL), 2 * told - other)
            if 2 * told >= other and (best is None or rank > best[0]):
                best = (rank, Meant(wish.do, tuple(tokens)))
    return (best[0][1] + 10 * best[0][0], best[1]) if best is not None else None


def is_talk(speech: Speech, message: str) -> bool:
    """Whether a short message is said in conversation: of its words most are known here, or one belongs nowhere else.

    A single character is such a word only at the beginning or the end of what is said (吧, but not 吧 of 酒吧里).
    """
    tokens = pieces(speech, message)
    said = {each.concept for each in tokens} - _NAMING - {FILLER, "question", "fill", "change"}
    known_all = bool(said) and not any(each.concept == UNKNOWN for each in tokens)
    letters = sum(len(each.words) for each in tokens if each.concept != BREAK)
    known = sum(len(each.words) for each in tokens if each.concept not in _NAMING and len(each.words) > 1)
    asks = message.rstrip("?？!！.。 ").endswith(_ASKING_ENDS)
    reports = any(len(word) > 2 and message.startswith(word) for word in speech.talk)
    return letters > 1 and (reports or asks or known_all or 5 * known >= 3 * letters or any(_spoken(speech, tokens)))


def _spoken(speech: Speech, tokens: Sequence[Token]) -> Iterable[bool]:
    for place, each in enumerate(tokens):
        ends = place in (0, len(tokens) - 1) or BREAK in (tokens[place - 1].concept, tokens[place + 1].concept)
        said = len(each.words) > 1 or ends
        yield said and (each.words in speech.talk or (each.concept in _TALK and (ends or each.concept in _ASKS)))
