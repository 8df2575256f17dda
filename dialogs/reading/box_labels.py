"""Boxes as a button shows them, where several are offered at once: their numbers and the beginnings of their labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dialogs.definition.form import Choice

_LONG, _SHORTEST_HEAD = 14, 4
_HEAD_END = re.compile("[，、；,;]")


def boxes_label(choices: Sequence[Choice], names: Collection[str]) -> str:
    """The label of one box; of several each with its number: ①绘制产业链图谱…；③联合集群上下游企业…."""
    ticked = [(place, choice) for place, choice in enumerate(choices, 1) if choice.name in names]
    if len(ticked) == 1:
        return ticked[0][1].label
    return "；".join(f"{chr(ord('①') + place - 1)}{_beginning(choice.label)}" for place, choice in ticked)


def _beginning(label: str) -> str:
    if len(label) <= _LONG:
        return label
    ends = (found.start() for found in _HEAD_END.finditer(label))
    end = next((end for end in ends if end >= _SHORTEST_HEAD), _LONG)
    return f"{label[: min(end, _LONG)]}…"
