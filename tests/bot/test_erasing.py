"""抹去: after the last date a person or the campaign is forgotten; what stays is said, and nothing else does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.house import House, build
from bot.keeping.erasing import NotOver, erase
from bot.settings import ZONE, Settings
from dialogs.turn.messages import Said
from storage import applications, people
from storage.errors import NoSuchPerson
from storage.tables import METADATA
from tests.bot.desk.people import arrive, contact, delivered, own_application, say

AFTER = datetime(2024, 5, 9, 9, 0, tzinfo=ZONE)
SECRET = "只有张三知道的话"


@pytest.fixture
def over(tmp_path: Path, database_url: str) -> Iterator[House]:
    """A house after the last date of the campaign."""
    del database_url
    house = build(Settings(data=tmp_path / "data", now=AFTER))
    yield house
    house.stop()
    house.database.close()


def everything(house: House) -> str:
    """All that stands in the database."""
    with house.database.read() as session:
        connection = session.connection()
        rows = [connection.execute(select(table)).all() for table in METADATA.sorted_tables]
    return json.dumps([[str(value) for value in row] for table in rows for row in table], ensure_ascii=False)


def test_nothing_is_forgotten_before_the_last_date(house: House) -> None:
    """The command refuses, and names the day."""
    arrive(house, "张三", "county", "130534")
    with pytest.raises(NotOver, match="2024-05-08"):
        list(erase(house, "1", really=True))


def test_a_person_is_forgotten(over: House) -> None:
    """Name, words, channels, links go; the answers stay and nobody is named beside them; the other one stays whole."""
    address = contact(over, "某某张三", "清河县")
    over.conversations.receive(address, "a", Said("开始"))
    over.conversations.receive(address, "b", Said("改 1.8 36.57"))
    over.conversations.receive(address, "c", Said(SECRET))
    application = own_application(over, address)
    arrive(over, "王科长", "city", "邢台市")
    shown = "\n".join(erase(over, "1", really=False))
    assert "Would be erased" in shown
    assert SECRET in everything(over)
    said = "\n".join(erase(over, "1", really=True))
    assert "Stays: answers and files" in said
    left = everything(over)
    assert SECRET not in left
    assert "某某张三" not in left
    assert "王科长" in left
    with over.database.read() as session:
        kept = applications.load(session, application).answers["area"]
        assert people.person(session, 1).disabled_at is not None
        assert [each.action for each in people.audited(session, AFTER)][-1] == "erased"
    assert (str(kept.value), kept.by) == ("36.57", "（已抹去）")
    with pytest.raises(NoSuchPerson):
        list(erase(over, "甲", really=True))


def test_a_campaign_is_forgotten(over: House) -> None:
    """No answer, word, name or file stays; that something was exported and when does, without whose it was."""
    address = contact(over, "某某张三", "清河县")
    over.conversations.receive(address, "c", Said(SECRET))
    desk = arrive(over, "王科长", "city", "邢台市")
    say(over, desk, "表格")
    delivered(over, desk, "进度")
    over.stop()
    assert "application 1" in "\n".join(erase(over, "campaign", really=False))
    said = "\n".join(erase(over, "campaign", really=True))
    assert "1 files" in said
    left = everything(over)
    for gone in (SECRET, "某某张三", "王科长", "清河"):
        assert gone not in left
    with over.database.read() as session:
        assert {"exported", "erased"} <= {each.action for each in people.audited(session, AFTER)}
    assert not [*(over.settings.data / "files").iterdir()]
    raw = b"".join(each.read_bytes() for each in over.settings.data.glob("app.db*"))
    assert SECRET.encode() not in raw
