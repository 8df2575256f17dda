"""Our own data (数据.json of the desk) as tables: a row for each value, a table for each application."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dialogs.gathering.documents import Cell, Row, Table
from dialogs.gathering.keyed import EDITION

SCHEMA = "shenbao-region-1"
_MOST = 5_000
_BLANKS = {"none": "无", "later": "待定", "waiting": "待定"}


class NoData(Exception):
    """The file is JSON of another kind, or none."""


def tables_of_data(data: Any) -> tuple[Table, ...]:
    """A table for each application that has answers: its cluster and county name it. ``NoData``."""
    entrants = data.get("entrants") if isinstance(data, dict) and data.get("schema") == SCHEMA else None
    if not isinstance(entrants, list):
        raise NoData("kind")
    told = [each for each in entrants if isinstance(each, dict) and isinstance(each.get("answers"), dict)]
    made_for = (Cell(EDITION, 0), Cell(str(data.get("edition", "")), 1)) if data.get("edition") else ()
    return tuple(Table((made_for, *_rows(each)), _named(each)) for each in told)


def _named(entrant: dict[str, Any]) -> str:
    return f"{entrant.get('county_name', '')} {entrant.get('cluster', '')}".strip()


def _rows(entrant: dict[str, Any]) -> Iterator[Row]:
    yield (Cell("slot", 0), Cell(_named(entrant), 1))
    for slot, answer in list(entrant["answers"].items())[:_MOST]:
        if isinstance(answer, dict):
            yield (Cell(str(slot), 0), Cell(_words(answer), 1))


def _words(answer: dict[str, Any]) -> str:
    """A value as one would type it; what is no text, no list and no blank says nothing."""
    value = answer.get("value")
    match value:
        case str():
            return value
        case list():
            return "\n".join(_line(each) for each in value) or "无"
        case _ if answer.get("blank") == "waiting" and answer.get("department"):
            return f"等{answer['department']}"
        case _:
            return _BLANKS.get(str(answer.get("blank")), "")


def _line(each: Any) -> str:
    return " | ".join(map(str, each)) if isinstance(each, list) else str(each)
