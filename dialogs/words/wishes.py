"""What a short message wishes, however it is worded: 麻烦帮我看看还差多少没弄 is 进度.

Words that mean the same are one concept (``look``: 看, 瞧瞧, 打开), a wish is a set of concepts (``remain howmany``).
A message is a wish where it has these concepts and no word that is unknown here: what else stands in it says nothing by
itself (politeness, 那个, 一下). So a name or a text of the form, which has other words, is never taken for a wish.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as having
from functools import cached_property, lru_cache

from dialogs.words.likeness import Likeness
from dialogs.words.spelling import SPOKEN_ID

FILLER, UNKNOWN, BREAK, CHAT = "", "?", "|", "chat"
_LONGEST = 80
_MOST_CLAUSES = 8
_UNREAD = 10  # the cost of a character that no word covers; a word costs 1, so that longer words win
_BREAKS = re.compile(r"[\s,，.。;；:：!！?？~～…、“”\"'()（）\[\]【】|\-—]+")
_FIGURES = re.compile(r"[0-9 \t.,，、%％-]+")
"""Figures, with what stands between and behind them."""
_LATIN = re.compile("[a-z0-9]")
_CODED_ID = re.compile(r"(?:[cs][0-9]{1,2}|核[0-9]{1,2})(?![0-9])")
_PART = re.compile(
    r"从[一二三四五六七八九1-9](?=开始|起)|(?:第|(?<![上下这那每前后半哪]))(?P<part>[一二三四五六七八九1-9])(?:个)?(?:大部分|部分|大块|板块|章节|大项|大类|节|章|块)"
)
_HOUR = re.compile("(?:[0-9]{1,2}|十[一二]?|[二两三四五六七八九])点(?![0-9一二三四五六七八九])(?:半|钟|多)?")
_PATTERNS = (
    ("number", SPOKEN_ID),
    ("number", _CODED_ID),
    ("part", _PART),
    ("still", re.compile("[0-9]{1,3}天")),
    ("hour", _HOUR),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that people wish: what to do about it, and each set of concepts that says it, with those beside it."""

    do: tuple[str, ...]
    said: tuple[tuple[frozenset[str], frozenset[str]], ...]


@dataclass(frozen=True, eq=False)
class Speech:
    """The words of a place: each with its concept (none: it says nothing), and what is wished in them.

    ``weak`` concepts change no wish: they stand beside any of them. ``talk`` are words of a conversation, which no name
    and no text of the form has. ``names`` are what people call a question, ``labels`` what they say for words of
    printed labels. ``hints`` are what may be wished where but one concept of it is said: offered, never done.
    ``sounds`` are words by their pinyin, ``syllables`` the characters of each sound, ``answers`` words of answers.
    ``likeness`` compares whole sentences with those whose wish is known.
    """

    words: Mapping[str, str] = having(default_factory=dict)
    weak: frozenset[str] = frozenset()
    wishes: tuple[Wish, ...] = ()
    talk: frozenset[str] = frozenset()
    names: Mapping[str, str] = having(default_factory=dict)
    labels: Mapping[str, str] = having(default_factory=dict)
    hints: tuple[Wish, ...] = ()
    sounds: Mapping[str, str] = having(default_factory=dict)
    syllables: Mapping[str, str] = having(default_factory=dict)
    answers: Mapping[str, str] = having(default_factory=dict)
    likeness: Likeness = having(default_factory=Likeness)

    @cached_property
    def _parts(self) -> dict[frozenset[tuple[str, ...]], Speech]:
        return {}

    def only(self, deeds: frozenset[tuple[str, ...]]) -> Speech:
        """The same words with the wishes that do one of these."""
        if deeds not in self._parts:
            wishes, hints = (tuple(each for each in some if each.do in deeds) for some in (self.wishes, self.hints))
            self._parts[deeds] = replace(self, wishes=wishes, hints=hints)
        return self._parts[deeds]

    def beside(self, extra: Mapping[str, str]) -> Speech:
        """The same with further words; for those that are known beforehand, since to merge them takes its time."""
        return replace(self, words={**self.words, **extra})

    @cached_property
    def deeds(self) -> frozenset[tuple[str, ...]]:
        """All that its wishes do."""
        return frozenset(each.do for each in (*self.wishes, *self.hints))

    def is_spoken(self, message: str) -> bool:
        """Whether a message may hold a word at all: figures alone hold none, but for those that are words (666)."""
        return _FIGURES.fullmatch(message) is None or any(word in message for word in self._in_figures)

    @cached_property
    def _in_figures(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if _FIGURES.fullmatch(word))

    @cached_property
    def lengths(self) -> Mapping[str, Sequence[int]]:
        """How long its words are, by the character that they begin with; the longest first."""
        return _lengths(self.words)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a message: its concept, and the words."""

    concept: str
    words: str


@dataclass(frozen=True, slots=True)
class Meant:
    """What is wished, by the names of the wish's deeds; ``tokens`` are the pieces that say it."""

    do: tuple[str, ...]
    tokens: tuple[Token, ...]

    def words(self, concept: str) -> str:
        """The words for a concept, without blanks; nothing where it was not said."""
        return "".join(each.words for each in self.tokens if each.concept == concept)


