"""Messages that were being sent when somebody died: whether they went out nobody knows, whoever sends next decides."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session

from storage import outbox
from storage.outbox import ADDRESS, OUTBOX
from storage.work import PROCESS


def left_by_others(session: Session, channel: str, holder: str) -> tuple[int, ...]:
    """What somebody else was sending when this one began."""
    return _sending(session, channel, OUTBOX.c.holder.is_distinct_from(holder))


def stranded(session: Session, channel: str, holder: str) -> tuple[int, ...]:
    """What is being sent by nobody but this one, as far as the rows know: its own, and what the dead left."""
    dead = or_(OUTBOX.c.holder.is_(None), OUTBOX.c.holder.not_in(select(PROCESS.c.id)))
    return _sending(session, channel, or_(OUTBOX.c.holder == holder, dead))


def _sending(session: Session, channel: str, whose: ColumnElement[bool]) -> tuple[int, ...]:
    wanted = select(OUTBOX.c.id).join(ADDRESS, ADDRESS.c.id == OUTBOX.c.address_id)
    these = wanted.where(OUTBOX.c.state == "sending", ADDRESS.c.channel == channel, whose)
    return tuple(session.connection().execute(these.order_by(OUTBOX.c.id)).scalars())


def recover(session: Session, message_ids: Collection[int], now: datetime) -> tuple[int, int]:
    """Messages left in doubt are sent once more, or given up after that.

    Returns how many will be sent again, and how many are given up.
    """
    once_more = over = 0
    wanted = select(OUTBOX.c.id, OUTBOX.c.holder, OUTBOX.c.tries).where(OUTBOX.c.state == "sending")
    for key, whose, tries in session.connection().execute(wanted.where(OUTBOX.c.id.in_(message_ids))).all():
        if tries <= 1:
            outbox.again(session, (key,), whose, undone=whose is None)  # the try was counted when it was taken up
            once_more += 1
        else:
            outbox.settle(session, (key,), whose, state="failed", now=now)
            over += 1
    return once_more, over
