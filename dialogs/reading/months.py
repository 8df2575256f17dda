"""A day as English writes it, in figures: 22 April 2024, April 22nd and Apr. 22 are 2024年4月22日 and 4月22日."""

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
    )
)


def in_figures(text: str) -> str:
    """The text with its English days as 2024年4月22日, 4月22日 or 2024年4月."""
    for pattern in _WRITTEN:
        text = pattern.sub(_figures, text)
    return text


def _figures(found: re.Match[str]) -> str:
    parts = found.groupdict()
    month = f"{_NAMES.index(found['month'][:3].lower()) + 1}月"
    year, day = parts.get("year"), parts.get("day")
    return (f"{year}年" if year else "") + month + (f"{day}日" if day else "")
