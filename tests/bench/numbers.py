"""The numbers group: files with answers, read into the form; the libraries alone open the same file beside it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from docx import Document
from python_calamine import CalamineWorkbook

from dialogs.definition.form import Form
from dialogs.definition.loader import load
from dialogs.files.weighing import weigh
from dialogs.gathering import gather
from dialogs.record.application import Application
from dialogs.state.conversation import Conversation
from dialogs.turn.step import Step
from renderers.department_sheet import department_sheet
from renderers.importing.blank import furniture
from renderers.importing.wordml import read_word
from renderers.proofs import opened
from renderers.proofs.answers import document_in
from renderers.word import fill
from tests.bench.rows import Row, interleaved_ms, median_ms
from tests.county import answered
from tests.talk import NOW

ROUNDS = 15


def rows() -> Iterator[Row]:
    """Every row of this group."""
    form = load()
    county = answered(form)
    yield from word(form, county, fill(form, county, draft=False))
    yield from sheet(form, county)


def word(form: Form, county: Application, paper: bytes) -> Iterator[Row]:
    """The official paper of a whole county, from its bytes to what it would change."""
    blank = furniture(form)

    def ours() -> None:
        weigh(_step(form), gather(form, read_word(paper), blank))

    times = interleaved_ms({"ours": ours, "python-docx": lambda: _texts(paper)}, ROUNDS)
    yield Row("numbers", "a full 附件1 read and held against the form", times["ours"], "ms", 100)
    yield Row("numbers", "  python-docx alone: its texts", times["python-docx"], "ms", None, "python-docx")
    yield Row("numbers", "  of it: from bytes to lines and tables", median_ms(lambda: read_word(paper), ROUNDS), "ms")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "form.docx")
        path.write_bytes(paper)
        by_child = median_ms(lambda: opened("gather", {"path": str(path), "name": path.name}), 5, 1)
    yield Row("numbers", "  the same by the child with limits", by_child, "ms")

    def around() -> None:
        content = fill(form, county, draft=False)
        found = weigh(_step(form, county), gather(form, read_word(content), blank))
        assert {each.standing for each in found} == {"same"}

    yield Row(
        "numbers", "a full application filled, read back and held against itself", median_ms(around, 9), "ms", 300
    )


def sheet(form: Form, county: Application) -> Iterator[Row]:
    """A department's sheet with every question."""
    content = department_sheet(form, county, "统计局", [each.name for each in form.fields if each.answerable])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sheet.xlsx")
        path.write_bytes(content)

        def ours() -> None:
            weigh(_step(form), gather(form, document_in(path, path.name)))

        times = interleaved_ms({"ours": ours, "python-calamine": lambda: _cells(path)}, ROUNDS)
    yield Row(
        "numbers", "a department's sheet of all questions, read and held against the form", times["ours"], "ms", 100
    )
    yield Row("numbers", "  python-calamine alone: its cells", times["python-calamine"], "ms", None, "python-calamine")


def _step(form: Form, application: Application | None = None) -> Step:
    return Step(form, application or Application("a1", form.edition), Conversation("local", "console"), NOW)


def _texts(paper: bytes) -> list[str]:
    document = Document(BytesIO(paper))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return [*(each.text for each in document.paragraphs), *(cell.text for cell in cells)]


def _cells(path: Path) -> int:
    book = CalamineWorkbook.from_path(str(path))
    return sum(len(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
