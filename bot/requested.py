"""What the machine asked of the outside, done after the turn that asked: at least once, and answered as an event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.documents import Documents
from dialogs import codec
from dialogs.application import Application
from dialogs.conversation import Conversation
from dialogs.messages import Happened, Invite, List, Render, Request
from storage import applications, conversations, inbox, invitations, people, requests
from storage.database import Database, Session
from storage.requests import Asked

_COLLEAGUE_DAYS = 14
log = structlog.get_logger()


@dataclass(frozen=True)
class Requested:
    """The requests that wait in one database, and how they are fulfilled."""

    database: Database
    documents: Documents
    clock: Callable[[], datetime]
    base_url: str = ""

    def fulfil_next(self, address: int) -> bool:
        """Fulfil the next request of an address; ``False`` when none waits.

        A kill in between repeats the work, and not its answer: the event carries the request's id.
        """
        asked = self._next(address)
        if asked is None:
            return False
        event, settled = self._event(address, asked)
        with self.database.write() as session:
            requests.settle(session, asked.id, settled)
            inbox.accept(session, address, f"request:{asked.id}", codec.dumps(event), self.clock())
        return True

    def _next(self, address: int) -> Asked | None:
        with self.database.read() as session:
            waiting = requests.todo(session, address)
        if not waiting:
            return None
        with self.database.write() as session:
            requests.claim(session, waiting[0].id)
        return waiting[0]

    def _event(self, address: int, asked: Asked) -> tuple[Happened, requests.Settled]:
        try:
            return self._fulfilled(address, codec.loads(asked.payload)), "done"
        except Exception:
            log.exception("request failed", address=address, request=asked.id, kind=asked.kind)
            return Happened("failed"), "failed"

    def _fulfilled(self, address: int, request: Request) -> Happened:
        with self.database.read() as session:
            person = people.speaking(session, address).person_id
            if isinstance(request, List):
                listed = applications.of_person(session, person)
                return Happened("listed", {each.id: each.cluster_name for each in listed})
            application = _open_application(session, address)
        if isinstance(request, Invite):
            return self._invited(application, person, request)
        if not isinstance(request, Render):
            raise TypeError(f"nobody fulfils {type(request).__name__}")
        return self._rendered(application, person, request)

    def _invited(self, application: Application, person: int, asked: Invite) -> Happened:
        """A link for a colleague; the one who asked becomes its maker in the audit."""
        now = self.clock()
        with self.database.write() as session:
            maker = people.person(session, person)
            token = invitations.invite(
                session,
                role="county",
                region=maker.region,
                name=asked.name,
                now=now,
                expires_at=now + timedelta(days=_COLLEAGUE_DAYS),
                created_by=person,
                application_id=application.id,
                sections=asked.sections,
            )
            detail = {"application": application.id, "sections": asked.sections, "days": _COLLEAGUE_DAYS}
            people.audit(session, now, "invited", "colleague", person_id=person, detail=detail)
        link, days = f"{self.base_url}/i/{token}", str(_COLLEAGUE_DAYS)
        return Happened(
            "invited", {"link": link, "name": asked.name, "days": days, "sections": " ".join(asked.sections)}
        )

    def _rendered(self, application: Application, person: int, asked: Render) -> Happened:
        stored = self.documents.keep(self.documents.make(application, asked))
        name = self.documents.name(application, asked)
        with self.database.write() as session:
            attachment = self.documents.register(session, stored, application, person, name, self.clock())
        payload = {
            "attachment": attachment,
            "name": name,
            "kind": asked.kind,
            "draft": "yes" if asked.draft else "no",
            "size": str(stored.size),
        }
        return Happened("rendered", payload)


def _open_application(session: Session, address: int) -> Application:
    conversation: Conversation = codec.loads(conversations.load(session, address).state or "")
    return applications.load(session, conversation.application or "")
