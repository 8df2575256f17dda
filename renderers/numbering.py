"""Printed numbers of questions: their order on paper, and several of them in few characters (2.1–2.4、3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from dialogs.definition.form import Form

Place = tuple[str, int, int]


def place_of(printed: str) -> Place:
    """Where a printed number stands on paper: C1 … C8, 1.1 … 9.6, S1 … S10."""
    if printed[0].isdigit():
        part, number = printed.split(".")
        return "I", int(part), int(number)
    return printed[0], 0, int(printed[1:])  # 核3 stands after S10


@lru_cache(maxsize=16)
def _order(printed: tuple[str, ...]) -> Mapping[str, int]:
    return {each: place for place, each in enumerate(sorted(printed, key=place_of))}


def ranges(form: Form, ids: Iterable[str]) -> str:
    """Printed numbers in order, neighbours joined: 2.1–2.4、3.2."""
    order = _order(tuple(form.by_id))
    groups: list[list[str]] = []
    for each in sorted(ids, key=order.__getitem__):
        if groups and order[each] == order[groups[-1][-1]] + 1:
            groups[-1].append(each)
        else:
            groups.append([each])
    return "、".join(group[0] if len(group) == 1 else f"{group[0]}–{group[-1]}" for group in groups)
