"""A text and, behind it in the same message, what is to be changed of it: …第二条先别写，项目还没落地."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.reading.pieces import renumbered
from dialogs.reading.revising import revised

_BETWEEN = re.compile(r"[ ]*(?:——+|--+|\n+|(?<=[。！!；;]))[ ]*")
_LONGEST, _SHORTEST = 60, 8


def changed_within(text: str) -> Sequence[str]:
    """The text as it is meant, with its points numbered anew first; none where nothing of it is changed behind it."""
    for between in reversed(list(_BETWEEN.finditer(text))):
        before, wish = text[: between.start()], text[between.end() :].strip()
        if not wish or len(before) < _SHORTEST:
            continue
        if len(wish) > _LONGEST:
            break
        meant = revised(before, wish)
        if meant is not None:
            return tuple(dict.fromkeys((renumbered(meant), meant)))
    return ()
