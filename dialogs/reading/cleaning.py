"""Text as it came through a messenger, made fit to be read: printable, with one kind of line end, of bounded length.

Texts keep their characters as typed. Figures, dates and numbers of choices are read in a *narrow* copy, where
full-width digits and marks are ordinary ones (NFKC). Superscripts, circled figures and fractions stay what they are:
NFKC would make “118.4①” into 118.41 and “10²” into 102.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 20_000
"""Characters that are looked at; the official limits end at 3000 字."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile(
    r"[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0020-\U000e007f]"
)
"""Direction marks, byte order marks and joiners: they draw nothing, and a name with one equals no other."""
_DRAWS_NOTHING = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
"""Letters that look like a blank."""
_BLANKS = re.compile(r"[^\S\n]+")
_QUIET = re.compile(r"[\W_]+")
_EXCERPT = 30
_WIDE_FIGURES = re.compile("[０-９]+(?:[．.][０-９]+)*")


def printable(words: str) -> str:
    """The words without invisible marks, control characters, lone surrogates (Word holds none), cut at ``LONGEST``."""
    text = _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", words[:LONGEST]))
    return _DRAWS_NOTHING.sub(" ", _INVISIBLE.sub("", text))


def narrow(text: str) -> str:
    """The text with full-width forms made ordinary, and without invisible marks such as a byte order mark."""
    return text if text.isascii() else "".join(map(_narrow, text))


def narrow_figures(text: str) -> str:
    """The text with full-width figures made ordinary, and everything else as it was typed."""
    return _WIDE_FIGURES.sub(lambda found: narrow(found[0]), text)


def silent(text: str) -> bool:
    """Whether there is nothing to see in the text."""
    return all(character.isspace() or unicodedata.category(character) == "Cf" for character in text)


@lru_cache(maxsize=4096)
def _narrow(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category == "No" else unicodedata.normalize("NFKC", character)


def one_line(text: str) -> str:
    """The text in one line, with single blanks."""
    return " ".join(text.split())


def single_blanks(text: str) -> str:
    """The text with its lines, but without runs of blanks."""
    return "\n".join(line.strip() for line in _BLANKS.sub(" ", text).split("\n"))


def quiet(text: str) -> str:
    """The letters and figures of a text, narrow and without case: what is compared when words are looked for."""
    return _QUIET.sub("", narrow(text)).casefold()


def excerpt(text: str) -> str:
    """Enough of the text to recognise it in a reply."""
    line = one_line(text)
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"


def letters(text: str) -> int:
    """How many letters of any script a text has: characters count, figures and marks do not."""
    return sum(map(str.isalpha, text))
