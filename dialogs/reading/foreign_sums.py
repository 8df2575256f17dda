"""Sums in another money inside a sentence about figures: 到账300万美元，折人民币1935.45万."""

from __future__ import annotations

import re

from dialogs.reading.mentioned import Clause, Said

_MONEY = re.compile(r"[0-9.]+[ ]?[万亿]?(?:美元|美金|美?刀(?!具)|欧元|日元|港元|港币)")
_IN_YUAN = re.compile(r"(?:折(?:算|合)?|约?合|换算|相当于)(?:成|为|下来)?(?:了|是|约|大约)*(?:人民币)?(?=[约0-9])")
"""到账300万美元，折人民币1935.45万: the same sum once more."""


def sum_in_other_money(found: Clause, text: str, place: int, said: Said) -> int | None:
    """Where such a sum ends that begins here, or the words that say it once more in yuan; None where none does."""
    yuan = _IN_YUAN.match(text, place) if said.foreign else None
    if yuan is not None:
        year, _ = said.foreign.popitem()
        said.beside -= 1
        found.waiting = [year] if year else found.waiting
        return yuan.end()
    money = _MONEY.match(text, place)
    if money is None:
        return None
    said.foreign |= dict.fromkeys(found.waiting or ("",), money[0])
    said.beside += 1
    found.waiting = []
    return money.end()
