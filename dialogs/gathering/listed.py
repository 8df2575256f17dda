"""Tables with a head of labels: a row for each value (题号, 指标, 格), or 附件4 with its values below the labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dialogs.definition.form import Field
from dialogs.gathering.documents import Cell, Gleaned, Spot, Table, Unread, Worded
from dialogs.gathering.grid import Grid
from dialogs.gathering.labels import Labels, bare, plain

_YEAR = re.compile("(?:^|/)(?P<year>20[0-9]{2})年?(?:$|[/ ])")
_HEAD_ROWS = 15
_LEAST = 4
_SLOT_PATH = "slot"
"""What stands above the names of slots (output/2021) in our own data."""
_LABEL, _SLOT, _NUMBER, _UNIT = ("指标", "指标名称"), ("格",), ("题号",), ("单位", "计量单位")


@dataclass(frozen=True, slots=True)
class Listing:
    """The head of a list of values: its row, and the columns of number, label, slot and values."""

    row: int
    number: int
    label: int
    slot: int
    values: tuple[Cell, ...]


def listing_of(table: Table) -> Listing | None:
    """The head of a table that has a row for each value; None for any other."""
    for row, cells in enumerate(table.rows[:_HEAD_ROWS]):
        by_name = {plain(cell.text): cell.column for cell in cells}
        if plain(_SLOT_PATH) in by_name:
            path = by_name[plain(_SLOT_PATH)]
            return Listing(row, -1, -1, path, tuple(cell for cell in cells if cell.column != path))
        label, slot, number = (_column(by_name, names) for names in (_LABEL, _SLOT, _NUMBER))
        if label >= 0 and slot >= 0:
            known = {label, slot, number, _column(by_name, _UNIT)}
            values = tuple(cell for cell in cells if cell.column not in known and cell.text.strip())
            return Listing(row, number, label, slot, values)
    return None


def years_listed(table: Table) -> set[str]:
    """The years that a list of values names in its slots: output/2021, 2021年."""
    listing = listing_of(table)
    cells = [cell for row in table.rows[listing.row + 1 :] for cell in row] if listing is not None else []
    said = [cell.text for cell in cells if listing is not None and cell.column == listing.slot]
    return {found["year"] for each in said if (found := _YEAR.search(each)) is not None}


def _column(by_name: dict[str, int], names: Sequence[str]) -> int:
    return next((by_name[name] for name in names if name in by_name), -1)


def read_listing(
    labels: Labels, table: Table, number: int, listing: Listing, about: Sequence[str]
) -> Iterator[Gleaned | Unread]:
    """Each value of one column: the only one, or the one whose head names what this application is ``about``."""
    grid = Grid(table, number)
    column = _column_of(listing, about)
    if column is None:
        heads = "；".join(cell.text.strip() for cell in listing.values)
        yield Unread(heads, "several", grid.spot(listing.row, Cell("", 0), ""))
        return
    found: dict[str, tuple[list[Worded], Spot]] = {}
    for row in range(listing.row + 1, len(table.rows)):
        words = _text(grid, row, column)
        if not words:
            continue
        label = _text(grid, row, listing.label if listing.label >= 0 else listing.slot)
        spot = grid.spot(row, Cell("", column), label)
        field, path = _place(labels, grid, row, listing)
        if field is None or path is None:
            yield Unread(f"{label} {words}".strip(), "label", spot)
        else:
            found.setdefault(field.name, ([], spot))[0].append(Worded(path, _numbered(field, words)))
    for name, (said, spot) in found.items():
        if len({each.slot for each in said}) < len(said):
            yield Unread(" ".join(each.words for each in said), "twice", spot, name)
        else:
            yield Gleaned(name, tuple(said), spot)


def _place(labels: Labels, grid: Grid, row: int, listing: Listing) -> tuple[Field | None, str | None]:
    """The question and slot that a row is about."""
    said = _text(grid, row, listing.slot)
    if listing.label < 0:
        slot = labels.form.slots.get(said)
        field = labels.form.field_of(said) if slot is not None else None
        return (field, said) if field is not None and field.answerable else (None, None)
    field = _field(labels, _text(grid, row, listing.number), _text(grid, row, listing.label))
    return field, _slot(field, said) if field is not None else None


def _numbered(field: Field, words: str) -> str:
    """Boxes by their numbers, where they are all named: in our own data by name, in a sheet by label."""
    names = {each.name: at for at, each in enumerate(field.choices, 1)}
    names |= {plain(each.label): at for at, each in enumerate(field.choices, 1)}
    said = [names.get(part.strip()) or names.get(plain(part)) for part in re.split("[\n；]", words)]
    return " ".join(map(str, said)) if field.choices and None not in said else words


def _column_of(listing: Listing, about: Sequence[str]) -> int | None:
    if len(listing.values) == 1:
        return listing.values[0].column
    wanted = [plain(each) for each in about if plain(each)]
    for each in wanted:
        named = [cell for cell in listing.values if each in plain(cell.text)]
        if len(named) == 1:
            return named[0].column
    return None


def _text(grid: Grid, row: int, column: int) -> str:
    cell = grid.at(row, column) if column >= 0 else None
    return cell.text.strip() if cell is not None else ""


def _field(labels: Labels, number: str, label: str) -> Field | None:
    """The question of this number, if it has this label; without a number the one of the label."""
    printed = labels.form.by_id.get(unicodedata.normalize("NFKC", number).strip().upper())
    if printed is not None:
        return printed if printed.answerable and bare(printed.label) == bare(label) else None
    named = labels.find(label) if not number else None
    return named.fields[0] if named is not None and len(named.fields) == 1 else None


def _slot(field: Field, said: str) -> str | None:
    if len(field.slots) == 1:
        return field.slots[0].path
    return next((slot.path for slot in field.slots if plain(slot.label) == plain(said)), None)


def read_summary(labels: Labels, table: Table, number: int) -> list[Gleaned | Unread] | None:
    """附件4: labels in one row, the values of one cluster below; None for a table that has no such head."""
    grid = Grid(table, number)
    for row, cells in enumerate(table.rows[:_HEAD_ROWS]):
        heads = [(cell, _summary_field(labels, cell.text)) for cell in cells if cell.text.strip()]
        own = [(cell, field) for cell, field in heads if field is not None]
        if len(own) >= _LEAST:
            rows = [below for below in range(row + 1, len(table.rows)) if any(grid.filled(below))]
            return _below(grid, own, rows)
    return None


def _summary_field(labels: Labels, text: str) -> Field | None:
    wanted = bare(text)
    fields = [each for each in labels.form.printed if each.section == "summary" and bare(each.label) == wanted]
    return labels.source(fields[0]) if len(fields) == 1 else None


def _below(grid: Grid, heads: Sequence[tuple[Cell, Field]], rows: Sequence[int]) -> list[Gleaned | Unread]:
    if len(rows) > 1:
        words = "；".join(_text(grid, row, heads[1][0].column) for row in rows)
        return [Unread(words, "several", grid.spot(rows[0], heads[0][0], ""))]
    found: list[Gleaned | Unread] = []
    for row in rows:
        for head, field in heads:
            words = _text(grid, row, head.column)
            if words and field.answerable and words != field.unfilled.strip():
                found.append(Gleaned(field.name, (Worded("", words),), grid.spot(row, head, head.text)))
    return found
