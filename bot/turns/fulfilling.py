"""What the machine asked of the outside, done after the turn that asked, and answered as an event, once.

What takes time is handed to the jobs: a document is ordered here and made there, while the conversation goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

import structlog

from bot.campaign.asking import Calendars
from bot.printing.documents import OFFICE_KINDS, Documents, kind_of
from bot.printing.rendering import Order, answer
from bot.turns.desks import Desk, Done
from bot.turns.former import find_former
from bot.turns.links import Guest, Links, hand_out
from bot.work.jobs import Job, Jobs, LaneName
from bot.work.limits import Allowance, ByPersonAndAddress
from dialogs.derived.schedule import Habits
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import (
    FindDates,
    FormerForm,
    Happened,
    Import,
    Invite,
    KeepEmail,
    List,
    Notify,
    Open,
    Page,
    Recognise,
    Render,
    Request,
    Snooze,
    WriteBack,
)
from storage import applications, conversations, documents, exports, inbox, participants, people, requests
from storage.database import Database, Session
from storage.documents import Document
from storage.errors import Lost, NotYours, Unavailable
from storage.requests import Asked

_COLLEAGUE_DAYS = 14
DOCUMENTS = Allowance(20, 1 / 20)
"""Documents that one person may have made, through whatever channel; those that are there already do not count."""
DOCUMENTS_FROM_ADDRESS = Allowance(200, 1 / 2)
"""The same of all people behind one network address, which may be a whole office."""
log = structlog.get_logger()


@dataclass(frozen=True)
class Requested:
    """The requests that wait in one database, and how they are fulfilled; ``holder`` is the name of this process."""

    database: Database
    documents: Documents
    jobs: Jobs
    clock: Callable[[], datetime]
    links: Links
    desk: Desk
    holder: str
    habits: Habits = field(default_factory=Habits)
    recognises: bool = False
    pace: ByPersonAndAddress = field(default_factory=lambda: ByPersonAndAddress(DOCUMENTS, DOCUMENTS_FROM_ADDRESS))

    def fulfil_next(self, address: int) -> bool:
        """Fulfil the next request of an address, or have it done; ``False`` when none waits.

        What was done and the answer are one transaction: a kill repeats both or neither.
        """
        with self.database.read() as session:
            todo = requests.todo(session, address)
        if not todo:
            return False
        asked = todo[0]
        try:
            self._see_to(asked)
        except Unavailable:
            raise
        except NotYours:
            log.warning("request refused", address=address, request=asked.id, kind=asked.kind)
            with suppress(Lost), self.database.write() as session:
                self._answer(session, asked, Happened("refused"))
                person, action = people.speaking(session, address).person_id, f"{asked.kind.lower()} refused"
                people.audit(session, self.clock(), action, str(asked.id), person_id=person, detail={})
        except Exception:
            log.exception("request failed", address=address, request=asked.id, kind=asked.kind)
            with suppress(Lost), self.database.write() as session:
                self._answer(session, asked, Happened("failed"))
        return True

    def _see_to(self, asked: Asked) -> None:
        """See to a request, unless another process does at this moment or did before."""
        jobs: tuple[Job, ...] = ()
        with self.database.write() as session:
            if requests.take(session, asked.id):
                jobs = self._begun(session, asked)
        for job in jobs:
            self.jobs.submit(job)

    def _begun(self, session: Session, asked: Asked) -> tuple[Job, ...]:
        """Answer a request, or leave it to wait for a job; the jobs that are to be handed over after the commit."""
        request: Request | Order = codec.loads(asked.payload)
        match request:
            case Render() | Order() | Import() | Recognise() | Page():
                return self._made_beside(session, asked, request)
            case List():
                self._answer(session, asked, self._listed(session, asked))
            case FindDates() | KeepEmail() | Snooze():
                self._answer(session, asked, self._by_campaign(session, asked, request))
            case FormerForm():
                self._answer(session, asked, self._former(session, asked, request))
            case Invite():
                self._answer(session, asked, self._invited(session, asked, request))
            case WriteBack() | Notify():
                return self._done(session, asked, self._told_city(session, asked, request))
            case Open():
                raise TypeError("to open an application is part of the turn")
            case _:
                return self._done(session, asked, self.desk.run(session, asked, request))
        return ()

    def _told_city(self, session: Session, asked: Asked, request: WriteBack | Notify) -> Done:
        if isinstance(request, Notify):
            return self.desk.notify(session, asked, request)
        return self.desk.write_back(session, asked, request)

    def _made_beside(
        self, session: Session, asked: Asked, request: Render | Order | Import | Recognise | Page
    ) -> tuple[Job, ...]:
        """What takes time: a document to be made, a file to be read."""
        match request:
            case Import():
                return self._beside(session, asked, READING, codec.dumps(request))
            case Recognise():
                if self.recognises:
                    return self._beside(session, asked, RECOGNISING, codec.dumps(request))
                self._answer(session, asked, Happened("read", {"file": request.file, "problem": "off"}))
                return ()
            case Page():
                return self._beside(session, asked, PAGING, _open_application(session, asked.address_id).id)
            case _:
                return self._ordered(session, asked, request)

    def _beside(self, session: Session, asked: Asked, prefix: str, body: str) -> tuple[Job, ...]:
        """What is to be read or counted becomes a job, which answers when it is done."""
        person = people.speaking(session, asked.address_id).person_id
        order = f"{prefix}{asked.id}"
        exports.order(session, exports.Export(order, person, asked.address_id, body, "todo", None, self.clock()))
        requests.settle(session, asked.id, "done")
        job = beside_job(order, str(person))
        return (job,) if job is not None else ()

    def _done(self, session: Session, asked: Asked, done: Done) -> tuple[Job, ...]:
        """Answer with what came of it; what takes long becomes a job, which answers when it is done."""
        if done.event is not None:
            self._answer(session, asked, done.event)
        else:
            requests.settle(session, asked.id, "done")
        return done.jobs

    def _answer(self, session: Session, asked: Asked, event: Happened) -> None:
        requests.settle(session, asked.id, "failed" if event.kind == "failed" else "done")
        inbox.accept(session, asked.address_id, f"request:{asked.id}", codec.dumps(event), self.clock())

    def resume(self, address: int | None = None) -> None:
        """Have made again what is waited for and nobody makes, at one address or all: a job may have been forgotten."""
        with self.database.read() as session:
            left = documents.waited_for(session, self.holder, address)
        for each in left:
            self.jobs.submit(_job(each))

    def _former(self, session: Session, asked: Asked, request: FormerForm) -> Happened:
        person = people.speaking(session, asked.address_id).person_id
        application = _open_application(session, asked.address_id)
        people.audit(session, self.clock(), "former form", application.id, person_id=person, detail={})
        return find_former(session, self.documents.form, person, application, request)

    def _listed(self, session: Session, asked: Asked) -> Happened:
        listed = applications.of_person(session, people.speaking(session, asked.address_id).person_id)
        ours = [each for each in listed if each.edition == self.documents.form.edition]
        return Happened("listed", {each.id: each.cluster_name for each in ours})

    def _by_campaign(self, session: Session, asked: Asked, request: FindDates | KeepEmail | Snooze) -> Happened:
        speaker, application = people.speaking(session, asked.address_id), _open_application(session, asked.address_id)
        dates = Calendars(self.documents.form, self.documents.folder, self.habits, self.links.base_url)
        return dates.answer(session, request, speaker, application, self.clock())

    def _invited(self, session: Session, asked: Asked, invite: Invite) -> Happened:
        """A link for a colleague; the one who asked becomes its maker in the audit."""
        now, application = self.clock(), _open_application(session, asked.address_id)
        if not participants.owns(session, application.id, people.speaking(session, asked.address_id).person_id):
            raise NotYours(application.id)
        maker = people.person(session, people.speaking(session, asked.address_id).person_id)
        guest = Guest(invite.name, maker.region, application=application.id, sections=invite.sections)
        seed = hand_out(session, self.links, maker.id, guest, now, now + timedelta(days=_COLLEAGUE_DAYS))
        detail = {"application": application.id, "sections": invite.sections, "days": _COLLEAGUE_DAYS}
        people.audit(session, now, "invited", "colleague", person_id=maker.id, detail=detail)
        sections = " ".join(invite.sections)
        told = {"seed": seed, "name": invite.name, "days": str(_COLLEAGUE_DAYS), "sections": sections}
        return Happened("invited", told)

    def _ordered(self, session: Session, asked: Asked, request: Render | Order) -> tuple[Job, ...]:
        """Answer with the document if it is there; otherwise wait for it among others, and have it made."""
        order = request if isinstance(request, Order) else self._order_for(session, asked.address_id, request)
        if isinstance(request, Render) and (seconds := self._wait(session, asked.address_id, order)):
            self._later(session, asked, request, seconds)
            return ()
        kind = kind_of(order.asked)
        document = documents.order(session, order.document, order.application, kind, self.clock())
        if document.state == "ready":
            answer(session, asked, order.asked, codec.loads(document.attachments), "", self.clock())
            return ()
        requests.wait_for(session, asked.id, document.key, codec.dumps(order))
        return (_job(document, str(people.speaking(session, asked.address_id).person_id)),)

    def _wait(self, session: Session, address: int, order: Order) -> float:
        """Seconds until this person may have another document made; none where it is there, or being made."""
        known = documents.find(session, order.document)
        if known is not None and known.state != "failed":
            return 0
        return self.pace.wait(people.speaking(session, address).person_id)

    def _later(self, session: Session, asked: Asked, request: Render, seconds: float) -> None:
        """Say when to ask again; once for the two papers of one preview."""
        if request.kind == "summary":
            requests.settle(session, asked.id, "failed")
        else:
            told = {"why": "too many", "kind": request.kind, "seconds": str(ceil(seconds))}
            self._answer(session, asked, Happened("failed", told))

    def _order_for(self, session: Session, address: int, asked: Render) -> Order:
        application = _open_application(session, address)
        person = people.speaking(session, address).person_id
        if not participants.sees_all(session, application.id, person):
            raise NotYours(application.id)
        return Order(self.documents.key(application, kind_of(asked), draft=asked.draft), application.id, asked)


READING, RECOGNISING, PAGING = "read-", "letters-", "pages-"
"""How the orders of what is read and counted beside the chat begin, among what is taken out."""
_LANES: Mapping[str, tuple[str, LaneName]] = {
    READING: ("import", "office"),
    RECOGNISING: ("letters", "letters"),
    PAGING: ("paging", "office"),
}


def beside_job(order: str, whose: str = "") -> Job | None:
    """The job of a file to be read, a photo to be recognised, pages to be counted; None for another kind of order."""
    for prefix, (kind, lane) in _LANES.items():
        if order.startswith(prefix):
            return Job(f"{kind}/{order}", f"{kind}/{order}", lane, whose)
    return None


def _job(document: Document, whose: str = "") -> Job:
    """The job of a document: whoever joins gives it the same name, a second try another one."""
    lane: LaneName = "office" if document.kind in OFFICE_KINDS else "word"
    return Job(f"{document.key}@{document.at.isoformat()}", document.key, lane, whose)


def _open_application(session: Session, address: int) -> Application:
    conversation: Conversation = codec.loads(conversations.load(session, address).state or "")
    return applications.load(session, conversation.application or "")
