"""An application through each door that hands it out, and what comes in again through the reader of files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from dialogs.definition.form import Form
from dialogs.derived.comparing import same_on_paper
from dialogs.files.weighing import Weighed, weigh
from dialogs.gathering import Document, Gathered, gather
from dialogs.reading.results import Entry
from dialogs.record.application import Answer, Application
from dialogs.record.region import Entrant, Region, Stage
from dialogs.state.conversation import Conversation
from dialogs.turn.step import Step
from renderers.department_sheet import department_sheet
from renderers.desk import data
from renderers.importing.blank import furniture
from renderers.importing.documents import document_of, plain_of
from renderers.proofs.answers import document_in
from renderers.word import fill, fill_summary
from tests.talk import NOW

Made = Mapping[str, bytes]
"""Files of one door by the ends of their names."""


def word(form: Form, application: Application) -> Made:
    """附件1 and 附件4."""
    papers = fill(form, application, draft=True), fill_summary(form, application, draft=True)
    return dict(zip(("1.docx", "4.docx"), papers, strict=True))


def department(form: Form, application: Application) -> Made:
    """A sheet with every question, as if one department held them all."""
    names = [each.name for each in form.fields if each.answerable]
    return {"sheet.xlsx": department_sheet(form, application, "统计局", names)}


def exported_sheet(form: Form, application: Application) -> Made:
    """数据.xlsx of the desk."""
    return {"data.xlsx": data.as_sheet(form, _region(form), {application.id: application})}


def exported_json(form: Form, application: Application) -> Made:
    """数据.json of the desk."""
    return {"data.json": data.as_json(form, _region(form), {application.id: application}, NOW)}


DOORS: Mapping[str, Callable[[Form, Application], Made]] = {
    "word": word,
    "department": department,
    "xlsx": exported_sheet,
    "json": exported_json,
}


def _region(form: Form) -> Region:
    county = form.counties[0]
    entrant = Entrant(county.code, Stage.FILLING, "a1", "临西县轴承产业")
    titles = tuple(section.title for section in form.sections if section.printed)
    return Region(county.group, county.city, form.counties, form.groups, titles, (entrant,))


def opened(content: bytes, name: str) -> Document:
    """A file as the child reads it, without the child."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        document = document_in(path, name)
    return document_of(json.loads(json.dumps(plain_of(document))))


def gathered(form: Form, content: bytes, name: str) -> Gathered:
    """What the form recognises in a file."""
    return gather(form, opened(content, name), furniture(form))


def weighed(form: Form, application: Application, found: Gathered) -> tuple[Weighed, ...]:
    """What it would change in an application."""
    return weigh(Step(form, application, Conversation("local", "console"), NOW), found)


def exactly(form: Form, entry: Entry, answer: Answer | None) -> bool:
    """Whether an entry says what stands, to the last digit."""
    return same_on_paper(form, entry, answer) and answer is not None and entry.value == answer.value
