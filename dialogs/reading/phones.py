"""Telephone numbers, in the way that the form prints them. An odd one is taken as typed: V-9 warns about it."""

from __future__ import annotations

import re

from dialogs.reading.blanks import read_blank
from dialogs.reading.cleaning import excerpt, narrow, one_line
from dialogs.reading.question import Question
from dialogs.reading.results import Entry, Read, Reading, Unreadable, Why

_FEWEST = 5
_CLUTTER = re.compile(r"[\s\-—–_.()]+")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9][0-9]{9}|0?[1-9])")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(?P<area>010|02[0-9]|0[3-9][0-9]{2})(?P<number>[2-9][0-9]{6,7})")
_EXTENSION = re.compile(
    r"[\s,;]{0,3}(?:转接|转|分机号?|ext\.?|x)[\s:]{0,3}(?P<digits>[0-9]{1,6})$|(?<=[0-9]{7})-(?P<dash>[0-9]{1,6})$",
    re.IGNORECASE,
)


def read_phone(question: Question, text: str) -> Reading:
    """The reading of a message for a telephone number; fewer than five digits are none."""
    plain = one_line(narrow(text))
    blank = read_blank(question, plain)
    if blank is not None:
        return blank
    if sum(character in "0123456789" for character in plain) < _FEWEST:
        return Unreadable(Why.NOT_A_PHONE, {"words": excerpt(plain)})
    number = _regular(plain) or one_line(text)
    return Read(tuple(Entry(slot.path, number) for slot in question.slots))


def _regular(plain: str) -> str | None:
    """A mobile number without gaps, or area code, number and extension with dashes between."""
    extension = _EXTENSION.search(plain)
    main = plain[: extension.start()] if extension else plain
    digits = _COUNTRY.sub("", _CLUTTER.sub("", main))
    if _MOBILE.fullmatch(digits):
        return digits if extension is None else None
    landline = _LANDLINE.fullmatch(digits)
    if landline is None:
        return None
    tail = f"-{extension['digits'] or extension['dash']}" if extension else ""
    return f"{landline['area']}-{landline['number']}{tail}"
