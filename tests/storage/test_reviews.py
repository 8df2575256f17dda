"""Reviews on both databases: events only grow and are marked, drafts and records stay with their level."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.record.application import Answer, Application, ReviewEvent
from storage import applications, people, reviews
from storage.database import Database
from storage.errors import NoSuchApplication, RewrittenAct, Stale
from storage.reviews import Draft, Record
from tests.storage.conftest import NOW

SENT = ReviewEvent("sent", "张三", NOW.isoformat(), 1)
RETURNED = ReviewEvent("returned", "王科长", NOW.isoformat(), 1, due="2024-04-18", level="city")
ASKED = ReviewEvent(
    "asked", "王科长", NOW.isoformat(), 1, comment="1-1", about="output", reason="figures", note="与年报\x00不同"
)


@pytest.fixture
def made(database: Database) -> Application:
    """An application with an owner."""
    with database.write() as session:
        person = people.register(session, "张三", "county", "130534", NOW)
        return applications.create(session, "hebei-clusters/2024", person.id, NOW)


def saved(database: Database, before: Application, after: Application) -> Application:
    """The application as it stands after this change."""
    with database.write() as session:
        applications.save(session, before, after, NOW, by="张三", door="web")
    with database.read() as session:
        return applications.load(session, before.id)


def test_events_are_kept_in_order_with_the_answers_before_them(database: Database, made: Application) -> None:
    """Each says which change of an answer came last before it; what no database takes is replaced."""
    answered = saved(database, made, made.with_answers([Answer("area", "1", by="张三", at=NOW.isoformat())]))
    after = saved(database, answered, answered.with_reviews([SENT]))
    again = saved(database, after, after.with_answers([replace(after.answers["area"], value="2")]))
    last = saved(database, again, again.with_reviews([RETURNED, ASKED]))
    assert [each.kind for each in last.reviews] == ["sent", "returned", "asked"]
    assert last.reviews[0].mark < last.reviews[1].mark == last.reviews[2].mark
    assert replace(last.reviews[1], mark=0) == RETURNED
    assert last.reviews[2].note == "与年报\ufffd不同"
    assert last.version > again.version


def test_what_happened_is_never_rewritten(database: Database, made: Application) -> None:
    """An event that is gone or altered is refused."""
    after = saved(database, made, made.with_reviews([SENT]))
    for reviewed in ((), (replace(after.reviews[0], by="李四"),)):
        with pytest.raises(RewrittenAct):
            saved(database, after, replace(after, reviews=reviewed))


def test_the_second_of_two_who_decide_sees_the_first(database: Database, made: Application) -> None:
    """Both loaded the same state: the second save is refused, and made again it stands on the first."""
    saved(database, made, made.with_reviews([SENT]))
    with pytest.raises(Stale):
        saved(database, made, made.with_reviews([RETURNED]))
    with database.write() as session:
        reviews.hold(session, made.id)
        assert [each.kind for each in applications.load(session, made.id).reviews] == ["sent"]


def test_nobody_can_be_kept_from_what_is_not_there(database: Database) -> None:
    """An application that does not exist cannot be held."""
    with database.write() as session, pytest.raises(NoSuchApplication):
        reviews.hold(session, "nothing")


def test_drafts_belong_to_a_level_and_can_be_taken_away(database: Database, made: Application) -> None:
    """The city's are not the province's; what was dropped comes back, what was sent does not go."""
    comment = Draft(0, "output", "figures", "与年报不同", False, 1, 0, False)
    with database.write() as session:
        first = reviews.draft(session, made.id, "city", comment, NOW)
        second = reviews.draft(session, made.id, "city", replace(comment, internal=True), NOW)
        assert reviews.drafts(session, made.id, "province") == ()
        assert reviews.drop(session, made.id, "city", first, NOW)
        assert [each.dropped for each in reviews.drafts(session, made.id, "city")] == [True, False]
        assert reviews.drop(session, made.id, "city", first, None)
        assert not reviews.drop(session, made.id, "province", first, NOW)
        reviews.sent_with(session, made.id, "city", [first], 1)
        assert not reviews.drop(session, made.id, "city", first, NOW)
        assert [(each.id, each.round) for each in reviews.drafts(session, made.id, "city")] == [(first, 1), (second, 0)]


def test_records_are_kept_in_order(database: Database, made: Application) -> None:
    """Ticked, unticked, verified: all of it stands, by level."""
    verified = Record("verified", "visit", 1, "2024-04-15", "王科长、李工", "属实", 1)
    with database.write() as session:
        for place, said in enumerate(
            (Record("ticked", "bound", 1, by=1), Record("unticked", "bound", 1, by=1), verified)
        ):
            reviews.record(session, made.id, "city", said, NOW + timedelta(minutes=place))
    with database.read() as session:
        kept = reviews.records(session, made.id, "city")
        assert [each.kind for each in kept] == ["ticked", "unticked", "verified"]
        assert replace(kept[2], at=None) == verified
        assert reviews.records(session, made.id, "province") == ()
