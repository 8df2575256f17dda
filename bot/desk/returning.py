"""An application goes back to its county with comments, on behalf of the city or the province; and comes back from it.

Whoever decides holds the lock on the application, so that of two decisions the second one sees the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.desk.ledger import tell_job
from bot.desk.writing_back import Told, coordinators_of, county_code
from bot.work.jobs import Job
from dialogs.definition.form import Form
from dialogs.derived import rounds
from dialogs.record import codec
from dialogs.record.application import Act, Application, ReviewEvent
from dialogs.state.conversation import Conversation
from dialogs.turn import sealing
from dialogs.turn.messages import Happened, Notify
from storage import applications, conversations, inbox, participants, people, reviews
from storage.database import Session
from storage.participants import Companion
from storage.people import Person
from storage.requests import Asked

Level = Literal["city", "province"]


class BadReturn(ValueError):
    """What is to be returned names nothing, or something that is not there; the text says what."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment: ``about`` is a field's name, an item of the evidence list, or empty for the whole application.

    ``reason`` names one of the catalogue; ``note`` are the reviewer's own words.
    """

    about: str
    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was returned: the number of its round, how many people hear of it, and the jobs by which they do."""

    round: int
    people: int
    jobs: tuple[Job, ...]


def return_application(
    session: Session,
    form: Form,
    person: Person,
    application: str,
    remarks: Sequence[Remark],
    due: str,
    now: datetime,
    level: Level = "city",
) -> Sent:
    """Return these points, with their reasons, to the county, to be mended until ``due`` (ISO).

    It is part of the caller's transaction, which has asked whether ``person`` may; the jobs are handed over after the
    commit. A return while another one is open belongs to the same round. ``BadReturn`` where nothing is returned, or
    something that is not there.
    """
    reviews.hold(session, application)
    before = applications.load(session, application)
    _check(form, remarks)
    number, at = rounds.number_of_next(before), now.isoformat()
    known = sum(each.kind == "asked" and each.round == number for each in before.reviews)
    asked = [
        ReviewEvent(
            "asked",
            person.name,
            at,
            number,
            comment=f"{number}-{place}",
            about=each.about,
            reason=each.reason,
            note=each.note,
            level=level,
            was=rounds.digest(form, before, each.about),
        )
        for place, each in enumerate(remarks, known + 1)
    ]
    returned = ReviewEvent("returned", person.name, at, number, due=due, level=level)
    act = Act("returned", person.name, at, f"{before.version} {sealing.fingerprint(form, before)}")
    after = before.with_act(act).with_reviews([returned, *asked])
    applications.save(session, before, after, now, by=person.name, door="desk")
    detail: dict[str, object] = {"round": number, "comments": len(remarks), "level": level}
    people.audit(session, now, "returned", application, person_id=person.id, detail=detail)
    return _told(session, form, after, returned, remarks, now)


def _check(form: Form, remarks: Sequence[Remark]) -> None:
    if not remarks:
        raise BadReturn("nothing is returned")
    known = {each.name: each for each in form.review.reasons}
    for each in remarks:
        field = form.by_name.get(each.about)
        if each.about and each.about not in form.evidence_by_id and (field is None or not field.answerable):
            raise BadReturn(f"“{each.about}” is nothing that a county fills in")
        if each.reason not in known:
            raise BadReturn(f"“{each.reason}” is no reason of {form.edition}")
        if known[each.reason].wants_note and not each.note.strip():
            raise BadReturn(f"“{each.reason}” wants a note")


def _told(
    session: Session, form: Form, after: Application, returned: ReviewEvent, remarks: Sequence[Remark], now: datetime
) -> Sent:
    """Everybody who works on the application hears of it, colleagues where it concerns their part."""
    concerned = {form.homes[each.about] for each in remarks if each.about in form.by_name}
    key = f"returned:{after.id}:{len(after.reviews)}"
    payload = {"application": after.id, "round": str(returned.round)}
    told = [
        each
        for each in participants.companions(session, after.id, 0)
        if (not each.sections or concerned & set(each.sections)) and _heard(session, each, key, payload, now)
    ]
    jobs = tuple(tell_job(each.address_id, f"{after.id}-{len(after.reviews)}") for each in told)
    return Sent(returned.round, len({each.person_id for each in told}), jobs)


def _heard(session: Session, companion: Companion, key: str, payload: dict[str, str], now: datetime) -> bool:
    event = codec.dumps(Happened("returned", payload))
    return inbox.accept(session, companion.address_id, key, event, now) is not None


def tell_city(session: Session, form: Form, asked: Asked, said: Notify, now: datetime) -> list[Told]:
    """The coordinators of the county's group hear that it sent the open application, or sent it back."""
    author = people.person(session, people.speaking(session, asked.address_id).person_id)
    state = conversations.load(session, asked.address_id).state
    conversation: Conversation | None = codec.loads(state) if state is not None else None
    application = conversation.application if conversation is not None else None
    payload = {
        "county": county_code(session, form, author),
        "application": application or "",
        "what": said.what,
        "by": author.name,
    }
    told = coordinators_of(session, form, payload["county"])
    for each in told:
        inbox.accept(session, each.address, f"sent:{asked.id}", codec.dumps(Happened("county sent", payload)), now)
    return told
