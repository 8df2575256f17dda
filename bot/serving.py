"""The service: the web chat over the house, until it is told to stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app import House, build
from bot.channel import Message
from bot.channels.web.server import serve
from bot.channels.web.services import Download, InvitationState, Services, Visitor
from bot.durable import DurableJobs
from bot.inviting import invite_person, nobody_yet
from bot.settings import Settings
from dialogs.messages import Event
from renderers.programs import discard_left
from storage import attachments, invitations, people, web_sessions

_SESSION_DAYS = 90
_FIRST_LINK_DAYS = 7


@dataclass(frozen=True)
class _Conversations:
    house: House

    def receive(self, address: str, external_id: str, event: Event) -> bool:
        return self.house.conversations.receive(int(address), external_id, event)

    def history(self, address: str, after: int, limit: int = 200, before: int | None = None) -> tuple[Message, ...]:
        return self.house.history.messages(int(address), after, limit, before)

    def locale(self, address: str) -> str:
        return self.house.history.locale(int(address))


@dataclass(frozen=True)
class _People:
    house: House

    def peek(self, token: str) -> InvitationState:
        with self.house.database.read() as session:
            found = invitations.look(session, token)
        if found is None:
            return "unknown"
        if found.revoked_at is not None:
            return "revoked"
        if found.redeemed_at is not None:
            return "spent"
        return "expired" if found.expires_at <= self.house.settings.clock() else "valid"

    def redeem(self, token: str, user_agent: str, now: datetime, session: str | None) -> str:
        with self.house.database.write() as transaction:
            known = web_sessions.find(transaction, session, now) if session else None
            person = invitations.redeem(transaction, token, now, known.person_id if known is not None else None)
            people.ensure(transaction, person.id, "web", str(person.id))
            people.audit(transaction, now, "signed in", "web", person_id=person.id, detail={})
            expires = now + timedelta(days=_SESSION_DAYS)
            return web_sessions.issue(transaction, person.id, now, expires, user_agent[:200])

    def find(self, session: str) -> Visitor | None:
        with self.house.database.read() as transaction:
            found = web_sessions.find(transaction, session, self.house.settings.clock())
            if found is None:
                return None
            address = people.find(transaction, "web", str(found.person_id))
            return Visitor(found.person_id, str(address.id)) if address is not None else None


@dataclass(frozen=True)
class _Attachments:
    house: House

    def open(self, attachment: str, person: int) -> Download:
        with self.house.database.read() as session:
            found = attachments.find(session, attachment, person)
        path = attachments.path_of(found, self.house.documents.folder)
        return Download(path, found.name, found.media_type)


def services(house: House) -> Services:
    """What the web chat may use of the house."""
    return Services(_Conversations(house), _People(house), _Attachments(house), house.settings, house.settings.clock)


def run(settings: Settings) -> None:
    """Build the house, take up what a crash left, and serve until stopped."""
    house = build(settings, DurableJobs(settings.engine))
    try:
        _serve(house)
    finally:
        house.stop()


def _serve(house: House) -> None:
    settings = house.settings
    discard_left()
    house.conversations.resume()
    if nobody_yet(house):
        first = invite_person(house, name="县级联系人", role="county", region="", days=_FIRST_LINK_DAYS)
        print(
            f"首位县级联系人的链接（{_FIRST_LINK_DAYS} 天内有效）/ link for a first county contact:\n{first}",
            flush=True,
        )
    print(f"shenbao: {settings.base_url}", flush=True)
    serve(services(house), settings.host, settings.port)
