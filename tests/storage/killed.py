"""A process to be killed: it answers one question after the other and says so once each is committed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # started as a file of its own

from dialogs.record.application import Answer
from storage import applications, conversations
from storage.database import Database

NOW = datetime(2024, 4, 1, 9, 30, tzinfo=UTC)


def main(url: str, address: int, application: str) -> None:
    """Answer for ever, an answer and the conversation's state in one transaction."""
    database = Database(url)
    while True:
        print(answer_next(database, address, application), flush=True)


def answer_next(database: Database, address: int, application: str) -> int:
    """Give the next answer; returns its number after the commit."""
    with database.write() as session:
        before = applications.load(session, application)
        state, sequence, version = conversations.load(session, address)
        number = int(state or 0) + 1
        answer = Answer(f"slot/{number}", Decimal(number), None, "文" * 2000, "1", NOW.isoformat(), "web")
        applications.save(session, before, before.with_answers([answer]), NOW, by="1", door="web")
        conversations.save(session, address, str(number), sequence + 1, version)
    return number


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
