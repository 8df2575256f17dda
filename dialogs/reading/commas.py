"""Commas between figures: 1,184,000 is one figure, 118,131,146 may be three. What settles it is how many are asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_RUN = re.compile(r"(?<![0-9.])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])")


@dataclass(frozen=True, slots=True)
class Commas:
    """The ways to read the commas of a text: as thousands wherever they can be, or wherever they must be."""

    thousands: str
    lists: str

    @property
    def clear(self) -> bool:
        """Whether there is only one way."""
        return self.thousands == self.lists


def commas_of(text: str) -> Commas:
    """The readings of a narrow text. A group with a leading zero (000) can only continue the figure before it."""
    return Commas(_RUN.sub(_joined, text), _RUN.sub(_listed, text))


def thousands_by_cells(text: str) -> str:
    """海关数据 36,215.4 40,518.72: in several runs with something else between them the commas part thousands."""
    runs = list(_RUN.finditer(text))
    return _RUN.sub(_joined, text) if len(runs) > 1 else text


def evenly(text: str, figures: int) -> str | None:
    """One run of groups dealt out evenly: 118,400,131,620 as two figures."""
    runs = list(_RUN.finditer(text))
    groups = runs[0][0].split(",") if len(runs) == 1 else []
    if not groups or len(groups) % figures:
        return None
    size = len(groups) // figures
    dealt = ["".join(groups[start : start + size]) for start in range(0, len(groups), size)]
    if any(figure.startswith("0") for figure in dealt):
        return None
    return text[: runs[0].start()] + ",".join(dealt) + text[runs[0].end() :]


def _joined(run: re.Match[str]) -> str:
    return run[0].replace(",", "")


def _listed(run: re.Match[str]) -> str:
    return "".join(_separated(run[0].split(",")))


def _separated(groups: list[str]) -> Iterator[str]:
    yield groups[0]
    for group in groups[1:]:
        yield group if group.startswith("0") else f",{group}"
