"""Invitations: a personal link for one person with one role in one region."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from bot.app import House
from dialogs.form import Form
from storage import invitations, people

Role = Literal["county", "city", "province", "administrator"]


class UnknownRegion(Exception):
    """No county code or reporting group has this name."""


def invite_person(house: House, *, name: str, role: Role, region: str, days: int) -> str:
    """A new link; ``region`` is a county's code or name, a reporting group, or empty. Raises ``UnknownRegion``."""
    now = house.settings.clock()
    with house.database.write() as session:
        token = invitations.invite(
            session,
            role=role,
            region=region_code(house.form, region),
            name=name,
            now=now,
            expires_at=now + timedelta(days=days),
        )
        people.audit(session, now, "invited", role, detail={"region": region, "days": days})
    return link(house, token)


def link(house: House, token: str) -> str:
    """The address that an invitation's holder opens."""
    return f"{house.settings.base_url}/i/{token}"


def region_code(form: Form, region: str) -> str:
    """The code of a county given by code or by a name that only one county has; a reporting group as it is."""
    if not region or region in {group.name for group in form.groups}:
        return region
    found = [county.code for county in form.counties if region in (county.code, county.name)]
    if len(found) != 1:
        raise UnknownRegion(region)
    return found[0]


def nobody_yet(house: House) -> bool:
    """Whether nobody was ever let in by a link."""
    with house.database.read() as session:
        return not people.anyone_registered(session)
