"""Files that hold answers, sent into a conversation, and changed as colleagues change them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from docx import Document

from dialogs.definition.form import Form
from dialogs.record.application import Application
from dialogs.turn.messages import Happened, Sent
from tests.talk import Talk


def begun(form: Form, county: Application | None = None) -> Talk:
    """A contact at the first question, or with an application that is filled."""
    talk = Talk(form)
    if county is not None:
        talk.applications["a1"] = replace(county, id="a1")
    talk.happen(Happened("arrived"))
    talk.say("继续")
    return talk


def send(talk: Talk, content: bytes, name: str = "旧稿.docx", file: str = "f1") -> str:
    """Send a file that looks like the form; what is asked then."""
    talk.files[file] = content
    talk.happen(Sent(name, len(content), file, resembles=True))
    return "\n".join(talk.words)


def edited(content: bytes, changes: dict[str, str]) -> bytes:
    """The paper with these texts of cells changed, as a colleague does it in Word."""
    document = Document(BytesIO(content))
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    for old, new in changes.items():
                        if paragraph.text == old:
                            paragraph.runs[0].text = new
                            for run in paragraph.runs[1:]:
                                run.text = ""
    out = BytesIO()
    document.save(out)
    return out.getvalue()
