"""What a person had before them when they spoke: an answer belongs to the question that was seen."""

from __future__ import annotations

from dialogs import codec
from storage import outbox
from storage.database import Session

_MOST_NEW, _LOOK_BACK = 60, 30


def question_in_sight(session: Session, address: int, seen: int) -> str | None:
    """The field of the last question up to a line of the conversation, where a newer question has been put since.

    None where none has: then the last question was seen. Empty where nothing about a field was in sight.
    """
    newer = outbox.history(session, address, after=seen, limit=_MOST_NEW)
    if all(_question(line) is None for line in newer):
        return None
    before = outbox.history(session, address, before=seen + 1, limit=_LOOK_BACK)
    asked = (_question(line) for line in reversed(before))
    return next((field for field in asked if field is not None), "")


def _question(line: outbox.Line) -> str | None:
    """The field that a line asks about; None where it asks nothing."""
    reply = None if line.inbound else codec.loads(line.body)
    if not getattr(reply, "revision", 0):
        return None
    return str(getattr(reply, "field", None) or "")
