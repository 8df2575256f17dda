"""The coordinators' side of a house, as its conversations need it: turns, errands, what counties write back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.desk.errands import Errands
from bot.desk.handing_up import HandingUp
from bot.desk.ledger import tell_job
from bot.desk.progress import refresh
from bot.desk.regions import region_of
from bot.desk.returning import tell_city
from bot.desk.writing_back import write_back
from bot.entering.roles import COORDINATORS
from bot.turns.desks import Done
from dialogs.desk.ground.words import folded
from dialogs.desk.happening import ASIDE
from dialogs.desk.machine import take_turn
from dialogs.desk.people.standing_in import LEAVING
from dialogs.record import codec
from dialogs.saying.replies import Reply
from dialogs.state.conversation import Conversation
from dialogs.state.desk_states import Awaiting
from dialogs.state.errands import Errand, Handing
from dialogs.turn.messages import Event, Happened, Notify, Said, WriteBack
from dialogs.turn.step import Turn
from renderers.chat.own_words import labelled
from renderers.i18n import language
from storage import applications, people
from storage.database import Session
from storage.people import Speaker
from storage.requests import Asked

_AT_MOST = 500
"""Rows of progress that one turn brings up to date; the keeper beside the chat does the rest."""


@dataclass(frozen=True)
class Desk:
    """The desks of one house."""

    errands: Errands

    def serves(self, session: Session, speaker: Speaker, state: str | None, event: Event) -> bool:
        """Whether this person coordinates, and does not fill in for a county just now."""
        if speaker.role not in COORDINATORS:
            return False
        stored: Conversation | None = codec.loads(state) if state is not None else None
        if stored is None or not stored.stands_for or _leads_back(event) or _aside(event):
            return True
        return not applications.may_open(session, stored.application or "", speaker.person_id)

    def turn(self, session: Session, speaker: Speaker, state: str | None, event: Event, now: datetime) -> Turn:
        """The region is loaded, the desk decides."""
        form = self.errands.form
        refresh(session, form, _AT_MOST)
        region = region_of(session, form, people.person(session, speaker.person_id), now)
        stored: Conversation | None = codec.loads(state) if state is not None else None
        here = conversation_of(speaker, state)
        event = labelled(event, here, language(here.locale))
        if stored is None or not stored.stands_for:
            return take_turn(form, region, here, event, now.isoformat())
        if _aside(event):  # said beside what is being filled in, which stays as it is
            turn = take_turn(form, region, replace(here, state=Awaiting("standing in")), event, now.isoformat())
            return replace(turn, conversation=stored, requests=(), replies=tuple(map(_said_only, turn.replies)))
        over = Happened("stood in", {"name": stored.stands_for})
        return take_turn(form, region, here, over, now.isoformat())

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


def _said_only(reply: Reply) -> Reply:
    """A reply without its keyboard: another one stays in use."""
    keyed: Any = reply
    return replace(keyed, options=(), revision=0) if getattr(reply, "revision", 0) else reply


def _leads_back(event: Event) -> bool:
    return isinstance(event, Said) and folded(event.text) in LEAVING


def _aside(event: Event) -> bool:
    return isinstance(event, Happened) and event.kind in ASIDE


def conversation_of(speaker: Speaker, state: str | None) -> Conversation:
    """The conversation as it is kept; one that was begun as a contact's is begun anew."""
    stored: Conversation | None = codec.loads(state) if state is not None else None
    if stored is not None and stored.application is None:
        return stored
    locale = stored.locale if stored is not None else speaker.locale
    revision = stored.revision if stored is not None else 0
    return Conversation(speaker.name, speaker.channel, locale, revision=revision)
