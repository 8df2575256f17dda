"""A browser for everybody who may come to a real house: contact, colleagues, who is out, coordinators."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from bot.entering.access import shut_out
from bot.entering.inviting import invite_person
from bot.entering.visiting import Devices, People
from bot.evidence.receiving import upload_link
from bot.house import House
from dialogs.turn.messages import Happened, Said
from storage import applications, invitations, people
from storage.tables.people import Role
from tests.bot.conftest import NOON
from tests.bot.web.client import Browser
from tests.bot.web.real import sign_in

ROLES = ("contact", "part", "whole", "spent", "signed out", "shut out", "nobody")
"""``part`` and ``whole`` are colleagues; ``spent`` holds a link that somebody else has used."""


DESKS = {"city": "邢台市", "province": ""}
"""The coordinators, and their regions."""


SECRET = "36.57"
"""A figure of a section that the colleague of a part was not asked to fill."""


def invited(house: House, sections: tuple[str, ...]) -> str:
    """A link for a colleague of the first application."""
    with house.database.write() as session:
        return invitations.invite(
            session,
            role="county",
            region="",
            name="园区" if sections else "同事",
            now=NOON,
            expires_at=NOON + timedelta(days=1),
            created_by=1,
            application_id=applications.of_person(session, 1)[0].id,
            sections=sections,
        )


async def everybody(browser: Browser, house: House) -> dict[str, Browser]:
    """A browser for each role; the contact has answered something."""
    contact = await sign_in(browser, house)
    for number, words in enumerate(("开始", "改 1.8", SECRET)):
        house.conversations.receive(1, f"said-{number}", Said(words))
    sessions = {"contact": contact}
    for role, sections in (("part", ("digital",)), ("whole", ())):
        entered = await browser.another().post(f"/i/{invited(house, sections)}")
        sessions[role] = entered.cookies["shenbao_session"].value
        await browser.with_session(sessions[role]).get("/")
    for role in ("signed out", "shut out"):
        sessions[role] = await sign_in(browser.another(), house)
        visitor = People(house).find(sessions[role])
        assert visitor is not None
        if role == "signed out":
            Devices(house).sign_out(visitor, visitor.session)
        else:
            shut_out(house, visitor.person)
    for role, region in DESKS.items():
        sessions[role] = await at_desk(browser.another(), house, role, region)
    others = {"spent": browser.another(), "nobody": browser.another()}
    every = (*ROLES, *DESKS)
    return {role: browser.with_session(sessions[role]) if role in sessions else others[role] for role in every}


async def at_desk(browser: Browser, house: House, role: str, region: str) -> str:
    """A coordinator comes in; returns the session's token."""
    link = invite_person(house, name=f"{role}协调人", role=cast(Role, role), region=region, days=7)
    answer = await browser.post("/i/" + link.rpartition("/")[2])
    await browser.get("/")
    return answer.cookies["shenbao_session"].value


def spent_link(house: House) -> str:
    """The token of a device link that the contact has used, and that was withdrawn from everybody else."""
    with house.database.write() as session:
        token = invitations.invite_known(session, people.person(session, 1), NOON, NOON + timedelta(days=1))
        invitations.redeem(session, token, NOON, None)
    return token


def withdrawn_upload(house: House) -> str:
    """The token of an upload link that has ended."""
    token = upload_link(house, 1, None).rpartition("/")[2]
    with house.database.write() as session:
        session.connection().exec_driver_sql("UPDATE upload_link SET expires_at = created_at")
    return token


def add_person(house: House, name: str, role: Role, region: str) -> int:
    """Somebody with a conversation on the web; returns the address."""
    with house.database.write() as session:
        person = people.register(session, name, role, region, NOON)
        address = people.ensure(session, person.id, "web", str(person.id))
    house.conversations.receive(address.id, "arrived", Happened("arrived"))
    return address.id
