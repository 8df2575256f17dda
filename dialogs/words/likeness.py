"""What a whole sentence wishes, by its likeness to sentences whose wish is known: 李科长问弄到哪了 is 进度.

A sentence is a bag of what it is made of: single characters and pairs of them, Latin words as they stand. Two measures
that err in different places are added up: complement naive Bayes over all sentences of a wish (Rennie et al., 2003),
and the cosine with the few sentences that come nearest. Neither is ever sure: what comes of them is asked about.
"""

from __future__ import annotations

import heapq
import math
import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

NO_WISH = ("answer",)
"""Sentences that are an answer, whatever they sound like."""
_LONGEST_RUN = 2
_GAPS = re.compile(r"[\W_]+")
_LATIN = re.compile("[a-z0-9'.]+")
_SMOOTHING = 0.2
_WARMTH = 2.0
"""By how much naive Bayes, which is always too sure, is taken back."""
_NEAREST = (1.0, 0.7, 0.5, 0.3, 0.2)
"""What the sentences of a wish weigh that come nearest, the nearest first."""
_LOOKED_AT = 150
_MOST, _FOREIGN = 3, 0.5
_COMMON, _FEW = 0.08, 50
"""What more than this share of the sentences hold, if not few, says nothing of which of them is near."""


@dataclass(frozen=True, slots=True)
class Liking:
    """A wish that a sentence is like, and how much of all likeness it has, from 0 to 1."""

    do: tuple[str, ...]
    share: float


Likings = tuple[Liking, ...]


class Likeness:
    """Sentences with their wishes, read and made ready when the first one is compared: it takes part of a second."""

    def __init__(self, sentences: Callable[[], Mapping[str, Sequence[str]]] = dict) -> None:
        self._sentences = sentences

        self.ranked = lru_cache(maxsize=64)(self._ranked)  # several readings look at the same message
        """The wishes that a message is like, the likest first; none where it has nothing of any sentence."""

    def like(self, message: str, least: float, beside: float, *, neither: Sequence[str], foreign: bool) -> Likings:
        """The likest wishes, where the first has at least this share: with it those that have more than ``beside``.

        None where the message is likest to ``neither``, which is no wish. ``foreign`` are English and pinyin, of which
        fewer sentences are known: their shares are smaller, and so is what is asked of the first one.
        """
        likest = self.ranked(message)[:_MOST]
        if not likest or likest[0].do == neither or likest[0].share < least * (_FOREIGN if foreign else 1):
            return ()
        return tuple(each for each in likest if each.share >= beside and each.do != neither)

    def knows(self, pair: str) -> bool:
        """Whether these two characters stand beside one another in a sentence that is known."""
        return pair in self._known.weights

    def is_like(self, message: str, wish: Sequence[str]) -> bool:
        """Whether a wish is among the likest."""
        return wish in [each.do for each in self.ranked(message)[:_MOST]]

    def _ranked(self, message: str) -> Likings:
        known = self._known
        parts = {each: weight for each in _parts(message) if (weight := known.weights.get(each)) is not None}
        length = math.sqrt(sum(weight * weight for weight in parts.values()))
        if not parts:
            return ()
        near, bayes = known.nearest(parts), known.bayes(parts, length)
        whole = sum(near.values()) or 1.0
        both = {wish: (bayes[wish] + near.get(wish, 0.0) / whole) / 2 for wish in bayes}
        likest = sorted(both, key=both.__getitem__, reverse=True)
        return tuple(Liking(tuple(wish.split()), both[wish]) for wish in likest)

    @cached_property
    def _known(self) -> _Known:
        return _Known(self._sentences())


class _Known:
    """What of the sentences is needed to compare one with them."""

    def __init__(self, sentences: Mapping[str, Sequence[str]]) -> None:
        listed = [(wish, each) for wish, some in sentences.items() for each in some]
        held = Counter(part for _, each in listed for part in _parts(each))
        self.weights = {part: math.log((1 + len(listed)) / (1 + count)) for part, count in held.items()}
        self._wishes = [wish for wish, _ in listed]
        self._lengths: list[float] = []
        self._holding: defaultdict[str, array[int]] = defaultdict(partial(array, "L"))
        self._common = max(_COMMON * len(listed), _FEW)
        self._speaking: dict[str, Sequence[tuple[str, float]]] = {}
        sums: dict[str, float] = dict.fromkeys(sentences, 0.0)
        for number, (wish, words) in enumerate(listed):
            weights = {part: self.weights[part] for part in _parts(words)}
            self._lengths.append(math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0)
            sums[wish] += sum(weights.values())
            for part in weights:
                self._holding[part].append(number)
        whole, spread = sum(sums.values()), _SMOOTHING * len(self.weights)
        self._priors = {wish: math.log((whole - each + spread) / (each + spread)) for wish, each in sums.items()}

    def nearest(self, parts: Mapping[str, float]) -> dict[str, float]:
        """How near the nearest sentences of a wish come; wishes of which none is among the nearest are left out."""
        cosines: defaultdict[int, float] = defaultdict(float)
        for part, weight in parts.items():
            holding = self._holding[part]
            for number in holding if len(holding) <= self._common else ():
                cosines[number] += weight * weight / self._lengths[number]
        found: dict[str, list[float]] = {}
        for number in heapq.nlargest(_LOOKED_AT, cosines, key=cosines.__getitem__):
            found.setdefault(self._wishes[number], []).append(cosines[number])
        return {wish: sum(map(float.__mul__, some, _NEAREST)) for wish, some in found.items()}

    def bayes(self, parts: Mapping[str, float], length: float) -> dict[str, float]:
        """How probable each wish is, after what its sentences hold that the others do not."""
        scores = {wish: prior * sum(parts.values()) for wish, prior in self._priors.items()}
        for part in parts:
            for wish, more in self._spoken_for(part):
                scores[wish] += more
        best = max(scores.values())
        raised = {wish: math.exp((score - best) / length / _WARMTH) for wish, score in scores.items()}
        whole = sum(raised.values())
        return {wish: each / whole for wish, each in raised.items()}

    def _spoken_for(self, part: str) -> Sequence[tuple[str, float]]:
        """The wishes of which sentences hold this part, and by how much that speaks for each; worked out once."""
        if part not in self._speaking:
            holding, weight = self._holding[part], self.weights[part]
            mass = len(holding) * weight
            unsaid = math.log(_SMOOTHING / (mass + _SMOOTHING))
            counts = Counter(map(self._wishes.__getitem__, holding)).items()
            self._speaking[part] = [(wish, weight * (_ratio(count * weight, mass) - unsaid)) for wish, count in counts]
        return self._speaking[part]


def _ratio(here: float, everywhere: float) -> float:
    return math.log((here + _SMOOTHING) / (everywhere - here + _SMOOTHING))


def _parts(message: str) -> frozenset[str]:
    """What a sentence is made of."""
    plain = unicodedata.normalize("NFKC", message).casefold()
    return frozenset(part for run in _GAPS.split(plain) for part in _of_run(run))


def _of_run(run: str) -> Iterable[str]:
    if _LATIN.fullmatch(run):
        yield run
        return
    for length in range(1, _LONGEST_RUN + 1):
        for start in range(len(run) - length + 1):
            yield run[start : start + length]
