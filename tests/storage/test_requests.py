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


def test_what_is_known_later_is_kept_with_the_request(database: Database, address: int) -> None:
    """Taking a request up may say more of it; what waits and what is being done are both unsettled."""
    with database.write() as session:
        first, second, third = (requests.add(session, address, "Render", "{}", NOW) for _ in range(3))
        assert requests.claim(session, first, '{"document": "k"}')
        requests.settle(session, second, "done")
        found = [(asked.id, asked.payload) for asked in requests.unsettled(session)]
        assert found == [(first, '{"document": "k"}'), (third, "{}")]


def test_one_address_is_taken_up_by_itself(database: Database, address: int) -> None:
    """A terminal takes up its own requests, and leaves alone what others are doing."""
    with database.write() as session:
        mine = requests.add(session, address, "Render", "{}", NOW)
        requests.claim(session, mine)
        assert requests.resume(session, address + 1) == 0
        assert requests.resume(session, address) == 1
