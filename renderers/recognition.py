"""The words on photos and scans, read page by page by a child that is renewed after some: an extra (``[ocr]``).

The models are in the packages; nothing is fetched and nothing is sent. Without the packages nothing is read, and
``available`` says so.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from renderers.programs import OURS, Leash
from renderers.proofs import opened

PACKAGES = ("rapidocr", "onnxruntime", "cv2")
_AT_ONCE = threading.Semaphore(1)
"""A child takes a core and some five hundred megabytes."""
_PAGES = 6
"""Pages after which a child is renewed: what its models hold on to grows."""
_MEMORY_MB = 2_400
"""Address space; what is really taken is a quarter of that."""
_SECONDS, _SECONDS_A_PAGE = 60.0, 30.0


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page, from its head down; ``lies``: the degrees to the right that would set it upright."""

    lines: tuple[str, ...]
    lies: int = 0


def available() -> bool:
    """Whether the packages of the extra are installed."""
    return all(find_spec(name) is not None for name in PACKAGES)


def recognise(path: Path, *, most: int, turned: int = 0, leash: Leash = OURS) -> tuple[Page, ...]:
    """The first pages of a photo, a scan or a PDF, at most so many, as a person turned them.

    ``NotOpened`` where the child did not survive the file, ``LetGo`` when the leash was let go.
    """
    with _AT_ONCE:
        return tuple(_read(path, most, turned, leash))


def _read(path: Path, most: int, turned: int, leash: Leash) -> Iterator[Page]:
    for first in range(0, most, _PAGES):
        count = min(_PAGES, most - first)
        job = {"path": str(path), "first": first, "count": count, "turned": turned, "memory": _MEMORY_MB}
        pages = opened("letters", job, seconds=_SECONDS + count * _SECONDS_A_PAGE, leash=leash)["pages"]
        yield from (Page(tuple(page["lines"]), page["lies"]) for page in pages)
        if len(pages) < count:
            return
