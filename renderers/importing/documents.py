"""A document as JSON, on its way from the child that opened the file."""

from __future__ import annotations

from typing import Any

from dialogs.gathering.documents import Cell, Document, Line, Table


def plain_of(document: Document) -> dict[str, Any]:
    """A document as JSON."""
    blocks: list[Any] = []
    for block in document.blocks:
        if isinstance(block, Line):
            blocks.append(block.text)
        else:
            rows = [[[cell.text, cell.column, cell.span, cell.merged] for cell in row] for row in block.rows]
            blocks.append([block.name, rows])
    return {"blocks": blocks, "notes": list(document.notes), "word": document.word}


def document_of(plain: dict[str, Any]) -> Document:
    """The document that was written down."""
    blocks = tuple(Line(block) if isinstance(block, str) else _table(*block) for block in plain["blocks"])
    return Document(blocks, tuple(plain["notes"]), plain["word"])


def _table(name: str, rows: list[list[list[Any]]]) -> Table:
    return Table(tuple(tuple(Cell(*cell) for cell in row) for row in rows), name)
