"""Boxes that are letters of a symbol font: Wingdings þ is ☑, Wingdings 2 R is ☑ and £ is ☐."""

from __future__ import annotations

TICKED, EMPTY, TICK = "☑", "☐", "√"
UNKNOWN = "\ufffd"
"""A sign of a symbol font that nobody knows here: a cell that holds it is not understood."""
_PRIVATE = 0xF000
_WINGDINGS = {0xFE: TICKED, 0xFD: TICKED, 0xFC: TICK, 0xFB: "×", 0xA8: EMPTY, 0x6F: EMPTY, 0x71: EMPTY, 0x6E: "■"}
_WINGDINGS_2 = {0x52: TICKED, 0x53: TICKED, 0x54: TICKED, 0xA3: EMPTY, 0x2A: EMPTY, 0x50: TICK, 0x4F: "×", 0xA2: "■"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings2": _WINGDINGS_2}


def symbol(font: str, code: str) -> str:
    """The sign of a symbol font at a hexadecimal code (F0FE, FE)."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    table = _FONTS.get(font.strip().lower())
    if table is None:
        return chr(number) if 0x20 <= number < _PRIVATE else UNKNOWN
    return table.get(number - _PRIVATE if number >= _PRIVATE else number, UNKNOWN)


def in_symbol_font(fonts: str, text: str) -> str:
    """A text whose run is set in a symbol font, as what one sees; any other text as it is."""
    lowered = fonts.lower()
    table = _WINGDINGS_2 if "wingdings 2" in lowered else _WINGDINGS if "wingdings" in lowered else None
    if table is None:
        return "".join(_private(letter) for letter in text)
    return "".join(_in_table(table, letter) for letter in text)


def _in_table(table: dict[int, str], letter: str) -> str:
    """A letter in the font; Chinese is never set in it, whatever the run says."""
    code = ord(letter)
    number = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    return table.get(number, letter if number == code and (code > 0xFF or letter.isspace()) else UNKNOWN)


def _private(letter: str) -> str:
    """What a font of one's own draws there nobody knows, but for the usual boxes."""
    code = ord(letter)
    return _WINGDINGS.get(code - _PRIVATE, UNKNOWN) if _PRIVATE <= code < _PRIVATE + 0x100 else letter
