"""What was asked of the outside is done, also after a crash, and by one worker at a time."""

from __future__ import annotations

from storage import requests
from storage.database import Database
from tests.storage.conftest import NOW


def test_from_asking_to_done(database: Database, address: int) -> None:
    """A request waits, is taken up once and settled once."""
    with database.write() as session:
        first = requests.add(session, address, "Render", '{"draft": true}', NOW)
        second = requests.add(session, address, "Render", "{}", NOW)
        assert [asked.id for asked in requests.todo(session)] == [first, second]
        assert requests.todo(session)[0].payload == '{"draft": true}'
        assert [requests.claim(session, first) for _ in range(2)] == [True, False]
        assert [asked.id for asked in requests.todo(session)] == [second]
        assert [requests.settle(session, first, "done") for _ in range(2)] == [True, False]
        assert not requests.claim(session, first)


def test_a_crash_while_doing(database: Database, address: int) -> None:
    """What was half done when the process died waits again, and the tries are counted."""
    with database.write() as session:
        left = requests.add(session, address, "Render", "{}", NOW)
        done = requests.add(session, address, "Render", "{}", NOW)
        requests.claim(session, left)
        requests.settle(session, done, "failed")
    with database.write() as session:
        assert requests.resume(session) == 1
        assert [(asked.id, asked.tries) for asked in requests.todo(session)] == [(left, 1)]
