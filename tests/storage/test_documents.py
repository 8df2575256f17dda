"""A document of one key is one document, whoever orders it and however often."""

from __future__ import annotations

import threading

import pytest

from storage import applications, documents
from storage.database import Database
from storage.documents import Document
from tests.storage.conftest import NOW


@pytest.fixture
def application(database: Database, person: int) -> str:
    """An application that documents are made of."""
    with database.write() as session:
        return applications.create(session, "e", person, NOW).id


def test_from_ordering_to_ready(database: Database, application: str) -> None:
    """Ordered twice it is made once; what came of it is said once, and stands there for whoever orders it later."""
    with database.write() as session:
        assert documents.find(session, "k") is None
        first = documents.order(session, "k", application, "pages", NOW)
        assert first == Document("k", application, "pages", "todo", "[]", NOW)
        assert documents.order(session, "k", application, "pages", NOW) == first
        assert documents.settle(session, "k", "ready", '["a"]', NOW)
        assert not documents.settle(session, "k", "failed", "[]", NOW)
    with database.write() as session:
        assert documents.order(session, "k", application, "pages", NOW).state == "ready"
        assert documents.hold(session, "k").attachments == '["a"]'


def test_what_failed_is_made_again(database: Database, application: str) -> None:
    """Whoever orders a document that failed gets another try; looking at it alone changes nothing."""
    with database.write() as session:
        documents.order(session, "k", application, "pages", NOW)
        documents.settle(session, "k", "failed", '["a"]', NOW)
    with database.read() as session:
        found = documents.find(session, "k")
        assert found is not None
        assert found.state == "failed"
    with database.write() as session:
        assert documents.order(session, "k", application, "pages", NOW).state == "todo"


def test_nobody_orders_while_it_is_settled(database: Database, application: str) -> None:
    """Whoever orders while somebody settles sees what came of it: neither is overlooked by the other."""
    with database.write() as session:
        documents.order(session, "k", application, "pages", NOW)
    states: list[str] = []

    def order() -> None:
        with database.write() as session:
            states.append(documents.order(session, "k", application, "pages", NOW).state)

    with database.write() as session:
        documents.hold(session, "k")
        other = threading.Thread(target=order)
        other.start()
        other.join(0.3)
        assert other.is_alive()
        documents.settle(session, "k", "ready", "[]", NOW)
    other.join()
    assert states == ["ready"]
