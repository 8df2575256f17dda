"""What is remembered of an application is never anything but what the database has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.record.application import Act, Answer, Application, Blank, Kept, Source, Value
from storage import applications
from storage.database import Database
from storage.errors import Stale
from storage.memory import Memory
from tests.storage.conftest import NOW

AT = "2024-04-01T17:30:00+08:00"


def load(database: Database, application: str) -> Application:
    """The application as this database object has it, from memory where it can."""
    with database.read() as session:
        return applications.load(session, application)


def change(database: Database, before: Application, *answers: Answer) -> Application:
    """Answer from this picture."""
    with database.write() as session:
        return applications.save(session, before, before.with_answers(answers), NOW, by="1", door="web")


@contextmanager
def another(database: Database) -> Iterator[Database]:
    """A database object that remembers nothing, as another process has it."""
    other = Database(database.engine.url.render_as_string(hide_password=False))
    try:
        yield other
    finally:
        other.close()


@pytest.fixture
def application(database: Database, person: int) -> Application:
    """An application with one answer, remembered."""
    with database.write() as session:
        empty = applications.create(session, "hebei-clusters/2024", person, NOW)
    return change(database, empty, Answer("a", "1", at=AT))


def test_loaded_once(database: Database, application: Application) -> None:
    """While nobody changes it, an application is the same object at every load."""
    assert load(database, application.id) is load(database, application.id)


def change_and_stumble(database: Database, before: Application) -> None:
    """Save and load, and fail before the transaction ends."""
    with database.write() as session:
        applications.save(session, before, before.with_answers([Answer("a", "undone")]), NOW, by="1", door="web")
        applications.load(session, before.id)
        raise ZeroDivisionError


def test_what_was_undone_is_not_remembered(database: Database, application: Application) -> None:
    """A save that is undone leaves no trace, although the next one gets the same version."""
    with pytest.raises(ZeroDivisionError):
        change_and_stumble(database, application)
    with another(database) as elsewhere:
        change(elsewhere, application, Answer("a", "2", at=AT))
    assert load(database, application.id).answers["a"].value == "2"


def test_what_others_changed_is_seen(database: Database, application: Application) -> None:
    """A change by another process is there at the next load, and a save from the older picture is refused."""
    before = load(database, application.id)
    with another(database) as elsewhere:
        changed = change(elsewhere, before, Answer("a", "2", at=AT))
    assert load(database, application.id) == changed
    with pytest.raises(Stale):
        change(database, before, Answer("a", "3", at=AT))


def test_within_one_transaction(database: Database, application: Application) -> None:
    """A session sees its own save at once, and goes on from there."""
    with database.write() as session:
        first = applications.save(
            session, application, application.with_answers([Answer("a", "2")]), NOW, by="1", door="w"
        )
        seen = applications.load(session, application.id)
        second = applications.save(session, seen, seen.with_answers([Answer("a", "3")]), NOW, by="1", door="web")
    assert seen == first
    assert load(database, application.id) == second


def test_the_oldest_is_forgotten() -> None:
    """Memory is bounded: the application that was kept longest ago goes first."""
    memory = Memory(size=2)
    one, two, three = (Application(name, "edition", version=1) for name in ("one", "two", "three"))
    for each in (one, two, one, three):
        memory.keep(each)
    assert [memory.recall(each.id, 1) for each in (one, two, three)] == [one, None, three]
    assert memory.recall("one", 2) is None


TEXTS = st.text(st.characters(), max_size=5)  # with what no database takes
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False), TEXTS, st.lists(TEXTS, max_size=2).map(tuple)
)
ANSWERS = st.builds(
    Answer,
    st.sampled_from("abc"),
    st.none() | VALUES,
    st.none() | st.sampled_from(Blank),
    words=TEXTS,
    by=TEXTS,
    at=st.just(AT),
    department=st.none() | TEXTS,
    doubtful=st.booleans(),
    source=st.none() | st.builds(Source, st.none() | TEXTS),
    version=st.integers(0, 9),
)
KEPT = st.none() | st.builds(
    Kept, st.sampled_from("xy"), TEXTS, st.lists(TEXTS, max_size=2).map(tuple), TEXTS, st.just(AT)
)
ACTS = st.none() | st.builds(Act, st.sampled_from(("declined", "resumed")), st.just("1"), st.just(AT), TEXTS)
STEPS = st.tuples(st.lists(ANSWERS, max_size=3), st.sets(st.sampled_from("abc"), max_size=1), KEPT, ACTS)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=1, max_size=5))
def test_memory_is_the_database(
    database: Database,
    person: int,
    steps: list[tuple[list[Answer], set[str], Kept | None, Act | None]],
) -> None:
    """After any changes of any content, what is remembered equals what a process that knows nothing loads."""
    with database.write() as session:
        before = applications.create(session, "hebei-clusters/2024", person, NOW)
    for new, gone, kept, act in steps:
        after = before.with_answers(new, without=gone)
        after = after if kept is None else after.with_kept(kept)
        after = after if act is None else after.with_act(act)
        with database.write() as session:
            applications.save(session, before, after, NOW, by="1", door="web")
        before = load(database, before.id)
        with another(database) as elsewhere:
            assert load(elsewhere, before.id) == before
