"""Who comes in by the web, over the real house: personal links, sessions, devices."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.entering.inviting import Meeting, hand_over
from bot.entering.visitor import Device, InvitationState, OtherWays, Visitor
from bot.records import Records
from bot.turns.links import path_of
from storage import ending, invitations, people, web_sessions
from storage.database import Session
from storage.ending import Ways
from storage.errors import Busy
from storage.invitations import Invitation
from storage.web_sessions import WebSession

_SESSION_DAYS = 90
_DEVICE_LINK_MINUTES = 10
_SEEN_MINUTES = 5
"""How exactly it is known when a browser was seen last: every note of it is a write to the disk."""
_LONGEST_AGENT = 200
log = structlog.get_logger()


@dataclass(frozen=True)
class People:
    """Lets people in."""

    house: Meeting

    def peek(self, token: str) -> InvitationState:
        """How an invitation stands, without using it up."""
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
        """Let the holder of a link in; the browser's session, if it is or was the same person's, is replaced."""
        with self.house.database.write() as transaction:
            known = web_sessions.recognise(transaction, session) if session else None
            person = invitations.redeem(transaction, token, now, known.person_id if known is not None else None)
            people.ensure(transaction, person.id, "web", str(person.id))
            if known is not None and known.person_id == person.id:
                web_sessions.revoke(transaction, known.token_hash, now)
            people.audit(transaction, now, "signed in", "web", person_id=person.id, detail={})
            invitation = invitations.look(transaction, token)
            device, opened_by = _browser(known, person.id, invitation)
            expires, agent = now + timedelta(days=_SESSION_DAYS), user_agent[:_LONGEST_AGENT]
            issued = web_sessions.issue(transaction, person.id, now, expires, agent, device, opened_by)
        if invitation is not None:
            hand_over(self.house, person.id, invitation)
        return issued

    def find(self, session: str) -> Visitor | None:
        """Whose session this is; None where it does not hold."""
        now = self.house.settings.clock()
        with self.house.database.read() as transaction:
            found = web_sessions.find(transaction, session, now)
            if found is None:
                return None
            address = people.find(transaction, "web", str(found.person_id))
        if now - found.last_seen_at >= timedelta(minutes=_SEEN_MINUTES):
            self._note_seen(found, now)
        return Visitor(found.person_id, address.id, found.token_hash) if address is not None else None

    def _note_seen(self, found: WebSession, now: datetime) -> None:
        try:
            with self.house.database.write() as transaction:
                web_sessions.seen(transaction, found.token_hash, now)
        except Busy:  # the next request will say it
            log.warning("not noted that a session was seen")

    def standing(self, sessions: Collection[str]) -> frozenset[str]:
        """Which of these sessions still hold."""
        with self.house.database.read() as transaction:
            return web_sessions.standing(transaction, sessions, self.house.settings.clock())


def _browser(known: WebSession | None, person: int, invitation: Invitation | None) -> tuple[str | None, str | None]:
    """Which browser this is, and which one opened it: as before where it was here before as the same person."""
    if known is not None and known.person_id == person:
        return known.device or known.token_hash, known.opened_by
    return None, None if invitation is None else invitation.device


@dataclass(frozen=True)
class Devices:
    """The browsers of a person."""

    house: Records

    def of(self, person: int) -> tuple[Device, ...]:
        """All that are signed in, the one seen last first."""
        with self.house.database.read() as session:
            found = web_sessions.of_person(session, person, self.house.settings.clock())
        sessions = {each.device: each.token_hash for each in found}
        return tuple(
            Device(
                each.token_hash,
                each.user_agent,
                each.created_at,
                each.last_seen_at,
                sessions.get(each.opened_by, "") if each.opened_by else "",
            )
            for each in found
        )

    def others(self, person: int) -> OtherWays:
        """What works besides the browsers."""
        with self.house.database.read() as session:
            ways = ending.standing(session, person, self.house.settings.clock())
            return OtherWays(ways, tuple(name for _, name in ending.let_in(session, person)))

    def sign_out(self, visitor: Visitor, session: str, *, alone: bool = False) -> frozenset[str]:
        """End one session of a person and what was opened from its browser, unless ``alone``; never the visitor's own.

        That one ends only where it is the one that was meant. Returns the names of the sessions that ended.
        """
        now = self.house.settings.clock()
        with self.house.database.write() as transaction:
            mine = {each.token_hash for each in web_sessions.of_person(transaction, visitor.person, now)}
            if session not in mine:
                return frozenset()
            ended = ending.end_browser(transaction, visitor.person, session, now, visitor.session, alone=alone)
            self._note(transaction, now, visitor.person, ended.ways)
        return ended.sessions

    def sign_out_others(self, visitor: Visitor) -> int:
        """End every way in of a person but this session; returns how many sessions that were."""
        now = self.house.settings.clock()
        with self.house.database.write() as transaction:
            ended = ending.end(transaction, visitor.person, now, but=visitor.session)
            if ended.said:
                self._note(transaction, now, visitor.person, ended)
        return ended.sessions

    def _note(self, transaction: Session, now: datetime, person: int, ended: Ways) -> None:
        people.audit(transaction, now, "signed out", "web", person_id=person, detail=ended.said)

    def link(self, visitor: Visitor) -> str:
        """The path of a link that lets the same person in on one other device, within minutes."""
        now = self.house.settings.clock()
        with self.house.database.write() as session:
            known = people.person(session, visitor.person)
            device = web_sessions.device_of(session, visitor.session)
            until = now + timedelta(minutes=_DEVICE_LINK_MINUTES)
            token = invitations.invite_known(session, known, now, until, visitor.person, device)
            people.audit(session, now, "device link made", "web", person_id=visitor.person, detail={})
        return path_of(token)
