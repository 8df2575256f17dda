"""A sheet of our own (``renderers.department_sheet``): hidden keys say to which slot each cell belongs.

The corner holds ``KEYS``, its row the key of each column, its column the key of each row: ``output/*`` under ``2021``
is the slot ``output/2021``. So reading is exact, however rows were sorted or labels edited.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.definition.form import Field, Form, Kind, Shape
from dialogs.gathering.documents import Gleaned, Row, Spot, Table, Unread, Worded

KEYS = "#shenbao"
"""What stands in the corner."""
EDITION = "edition"
"""Stands before the edition of the form that a table of ours was made for."""
ANY = "*"
"""Stands in a row's key for the column's."""
SINGLE, NAMES, SOURCE = "value", "names", "source"
_SOURCED = (Kind.TEXT, Kind.PARAGRAPH, Kind.NAMES)


def slot_of(form: Form, row_key: str, column_key: str) -> str | None:
    """The slot at the crossing of a row's and a column's key; None where there is none."""
    field = form.by_name.get(row_key.partition("/")[0])
    counted = field is not None and field.shape is Shape.COUNT_NAMES
    part = "count" if counted and column_key == SINGLE else column_key
    path = row_key.replace(ANY, part) if ANY in row_key else row_key
    return path if path in form.slots and (ANY in row_key or column_key == SINGLE) else None


def read_keyed(form: Form, table: Table, number: int) -> list[Gleaned | Unread] | None:
    """What a sheet of ours says, question by question; None where the table is none."""
    corner = next(((at, cell) for at, row in enumerate(table.rows) for cell in row if cell.text == KEYS), None)
    if corner is None:
        return None
    at, (first, keys) = corner[0], (corner[1].column, _by_column(table.rows[corner[0]]))
    sheet = _Keyed(form, table.name, number, first, {column: key for column, key in keys.items() if column != first})
    return list(sheet.read(list(enumerate(table.rows))[at + 2 :]))  # behind the heads


def _by_column(row: Row) -> dict[int, str]:
    return {cell.column: cell.text.strip() for cell in row if cell.text.strip()}


class _Keyed:
    """One sheet while it is read; ``keys`` are those of its columns."""

    def __init__(self, form: Form, name: str, number: int, first: int, keys: dict[int, str]) -> None:
        self._form, self._name, self._number, self._first, self._keys = form, name, number, first, keys

    def read(self, rows: list[tuple[int, Row]]) -> Iterator[Gleaned | Unread]:
        said: dict[str, list[Worded]] = {}
        spots: dict[str, Spot] = {}
        for at, row in rows:
            cells = _by_column(row)
            key = cells.get(self._first, "")
            field = self._form.by_name.get(key.partition("/")[0])
            if field is None:
                yield from self._stray(cells, at)
                continue
            spot = Spot(self._number, at + 1, name=self._name, label=f"{field.id} {field.label}")
            spots.setdefault(field.name, spot)
            words, lost = self._words(field, key, cells)
            said.setdefault(field.name, []).extend(words)
            yield from (Unread(each, "label", spot, field.name) for each in lost)
        for name, words in said.items():
            yield Gleaned(name, tuple(words), spots[name])

    def _stray(self, cells: dict[int, str], at: int) -> Iterator[Unread]:
        """A row that somebody added: figures without a place."""
        words = " ".join(cells[column] for column in sorted(cells) if column in self._keys)
        if words and self._first not in cells and any(self._keys.get(column) for column in cells):
            yield Unread(words, "label", Spot(self._number, at + 1, name=self._name))

    def _words(self, field: Field, key: str, cells: dict[int, str]) -> tuple[list[Worded], list[str]]:
        """What the cells of a row say to their slots, with their source; and what has no slot there."""
        source = next((cells[column] for column, each in self._keys.items() if each == SOURCE and column in cells), "")
        words, lost = [], []
        for column, each in self._keys.items():
            if each == SOURCE or column not in cells:
                continue
            slot = slot_of(self._form, key, each)
            if slot is None:
                lost.append(cells[column])
            elif source and (self._form.slots[slot].kind in _SOURCED or field.numeric):
                words.append(Worded(slot, f"{cells[column]}（来源：{source}）"))
            else:
                words.append(Worded(slot, cells[column]))
        if source and not any("来源" in each.words for each in words):
            lost.append(source)
        return words, lost
