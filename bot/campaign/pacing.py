"""What was measured of the time that questions take, brought into the form that says how many minutes are left."""

from __future__ import annotations

from dialogs.definition.form import Form
from storage import figures
from storage.database import Database


def learn_paces(database: Database, form: Form) -> None:
    """Know how long each question took lately, whoever answered it."""
    with database.read() as session:
        measured = figures.paces(session)
    form.paces.learn({name: (pace.answers, pace.seconds) for name, pace in measured.items()})
