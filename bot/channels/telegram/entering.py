"""Who may talk: invitations as payload of /start, strangers, groups, and how a person unlinks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import ceil

from bot.channels.telegram.acts import Act, Answer, Leave, Line
from bot.channels.telegram.incoming import Incoming, Key
from bot.channels.telegram.texts import both, own
from bot.entering.inviting import hand_over
from bot.entering.roles import COORDINATORS
from bot.house import House
from bot.turns.links import second_look_opened
from bot.work.limits import Allowance, Limiter
from dialogs.turn.messages import Happened
from storage import approvals, ending, invitations, people
from storage.errors import (
    AddressTaken,
    ExpiredInvitation,
    InvitationRefused,
    RevokedInvitation,
    SpentInvitation,
)
from storage.people import Known

_START = re.compile(r"/start(?:@\w+)?(?:\s+([A-Za-z0-9_-]{1,64}))?\s*", re.ASCII)
_UNLINK = re.compile(r"(?:/unlink(?:@\w+)?|解除绑定)\s*")
UNLINK, KEEP = "u:yes", "u:no"
_REFUSALS: dict[type[InvitationRefused], str] = {
    ExpiredInvitation: "expired",
    RevokedInvitation: "revoked",
    SpentInvitation: "spent",
}
_SHORT = 12
_LINES = Allowance(burst=1, per_second=1 / 600)
_LINKS = Allowance(burst=5, per_second=1 / 60)


def starts(text: str) -> bool:
    """Whether the words are /start, with or without a link's token."""
    return _START.fullmatch(text) is not None


def unlinks(text: str) -> bool:
    """Whether the words ask to unlink."""
    return _UNLINK.fullmatch(text.strip()) is not None


@dataclass
class Entrance:
    """The door to one house. A stranger gets a line now and then, may try a few links, and hears nothing else."""

    house: House
    _spoken: Limiter = field(default_factory=lambda: Limiter(_LINES))
    _tried: Limiter = field(default_factory=lambda: Limiter(_LINKS))
    _warned: Limiter = field(default_factory=lambda: Limiter(_LINES))

    def stranger(self, chat: int) -> tuple[Act, ...]:
        """Somebody whom nobody invited."""
        return (Line(chat, both("stranger")),) if self._spoken.allows(str(chat)) else ()

    def _slower(self, chat: int, seconds: float) -> tuple[Act, ...]:
        """Somebody who tries one link after the other: when to go on, now and then."""
        if not self._warned.allows(str(chat)):
            return ()
        return (Line(chat, both("slower", seconds=str(ceil(seconds)))),)

    def group(self, chat: int) -> tuple[Act, ...]:
        """A group that the bot was taken into: not a place for this."""
        said = (Line(chat, both("group")),) if self._spoken.allows(str(chat)) else ()
        return (*said, Leave(chat))

    def start(self, incoming: Incoming, known: Known | None, key: str) -> tuple[Act, ...]:
        """/start: let the holder of a link in, or take up the conversation of somebody who is in."""
        found = _START.fullmatch(incoming.text)
        token = found[1] if found is not None else None
        if token is None and known is None:
            return self.stranger(incoming.chat)
        if token is not None and (seconds := self._tried.wait(str(incoming.sender))):
            return self._slower(incoming.chat, seconds)
        if token is not None and known is not None and self._seconds(token, known, key):
            return ()
        refused = self._redeem(token, incoming.sender, known) if token is not None else None
        if refused is not None and (known is None or refused == "taken"):
            return (Line(incoming.chat, both(refused)),)
        if token is None or known is None or refused is not None or not self._handed(token, known):
            self._arrive(incoming.sender, known if token is None else None, key)
        return ()

    def _seconds(self, token: str, known: Known, key: str) -> bool:
        """Show a coordinator the broadcast that a second person confirms, if the link is one to such."""
        event = second_look_opened(token)
        with self.house.database.read() as session:
            asked = approvals.find(session, event.payload["key"]) is not None
            asked = asked and people.person(session, known.person_id).role in COORDINATORS
        if asked:
            self.house.conversations.receive(known.address_id, key, event)
        return asked

    def _handed(self, token: str, known: Known) -> bool:
        """Open the application that somebody who is in already was asked to help with, if the link says so."""
        with self.house.database.read() as session:
            invitation = invitations.look(session, token)
        if invitation is None or invitation.application_id is None:
            return False
        hand_over(self.house, known.person_id, invitation)
        return True

    def _redeem(self, token: str, sender: int, known: Known | None) -> str | None:
        """Bind the person of the link to this Telegram account; returns why not. Once is as good as twice."""
        now = self.house.settings.clock()
        try:
            with self.house.database.write() as session:
                present = known.person_id if known is not None else None
                person = invitations.redeem(session, token, now, present)
                found = invitations.look(session, token)
                opened_by = found.device if found is not None else None
                address = people.ensure(session, person.id, "telegram", str(sender), opened_by)
                people.set_reach(session, address.id, "open")
                detail: dict[str, object] = {}
                people.audit(session, now, "signed in", "telegram", person_id=person.id, detail=detail)
        except AddressTaken:
            return "taken"
        except InvitationRefused as refusal:
            why = _REFUSALS.get(type(refusal), "unknown")
            with self.house.database.write() as session:
                detail = {"link": invitations.hash_of(token)[:_SHORT], "by": "telegram"}
                people.audit(session, now, "link refused", why, detail=detail)
            return why
        return None

    def _arrive(self, sender: int, known: Known | None, key: str) -> None:
        """Welcome whoever this sender is, as ``known``, or by now."""
        if known is None:
            with self.house.database.read() as session:
                known = people.known(session, "telegram", str(sender))
        if known is not None:
            self.house.conversations.receive(known.address_id, key, Happened("arrived"))

    def ask_to_unlink(self, chat: int, locale: str) -> tuple[Act, ...]:
        """Unlinking wants a second tap."""
        keys = ((Key(own("unlink", locale), UNLINK), Key(own("keep", locale), KEEP)),)
        return (Line(chat, own("unlink?", locale), keys),)

    def unlink(self, incoming: Incoming, known: Known | None, locale: str) -> tuple[Act, ...]:
        """The second tap: part the account from the person, or leave all as it was."""
        tap = incoming.tap
        if tap is None or tap.data != UNLINK:
            return (*_answered(incoming), Line(incoming.chat, own("kept", locale)))
        if known is not None:
            now = self.house.settings.clock()
            with self.house.database.write() as session:
                people.unbind(session, known.address_id)
                ended = ending.end_uploads(session, known.person_id, now)  # they stand in that chat
                detail = {"uploads": ended} if ended else {}
                people.audit(session, now, "unlinked", "telegram", person_id=known.person_id, detail=detail)
        return (*_answered(incoming), Line(incoming.chat, own("unlinked", locale)))


def _answered(incoming: Incoming) -> tuple[Act, ...]:
    return (Answer(incoming.tap.query_id),) if incoming.tap is not None else ()
