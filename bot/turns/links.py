"""Links that stand in a conversation without being stored there.

A link's token follows from a seed and this machine's key. The conversation keeps the seed, the invitation the token's
hash, the key lies in a file of its own: a copy of the database lets nobody in.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dialogs.saying.briefs import Note
from dialogs.saying.invitation_briefs import Invitations
from dialogs.saying.replies import Reply, Told
from dialogs.turn.messages import Happened
from storage import invitations
from storage.database import Session
from storage.files import put_in_place

KEY_FILE = "links.key"
_KEY_BYTES = 32
_TOKEN_BYTES = 24


class DamagedKey(Exception):
    """The key of the links is damaged: put it back from a backup, or remove it, which ends the links given out."""


@dataclass(frozen=True)
class Links:
    """Makes links under one address, with one key."""

    key: bytes
    base_url: str

    def token(self, seed: str) -> str:
        """The token of a seed: as long and as hard to guess as a random one."""
        digest = hmac.digest(self.key, seed.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest[:_TOKEN_BYTES]).decode()

    def address(self, token: str) -> str:
        """Where the holder of a token comes in."""
        return f"{self.base_url}{path_of(token)}"

    def shown(self, reply: Reply) -> Reply:
        """The reply with links in place of their seeds, if it tells of some; the desk's page in place of its name."""
        if isinstance(reply, Invitations):
            made = (replace(each, link=self.address(self.token(each.seed))) for each in reply.made)
            return replace(reply, made=tuple(made))
        if isinstance(reply, Note) and "page" in reply.figures:
            return replace(reply, figures={**reply.figures, "link": f"{self.base_url}/{reply.figures['page']}"})
        if isinstance(reply, Note) and "seed" in reply.figures:
            token = self.token(reply.figures["seed"])
            return replace(reply, figures={**reply.figures, "link": f"{self.base_url}/a/{token}", "token": token})
        if not isinstance(reply, Told) or "seed" not in reply.figures:
            return reply
        link = self.address(self.token(reply.figures["seed"]))
        return replace(reply, figures={**reply.figures, "link": link})


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom a link is for: a county's contact, a person known already, somebody who takes part in an application."""

    name: str
    region: str
    person: int | None = None
    application: str | None = None
    sections: tuple[str, ...] = ()


def hand_out(session: Session, links: Links, maker: int, guest: Guest, now: datetime, until: datetime) -> str:
    """Let somebody in by a link that this person makes; returns the seed from which the link follows."""
    seed = fresh_seed()
    invitations.invite(
        session,
        role="county",
        region=guest.region,
        name=guest.name,
        now=now,
        expires_at=until,
        created_by=maker,
        person_id=guest.person,
        application_id=guest.application,
        sections=guest.sections,
        token=links.token(seed),
    )
    return seed


def second_look_opened(token: str) -> Happened:
    """Somebody opened the link to a broadcast that a second person confirms. The event names the token's hash only."""
    return Happened("second look opened", {"key": invitations.hash_of(token)})


def path_of(token: str) -> str:
    """The path of a personal link, below the public address."""
    return f"/i/{token}"


def fresh_seed() -> str:
    """A seed that was never used."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def links_of(folder: Path, base_url: str) -> Links:
    """The links of the house in this folder; the key is made at the first start, whole or not at all."""
    file = folder / KEY_FILE
    if not file.exists():
        unfinished = folder / f"{KEY_FILE}.{os.getpid()}"
        unfinished.touch(0o600)
        unfinished.write_bytes(secrets.token_bytes(_KEY_BYTES))
        put_in_place(unfinished, file)
    key = file.read_bytes()
    if len(key) != _KEY_BYTES:
        raise DamagedKey(str(file))
    return Links(key, base_url)
