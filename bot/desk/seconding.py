"""A second coordinator's look at broadcasts: asked for, shown by link or in the chat, agreed to once, returned.

Whoever decides is of the author's own role and region, and is not the author. A broadcast that was agreed to is begun
in the transaction that says so, under the request that asked for it: it cannot be begun twice.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import ledger
from bot.entering.roles import require
from bot.turns.desks import Done
from bot.turns.links import Links, fresh_seed
from bot.work.jobs import Job
from dialogs.definition.form import Form
from dialogs.definition.workdays import in_china
from dialogs.record import codec
from dialogs.record.region import Contact, SecondLook
from dialogs.state.desk_states import Drafting
from dialogs.state.errands import AnswerSecond, AskSecond, Broadcast, LookSecond
from dialogs.turn.messages import Happened
from storage import approvals, attachments, inbox, invitations, people
from storage.approvals import Approval
from storage.database import Session
from storage.errors import NotYours
from storage.people import Person
from storage.requests import Asked

DAYS = 3
"""How long a broadcast waits for a second person."""
_KEY = 24
_OVER = {"yes": "agreed before", "no": "returned before", "withdrawn": "withdrawn before"}
Begin = Callable[[Person, Asked, Broadcast], Done]


@dataclass(frozen=True)
class Seconding:
    """One coordinator's side of it, in one transaction; ``contacts`` are the people of the region."""

    session: Session
    form: Form
    person: Person
    now: datetime
    contacts: tuple[Contact, ...] = ()

    def set(self, errand: AskSecond) -> Done:
        """Let a second person confirm the region's broadcasts, or no more."""
        require(self.form, self.person, "broadcast", self.person.region)
        if errand.on:
            approvals.want(self.session, self.person.region, self.person.id, self.now)
        else:
            approvals.want_no_more(self.session, self.person.region)
        on = ("on" if self._others() else "on, alone") if errand.on else "off"
        self._audit("second look set", self.person.region or "province", on=errand.on)
        names = "、".join(each.name for each in self._others())
        return Done(Happened("second look set", {"on": on, "names": names}))

    def _others(self) -> list[Person]:
        same = people.in_role(self.session, self.person.role)
        return [each for each in same if each.region == self.person.region and each.id != self.person.id]

    def _audit(self, action: str, subject: str, **detail: object) -> None:
        people.audit(self.session, self.now, action, subject, person_id=self.person.id, detail=detail)

    def wait(self, links: Links, asked: Asked, errand: Broadcast) -> Done:
        """Keep a broadcast until somebody else agrees; the link to it is told once, to its author."""
        require(self.form, self.person, "broadcast", self.person.region)
        seed, until = fresh_seed(), self.now + timedelta(days=DAYS)
        key = invitations.hash_of(links.token(seed))
        attachment = errand.attachment or None
        body = codec.dumps(errand)
        where = (self.person.id, asked.address_id, attachment)
        approvals.wait(self.session, Approval(key, asked.id, *where, body, self.now, until))
        self._audit("second look asked for", f"request-{asked.id}", people=len(errand.people))
        names = "、".join(each.name for each in self._others())
        figures = {"seed": seed, "key": key, "when": in_china(until), "names": names}
        return Done(Happened("second look asked", figures))

    def look(self, errand: LookSecond) -> Done:
        """What it says and how many get it; or why there is nothing to decide."""
        found = self._find(errand.key)
        state = self._closed(found)
        if found is None or state:
            return Done(Happened("second look", {"state": state, **self._decider(found)}))
        self._audit("looked at a broadcast", f"request-{found.request_id}")
        return Done(Happened("second look", {"look": codec.dumps(second_look_of(self, found))}))

    def _find(self, key: str) -> Approval | None:
        """The one of this key; ``NotYours`` where it is another region's."""
        found = approvals.find(self.session, key)
        if found is not None:
            author = people.person(self.session, found.person_id)
            if (author.role, author.region) != (self.person.role, self.person.region):
                raise NotYours(key[:_KEY])
        return found

    def _closed(self, found: Approval | None) -> str:
        """Why nothing can be decided, empty where something can."""
        if found is None:
            return "unknown"
        if found.answer:
            return _OVER[found.answer]
        if found.person_id == self.person.id:
            return ""
        if people.person(self.session, found.person_id).disabled_at is not None:
            return "unknown"
        return "expired" if found.expires_at <= self.now else ""

    def _decider(self, found: Approval | None) -> dict[str, str]:
        by = people.person(self.session, found.by).name if found is not None and found.by is not None else ""
        return {"by": by}

    def answer(self, errand: AnswerSecond, begin: Begin) -> Done:
        """Agree, return or withdraw, once; ``begin`` begins the broadcast of its author."""
        require(self.form, self.person, "broadcast", self.person.region)
        found = self._find(errand.key)
        state = self._closed(found)
        if found is None or state:
            return Done(Happened("second answered", {"state": state, **self._decider(found)}))
        if (found.person_id == self.person.id) != (errand.answer == "withdrawn"):
            return Done(Happened("second answered", {"state": "not by the author"}))
        return self._decided(found, errand, begin)

    def _decided(self, found: Approval, errand: AnswerSecond, begin: Begin) -> Done:
        answers: dict[str, approvals.Answer] = {"yes": "yes", "no": "no", "withdrawn": "withdrawn"}
        if not approvals.decide(self.session, found.token_hash, answers[errand.answer], self.person.id, self.now):
            again = approvals.find(self.session, found.token_hash)
            return Done(Happened("second answered", {"state": self._closed(again), **self._decider(again)}))
        self._audit("second look", f"request-{found.request_id}", answer=errand.answer, author=found.person_id)
        author = people.person(self.session, found.person_id)
        if errand.answer == "withdrawn":
            return Done(Happened("second answered", {"state": "withdrawn", **self._draft(found)}))
        told = {"by": self.person.name}
        if errand.answer == "no":
            back = Happened("second decided", {"state": "returned", **told, **self._draft(found)})
            self._tell(found, "decided", back)
            return Done(Happened("second answered", {"state": "returned by you", "name": author.name}), _tell(found))
        asked = Asked(found.request_id, found.address_id, "Broadcast", found.body, 0)
        begun = begin(author, asked, codec.loads(found.body))
        self._tell(found, "decided", Happened("second decided", {"state": "agreed", **told}))
        if begun.event is not None:
            self._tell(found, "begun", begun.event)
        agreed = Happened("second answered", {"state": "agreed by you", "name": author.name})
        return Done(agreed, begun.jobs + _tell(found))

    def _tell(self, found: Approval, what: str, event: Happened) -> None:
        inbox.accept(
            self.session, found.address_id, f"second {what}:{found.token_hash[:_KEY]}", codec.dumps(event), self.now
        )

    def _draft(self, found: Approval) -> dict[str, str]:
        errand: Broadcast = codec.loads(found.body)
        name, size = file_of(self.session, found)
        attachment = errand.attachment if name else ""
        draft = Drafting("confirm", errand.text, attachment, name, size, errand.words, errand.people)
        return {"draft": codec.dumps(draft), "words": errand.text}


