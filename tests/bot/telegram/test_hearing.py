"""What several people say at the same moment is heard together; what is more than words is left to be heard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.channels.telegram.entering import Entrance
from bot.channels.telegram.hearing import Hearing
from bot.channels.telegram.incoming import Incoming
from tests.bot.telegram.living import living, story

pytestmark = pytest.mark.usefixtures("database_url")


def _said(update: int, sender: int, words: str, **more: object) -> Incoming:
    return Incoming(update, "text", sender, sender, message_id=9_000 + update, text=words, **more)  # type: ignore[arg-type]


@story
async def test_words_of_people_who_are_known_are_heard_together_each_once(tmp_path: Path) -> None:
    """A stranger, a command to begin, a group and somebody to whom a line is on its way are heard by themselves."""
    async with living(tmp_path / "data") as alive:
        for number in (7, 8, 9):
            await alive.begun(number)
        await alive.settled(7, 8, 9)
        with alive.house.database.write() as session:
            sending = "UPDATE outbox SET state = 'sending', external_message_id = NULL WHERE address_id = :of"
            session.connection().execute(text(sending), {"of": alive.address(9)})
        said = [
            _said(70, 7, "否"),
            _said(71, 8, "是"),
            _said(72, 5_555, "否"),
            _said(73, 7, "/start"),
            _said(74, 8, "否", private=False),
            _said(75, 9, "否"),
            _said(70, 7, "否"),
        ]
        heard = Hearing(alive.house, Entrance(alive.house)).words(said)
        assert [getattr(each, "new", each) for each in heard] == [True, True, None, None, None, None, False]
        assert alive.answers(7) == {"banned_industry": "no"}
        assert alive.answers(8) == {"banned_industry": "yes"}
        assert alive.answers(9) == {}
