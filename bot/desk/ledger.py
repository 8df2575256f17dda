"""A broadcast's ledger as the desk tells of it, and the jobs that broadcasts and exports are."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.work.jobs import Job
from dialogs.definition.form import Form
from dialogs.definition.workdays import in_china
from dialogs.record import codec
from dialogs.record.region import Sending
from dialogs.saying.broadcast_briefs import Account, Delivered
from dialogs.turn.messages import Happened
from storage import broadcasts, outbox
from storage.broadcasts import Broadcast
from storage.database import Session

_EXCERPT = 20
_NEAR = 60
"""Lines of a conversation among which the message that tells of a broadcast is looked for."""
_TIMED = frozenset({"sent", "seen", "failed", "blocked"})


def broadcast_job(broadcast: Broadcast, again: int = 0) -> Job:
    """The sending of a broadcast; one that is taken up ``again`` is another job."""
    return Job(f"broadcast/{broadcast.id}@{broadcast.round}.{again}", f"broadcast/{broadcast.id}", "bulk")


def export_job(export: str) -> Job:
    """The making of what is taken out."""
    return Job(f"export/{export}", f"export/{export}", "bulk")


def tell_job(address: int, what: str) -> Job:
    """Let an address hear what lies in its inbox."""
    return Job(f"tell/{address}@{what}", f"tell/{address}", "word")


def sending_of(session: Session, broadcast: Broadcast) -> Sending:
    """A broadcast in short."""
    counts = broadcasts.counts(session, broadcast.id)
    words = " ".join(broadcast.text.split())
    excerpt = words if len(words) <= _EXCERPT else words[: _EXCERPT - 1] + "…"
    return Sending(broadcast.id, in_china(broadcast.at), broadcast.state, excerpt, counts, sum(counts.values()))


def counted(session: Session, form: Form, broadcast: Broadcast, kind: str, *, rows: bool = False) -> Happened:
    """What the desk is told of a broadcast; with ``rows``, every recipient by name."""
    payload = {"sending": codec.dumps(sending_of(session, broadcast))}
    if rows:
        payload["rows"] = codec.dumps(delivered(session, form, broadcast))
    return Happened(kind, payload)


def outdated(session: Session, broadcast: Broadcast) -> tuple[int, Account] | None:
    """The newest message that tells how far a broadcast is, as it should read now; None where it reads so already."""
    for line in reversed(outbox.history(session, broadcast.address_id, before=outbox.NEWEST, limit=_NEAR)):
        reply = None if line.inbound else codec.loads(line.body)
        if isinstance(reply, Account) and reply.sending.id == broadcast.id and not reply.rows:
            now = replace(reply, sending=sending_of(session, broadcast))
            if not now.sending.open:
                now = replace(now, options=(), revision=0)
            return (line.sequence, now) if now != reply else None
    return None


def delivered(session: Session, form: Form, broadcast: Broadcast) -> tuple[Delivered, ...]:
    """Every recipient, and how far the copy is; those whom it did not reach come first."""
    names = {county.code: county.name for county in form.counties}
    rows = [
        Delivered(names.get(each.county, each.county), each.name, each.state, _when(each.state, each.at))
        for each in broadcasts.recipients(session, broadcast.id)
    ]
    return tuple(sorted(rows, key=lambda each: each.state in ("sent", "seen")))


def _when(state: str, at: datetime) -> str:
    return in_china(at) if state in _TIMED else ""


def steer(session: Session, broadcast: Broadcast, how: str, now: datetime) -> None:
    """Pause, resume, cancel or repeat a broadcast; what does not fit its state changes nothing."""
    match how:
        case "pause":
            broadcasts.steer(session, broadcast.id, ("sending",), "paused", now)
        case "resume":
            broadcasts.steer(session, broadcast.id, ("paused",), "sending", now)
        case "cancel" if broadcasts.steer(session, broadcast.id, ("sending", "paused"), "cancelled", now):
            broadcasts.drop_rest(session, broadcast.id, now)
        case "again":
            broadcasts.once_more(session, broadcast.id, now)