def second_look_of(seconding: Seconding, found: Approval) -> SecondLook:
    """One as the desk sees it."""
    errand: Broadcast = codec.loads(found.body)
    wanted = set(errand.people)
    chosen = [each for each in seconding.contacts if each.person in wanted]
    names = {county.code: county.name for county in seconding.form.counties}
    name, size = file_of(seconding.session, found)
    return SecondLook(
        found.token_hash,
        people.person(seconding.session, found.person_id).name,
        errand.text,
        len(chosen),
        tuple(dict.fromkeys(names.get(each.county, each.county) for each in chosen)),
        in_china(found.expires_at),
        errand.attachment if name else "",
        name,
        size,
        own=found.person_id == seconding.person.id,
        over=found.expires_at <= seconding.now,
    )


def file_of(session: Session, found: Approval) -> tuple[str, int]:
    """Name and size of the file that goes along, if one does and is still there."""
    if found.attachment_id is not None:
        with suppress(NotYours):
            kept = attachments.find(session, found.attachment_id, found.person_id)
            return kept.name, kept.size
    return "", 0


def second_looks(
    session: Session, form: Form, person: Person, now: datetime, contacts: tuple[Contact, ...]
) -> tuple[SecondLook, ...]:
    """All that wait for this coordinator, and one's own."""
    seconding = Seconding(session, form, person, now, contacts)
    return tuple(second_look_of(seconding, each) for each in approvals.waiting(session, person, now))


def _tell(found: Approval) -> tuple[Job, ...]:
    return (ledger.tell_job(found.address_id, f"second-{found.token_hash[:_KEY]}"),)
