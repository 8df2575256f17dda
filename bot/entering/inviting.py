"""Invitations: a personal link for one person with one role in one region."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Literal, Protocol

from bot.entering.roles import fits
from bot.records import Records
from bot.turns.conversations import Conversations
from bot.turns.links import links_of, path_of
from dialogs.definition.form import Form
from dialogs.record import codec
from dialogs.turn.messages import Happened
from storage import conversations, inbox, invitations, participants, people
from storage.database import Session
from storage.invitations import Invitation

_FIRST = "县级联系人"
Role = Literal["county", "city", "province", "administrator"]


class Meeting(Records, Protocol):
    """What it takes to open an application to somebody who talks already."""

    @property
    def conversations(self) -> Conversations:
        """Those that are under way."""


class Inviting(Meeting, Protocol):
    """What it takes to invite somebody to a form."""

    @property
    def form(self) -> Form:
        """The form, which knows the regions."""


class UnknownRegion(Exception):
    """No county code or reporting group has this name."""


class UnsuitableRegion(Exception):
    """This role needs another region: a city's coordinator a reporting group, the province none, a contact a county."""


def invite_person(house: Inviting, *, name: str, role: Role, region: str, days: int) -> str:
    """A new link; ``region`` is a county's code or name, a reporting group, or empty. Raises ``UnknownRegion``."""
    now = house.settings.clock()
    with house.database.write() as session:
        token = invitations.invite(
            session,
            role=role,
            region=region_of_role(house.form, role, region),
            name=name,
            now=now,
            expires_at=now + timedelta(days=days),
        )
        people.audit(session, now, "invited", role, detail={"region": region, "days": days})
    return link(house, token)


def first_link(house: Records, *, days: int) -> str:
    """The link for a first county contact: the same one at each start as long as it holds, then a new one."""
    now, links = house.settings.clock(), links_of(house.settings.data, house.settings.base_url)
    tokens = (links.token(f"first:{number}") for number in count(1))
    with house.database.write() as session:
        token = next(each for each in tokens if _may_be_first(session, each, now))
        if invitations.look(session, token) is None:
            _invite_first(session, token, now, days)
    return link(house, token)


def _may_be_first(session: Session, token: str, now: datetime) -> bool:
    found = invitations.look(session, token)
    return found is None or (found.revoked_at is None and found.expires_at > now)


def _invite_first(session: Session, token: str, now: datetime, days: int) -> None:
    until = now + timedelta(days=days)
    invitations.invite(session, role="county", region="", name=_FIRST, now=now, expires_at=until, token=token)
    people.audit(session, now, "invited", "county", detail={"region": "", "days": days})


def invite_again(house: Records, person: int, *, days: int) -> str:
    """A new link for somebody known who lost the first one, by the number that the audit and the list of links show.

    Somebody who was shut out may come in by it again.
    Raises ``storage.errors.NoSuchPerson``.
    """
    now = house.settings.clock()
    with house.database.write() as session:
        known = people.person(session, person)
        people.readmit(session, person)
        token = invitations.invite_known(session, known, now, now + timedelta(days=days))
        people.audit(session, now, "invited again", known.role, person_id=person, detail={"days": days})
    return link(house, token)


def link(house: Records, token: str) -> str:
    """The address that an invitation's holder opens."""
    return f"{house.settings.base_url}{path_of(token)}"


def telegram_link(username: str, token: str) -> str:
    """The address that lets an invitation's holder in on Telegram, where the bot has this name."""
    return f"https://t.me/{username}?start={token}"


def hand_over(house: Meeting, person: int, invitation: Invitation) -> None:
    """Open the application that a known person was asked to help with, wherever this person talks already.

    Somebody new needs no word: the first turn opens it. Told once, however often the link is tapped.
    """
    if invitation.application_id is None:
        return
    with house.database.write() as session:
        part = participants.part_of(session, invitation.application_id, person)
        told = [each.id for each in people.addresses_of(session, person) if conversations.load(session, each.id).state]
        if part is None:
            return
        event = Happened("handed", {"application": invitation.application_id, "owner": part.owner})
        key = f"handed:{invitation.token_hash[:16]}"
        for address in told:
            inbox.accept(session, address, key, codec.dumps(event), house.settings.clock())
    for address in told:
        house.conversations.catch_up(address)


def region_code(form: Form, region: str) -> str:
    """The code of a county given by code or by a name that only one county has; a reporting group as it is."""
    if not region or region in {group.name for group in form.groups}:
        return region
    found = [county.code for county in form.counties if region in (county.code, county.name)]
    if len(found) != 1:
        raise UnknownRegion(region)
    return found[0]


def region_of_role(form: Form, role: Role, region: str) -> str:
    """The region as it is kept for somebody of this role: 辛集市 is a reporting group, and a county as well.

    ``UnknownRegion`` for no name, ``UnsuitableRegion`` for one of another kind.
    """
    counties = [county.code for county in form.counties if region in (county.code, county.name)]
    code = counties[0] if role == "county" and len(counties) == 1 else region_code(form, region)
    if not fits(form, role, code):
        raise UnsuitableRegion(region)
    return code


def nobody_yet(house: Records) -> bool:
    """Whether nobody was ever let in by a link."""
    with house.database.read() as session:
        return not people.anyone_registered(session)
