"""Somebody in a browser, as the rooms know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.ending import Ways

InvitationState = Literal["valid", "spent", "expired", "revoked", "unknown"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whom a browser's session belongs to: the person, and this person's address on the web.

    ``session`` names the session; it is no secret, the cookie cannot be made of it.
    """

    person: int
    address: int
    session: str


@dataclass(frozen=True, slots=True)
class Device:
    """A browser in which a person is signed in; ``agent`` is what it called itself then.

    ``opened_by`` is the session of the browser in which its link was made, where that one is signed in too.
    """

    session: str
    agent: str
    since: datetime
    seen: datetime
    opened_by: str = ""


@dataclass(frozen=True, slots=True)
class OtherWays:
    """How a person comes in besides by browsers, and who was let in by this person."""

    ways: Ways
    colleagues: tuple[str, ...] = ()
