"""The campaign of one house: what its clock does at every tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from bot.campaign.own import say_due
from bot.entering.inviting import Inviting
from bot.reminding.mailing import Mailing
from bot.reminding.post import Post
from bot.reminding.sending import Reminding
from bot.turns.notices import Telling, tell_administrators
from dialogs.saying.replies import Told
from storage import deadlines, outbox, reminders

_REPORT_AT = time(9, 30)
_DAY = timedelta(days=1)
_LOOK_MINUTES = 5


class Campaigning(Inviting, Telling, Protocol):
    """What it takes to remind people, and to tell what failed."""


def reminding(house: Inviting) -> Reminding:
    """The reminders of a house."""
    return Reminding(house.form, house.database, house.conversations, house.settings.habits)


@dataclass
class Campaigner:
    """Does what is due, tick by tick: reminders, mails, and a word to the administrator of what failed, once a day."""

    house: Campaigning
    post: Post

    def __post_init__(self) -> None:
        self._mailing = Mailing(self.house, self.post)
        self._reported: datetime | None = None
        self._looked: tuple[datetime, int] | None = None

    def tick(self) -> None:
        """Do whatever is due now."""
        now, here = self.house.settings.clock(), reminding(self.house)
        look = self._look(now)
        if look != self._looked:
            here.tick(now)
            self._looked = look
        else:
            here.carry_on(now)
        if not self.house.settings.habits.is_quiet(now):
            self._mailing.tick(here, now)
            for address in say_due(self.house.database, now):
                self.house.conversations.catch_up(address)
            self._report(now)

    def _look(self, now: datetime) -> tuple[datetime, int]:
        """What makes it worth while to plan anew: some minutes have passed, or a date was moved."""
        with self.house.database.read() as session:
            moved = len(deadlines.changes(session, self.house.form.edition))
        return now.replace(minute=now.minute - now.minute % _LOOK_MINUTES, second=0, microsecond=0), moved

    def _report(self, now: datetime) -> None:
        """Tell the administrators of failures of the last day; told once a day, whoever tells it."""
        if now.time() < _REPORT_AT or (self._reported is not None and self._reported.date() == now.date()):
            return
        self._reported = now
        with self.house.database.read() as session:
            said, others = reminders.counts(session, now - _DAY), outbox.undelivered(session, now - _DAY)
        if said.get("failed", 0) or said.get("blocked", 0):
            self._tell(now, "reminders failed", said, ("failed", "blocked", "unreached"))
        if others:
            self._tell(now, "messages failed", others, ("failed", "blocked"))
        if self._mailing.trouble:
            tell_administrators(
                self.house, f"mail trouble {now:%Y-%m-%d}", Told("mail trouble", {"why": self._mailing.trouble})
            )

    def _tell(self, now: datetime, what: str, found: Mapping[str, int], states: Sequence[str]) -> None:
        figures = {state: str(found.get(state, 0)) for state in states}
        tell_administrators(self.house, f"{what} {now:%Y-%m-%d}", Told(what, figures))
