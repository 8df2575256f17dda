"""The places of the region that a sentence names: its counties, and for the province its cities."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.definition.notice import County
from dialogs.desk.ground.step import DeskStep
from dialogs.reading.places import stem


def counties_in(step: DeskStep, plain: str) -> list[tuple[County, str]]:
    """The counties of the region that a sentence names, each with the words for it; the longer names first.

    A name of before counts where it is nobody's today: 任县 is 任泽区. To the province 承德 is the city.
    """
    known = {each.name for each in step.region.counties}
    for name in _cities(step):
        plain = plain.replace(name, " ") if name not in known else plain
    found: list[tuple[County, str]] = []
    for county in sorted(step.region.counties, key=lambda each: -len(each.name)):
        name = next((each for each in _names(step, county, known) if each in plain), "")
        if name:
            found.append((county, name))
            plain = plain.replace(name, " ")
    return found


def _names(step: DeskStep, county: County, known: set[str]) -> Iterable[str]:
    short = stem(county.name)
    yield county.name
    yield from (each for each in county.former if each not in known)
    if len(short) > 1 and f"{short}市" not in _cities(step):
        yield short


def _cities(step: DeskStep) -> tuple[str, ...]:
    return () if step.region.scope else tuple(each.name for each in step.region.groups)


def cities_in(step: DeskStep, plain: str) -> list[tuple[str, str]]:
    """The cities and groups that a sentence of the province names, each with the words for it: 雄安 is 雄安新区."""
    for county in step.region.counties:
        plain = plain if county.name in _cities(step) else plain.replace(county.name, " ")
    names = ((city, next((each for each in (city, stem(city)) if each in plain), "")) for city in _cities(step))
    return [(city, name) for city, name in names if name]


def city_called(step: DeskStep, words: str) -> str:
    """The one city or group that is called so, with or without 市; empty where none is."""
    plain = words.strip()
    return next((each.name for each in step.region.groups if plain in (each.name, stem(each.name))), "")
