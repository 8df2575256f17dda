"""What a person had before them when they spoke: an answer belongs to the question that was seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dialogs.record import codec
from dialogs.turn.messages import UNSAID, Said
from storage import inbox, outbox
from storage.database import Session

_MOST_NEW, _LOOK_BACK = 60, 30
_AT_ONCE = timedelta(seconds=2)
"""Within which nobody reads a question and types the same answer to it."""


def placed(session: Session, address: int, item: int, sequence: int, said: Said) -> Said:
    """Words with the question that was in sight when they were said, where a newer one has been put since.

    A page that does not say what was in sight may send one text twice: what comes again at once was said to the same
    question.
    """
    seen = _said_at_once(session, address, item, said.text) if said.seen == UNSAID else said.seen
    if seen is None or seen >= sequence:
        return said
    return replace(said, about=question_in_sight(session, address, seen))


def _said_at_once(session: Session, address: int, item: int, text: str) -> int | None:
    """The last line in sight when the same was said a moment ago; None where it was not."""
    last = inbox.last_said(session, address)
    if last is None:
        return None
    number, said, at = last
    before = codec.loads(said)
    if not isinstance(before, Said) or before.text.strip() != text.strip():
        return None
    return number - 1 if inbox.arrived(session, item) - at <= _AT_ONCE else None


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
