"""What a turn needs of the coordinators' desk. The house hands it over: the desk stands above, unknown here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.work.jobs import Job
from dialogs.state.errands import Errand
from dialogs.turn.messages import Event, Happened, Notify, WriteBack
from dialogs.turn.step import Turn
from storage.database import Session
from storage.people import Speaker
from storage.requests import Asked


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a request: the answer, if there is one already, and jobs to be handed over after the commit."""

    event: Happened | None
    jobs: tuple[Job, ...] = ()


class Desk(Protocol):
    """The coordinators' side of a house."""

    def serves(self, session: Session, speaker: Speaker, state: str | None, event: Event) -> bool:
        """Whether this event is for a desk, instead of an application: of the own, or one of an offline county."""

    def turn(self, session: Session, speaker: Speaker, state: str | None, event: Event, now: datetime) -> Turn:
        """One step of a coordinator's conversation, in the transaction that it is stored in."""

    def run(self, session: Session, asked: Asked, errand: Errand) -> Done:
        """Do what the desk asked for; ``storage.errors.NotYours`` where this coordinator may not."""

    def write_back(self, session: Session, asked: Asked, said: WriteBack) -> Done:
        """Tell the coordinators what a county says."""

    def notify(self, session: Session, asked: Asked, said: Notify) -> Done:
        """Tell the coordinators what a county did with its application."""
