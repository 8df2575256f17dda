"""A city's list and what is handed up: kept, checked once more, told to whom it concerns, each in one transaction.

The list is the city's own until it is handed up; then the province sees it and the counties do not, unless the
coordinator tells them. What the province registers and decides (``deciding``) goes to the city's desk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk import ledger
from bot.desk.deciding import decide, pass_on, register
from bot.desk.handed import Errand, moment
from bot.turns.desks import Done
from bot.work.jobs import Job
from dialogs.definition.form import Form
from dialogs.derived.journey import Journey
from dialogs.record import codec
from dialogs.record.region import Region, Stage
from dialogs.state.errands import Export, Handing
from dialogs.state.handing_errands import CountExports, Decide, HandUp, PassOn, Recommend, Register, TakeBack
from dialogs.turn import sealing
from dialogs.turn.messages import Happened
from storage import applications, export_parts, exports, recommendations
from storage.database import Session
from storage.errors import NotYours, Stale
from storage.people import Person
from storage.recommendations import Item, Recommendation
from storage.requests import Asked


@dataclass(frozen=True)
class HandingUp:
    """The lists of one house's cities."""

    form: Form
    clock: Callable[[], datetime]

    def run(self, session: Session, person: Person, asked: Asked, wanted: Handing) -> Done:
        """Do it; ``NotYours`` where this coordinator may not."""
        errand = Errand(session, self.form, person, asked, self.clock())
        match wanted:
            case CountExports():
                return Done(_exports(errand))
            case Recommend():
                return _recommend(errand, wanted)
            case HandUp():
                return _hand_up(errand, wanted)
            case TakeBack(hand_up):
                return _take_back(errand, hand_up)
            case Register(hand_up, form):
                return register(errand, hand_up, form)
            case Decide():
                return decide(errand, wanted)
            case PassOn(hand_up, application):
                return pass_on(errand, hand_up, application)


def _exports(errand: Errand) -> Happened:
    """How far each export of this person is that is not ready."""
    mine = [each for each in exports.waiting(errand.session) if each.person_id == errand.person.id]
    lines = []
    for each in mine:
        done, every = export_parts.counts(errand.session, each.id)
        lines.append(f"· {moment(each.at)} {done}/{every or '—'}")
    return Happened("exports counted", {"lines": "\n".join(lines)})


# --- the list --------------------------------------------------------------------------------------------------------


def _recommend(errand: Errand, asked: Recommend) -> Done:
    """Keep the list, which nobody else has changed and which is within the quota."""
    errand.check("recommend", asked.place)
    if not {*asked.chosen, *asked.reserves} <= errand.region().by_application.keys():
        raise NotYours(asked.place)
    if len(asked.chosen) > errand.quota(asked.place):
        return Done(Happened("hand-up refused", {"why": "over"}))
    wanted = Recommendation(
        asked.place, errand.form.edition, asked.chosen, asked.reserves, asked.contact, asked.phone, asked.version
    )
    try:
        recommendations.save(errand.session, wanted, errand.person.id, errand.now)
    except Stale:
        return Done(Happened("list changed"))
    errand.audit("recommended", asked.place, chosen=list(asked.chosen), reserves=list(asked.reserves))
    return Done(Happened("recommended", {"said": asked.said}))


# --- handing up ------------------------------------------------------------------------------------------------------


