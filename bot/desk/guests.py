"""Who is let in, and who is not any more: links for contacts, new ones for lost ones, a county handed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.entering.roles import require
from bot.turns.links import Guest, Links, hand_out
from dialogs.definition.form import Form
from dialogs.record import codec
from dialogs.saying.invitation_briefs import Made
from dialogs.state.desk_states import Invitee
from dialogs.state.errands import HandOver, InvitePeople, Reissue, Withdraw
from dialogs.turn.messages import Happened
from storage import coordination, ending, invitations, people
from storage.database import Session
from storage.errors import NotYours
from storage.people import Person

DAYS = 30
"""How long a contact's link holds."""


@dataclass(frozen=True)
class Guests:
    """The people of one house's counties, as coordinators let them in."""

    form: Form
    clock: Callable[[], datetime]
    links: Links

    def run(self, session: Session, person: Person, errand: InvitePeople | HandOver | Reissue | Withdraw) -> Happened:
        """Do it, and say what links there are now; ``NotYours`` where this coordinator may not."""
        match errand:
            case HandOver(before, to):
                return self._hand_over(session, person, before, to)
            case InvitePeople(invitees):
                return self._invite(session, person, invitees)
            case Reissue(county):
                return self._reissue(session, person, county)
            case Withdraw(link):
                return self._withdraw(session, person, link)

    def _invite(self, session: Session, person: Person, invitees: Sequence[Invitee]) -> Happened:
        for each in invitees:
            require(self.form, person, "invite", each.county)
        return self._made([self._link(session, person, each) for each in invitees])

    def _made(self, made: Sequence[Made]) -> Happened:
        return Happened("links made", {"made": codec.dumps(tuple(made)), "days": str(DAYS)})

    def _link(
        self, session: Session, person: Person, invitee: Invitee, known: int | None = None, begun: str | None = None
    ) -> Made:
        now, together = self.clock(), begun
        if together is None and invitee.together and known is None:
            together = coordination.newest_of(session, self.form.edition, invitee.county)
        guest = Guest(invitee.name, invitee.county, known, together)
        seed = hand_out(session, self.links, person.id, guest, now, now + timedelta(days=DAYS))
        coordination.note_invitee(session, invitations.hash_of(self.links.token(seed)), seed, invitee.phone)
        detail: dict[str, object] = {"region": invitee.county, "days": DAYS}
        people.audit(session, now, "invited", "county", person_id=person.id, detail=detail)
        return Made(self._called(invitee.county), invitee.name, invitee.phone, seed)

    def _called(self, county: str) -> str:
        return next((each.name for each in self.form.counties if each.code == county), county)

    def _hand_over(self, session: Session, person: Person, before: int, to: Invitee) -> Happened:
        """One contact's ways in end, and what this contact has begun is for the holder of the new link."""
        require(self.form, person, "revoke", to.county)
        if not any(each.person_id == before and each.region == to.county for each in coordination.contacts(session)):
            raise NotYours(str(before))
        now = self.clock()
        begun = coordination.newest_of(session, self.form.edition, to.county, of=before)
        made = self._link(session, person, to, begun=begun)
        people.disable(session, before, now)
        ended = ending.end(session, before, now)
        detail: dict[str, object] = {"by": person.id, **ended.said}
        people.audit(session, now, "handed over", to.county, person_id=before, detail=detail)
        return self._made([made])

    def _reissue(self, session: Session, person: Person, county: str) -> Happened:
        """A new link in place of each that was not used; where all are in, one for each who may have lost it."""
        require(self.form, person, "invite", county)
        waiting = [each for each in coordination.unused(session) if each.region == county]
        if waiting:
            return self._made([self._again(session, person, each) for each in waiting])
        there = [each for each in coordination.contacts(session) if each.region == county]
        return self._made(
            [self._link(session, person, Invitee(county, each.name, each.phone), each.person_id) for each in there]
        )

    def _again(self, session: Session, person: Person, unused: coordination.Unused) -> Made:
        invitations.revoke(session, unused.token_hash, self.clock())
        return self._link(session, person, Invitee(unused.region, unused.name, unused.phone))

    def _withdraw(self, session: Session, person: Person, link: str) -> Happened:
        found = next((each for each in coordination.unused(session) if each.token_hash == link), None)
        if found is None:
            raise NotYours(link[:12])
        require(self.form, person, "revoke", found.region)
        now = self.clock()
        ended = ending.end_link(session, link, now)
        detail: dict[str, object] = {"link": link[:12], **ended.said}
        people.audit(session, now, "link revoked", "county", person_id=person.id, detail=detail)
        return Happened("withdrawn", {"county": self._called(found.region), "name": found.name})
