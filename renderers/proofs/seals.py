"""Whether a red round seal is to be seen on a picture of paper. It is a hint: a grey copy shows none, and says so."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image, ImageChops, ImageFilter

_SIDE = 240
_REDDER = 45
"""By how much red stands above green and blue."""
_LEAST = 12
"""Dots of the small picture below which nothing is a seal: one twentieth of the sheet."""

Spot = tuple[int, int, int, int, int]
"""Left, top, right and bottom of what hangs together, and how many dots it has."""


def has_seal(picture: Image.Image) -> bool:
    """Whether something red and round is on it, as large as a seal."""
    small = picture.convert("RGB")
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    red, green, blue = small.split()
    redder = ImageChops.darker(ImageChops.subtract(red, green), ImageChops.subtract(red, blue))
    mask = redder.point(lambda value: 255 if value > _REDDER else 0).filter(ImageFilter.MaxFilter(3))
    dots = mask.tobytes()
    return any(_round(spot, dots, mask.width) for spot in _spots(dots, mask.width))


def _round(spot: Spot, dots: bytes, width: int) -> bool:
    left, top, right, bottom, count = spot
    across, down = right - left + 1, bottom - top + 1
    if min(across, down) < _LEAST or not 0.7 < across / down < 1.4 or count < 0.12 * across * down:
        return False
    edge_across, edge_down = max(1, across // 8), max(1, down // 8)
    corners = [
        dots[(top + row) * width + left + column]
        for row in (*range(edge_down), *range(down - edge_down, down))
        for column in (*range(edge_across), *range(across - edge_across, across))
    ]
    return sum(map(bool, corners)) <= len(corners) // 8


def _spots(dots: bytes, width: int) -> Iterator[Spot]:
    """What hangs together, row by row."""
    left = {at for at, dot in enumerate(dots) if dot}
    while left:
        border, own = [left.pop()], []
        while border:
            at = border.pop()
            own.append(at)
            for beside in (at - 1, at + 1, at - width, at + width):
                if beside in left:
                    left.remove(beside)
                    border.append(beside)
        columns, rows = [at % width for at in own], [at // width for at in own]
        yield min(columns), min(rows), max(columns), max(rows), len(own)
