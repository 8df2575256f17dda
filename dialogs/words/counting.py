"""Counting text as the paper form counts it: 字数, characters, names in a list, figures in a sentence.

The official limits speak of 字. Word counts a Han character or full-width mark as one, and a run of other characters
as one; offices disagree about Word's rule (domain: trap 12), so both counts are kept and shown.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

_NARROW_RUN = re.compile(r"[!-~\u00a1-\u02ff\u0370-\u052f]+")
_SPACE = re.compile(r"\s")
_SEPARATOR = re.compile(r"[、；;\n]+")
_AND_OTHERS = re.compile(r"等\s{0,9}(?:共\s{0,9})?(\d{1,6})\s{0,9}[个家项件所]")
_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")


@lru_cache(maxsize=4096)
def word_count(text: str) -> int:
    """Word's 字数: each Han character or full-width mark is one, each run of Latin letters, digits and marks is one."""
    wide, runs = _NARROW_RUN.subn("", text)
    return len(_SPACE.sub("", wide)) + runs


@lru_cache(maxsize=4096)
def character_count(text: str) -> int:
    """Characters without white space: the strictest reading of a limit."""
    return len(_SPACE.sub("", text))


@lru_cache(maxsize=1024)
def names_of(text: str) -> tuple[str, ...]:
    """The names in a list written with 、, semicolons or one per line."""
    return tuple(name for name in (part.strip() for part in _SEPARATOR.split(text)) if name)


@lru_cache(maxsize=1024)
def listed_count(text: str) -> int:
    """How many names a list stands for: “A、B等30个” stands for 30."""
    others = _AND_OTHERS.search(unicodedata.normalize("NFKC", text))
    return int(others[1]) if others else len(names_of(text))


@lru_cache(maxsize=1024)
def numerals(text: str) -> tuple[Decimal, ...]:
    """The figures that stand in a sentence, thousands separators removed."""
    plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text))
    return tuple(Decimal(figure) for figure in _NUMERAL.findall(plain))
