"""A scan held against the form that it should be: pages that are not the form's, pages that say what it said before.

What a program read has mistakes, so pages are told by their pairs of three letters; a page counts as an older one
where something stands on it that the form said earlier and says no longer, and what it says now does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_OURS = 0.5
"""Share of a page's letters, three by three, that a page of the form has: its own above 0.76, others below 0.32."""
_FEW = 12
"""Triples below which a page says nothing: an empty one, a back."""
_FIGURES = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Was:
    """What a question (by printed number) said earlier on the paper, and says now."""

    printed: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Pages of a scan, from 1: not the form's; of an older version, with the questions that tell."""

    strange: tuple[int, ...]
    old: tuple[tuple[int, str], ...]


def compare(scan: Sequence[Sequence[str]], papers: Sequence[str], former: Sequence[Was]) -> Compared:
    """The lines of each page of a scan against the pages of the papers and what stood there before."""
    ours = [_triples(paper) for paper in papers]
    texts = ["".join(papers)]
    strange, old = list[int](), list[tuple[int, str]]()
    for number, lines in enumerate(scan, 1):
        text = "\n".join(lines)
        page = _triples(text)
        if len(page) < _FEW:
            continue
        if max((len(page & each) / len(page) for each in ours), default=0.0) < _OURS:
            strange.append(number)
        else:
            told = list(dict.fromkeys(_told(text, former, texts[0])))
            if told:
                old.append((number, "、".join(told)))
    return Compared(tuple(strange), tuple(old))


def _told(page: str, former: Sequence[Was], papers: str) -> Iterator[str]:
    """The questions of which a page says what the papers said before, and not what they say now."""
    for was in former:
        if _stands(was.before, page) and not _stands(was.now, page) and not _stands(was.before, papers):
            yield was.printed


def _stands(words: str, text: str) -> bool:
    """Whether words stand in a text; figures as whole ones."""
    plain = _folded(words)
    if _FIGURES.fullmatch(words.strip()):
        return words.strip() in _FIGURES.findall(unicodedata.normalize("NFKC", text))
    return len(plain) >= _SHORTEST and plain in _folded(text)


def _triples(text: str) -> set[str]:
    plain = _folded(text)
    return {plain[at : at + 3] for at in range(len(plain) - 2)}


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def former_words(now: Mapping[str, str], before: Mapping[str, str], printed: Mapping[str, str]) -> tuple[Was, ...]:
    """What an earlier version of the paper said otherwise, by the places of the paper; ``printed``: whose they are."""
    return tuple(
        Was(printed[place], words, now.get(place, ""))
        for place, words in before.items()
        if place in printed and words.strip() and words != now.get(place, "")
    )
