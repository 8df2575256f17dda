"""The coordinators' side of a house, as its conversations need it: turns, errands, what counties write back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.desk.errands import Errands
from bot.desk.handing_up import HandingUp
from bot.desk.ledger import tell_job
from bot.desk.progress import refresh
from bot.desk.regions import region_of
from bot.desk.returning import tell_city
from bot.desk.writing_back import write_back
from bot.entering.roles import COORDINATORS
from bot.turns.desks import Done
from dialogs import codec
from dialogs.conversation import Conversation
from dialogs.desk.machine import take_turn
from dialogs.errands import Errand, Handing
from dialogs.messages import Event, Happened, Notify, WriteBack
from dialogs.step import Turn
from storage import people
from storage.database import Session
from storage.people import Speaker
from storage.requests import Asked

_AT_MOST = 500
"""Rows of progress that one turn brings up to date; the keeper beside the chat does the rest."""


@dataclass(frozen=True)
class Desk:
    """The desks of one house."""

    errands: Errands

    def serves(self, speaker: Speaker) -> bool:
        """Whether this person coordinates."""
        return speaker.role in COORDINATORS

    def turn(self, session: Session, speaker: Speaker, state: str | None, event: Event, now: datetime) -> Turn:
        """The region is loaded, the desk decides."""
        form = self.errands.form
        refresh(session, form, _AT_MOST)
        region = region_of(session, form, people.person(session, speaker.person_id), now)
        return take_turn(form, region, conversation_of(speaker, state), event, now.isoformat())

    def run(self, session: Session, asked: Asked, errand: Errand) -> Done:
        """An errand, with what came of it."""
        if isinstance(errand, Handing):
            person = people.person(session, people.speaking(session, asked.address_id).person_id)
            return HandingUp(self.errands.form, self.errands.clock).run(session, person, asked, errand)
        return self.errands.run(session, asked, errand)

    def write_back(self, session: Session, asked: Asked, said: WriteBack) -> Done:
        """The words lie in the coordinators' inboxes; they hear of them by jobs."""
        told = write_back(session, self.errands.form, asked, said, self.errands.clock())
        names = "、".join(dict.fromkeys(each.name for each in told))
        jobs = tuple(tell_job(each.address, str(asked.id)) for each in told)
        only = {"only": "yes"} if said.only_answers else {}
        return Done(Happened("written back", {"to": names, **only}), jobs)

    def notify(self, session: Session, asked: Asked, said: Notify) -> Done:
        """The coordinators hear what the county sent; the county hears who was told."""
        told = tell_city(session, self.errands.form, asked, said, self.errands.clock())
        names = "、".join(dict.fromkeys(each.name for each in told))
        jobs = tuple(tell_job(each.address, str(asked.id)) for each in told)
        return Done(Happened("city told", {"to": names}), jobs)


def conversation_of(speaker: Speaker, state: str | None) -> Conversation:
    """The conversation as it is kept; one that was begun as a contact's is begun anew."""
    stored: Conversation | None = codec.loads(state) if state is not None else None
    if stored is not None and stored.application is None:
        return stored
    locale = stored.locale if stored is not None else speaker.locale
    revision = stored.revision if stored is not None else 0
    return Conversation(speaker.name, speaker.channel, locale, revision=revision)
