"""抹去: a person or a whole campaign is forgotten once it is over; it is shown first what goes, and what stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot.records import Records
from bot.settings import ZONE, Settings
from bot.shelf import shelf_of
from bot.work.presence import now as machine_time
from dialogs.definition.form import Form
from storage import deadlines, erasing, people, processes
from storage.database import Session
from storage.errors import NoSuchPerson
from storage.objects import behind

CAMPAIGN = "campaign"
_STAYS_OF_PERSON = (
    "Stays: answers and files of the applications (without this name beside them), names that are answers (联系人),",
    "acts and receipts with the name that signed them, the audit under the number. Backups keep everything.",
)
_STAYS_OF_CAMPAIGN = (
    "Stays: people as numbers with their roles, dates, that lists were handed up and when (without names),",
    "the audit (what and when, by number). Backups and a PostgreSQL's own logs keep what they hold: remove them too.",
    "Unfinished forms go as well: next year's edition offers them (去年的表) only where nothing was erased.",
)
_ALIVE = timedelta(seconds=30)


class NotOver(Exception):
    """The campaign is not over: its last date has not passed."""


class StillServing(Exception):
    """The service runs; stop it first (`shenbao serve` holds what is to be forgotten)."""


class Erasing(Records, Protocol):
    """What it takes to forget."""

    @property
    def form(self) -> Form:
        """The form, with its dates."""


def erase(house: Erasing, whom: str, *, really: bool) -> Iterator[str]:
    """Forget a person, by number, or the ``campaign``: in words what goes and what stays; done where it is meant.

    Raises ``NotOver``, ``StillServing`` (for the campaign), ``storage.errors.NoSuchPerson``.
    """
    now = house.settings.clock()
    with house.database.read() as session:
        last = _last_day(session, house.form)
    if now.astimezone(ZONE).date().isoformat() <= last:
        raise NotOver(last)
    if whom == CAMPAIGN:
        yield from _campaign(house, now, really)
    elif whom.isascii() and whom.isdigit():
        yield from _person(house, int(whom), now, really)
    else:
        raise NoSuchPerson(whom)


def _last_day(session: Session, form: Form) -> str:
    """The last date of all, moved ones included."""
    moved = (each.on for each in deadlines.changes(session, form.edition))
    return max((*(each.on for each in form.deadlines), *moved)).isoformat()


def _person(house: Erasing, number: int, now: datetime, really: bool) -> Iterator[str]:
    with house.database.read() as session:
        known = people.person(session, number)
    yield f"{number} {known.name} ({known.role} {known.region})"
    if really:
        with house.database.write() as session:
            counts = erasing.erase_person(session, number, now)
            people.audit(session, now, "erased", "person", person_id=number, detail={})
        yield f"Erased: {_listed(counts)}"
    else:
        yield "Would be erased: the name, mail, channels, conversation, links, notes. With --yes it is done."
    yield from _STAYS_OF_PERSON


def _campaign(house: Erasing, now: datetime, really: bool) -> Iterator[str]:
    with house.database.read() as session:
        counts, living = erasing.rows(session), processes.living(session)
    if any(machine_time() - seen < _ALIVE for seen in living.values()):
        raise StillServing
    if not really:
        yield f"Would be erased: {_listed(counts)}, and all files. With --yes it is done, and cannot be undone."
        yield from _STAYS_OF_CAMPAIGN
        return
    with house.database.write() as session:
        counts = erasing.erase_campaign(session)
        people.audit(session, now, "erased", CAMPAIGN, detail={"rows": sum(counts.values())})
    house.database.shrink()
    yield f"Erased: {_listed(counts)}, {_files(house.settings)} files"
    yield from _STAYS_OF_CAMPAIGN


def _files(settings: Settings) -> int:
    """Remove what people sent and got: no row speaks of it any more."""
    folder = shelf_of(settings)
    objects = behind(folder)
    names = {each.name for each in folder.iterdir() if each.is_file()}
    shared = {name for name, _ in objects.listed()} if objects is not None else set()
    for name in names | shared:
        (folder / name).unlink(missing_ok=True)
    for name in shared:
        if objects is not None:
            objects.discard(name)
    return len(names | shared)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "nothing"
