"""The form group: one turn, one answer to the disk, one filled Word file."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docxtpl import DocxTemplate
from lxml import etree

from bot.house import build
from bot.settings import Settings
from dialogs.definition.form import Form
from dialogs.definition.loader import load
from dialogs.engine import take_turn
from dialogs.record.application import Application
from dialogs.turn.messages import Happened, Said
from renderers import word
from storage import applications, conversations, people
from tests.bench import storage_floor
from tests.bench.rows import Row, interleaved_ms, median_ms
from tests.county import fill
from tests.talk import NOW, Talk


def rows() -> Iterator[Row]:
    """Every row of this group."""
    form = load()
    talk = nearly_full(form)
    yield from turn(form, talk)
    yield from end_to_end(form, talk)
    yield from filling(form, talk.application)


def nearly_full(form: Form) -> Talk:
    """A county that is at its last question."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk, until="profile")
    return talk


def turn(form: Form, talk: Talk) -> Iterator[Row]:
    """Answering a row of three years again, with every rule that looks at it, and the next question."""
    talk.say("改 2.7")
    conversation, application = talk.conversation, talk.application
    event = Said("133 141 152")
    time = median_ms(lambda: take_turn(form, application, conversation, event, NOW), 400, 50)
    yield Row("form", "take_turn: a yearly row of a nearly full application", time, "ms", 1.0)
    count = Row("form", "rules in force (checks, one a year where yearly)", len(form.checks), "")
    yield count


def end_to_end(form: Form, talk: Talk) -> Iterator[Row]:
    """One answer from the inbox to the owed replies, committed to the disk (SQLite, synchronous=FULL)."""
    with tempfile.TemporaryDirectory() as folder:
        house = build(Settings(data=Path(folder) / "data"))
        now = house.settings.clock()
        with house.database.write() as session:
            person = people.register(session, "bench", "county", "", now)
            address = people.ensure(session, person.id, "console", "bench").id
        house.conversations.receive(address, "start", Said("开始"))
        with house.database.write() as session:
            listed = applications.of_person(session, person.id)
            empty = applications.load(session, listed[0].id)
            full = Application(empty.id, empty.edition, talk.application.answers, version=empty.version)
            applications.save(session, empty, full, now, by="bench", door="console")
            assert conversations.load(session, address).state is not None
        number = iter(range(10**6))

        def answer() -> None:
            count = next(number)
            house.conversations.receive(address, f"m{count}", Said(f"改 2.16 1 1 {2 + count % 3}"))

        time = median_ms(answer, 300, 20)
        house.database.close()
    yield Row("form", "one answer end to end without a channel", time, "ms", 4.0)
    figures = storage_floor.in_a_new_folder()
    yield Row("form", "  of it: storage through SQLModel", figures.storage, "ms", None, "SQLModel")
    yield Row("form", "  the same reads and writes in raw sqlite3", figures.floor, "ms", None, "sqlite3")


def filling(form: Form, application: Application) -> Iterator[Row]:
    """附件1 filled, beside docxtpl alone on the same template and the same values."""
    template = word.application_template(form.edition)
    context = word.places_of(form, application, draft=True)

    def alone() -> bytes:
        document = DocxTemplate(template)
        document.render(context, autoescape=True)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    def floor() -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(template) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in source.namelist():
                content = source.read(name)
                if name.endswith("document.xml"):
                    content = etree.tostring(etree.fromstring(content))
                copy.writestr(name, content)
        return target.getvalue()

    works = {"ours": lambda: word.fill(form, application, draft=True), "alone": alone, "floor": floor}
    times = interleaved_ms(works, 20)
    yield Row("form", "filling 附件1, times docxtpl alone", times["ours"] / times["alone"], "×", 1.3, "docxtpl")
    yield Row("form", "  filling 附件1", times["ours"], "ms")
    yield Row("form", "  docxtpl alone on the same template", times["alone"], "ms", None, "docxtpl")
    yield Row("form", "  unzip + parse + zip", times["floor"], "ms", None, "lxml")
