"""Firms of a list as marks that are cheap to keep and to compare: by 统一社会信用代码, then by name.

A list of thousands of firms travels with its application, and is compared each time; its names would weigh more than
all answers. So of each firm three marks stay: of its code, of its name, and whether it is a small one.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

from dialogs.record.proofs import Listed

_MARK = 6
"""Characters of a mark: 36 bits. Among 5,000 firms one in ten million is taken for another."""
_NONE = "-" * _MARK
_WIDTH = 2 * _MARK + 1
_SMALL = re.compile(r"是|.*(?:中小|中型|小型|微型).*")
_LARGE = re.compile(r"否|非.*|.*大型.*")
_MOST_NAMES = 1_000

Firm = tuple[str, str, str]
"""Mark of the code, mark of the name, ``s`` for a small or medium firm, ``l`` for a large one, ``-``."""


def plain_name(name: str) -> str:
    """A name without what people write differently: brackets, spaces, width."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name)).casefold()


def plain_code(code: str) -> str:
    """A code as it is printed."""
    return unicodedata.normalize("NFKC", code).strip().upper()


def marked(name: str, code: str, kind: str) -> str:
    """The marks of one firm."""
    size = "l" if _LARGE.fullmatch(kind) else "s" if _SMALL.fullmatch(kind) else "-"
    return (_mark(plain_code(code)) if code else _NONE) + _mark(plain_name(name)) + size


def names_kept(names: Iterable[str]) -> str:
    """The names that can be told again, one a line; of a very long list only the first."""
    return "\n".join(name.replace("\n", " ") for name, _ in zip(names, range(_MOST_NAMES), strict=False))


def _mark(words: str) -> str:
    return urlsafe_b64encode(sha256(words.encode(errors="replace")).digest()[:6]).decode()[:_MARK]


def missing(lists: Iterable[Listed], whole: Iterable[Listed], *, small: bool) -> tuple[str, ...]:
    """Names of firms that are in none of the ``whole`` lists; ``small``: or are large ones there."""
    firms = [firm for each in whole for firm in _firms(each.firms)]
    if not firms:
        return ()
    fit = [firm for firm in firms if not (small and firm[2] == "l")]
    codes, names = {code for code, _, _ in fit} - {_NONE}, {name for _, name, _ in fit}
    return tuple(
        name for each in lists for (code, mark, _), name in _named(each) if code not in codes and mark not in names
    )


def _named(listed: Listed) -> Iterator[tuple[Firm, str]]:
    """The firms of a list with their names, as far as names were kept."""
    return zip(_firms(listed.firms), listed.names.split("\n"), strict=False)


@lru_cache(maxsize=128)
def _firms(marks: str) -> tuple[Firm, ...]:
    return tuple(
        (marks[at : at + _MARK], marks[at + _MARK : at + 2 * _MARK], marks[at + 2 * _MARK])
        for at in range(0, len(marks) - _WIDTH + 1, _WIDTH)
    )
