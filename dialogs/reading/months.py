"""A day as English writes it, in figures: 22 April 2024, April 22nd and 4/22/2024 are 2024年4月22日 and 4月22日."""

from __future__ import annotations

import re

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY, _YEAR = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", r"(?:,? ?(?P<year>(?:19|20)[0-9]{2})(?![0-9]))?"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![0-9a-z]){_DAY} (?:of )?{_MONTH}(?![a-z]){_YEAR}",
        rf"(?<![a-z]){_MONTH} {_DAY}(?![0-9a-z]){_YEAR}",
        rf"(?<![a-z]){_MONTH},? (?P<year>(?:19|20)[0-9]{{2}})(?![0-9])",
        r"(?<![0-9/])(?P<day>1[3-9]|2[0-9]|3[01])/(?P<month>0?[1-9]|1[0-2])/(?P<year>20[0-9]{2})(?![0-9/])",
        r"(?<![0-9/])(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2[0-9]|3[01])/(?P<year>20[0-9]{2})(?![0-9/])",
    )
)


def in_figures(text: str) -> str:
    """The text with its English days as 2024年4月22日, 4月22日 or 2024年4月."""
    for pattern in _WRITTEN:
        text = pattern.sub(_figures, text)
    return text


def _figures(found: re.Match[str]) -> str:
    parts = found.groupdict()
    said = found["month"]
    month = int(said) if said.isdigit() else _NAMES.index(said[:3].lower()) + 1
    year, day = parts.get("year"), parts.get("day")
    return (f"{year}年" if year else "") + f"{month}月" + (f"{int(day)}日" if day else "")
