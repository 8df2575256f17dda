"""A city's list and what is handed up: kept, checked once more, told to whom it concerns, each in one transaction.

The list is the city's own until it is handed up; then the province sees it and the counties do not, unless the
coordinator tells them. What the province registers and decides goes to the city's desk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk import ledger
from bot.desk.progress import refresh
from bot.desk.regions import handed_of, region_of
from bot.desk.returning import Remark, return_application
from bot.entering.roles import Act, Actor, may
from bot.settings import ZONE
from bot.turns.desks import Done
from bot.work.jobs import Job
from dialogs import codec, sealing
from dialogs.desk.handing import questions_of
from dialogs.errands import Export, Handing
from dialogs.form import Form
from dialogs.handing_briefs import Decided
from dialogs.handing_errands import CountExports, Decide, HandUp, PassOn, Recommend, Register, TakeBack
from dialogs.journey import Journey
from dialogs.messages import Happened
from dialogs.region import Region, Stage
from storage import applications, conversations, export_parts, exports, inbox, people, recommendations
from storage.database import Session
from storage.errors import NotYours, Stale
from storage.people import Person
from storage.recommendations import Item, Recommendation
from storage.requests import Asked

_AT_MOST = 500
_MENDING_DAYS = 3
"""Working days that a county has for a 补正 of the province, which names no day."""
_REASON = "other"
"""Of the catalogue of reasons: the province says it in own words."""


@dataclass(frozen=True)
class HandingUp:
    """The lists of one house's cities."""

    form: Form
    clock: Callable[[], datetime]

    def run(self, session: Session, person: Person, asked: Asked, errand: Handing) -> Done:
        """Do it; ``NotYours`` where this coordinator may not."""
        match errand:
            case CountExports():
                return Done(self._exports(session, person))
            case Recommend():
                return self._recommend(session, person, errand)
            case HandUp():
                return self._hand_up(session, person, asked, errand)
            case TakeBack(hand_up):
                return self._take_back(session, person, asked, hand_up)
            case Register(hand_up, form):
                return self._register(session, person, asked, hand_up, form)
            case Decide():
                return self._decide(session, person, asked, errand)
            case PassOn(hand_up, application):
                return self._pass_on(session, person, asked, hand_up, application)

    def _check(self, person: Person, act: Act, region: str) -> None:
        if not may(self.form, Actor(person.role, person.region), act, region):
            raise NotYours(f"{act} {region}")

    def _exports(self, session: Session, person: Person) -> Happened:
        """How far each export of this person is that is not ready."""
        mine = [each for each in exports.waiting(session) if each.person_id == person.id]
        lines = []
        for each in mine:
            done, every = export_parts.counts(session, each.id)
            lines.append(f"· {_moment(each.at)} {done}/{every or '—'}")
        return Happened("exports counted", {"lines": "\n".join(lines)})

    # --- the list ----------------------------------------------------------------------------------------------------

    def _recommend(self, session: Session, person: Person, errand: Recommend) -> Done:
        """Keep the list, which nobody else has changed and which is within the quota."""
        self._check(person, "recommend", errand.place)
        region, now = self._region(session, person), self.clock()
        if not {*errand.chosen, *errand.reserves} <= region.by_application.keys():
            raise NotYours(errand.place)
        if len(errand.chosen) > self._quota(errand.place):
            return Done(Happened("hand-up refused", {"why": "over"}))
        wanted = Recommendation(
            errand.place,
            self.form.edition,
            errand.chosen,
            errand.reserves,
            errand.contact,
            errand.phone,
            errand.version,
        )
        try:
            recommendations.save(session, wanted, person.id, now)
        except Stale:
            return Done(Happened("list changed"))
        detail: dict[str, object] = {"chosen": list(errand.chosen), "reserves": list(errand.reserves)}
        people.audit(session, now, "recommended", errand.place, person_id=person.id, detail=detail)
        return Done(Happened("recommended", {"said": errand.said}))

    def _region(self, session: Session, person: Person) -> Region:
        refresh(session, self.form, _AT_MOST)
        return region_of(session, self.form, person, self.clock())

    def _quota(self, place: str) -> int:
        return next(group.quota for group in self.form.groups if group.name == place)

    # --- handing up --------------------------------------------------------------------------------------------------

    def _hand_up(self, session: Session, person: Person, asked: Asked, errand: HandUp) -> Done:
        """Put on record that it is handed up, order the papers, tell the province; or say why not."""
        self._check(person, "recommend", errand.place)
        known, now = recommendations.find(session, errand.place, self.form.edition), self.clock()
        why = self._objection(session, person, errand, known)
        if why is not None:
            return Done(Happened("hand-up refused", dict(why)))
        items = tuple(self._items(session, known))
        handed = recommendations.HandUp(
            id=f"request-{asked.id}",
            place=errand.place,
            edition=self.form.edition,
            number=recommendations.next_number(session, errand.place, self.form.edition),
            person_id=person.id,
            by=person.name,
            at=now,
            checksum=_checksum(items),
            contact=known.contact,
            phone=known.phone,
            items=items,
        )
        if not recommendations.hand_up(session, handed):
            return Done(Happened("hand-up refused", {"why": "standing"}))
        shown = handed_of(session, self.form, errand.place)[0]
        detail: dict[str, object] = {"receipt": shown.receipt, "applications": [each.application_id for each in items]}
        people.audit(session, now, "handed up", errand.place, person_id=person.id, detail=detail)
        jobs = self._tell_province(session, asked, "city handed up", _told(shown.receipt, handed, person, now))
        return Done(
            Happened("handed up", {"handed": codec.dumps(shown)}),
            (*jobs, self._package(session, person, asked, now)),
        )

    def _objection(
        self, session: Session, person: Person, errand: HandUp, known: Recommendation
    ) -> Mapping[str, str] | None:
        """Why this cannot be handed up, if it cannot."""
        standing = recommendations.standing(session, self.form.edition, errand.place)
        if standing and not any(item.decision in ("returned", "refused") for item in standing[0].items):
            return {"why": "standing"}
        if known.version != errand.version or not known.chosen:
            return {"why": "changed"}
        if len(known.chosen) > self._quota(errand.place):
            return {"why": "over"}
        region = self._region(session, person)
        gone = [each for each in known.chosen if not self._ready(session, region, each)]
        if gone:
            names = [
                region.called(region.by_application[each].county) for each in gone if each in region.by_application
            ]
            return {"why": "unfilled", "names": "、".join(names)}
        return None

    def _ready(self, session: Session, region: Region, application: str) -> bool:
        """Whether an application is filled and with the city; looked at as it stands, for a row may be behind."""
        entrant = region.by_application.get(application)
        if entrant is None or entrant.stage not in (Stage.ACTED, Stage.RECEIVED):
            return False
        return Journey(self.form, applications.load(session, application)).complete

    def _items(self, session: Session, known: Recommendation) -> Iterator[Item]:
        """The applications as they stand; what the province accepted and nobody changed since stays accepted."""
        standing = recommendations.standing(session, self.form.edition, known.place)
        before = {item.application_id: item for each in standing for item in each.items}
        for place, application in enumerate(known.chosen, 1):
            loaded = applications.load(session, application)
            item = Item(application, place, loaded.version, sealing.fingerprint(self.form, loaded))
            old = before.get(application)
            if old is not None and old.decision == "accepted" and old.checksum == item.checksum:
                item = replace(item, decision="accepted", decided_by=old.decided_by, decided_at=old.decided_at)
            yield item

    def _package(self, session: Session, person: Person, asked: Asked, now: datetime) -> Job:
        """Order the papers for the province."""
        name = f"request-{asked.id}"
        body = codec.dumps(Export("package"))
        exports.order(session, exports.Export(name, person.id, asked.address_id, body, "todo", None, now))
        people.audit(session, now, "export asked for", "package", person_id=person.id, detail={})
        return ledger.export_job(name)

    def _take_back(self, session: Session, person: Person, asked: Asked, hand_up: str) -> Done:
        handed, now = self._standing(session, hand_up), self.clock()
        self._check(person, "recommend", handed.place)
        shown = handed_of(session, self.form, handed.place)[0]
        if not recommendations.withdraw(session, hand_up, now):
            return Done(Happened("hand-up refused", {"why": "touched"}))
        detail: dict[str, object] = {"receipt": shown.receipt}
        people.audit(session, now, "took back", handed.place, person_id=person.id, detail=detail)
        told = _told(shown.receipt, handed, person, now)
        return Done(Happened("taken back", told), self._tell_province(session, asked, "city took back", told))

    def _standing(self, session: Session, hand_up: str) -> recommendations.HandUp:
        found = next(
            (each for each in recommendations.standing(session, self.form.edition) if each.id == hand_up), None
        )
        if found is None:
            raise NotYours(hand_up)
        return found

    # --- the province ------------------------------------------------------------------------------------------------

    def _register(self, session: Session, person: Person, asked: Asked, hand_up: str, form: str) -> Done:
        """A receipt, once; the city hears of it."""
        handed, now = self._standing(session, hand_up), self.clock()
        self._check(person, "register", handed.place)
        which: recommendations.Form = "electronic" if form == "electronic" else "paper"
        fresh = recommendations.register(session, hand_up, which, person.name, now)
        handed = self._standing(session, hand_up)
        at, by = getattr(handed, f"{which}_at"), getattr(handed, f"{which}_by")
        event = Happened("registered", {"form": which, "place": handed.place, "by": by, "at": _moment(at)})
        if not fresh:
            return Done(event)
        people.audit(session, now, f"registered {which}", handed.place, person_id=person.id, detail={})
        return Done(event, self._tell_city(session, asked, handed.place, event))

    def _decide(self, session: Session, person: Person, asked: Asked, errand: Decide) -> Done:
        """A decision about each of these; the city hears of each, with its reason."""
        handed, now = self._standing(session, errand.hand_up), self.clock()
        self._check(person, "register", handed.place)
        wanted: recommendations.Decision = _DECISIONS[errand.decision]
        if not {*errand.applications} <= {item.application_id for item in handed.items}:
            raise NotYours(errand.hand_up)
        jobs: list[Job] = []
        for application in errand.applications:
            recommendations.decide(session, handed.id, application, wanted, errand.reason, person.name, now)
            detail: dict[str, object] = {"decision": wanted, "application": application}
            people.audit(session, now, "decided", handed.place, person_id=person.id, detail=detail)
            event = self._decided(session, person, handed, application, errand)
            jobs += self._tell_city(session, asked, handed.place, event, application)
        shown = [self._decided(session, person, handed, each, errand) for each in errand.applications]
        first = Happened("decided", {key: words for key, words in shown[0].payload.items() if key != "pass"})
        for number, event in enumerate(shown[1:], 1):
            rest = {key: words for key, words in event.payload.items() if key != "pass"}
            name = f"request:{asked.id}:{number}"
            inbox.accept(session, asked.address_id, name, codec.dumps(Happened("decided", rest)), now)
        return Done(first, tuple(jobs))

    def _decided(
        self, session: Session, person: Person, handed: recommendations.HandUp, application: str, errand: Decide
    ) -> Happened:
        shown = next(
            each for each in handed_of(session, self.form, handed.place)[0].items if each.application == application
        )
        brief = Decided(shown.called, shown.cluster, errand.decision, errand.reason, person.name)
        payload = {"decided": codec.dumps(brief), "hand_up": handed.id, "application": application, "pass": "yes"}
        return Happened("decided", payload)

    def _pass_on(self, session: Session, person: Person, asked: Asked, hand_up: str, application: str) -> Done:
        """The province's questions go to the county, as they were put, each to be mended or explained."""
        handed, now = self._standing(session, hand_up), self.clock()
        self._check(person, "recommend", handed.place)
        item = next((each for each in handed.items if each.application_id == application), None)
        if item is None or not recommendations.pass_on(session, hand_up, application, now):
            return Done(Happened("hand-up refused", {"why": "passed"}))
        decider = replace(person, name=f"{item.decided_by}（省厅）")
        remarks = tuple(_remarks(self.form, item.reason))
        due = self.form.calendar.shift(now.astimezone(ZONE).date(), _MENDING_DAYS).isoformat()
        sent = return_application(session, self.form, decider, application, remarks, due, now, "province")
        detail: dict[str, object] = {"application": application, "questions": len(remarks)}
        people.audit(session, now, "passed on", handed.place, person_id=person.id, detail=detail)
        called = next(
            each.called
            for each in handed_of(session, self.form, handed.place)[0].items
            if each.application == application
        )
        told = {"name": called, "count": str(len(remarks)), "due": due, "people": str(sent.people)}
        return Done(Happened("passed on", told), sent.jobs)

    # --- word to others ----------------------------------------------------------------------------------------------

    def _tell_province(self, session: Session, asked: Asked, what: str, told: Mapping[str, str]) -> tuple[Job, ...]:
        event = Happened("hand-up came", {"what": what, **told})
        return tuple(self._tell(session, asked, event, people.in_role(session, "province")))

    def _tell_city(
        self, session: Session, asked: Asked, place: str, event: Happened, about: str = ""
    ) -> tuple[Job, ...]:
        there = [each for each in people.in_role(session, "city") if each.region == place]
        return tuple(self._tell(session, asked, event, there, about))

    def _tell(
        self, session: Session, asked: Asked, event: Happened, whom: tuple[Person, ...] | list[Person], about: str = ""
    ) -> Iterator[Job]:
        """Into the inbox of each who talks with a desk; a repeated request tells nobody twice."""
        for person in whom:
            for address in people.addresses_of(session, person.id):
                begun = address.state == "open" and conversations.load(session, address.id).state is not None
                name = f"handing:{asked.id}:{about}"
                if begun and inbox.accept(session, address.id, name, codec.dumps(event), self.clock()):
                    yield ledger.tell_job(address.id, f"handing-{asked.id}-{about}")


def _remarks(form: Form, reason: str) -> Iterator[Remark]:
    """The questions of a 补正 as comments; what the county does not fill in itself stands for the whole."""
    for number, words in questions_of(reason):
        field = form.by_id.get(number)
        about = (
            field.name if field is not None and field.answerable else number if number in form.evidence_by_id else ""
        )
        yield Remark(about, _REASON, words if about else f"{number} {words}".strip() or number)


_DECISIONS: Mapping[str, recommendations.Decision] = {
    "accepted": "accepted",
    "returned": "returned",
    "refused": "refused",
}


def _checksum(items: tuple[Item, ...]) -> str:
    """Eight letters and digits that stand for the list and what each application said."""
    said = "\n".join(f"{item.place} {item.application_id} {item.checksum}" for item in items)
    return hashlib.sha256(said.encode()).hexdigest()[:8].upper()


def _told(receipt: str, handed: recommendations.HandUp, person: Person, now: datetime) -> dict[str, str]:
    told = {"receipt": receipt, "place": handed.place, "count": str(len(handed.items))}
    return told | {"by": person.name, "at": _moment(now)}


def _moment(at: datetime) -> str:
    return at.astimezone(ZONE).isoformat()[:16].replace("T", " ")
