"""What the desk asks of the outside, done in one transaction with its answer; whatever takes time becomes a job.

Whether the coordinator may is asked again here, of the one place that knows: a request may be older than a change of
role or region.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.campaign.years import keep_year
from bot.desk import ledger
from bot.desk.dating import set_date
from bot.desk.dossiers import dossier_of
from bot.desk.following import follow
from bot.desk.guests import Guests
from bot.desk.lists import PREFIX
from bot.desk.progress import refresh
from bot.desk.regions import entrant_in, region_of
from bot.desk.review import Reviewing
from bot.desk.seconding import Seconding
from bot.desk.standing_in import stand_in
from bot.entering.roles import Act, Actor, may, require
from bot.turns.desks import Done
from bot.turns.links import Links
from dialogs.definition.form import Form
from dialogs.record import codec
from dialogs.record.application import Act as Deed
from dialogs.record.region import Stage
from dialogs.state.errands import (
    Annotate,
    AnswerSecond,
    AskSecond,
    Broadcast,
    Chore,
    Export,
    KeepFollowUp,
    KeepYear,
    Look,
    LookSecond,
    MoveFollowUp,
    ReadPeople,
    Receive,
    Recount,
    SaveFilter,
    SetDate,
    StandIn,
    Steer,
)
from dialogs.state.examining import Examine
from dialogs.turn import sealing
from dialogs.turn.messages import Happened
from storage import (
    applications,
    approvals,
    broadcasts,
    coordination,
    exports,
    inbox,
    participants,
    people,
)
from storage.database import Session
from storage.errors import NotYours
from storage.people import Person
from storage.requests import Asked

_AT_MOST = 500
_Broadcasts = Broadcast | Steer | Recount | AskSecond | LookSecond | AnswerSecond


@dataclass(frozen=True)
class Errands:
    """Runs the errands of the desks of one house."""

    form: Form
    clock: Callable[[], datetime]
    links: Links

    def run(self, session: Session, asked: Asked, errand: Chore) -> Done:
        """Do it; ``NotYours`` where this coordinator may not."""
        person = people.person(session, people.speaking(session, asked.address_id).person_id)
        match errand:
            case Export() | ReadPeople():
                return self._ordered(session, person, asked, errand)
            case Broadcast() | Steer() | Recount() | AskSecond() | LookSecond() | AnswerSecond():
                return self._broadcast(session, person, asked, errand)
            case Examine() | Receive():
                return self._of_application(session, person, errand)
            case SetDate() | KeepYear() | StandIn():
                return Done(self._set(session, person, errand))
            case KeepFollowUp() | MoveFollowUp():
                if isinstance(errand, KeepFollowUp):
                    self._check(person, "remark", errand.county or person.region)
                return Done(follow(session, person, errand, self.clock()))
            case Annotate() | SaveFilter() | Look():
                return Done(self._looked(session, person, errand))
            case _:
                return Done(Guests(self.form, self.clock, self.links).run(session, person, errand))

    def _set(self, session: Session, person: Person, errand: SetDate | KeepYear | StandIn) -> Happened:
        if isinstance(errand, SetDate):
            return set_date(session, self.form, person, errand, self.clock(), self._check)
        if isinstance(errand, StandIn):
            self._check(person, "record", errand.county)
            return stand_in(session, self.form, person, errand.county, self.clock())
        self._check(person, "date", person.region)
        return keep_year(session, self.form, person, errand, self.clock())

    def _check(self, person: Person, act: Act, region: str, stage: Stage | None = None) -> None:
        require(self.form, person, act, region, stage)

    def _read_people(self, session: Session, person: Person, asked: Asked, errand: ReadPeople) -> Done:
        self._check(person, "invite", person.region)
        name = f"{PREFIX}{asked.id}"
        now = self.clock()
        exports.order(
            session, exports.Export(name, person.id, asked.address_id, codec.dumps(errand), "todo", None, now)
        )
        return Done(None, (ledger.export_job(name),))

    # --- looking -----------------------------------------------------------------------------------------------------

    def _looked(self, session: Session, person: Person, errand: Annotate | SaveFilter | Look) -> Happened:
        match errand:
            case Annotate():
                return self._annotate(session, person, errand)
            case SaveFilter(name, words):
                coordination.save_filter(session, person.id, name, words)
                return Happened("filter kept", {"name": name, "words": words})
            case Look(application):
                return self._look(session, person, application)

    def _annotate(self, session: Session, person: Person, errand: Annotate) -> Happened:
        self._check(person, "remark", errand.county)
        flagged, note = coordination.remarks(session, person.id).get(errand.county, (False, ""))
        flagged = flagged if errand.flagged is None else errand.flagged
        note = note if errand.note is None else errand.note
        coordination.remark(session, person.id, errand.county, flagged=flagged, note=note)
        told = {"county": errand.county, "flagged": "yes" if flagged and errand.note is None else ""}
        return Happened("annotated", told | ({"note": note} if errand.note else {}))

    def _look(self, session: Session, person: Person, application: str) -> Happened:
        refresh(session, self.form, _AT_MOST)
        entrant = entrant_in(session, self.form, person, application)
        loaded = applications.load(session, application)
        actor = Actor(person.role, person.region)
        content = may(self.form, actor, "content", entrant.county or person.region, entrant.stage)
        dossier = dossier_of(self.form, loaded, entrant, content=content)
        people.audit(session, self.clock(), "looked at", application, person_id=person.id, detail={"content": content})
        return Happened("looked", {"dossier": codec.dumps(dossier)})

    def _of_application(self, session: Session, person: Person, errand: Examine | Receive) -> Done:
        if isinstance(errand, Receive):
            return self._receive(session, person, errand.application)
        return self._examine(session, person, errand)

    def _examine(self, session: Session, person: Person, errand: Examine) -> Done:
        refresh(session, self.form, _AT_MOST)
        region = region_of(session, self.form, person, self.clock())
        entrant = next((each for each in region.entrants if each.application == errand.application), None)
        if entrant is None:
            raise NotYours(errand.application)
        reviewing = Reviewing(session, self.form, person, region, entrant, self.clock())
        if not reviewing.allowed():
            raise NotYours(errand.application)
        return reviewing.run(errand)

    def _receive(self, session: Session, person: Person, application: str) -> Done:
        """Put on record that the papers are there, once, and tell whoever works on the application."""
        refresh(session, self.form, _AT_MOST)
        region, now = region_of(session, self.form, person, self.clock()), self.clock()
        entrant = next((each for each in region.entrants if each.application == application), None)
        if entrant is None:
            raise NotYours(application)
        self._check(person, "receive", entrant.county or person.region, entrant.stage)
        before = applications.load(session, application)
        note = f"{before.version} {sealing.fingerprint(self.form, before)}"
        told = {"name": region.called(entrant.county), "by": person.name, "at": now.isoformat()[:16].replace("T", " ")}
        if entrant.stage is Stage.RECEIVED:
            return Done(Happened("received", told))
        after = before.with_act(Deed("received", person.name, now.isoformat(), note))
        applications.save(session, before, after, now, by=person.name, door="desk")
        people.audit(session, now, "received", application, person_id=person.id, detail={})
        event = codec.dumps(Happened("received", told))
        addresses = [each.address_id for each in participants.companions(session, application, 0)]
        fresh = [each for each in addresses if inbox.accept(session, each, f"received:{application}", event, now)]
        return Done(
            Happened("received", told), tuple(ledger.tell_job(each, f"received-{application}") for each in fresh)
        )

    # --- what takes time ---------------------------------------------------------------------------------------------

    def _ordered(self, session: Session, person: Person, asked: Asked, errand: Export | ReadPeople) -> Done:
        if isinstance(errand, ReadPeople):
            return self._read_people(session, person, asked, errand)
        return self._export(session, person, asked, errand)

    def _export(self, session: Session, person: Person, asked: Asked, errand: Export) -> Done:
        for county in errand.counties or (person.region,):
            self._check(person, "export", county)
        name = f"request-{asked.id}"
        order = exports.Export(name, person.id, asked.address_id, codec.dumps(errand), "todo", None, self.clock())
        if exports.order(session, order):
            detail: dict[str, object] = {"counties": list(errand.counties)}
            people.audit(session, self.clock(), "export asked for", errand.kind, person_id=person.id, detail=detail)
        return Done(None, (ledger.export_job(name),))

    def _broadcast(self, session: Session, person: Person, asked: Asked, errand: _Broadcasts) -> Done:
        match errand:
            case AskSecond() | LookSecond() | AnswerSecond():
                return self._seconded(session, person, errand)
            case Broadcast() if approvals.wanted(session, person.region):
                return Seconding(session, self.form, person, self.clock()).wait(self.links, asked, errand)
            case Broadcast():
                return self._begun(session, person, asked, errand)
            case Steer(broadcast, how):
                known = self._own(session, person, broadcast)
                ledger.steer(session, known, how, self.clock())
                known = self._own(session, person, broadcast)
                jobs = (ledger.broadcast_job(known, asked.id),) if known.state == "sending" else ()
                return Done(ledger.counted(session, self.form, known, "broadcast steered"), jobs)
            case Recount(broadcast):
                known = self._own(session, person, broadcast)
                return Done(ledger.counted(session, self.form, known, "broadcast counted", rows=True))

    def _begun(self, session: Session, person: Person, asked: Asked, errand: Broadcast) -> Done:
        begun = self._begin(session, person, asked, errand)
        return Done(ledger.counted(session, self.form, begun, "broadcast begun"), (ledger.broadcast_job(begun),))

    def _seconded(self, session: Session, person: Person, errand: AskSecond | LookSecond | AnswerSecond) -> Done:
        now = self.clock()
        contacts = region_of(session, self.form, person, now).contacts
        seconding = Seconding(session, self.form, person, now, contacts)
        match errand:
            case AskSecond():
                return seconding.set(errand)
            case LookSecond():
                return seconding.look(errand)
            case AnswerSecond():
                return seconding.answer(errand, partial(self._begun, session))

    def _own(self, session: Session, person: Person, broadcast: str) -> broadcasts.Broadcast:
        found = broadcasts.find(session, broadcast)
        if found is None or found.person_id != person.id:
            raise NotYours(broadcast)
        return found

    def _begin(self, session: Session, person: Person, asked: Asked, errand: Broadcast) -> broadcasts.Broadcast:
        """Keep it with all who get it: whoever is no longer in the region is left out."""
        now = self.clock()
        self._check(person, "broadcast", person.region)
        chosen = list(self._recipients(session, person, errand.people, now))
        broadcast = broadcasts.Broadcast(
            id=f"request-{asked.id}",
            person_id=person.id,
            address_id=asked.address_id,
            text=errand.text,
            words=errand.words,
            attachment_id=errand.attachment or None,
            state="sending",
            round=1,
            at=now,
            ended_at=None,
        )
        if broadcasts.begin(session, broadcast, chosen):
            detail: dict[str, object] = {"people": len(chosen), "characters": len(errand.text)}
            people.audit(session, now, "broadcast", broadcast.id, person_id=person.id, detail=detail)
        return broadcast

    def _recipients(
        self, session: Session, person: Person, wanted: Sequence[int], now: datetime
    ) -> Iterator[tuple[int, str]]:
        here = {each.person: each.county for each in region_of(session, self.form, person, now).contacts}
        return ((each, here[each]) for each in wanted if each in here)