def _hand_up(errand: Errand, asked: HandUp) -> Done:
    """Put on record that it is handed up, order the papers, tell the province; or say why not."""
    errand.check("recommend", asked.place)
    known = recommendations.find(errand.session, asked.place, errand.form.edition)
    why = _objection(errand, asked, known)
    if why is not None:
        return Done(Happened("hand-up refused", dict(why)))
    items = tuple(_items(errand, known))
    handed = recommendations.HandUp(
        id=f"request-{errand.asked.id}",
        place=asked.place,
        edition=errand.form.edition,
        number=recommendations.next_number(errand.session, asked.place, errand.form.edition),
        person_id=errand.person.id,
        by=errand.person.name,
        at=errand.now,
        checksum=_checksum(items),
        contact=known.contact,
        phone=known.phone,
        items=items,
    )
    if not recommendations.hand_up(errand.session, handed):
        return Done(Happened("hand-up refused", {"why": "standing"}))
    shown = errand.shown(asked.place)
    errand.audit("handed up", asked.place, receipt=shown.receipt, applications=[each.application_id for each in items])
    jobs = errand.tell_province("city handed up", _told(errand, shown.receipt, handed))
    return Done(Happened("handed up", {"handed": codec.dumps(shown)}), (*jobs, _package(errand)))


def _objection(errand: Errand, asked: HandUp, known: Recommendation) -> Mapping[str, str] | None:
    """Why this cannot be handed up, if it cannot."""
    standing = errand.standing(asked.place)
    if standing and not any(item.decision in ("returned", "refused") for item in standing[0].items):
        return {"why": "standing"}
    if known.version != asked.version or not known.chosen:
        return {"why": "changed"}
    if len(known.chosen) > errand.quota(asked.place):
        return {"why": "over"}
    region = errand.region()
    gone = [each for each in known.chosen if not _ready(errand, region, each)]
    if gone:
        names = [region.called(region.by_application[each].county) for each in gone if each in region.by_application]
        return {"why": "unfilled", "names": "、".join(names)}
    return None


def _ready(errand: Errand, region: Region, application: str) -> bool:
    """Whether an application is filled and with the city; looked at as it stands, for a row may be behind."""
    entrant = region.by_application.get(application)
    if entrant is None or entrant.stage not in (Stage.ACTED, Stage.RECEIVED):
        return False
    return Journey(errand.form, applications.load(errand.session, application)).complete


def _items(errand: Errand, known: Recommendation) -> Iterator[Item]:
    """The applications as they stand; what the province accepted and nobody changed since stays accepted."""
    before = {item.application_id: item for each in errand.standing(known.place) for item in each.items}
    for place, application in enumerate(known.chosen, 1):
        loaded = applications.load(errand.session, application)
        item = Item(application, place, loaded.version, sealing.fingerprint(errand.form, loaded))
        old = before.get(application)
        if old is not None and old.decision == "accepted" and old.checksum == item.checksum:
            item = replace(item, decision="accepted", decided_by=old.decided_by, decided_at=old.decided_at)
        yield item


def _package(errand: Errand) -> Job:
    """Order the papers for the province."""
    name, body = f"request-{errand.asked.id}", codec.dumps(Export("package"))
    order = exports.Export(name, errand.person.id, errand.asked.address_id, body, "todo", None, errand.now)
    exports.order(errand.session, order)
    errand.audit("export asked for", "package")
    return ledger.export_job(name)


def _take_back(errand: Errand, hand_up: str) -> Done:
    """Until the province has touched it."""
    handed = errand.hand_up(hand_up)
    errand.check("recommend", handed.place)
    shown = errand.shown(handed.place)
    if not recommendations.withdraw(errand.session, hand_up, errand.now):
        return Done(Happened("hand-up refused", {"why": "touched"}))
    errand.audit("took back", handed.place, receipt=shown.receipt)
    told = _told(errand, shown.receipt, handed)
    return Done(Happened("taken back", told), errand.tell_province("city took back", told))


def _told(errand: Errand, receipt: str, handed: recommendations.HandUp) -> dict[str, str]:
    told = {"receipt": receipt, "place": handed.place, "count": str(len(handed.items))}
    return told | {"by": errand.person.name, "at": moment(errand.now)}


def _checksum(items: tuple[Item, ...]) -> str:
    """Eight letters and digits that stand for the list and what each application said."""
    said = "\n".join(f"{item.place} {item.application_id} {item.checksum}" for item in items)
    return hashlib.sha256(said.encode()).hexdigest()[:8].upper()
