"""A document of one key is one document, whoever orders it and however often."""

from __future__ import annotations

import threading

import pytest

from storage import applications, documents, requests
from storage.database import Database
from storage.documents import Document
from storage.errors import Lost
from tests.storage.conftest import NOW


@pytest.fixture
def application(database: Database, person: int) -> str:
    """An application that documents are made of."""
    with database.write() as session:
        return applications.create(session, "e", person, NOW).id


def test_from_ordering_to_ready(database: Database, application: str) -> None:
    """Ordered twice it is made once; what came of it is said once, and stands there for whoever orders it later."""
    with database.write() as session:
        first = documents.order(session, "k", application, "pages", NOW)
        assert first == Document("k", application, "pages", "todo", "[]", NOW, 0, None)
        assert documents.order(session, "k", application, "pages", NOW) == first
        assert documents.take(session, "k", "a")
        assert not documents.take(session, "k", "b")
        with pytest.raises(Lost):
            documents.settle(session, "k", "b", "ready", "[]", NOW)
        documents.settle(session, "k", "a", "ready", '["a"]', NOW)
        with pytest.raises(Lost):
            documents.settle(session, "k", "a", "failed", "[]", NOW)
    with database.write() as session:
        assert documents.order(session, "k", application, "pages", NOW).state == "ready"
        assert documents.hold(session, "k").attachments == '["a"]'


def test_what_failed_is_made_again(database: Database, application: str) -> None:
    """Whoever orders a document that failed gets another try."""
    with database.write() as session:
        documents.order(session, "k", application, "pages", NOW)
        documents.settle(session, "k", None, "failed", '["a"]', NOW)
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
        documents.settle(session, "k", None, "ready", "[]", NOW)
    other.join()
    assert states == ["ready"]


def test_what_is_waited_for(database: Database, application: str, address: int, second_address: int) -> None:
    """Documents that somebody waits for and no other process makes: of one address, or of all."""
    with database.write() as session:
        for key, where in (("a", address), ("b", second_address), ("c", address), ("d", None)):
            documents.order(session, key, application, "pages", NOW)
            if where is not None:
                request = requests.add(session, where, "Render", "{}", NOW)
                requests.wait_for(session, request, key, "{}")
        documents.take(session, "c", "other")
        assert [each.key for each in documents.waited_for(session, "me")] == ["a", "b"]
        assert [each.key for each in documents.waited_for(session, "me", address)] == ["a"]
        assert [each.key for each in documents.waited_for(session, "other", address)] == ["a", "c"]
