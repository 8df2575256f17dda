"""One errand about lists and hand-ups: by whom and when, on which hand-up, and how others hear of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.desk import ledger
from bot.desk.progress import refresh
from bot.desk.regions import handed_of, region_of
from bot.entering.roles import Act, Actor, may
from bot.settings import ZONE
from bot.work.jobs import Job
from dialogs.definition.form import Form
from dialogs.record import codec
from dialogs.record.handups import HandedUp
from dialogs.record.region import Region
from dialogs.turn.messages import Happened
from storage import conversations, inbox, people, recommendations
from storage.database import Session
from storage.errors import NotYours
from storage.people import Person
from storage.recommendations import HandUp
from storage.requests import Asked

_AT_MOST = 500


@dataclass(frozen=True)
class Errand:
    """What one coordinator asked for, in the transaction of its answer."""

    session: Session
    form: Form
    person: Person
    asked: Asked
    now: datetime

    def check(self, act: Act, region: str) -> None:
        """``NotYours`` where this coordinator may not."""
        if not may(self.form, Actor(self.person.role, self.person.region), act, region):
            raise NotYours(f"{act} {region}")

    def audit(self, action: str, about: str, **detail: object) -> None:
        """Put it on record."""
        people.audit(self.session, self.now, action, about, person_id=self.person.id, detail=detail)

    def region(self) -> Region:
        """The coordinator's region as it stands."""
        refresh(self.session, self.form, _AT_MOST)
        return region_of(self.session, self.form, self.person, self.now)

    def quota(self, place: str) -> int:
        """How many a group may recommend."""
        return next(group.quota for group in self.form.groups if group.name == place)

    def standing(self, place: str | None = None) -> tuple[HandUp, ...]:
        """What is handed up in this edition, by one group or by all."""
        return recommendations.standing(self.session, self.form.edition, place)

    def hand_up(self, hand_up: str) -> HandUp:
        """The one of this id; ``NotYours`` where it does not stand."""
        found = next((each for each in self.standing() if each.id == hand_up), None)
        if found is None:
            raise NotYours(hand_up)
        return found

    def shown(self, place: str) -> HandedUp:
        """A group's hand-up as it is shown."""
        return handed_of(self.session, self.form, place)[0]

    def tell_province(self, what: str, told: Mapping[str, str]) -> tuple[Job, ...]:
        """Let the province's coordinators hear of it."""
        event = Happened("hand-up came", {"what": what, **told})
        return tuple(self._tell(event, people.in_role(self.session, "province")))

    def tell_city(self, place: str, event: Happened, about: str = "") -> tuple[Job, ...]:
        """Let the coordinators of a group hear of it; ``about`` tells several events of one errand apart."""
        there = [each for each in people.in_role(self.session, "city") if each.region == place]
        return tuple(self._tell(event, there, about))

    def _tell(self, event: Happened, whom: Iterable[Person], about: str = "") -> Iterator[Job]:
        """Into the inbox of each who talks with a desk; a repeated request tells nobody twice."""
        for person in whom:
            for address in people.addresses_of(self.session, person.id):
                begun = address.state == "open" and conversations.load(self.session, address.id).state is not None
                name = f"handing:{self.asked.id}:{about}"
                if begun and inbox.accept(self.session, address.id, name, codec.dumps(event), self.now):
                    yield ledger.tell_job(address.id, f"handing-{self.asked.id}-{about}")


def moment(at: datetime) -> str:
    """A moment in China's time, to the minute."""
    return at.astimezone(ZONE).isoformat()[:16].replace("T", " ")
