"""The counties of the region that a sentence names."""

from __future__ import annotations

from dialogs.definition.notice import County
from dialogs.desk.step import DeskStep
from dialogs.reading.places import stem


def counties_in(step: DeskStep, plain: str) -> list[tuple[County, str]]:
    """The counties of the region that a sentence names, each with the words for it; the longer names first."""
    found: list[tuple[County, str]] = []
    for county in sorted(step.region.counties, key=lambda each: -len(each.name)):
        short = stem(county.name)
        name = county.name if county.name in plain else short if len(short) > 1 and short in plain else ""
        if name:
            found.append((county, name))
            plain = plain.replace(name, "")
    return found