def wished(speech: Speech, message: str, extra: Mapping[str, str] | None = None) -> tuple[Meant, ...]:
    """The wishes of a message, in its order; none where any word of it is unknown or the message is long.

    ``extra`` are further words with their concepts, such as the names of the counties of a region.
    """
    tokens = pieces(speech, message, extra)
    if not tokens or any(each.concept == UNKNOWN for each in tokens):
        return ()
    whole = meant_by(speech, tokens)
    return (whole,) if whole is not None else _byclauses_of(speech, tokens)


def pieces(speech: Speech, message: str, extra: Mapping[str, str] | None = None) -> tuple[Token, ...]:
    """A message in pieces, so that as little of it as can be is unknown; none of a long one or of several lines."""
    return _pieces(speech, message, tuple(extra.items()) if extra else ())


@lru_cache(maxsize=64)  # several readings look at the same message, one after the other
def _pieces(speech: Speech, message: str, extra: tuple[tuple[str, str], ...]) -> tuple[Token, ...]:
    plain = unicodedata.normalize("NFKC", message).strip().casefold()
    if not plain or len(plain) > _LONGEST or "\n" in plain:
        return ()
    words, lengths = speech.words, speech.lengths
    if extra:
        words, more = {**words, **dict(extra)}, _lengths(word for word, _ in extra)
        lengths = {**lengths, **{first: _longest_first(some, lengths.get(first, ())) for first, some in more.items()}}
    best: list[tuple[int, Token | None]] = [(0, None)] * (len(plain) + 1)
    for place in range(len(plain) - 1, -1, -1):
        best[place] = min(
            ((cost + best[place + len(token.words)][0], token) for cost, token in _at(words, lengths, plain, place)),
            key=lambda way: way[0],
        )
    return _joined(_walk(best))


def _lengths(words: Iterable[str]) -> dict[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for word in words:
        found.setdefault(word[:1], []).append(len(word))
    return {first: _longest_first(lengths) for first, lengths in found.items()}


def _longest_first(*lengths: Iterable[int]) -> Sequence[int]:
    return sorted(frozenset().union(*lengths), reverse=True)


def _at(
    words: Mapping[str, str], lengths: Mapping[str, Sequence[int]], plain: str, place: int
) -> Iterable[tuple[int, Token]]:
    """Every piece that can begin here, with what it costs; the longest first."""
    gap = _BREAKS.match(plain, place)
    if gap is not None:
        yield 0, Token(BREAK, gap[0])
        return
    for concept, pattern in _PATTERNS:
        found = pattern.match(plain, place)
        if found is not None and _apart(plain, place, found.end()):
            yield 1, Token(concept, found[0])
    for length in lengths.get(plain[place], ()):
        word, end = plain[place : place + length], place + length
        if word in words and end <= len(plain) and _apart(plain, place, end):
            yield 1, Token(words[word], word)
    yield _UNREAD, Token(UNKNOWN, plain[place])


def _apart(plain: str, start: int, end: int) -> bool:
    """Whether Latin letters and figures at both ends of a piece do not go on."""
    cut_before = start > 0 and _LATIN.match(plain[start - 1]) is not None and _LATIN.match(plain[start]) is not None
    cut_behind = end < len(plain) and _LATIN.match(plain[end - 1]) is not None and _LATIN.match(plain[end]) is not None
    return not (cut_before or cut_behind)


def _walk(best: Sequence[tuple[int, Token | None]]) -> Iterable[Token]:
    place = 0
    while (token := best[place][1]) is not None:
        yield token
        place += len(token.words)


def _joined(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Unknown characters one behind the other are one piece."""
    found: list[Token] = []
    for token in tokens:
        if found and token.concept == UNKNOWN == found[-1].concept:
            found[-1] = Token(UNKNOWN, found[-1].words + token.words)
        else:
            found.append(token)
    return tuple(found)


def meant_by(speech: Speech, tokens: Sequence[Token]) -> Meant | None:
    """The wish that has most of these concepts, and all that are not weak."""
    said = frozenset(each.concept for each in tokens) - {FILLER, BREAK}
    best: Wish | None = None
    most = 0
    for wish in speech.wishes:
        for needed, beside in wish.said:
            if len(needed) > most and needed <= said <= needed | beside | speech.weak:
                best, most = wish, len(needed)
    return Meant(best.do, tuple(tokens)) if best is not None else None


def _byclauses_of(speech: Speech, tokens: Sequence[Token]) -> tuple[Meant, ...]:
    """A wish in each clause, or in some clauses together; what is only said out of politeness is none.

    A command said twice is one; 填报中 and 已填完 choose by different words, and both are kept.
    """
    clauses = clauses_of(tokens)
    found: list[Meant] = []
    place = 0
    while place < len(clauses):
        ends = range(len(clauses), place, -1)
        ways = ((end, meant_by(speech, [each for clause in clauses[place:end] for each in clause])) for end in ends)
        end, meant = next(((end, meant) for end, meant in ways if meant is not None), (0, None))
        if meant is None:
            return ()
        found.append(meant)
        place = end
    wishes = [each for each in found if CHAT not in each.do] or found[:1]
    once = {(each.do, () if each.do[0] == "run" else each.tokens): each for each in wishes}
    return tuple(once.values())


def clauses_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """The pieces of each clause that says something; all together where there are very many."""
    clauses: list[list[Token]] = [[]]
    for token in tokens:
        if token.concept == BREAK:
            clauses.append([])
        else:
            clauses[-1].append(token)
    said = [clause for clause in clauses if any(each.concept != FILLER for each in clause)]
    return said if len(said) <= _MOST_CLAUSES else [list(tokens)]
