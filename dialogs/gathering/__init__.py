"""What a form recognises in a file that somebody else filled in: an official draft, a department's sheet, our own data.

``gather`` takes what a reader of files found (lines and tables, ``documents``) and gives words for questions, each with
its place in the file. Labels are matched one to one, the exact ones first; what may be two questions, or none, is told
as not understood. Nothing is read or judged here: the words go the way of typed ones (``dialogs.files.importing``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dialogs.definition.form import Form, Shape
from dialogs.gathering.documents import (
    Cell,
    Document,
    Furniture,
    Gathered,
    Gleaned,
    Line,
    Spot,
    Table,
    Unread,
    Worded,
)
from dialogs.gathering.grid import year_cells, year_of
from dialogs.gathering.keyed import EDITION, read_keyed
from dialogs.gathering.labels import Labels, plain
from dialogs.gathering.listed import listing_of, read_listing, read_summary, years_listed
from dialogs.gathering.prose import Placed, card_line, read_lines
from dialogs.gathering.style import style_changes
from dialogs.gathering.tables import read_table
from dialogs.gathering.targets import columns_of, read_targets

__all__ = [
    "Cell",
    "Document",
    "Furniture",
    "Gathered",
    "Gleaned",
    "Line",
    "Spot",
    "Table",
    "Unread",
    "Worded",
    "gather",
    "resembles",
]

_NONE = Furniture()
_LONGEST = 20_000
"""Letters that are said to one question: several times the longest text that the form takes."""
_MOST, _SHOWN = 400, 300
"""Places that nobody understands, and letters of each, that are told."""


def gather(form: Form, document: Document, furniture: Furniture = _NONE, about: Sequence[str] = ()) -> Gathered:
    """What the form recognises in a document.

    ``furniture`` is what the blank form says, which says nothing in a filled one; ``about`` names the application
    (cluster, county), where a table has a column for each of several.
    """
    labels = Labels(form)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    found: list[Gleaned | Unread] = []
    for number, table in enumerate(_meant(tables, about), 1):
        found += _of_table(labels, table, number, furniture, about)
    found += read_lines(labels, _lines(document), furniture)
    taken, unread = _bounded(*_one_to_one(found))
    said = {each.field for each in taken} | {each.field for each in unread}
    empty = dict.fromkeys(each.field for each in found if isinstance(each, Gleaned) and each.field not in said)
    return Gathered(
        taken,
        tuple(empty),
        unread,
        document.notes,
        style_changes(form, labels, tables) if document.word else (),
        _years(form, tables),
    )


def _bounded(taken: Sequence[Gleaned], unread: Sequence[Unread]) -> tuple[tuple[Gleaned, ...], tuple[Unread, ...]]:
    """What is carried along with a conversation until it is decided: no more than a person can look through."""
    long = [each for each in taken if sum(len(said.words) for said in each.said) > _LONGEST]
    told = [*unread, *(Unread(each.said[0].words, "long", each.spot, each.field) for each in long)]
    shown = [replace(each, words=f"{each.words[:_SHOWN]}…") if len(each.words) > _SHOWN else each for each in told]
    if len(shown) > _MOST:
        shown = [*shown[:_MOST], Unread(str(len(shown) - _MOST), "more", Spot())]
    return tuple(each for each in taken if each not in long), tuple(shown)


def resembles(form: Form, texts: Iterable[str]) -> int:
    """How many questions the cells and lines of a file name, by their exact labels."""
    labels, named = Labels(form), set[str]()
    for text in texts:
        found, card = labels.find(text.strip()), card_line(form, text)
        named |= {found.fields[0].name} if found is not None else {card[0].name} if card is not None else set()
    return len(named)


def _meant(tables: Sequence[Table], about: Sequence[str]) -> list[Table]:
    """The tables without the data of other applications, where that of several stands in one file."""
    listed = [table for table in tables if (head := listing_of(table)) is not None and head.label < 0]
    if len(listed) < 2:
        return list(tables)
    own = [table for table in listed if any(each and plain(each) in plain(table.name) for each in about)]
    return own if len(own) == 1 else [Table((tuple(Cell(table.name, at) for at, table in enumerate(listed)),))]


def _of_table(
    labels: Labels, table: Table, number: int, furniture: Furniture, about: Sequence[str]
) -> Iterable[Gleaned | Unread]:
    keyed = read_keyed(labels.form, table, number)
    if keyed is not None:
        return keyed
    listing = listing_of(table)
    if listing is not None and listing.values:
        return read_listing(labels, table, number, listing, about)
    targets = columns_of(labels.form, table)
    if targets is not None:
        return read_targets(labels.form, table, number, targets)
    summary = read_summary(labels, table, number)
    if summary is not None:
        return summary
    return read_table(labels, table, number, furniture.cells)


def _lines(document: Document) -> list[Placed]:
    return [Placed(block.text, at) for at, block in enumerate(document.blocks) if isinstance(block, Line)]


def _one_to_one(found: Sequence[Gleaned | Unread]) -> tuple[tuple[Gleaned, ...], tuple[Unread, ...]]:
    """Each question once: said twice the same it is one; said twice differently, or nearly beside exactly, none."""
    unread = [each for each in found if isinstance(each, Unread)]
    by_field: dict[str, list[Gleaned]] = {}
    for each in found:
        if isinstance(each, Gleaned) and each.said:
            by_field.setdefault(each.field, []).append(each)
    taken = []
    for name, several in by_field.items():
        exact = [each for each in several if each.doubt != "label"] or several
        if len({_words(each) for each in exact}) == 1:
            taken.append(exact[0])
        elif _complementary(exact):
            taken.append(_joined(exact))
        else:
            unread += [Unread(" ".join(said.words for said in each.said), "twice", each.spot, name) for each in exact]
        unread += [
            Unread(" ".join(said.words for said in each.said), "label", each.spot, name)
            for each in several
            if each not in exact
        ]
    return tuple(taken), tuple(unread)


def _words(each: Gleaned) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((said.slot, plain(said.words) or said.words) for said in each.said))


def _complementary(several: Sequence[Gleaned]) -> bool:
    """Whether the parts name different slots: 2021年产值, 2022年产值 in rows of their own."""
    slots = [said.slot for each in several for said in each.said]
    return all(slots) and len(set(slots)) == len(slots)


def _joined(several: Sequence[Gleaned]) -> Gleaned:
    said = tuple(said for each in several for said in each.said)
    doubt = next((each.doubt for each in several if each.doubt), "")
    return Gleaned(several[0].field, said, several[0].spot, doubt)


def _years(form: Form, tables: Sequence[Table]) -> tuple[str, ...]:
    """The years that the file is about, where they are not this edition's, or where it names another edition."""
    rows = [row for table in tables for row in table.rows]
    found = {year_of(cell.text) for row in rows if len(years := year_cells(row)) > 1 for cell in years}
    found |= {year for table in tables for year in years_listed(table)}
    own = {slot.part[0] for field in form.fields if field.shape is Shape.YEARLY for slot in field.slots}
    editions = {row[1].text for row in rows if len(row) > 1 and row[0].text == EDITION}
    if editions - {form.edition}:
        return tuple(sorted(found or {edition.rpartition("/")[2] for edition in editions}))
    return tuple(sorted(found)) if found - own else ()
