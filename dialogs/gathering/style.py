"""How the tables of a file differ from the official ones (附件2-23: the style of the tables must not be changed)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dialogs.definition.form import Field, Form
from dialogs.gathering.documents import Table
from dialogs.gathering.grid import year_cells, year_of
from dialogs.gathering.labels import Labels

_LEAST = 40
"""Questions that a file has to name to be the whole form, of which a row can be missed."""
_TWO = 2


def style_changes(form: Form, labels: Labels, tables: Sequence[Table]) -> tuple[tuple[str, str], ...]:
    """``missing`` questions (by number) and ``reversed`` years; nothing for a file that is a part of the form only."""
    named = {field.name for field in _named(labels, tables)}
    if len(named) < _LEAST:
        return ()
    in_tables = [
        field
        for field in form.printed
        if field.section not in ("plan", "summary", "declaration", "cover") and labels.source(field) is field
    ]
    missing = [field.id for field in in_tables if field.name not in named and field.answerable]
    changes = [("missing", "、".join(missing))] if missing else []
    order = [str(year) for year in form.years]
    for table in tables:
        for row in table.rows:
            years = [year_of(cell.text) for cell in year_cells(row)]
            if len(years) >= _TWO and set(years) <= set(order) and years != [each for each in order if each in years]:
                return (*changes, ("reversed", "、".join(years)))
    return tuple(changes)


def _named(labels: Labels, tables: Sequence[Table]) -> Iterator[Field]:
    for table in tables:
        for row in table.rows:
            for cell in row:
                found = labels.find(cell.text.partition("：")[0].strip()) or labels.find(cell.text.strip())
                yield from found.fields if found is not None else ()
