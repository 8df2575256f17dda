"""Documents from the command line: an application of this machine as a Word file, or as pages by LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from bot.printing.documents import Documents
from bot.records import Records
from dialogs.definition.form import Form
from dialogs.derived.journey import Journey
from dialogs.record.application import Application
from renderers import pdf
from storage import applications, people


class Exporting(Records, Protocol):
    """What it takes to write an application down."""

    @property
    def form(self) -> Form:
        """The form that it fills."""

    @property
    def documents(self) -> Documents:
        """Whoever prints it."""


class NobodyThere(Exception):
    """Nobody of this name has an application here."""


def export(house: Exporting, contact: str, target: Path, *, summary: bool) -> None:
    """Write 附件1 (or 附件4) of a contact's latest application; a target ending in .pdf becomes pages.

    Raises ``NobodyThere``, ``pdf.LibreOfficeMissing`` and ``pdf.ConversionFailed``.
    """
    application = _latest(house, contact)
    with house.database.write() as session:
        people.audit(session, house.settings.clock(), "exported", application.id, detail={"summary": summary})
    draft = not Journey(house.form, application).complete
    content = house.documents.make(application, "summary" if summary else "application", draft=draft)
    target.write_bytes(pdf.convert(content) if target.suffix.casefold() == ".pdf" else content)


def _latest(house: Exporting, contact: str) -> Application:
    with house.database.read() as session:
        found = people.named(session, contact)
        listed = [each for person in found for each in applications.of_person(session, person)]
        if not listed:
            raise NobodyThere(contact)
        newest = max(listed, key=lambda each: each.updated_at)
        return applications.load(session, newest.id)
