"""How long questions take, from the events of answers."""

from __future__ import annotations

from datetime import timedelta

from dialogs.record.application import Answer
from storage import applications
from storage.database import Database
from storage.figures import Pace, paces
from tests.storage.conftest import NOW


def test_a_question_takes_the_time_since_the_same_person_s_answer_before(database: Database, person: int) -> None:
    """The first answer, the years of one turn, a lunch and a correction of the same field say nothing."""
    said = (
        ("1", 0, ("area",)),
        ("1", 40, ("output/2021", "output/2022", "output/2023")),
        ("2", 50, ("smes",)),
        ("1", 55, ("output/2023",)),
        ("1", 115, ("smes",)),
        ("1", 4000, ("taxes",)),
        ("2", 4010, ("taxes",)),
    )
    with database.write() as session:
        picture = applications.create(session, "hebei-clusters/2024", person, NOW)
    for number, (by, seconds, slots) in enumerate(said):
        at = (NOW + timedelta(seconds=seconds)).isoformat()
        answers = [Answer(slot, str(number), at=at, by=by) for slot in slots]
        with database.write() as session:
            picture = applications.save(session, picture, picture.with_answers(answers), NOW, by=by, door="web")
    with database.read() as session:
        assert paces(session) == {"output": Pace(1, 40.0), "smes": Pace(1, 60.0)}
