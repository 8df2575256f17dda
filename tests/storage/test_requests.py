"""What was asked of the outside is done once, by one process at a time, also after a crash."""

from __future__ import annotations

import pytest

from storage import applications, documents, requests
from storage.database import Database, Session
from storage.errors import Lost
from tests.storage.conftest import NOW


def ordered(session: Session, person: int, key: str) -> str:
    """A document that is to be made."""
    application = applications.create(session, "e", person, NOW)
    return documents.order(session, key, application.id, "application", NOW).key


def test_from_asking_to_done(database: Database, address: int) -> None:
    """A request waits until it is settled, which is done once."""
    with database.write() as session:
        first = requests.add(session, address, "List", '{"a": 1}', NOW)
        second = requests.add(session, address, "List", "{}", NOW)
        assert [(asked.id, asked.payload) for asked in requests.todo(session, address)] == [
            (first, '{"a": 1}'),
            (second, "{}"),
        ]
        assert requests.addresses(session) == (address,)
        assert requests.take(session, first)
        requests.settle(session, first, "done")
        assert not requests.take(session, first)
        with pytest.raises(Lost):
            requests.settle(session, first, "failed")
        assert [asked.id for asked in requests.todo(session, address)] == [second]


def test_waiting_for_a_document(database: Database, address: int, second_address: int, person: int) -> None:
    """Those who wait for one document are found by it, whoever asked; a request that waits is not seen to again."""
    with database.write() as session:
        key, other = ordered(session, person, "k"), ordered(session, person, "other")
        first, second, third, fourth = (
            requests.add(session, each, "Render", "{}", NOW) for each in (address, second_address, address, address)
        )
        for request, document in ((first, key), (second, key), (third, other)):
            requests.wait_for(session, request, document, f'"{document}"')
        assert [(each.id, each.payload) for each in requests.waiting_for(session, key)] == [
            (first, '"k"'),
            (second, '"k"'),
        ]
        assert not requests.take(session, first)
        assert [each.id for each in requests.todo(session, address)] == [fourth]
        assert [each.id for each in requests.unsettled(session, address)] == [first, third, fourth]
        requests.settle(session, first, "done")
        assert [each.id for each in requests.waiting_for(session, key)] == [second]
