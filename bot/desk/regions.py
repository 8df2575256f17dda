"""A coordinator's region as the desk sees it, loaded: counties, entrants, people, links, one's own remarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.campaign.own import follow_up_of
from bot.desk.ledger import sending_of
from bot.desk.seconding import second_looks
from bot.entering.roles import Actor, counties_of
from dialogs.definition.form import Form
from dialogs.definition.workdays import in_china
from dialogs.derived.deadlines import dues
from dialogs.derived.journey import printed_sections
from dialogs.record.handups import HandedItem, HandedUp, Recommending
from dialogs.record.region import Contact, Entrant, Link, Region, Remark, Stage
from storage import broadcasts, coordination, deadlines, follow_ups, progress, recommendations, reviews
from storage.coordination import Known
from storage.database import Session
from storage.errors import NotYours
from storage.people import Person
from storage.progress import Progress, Wish

_PROVINCE = "河北省"
_SENDINGS = 5


def region_of(session: Session, form: Form, person: Person, now: datetime) -> Region:
    """All that the desk knows of somebody's region. Bring the progress up to date before."""
    listed = _listed(session, form, person)
    bare = _region(form, person, listed)
    people = _contacts(session, bare, {each.owner: each.entrant.county for each in listed})
    links = tuple(
        Link(each.token_hash, each.name, each.region, each.phone, in_china(each.expires_at), each.expires_at <= now)
        for each in coordination.unused(session)
        if each.region in bare.by_code
    )
    return replace(
        with_own(session, bare, person),
        entrants=_with_people(bare, people),
        contacts=people,
        links=links,
        dates=dates_of(session, form, person),
        extended=_extended(session, form, bare),
        recommending=_recommending(session, form, person),
        handed=handed_of(session, form, person.region or None),
        second_looks=second_looks(session, form, person, now, people),
        returned={each: due for each, (due, _) in reviews.open_returns(session).items()},
        sendings=tuple(sending_of(session, each) for each in broadcasts.of_person(session, person.id, _SENDINGS)),
    )


def _recommending(session: Session, form: Form, person: Person) -> Recommending | None:
    """The list of a city's own; the province has none."""
    group = next((each for each in form.groups if each.name == person.region), None)
    if group is None:
        return None
    kept = recommendations.find(session, group.name, form.edition)
    return Recommending(group.name, group.quota, kept.chosen, kept.reserves, kept.contact, kept.phone, kept.version)


def handed_of(session: Session, form: Form, place: str | None) -> tuple[HandedUp, ...]:
    """What is handed up, of one group or of all."""
    names = {county.code: county.name for county in form.counties}
    found = recommendations.standing(session, form.edition, place)
    called = progress.named(session, [item.application_id for each in found for item in each.items])
    return tuple(_handed_up(each, names, called) for each in found)


def _handed_up(
    handed: recommendations.HandUp, names: Mapping[str, str], called: Mapping[str, tuple[str, str]]
) -> HandedUp:
    items = tuple(
        HandedItem(
            each.application_id,
            called.get(each.application_id, ("", ""))[0],
            names.get(called.get(each.application_id, ("", ""))[0], "？"),
            called.get(each.application_id, ("", ""))[1],
            each.version,
            each.decision,
            each.reason,
            in_china(each.decided_at),
            each.passed_at is not None,
        )
        for each in handed.items
    )
    receipts = (in_china(handed.electronic_at), in_china(handed.paper_at))
    receipt = f"{handed.place}-{handed.number}-{handed.checksum}"
    return HandedUp(handed.id, handed.place, handed.number, handed.by, in_china(handed.at), receipt, items, *receipts)


def dates_of(session: Session, form: Form, person: Person) -> tuple[tuple[str, str], ...]:
    """The dates that bind somebody's region: those of all counties, those that the city has set or the notice names.

    A county's own extension is not the region's.
    """
    own = [county for county in form.counties if county.group == person.region]
    moved = [each for each in deadlines.changes(session, form.edition) if each.place in (person.region, "")]
    return tuple((due.name, due.on.isoformat()) for due in dues(form, own[0] if own else None, moved) if due.fixed)


def _extended(session: Session, form: Form, region: Region) -> dict[str, str]:
    """The counties of a region with a date of their own for the city; the newest counts."""
    changes = deadlines.changes(session, form.edition)
    own = (each for each in changes if each.deadline == "to_city" and each.place in region.by_code)
    return {each.place: each.on.isoformat() for each in own}


def with_own(session: Session, region: Region, person: Person) -> Region:
    """The region with this coordinator's own flags, notes and filters."""
    known = {code: Remark(*each) for code, each in coordination.remarks(session, person.id).items()}
    own = tuple(follow_up_of(each) for each in follow_ups.of_person(session, person.id))
    return replace(region, remarks=known, filters=coordination.filters(session, person.id), follow_ups=own)


def entrants_of(session: Session, form: Form, person: Person) -> Region:
    """The region with its entrants and nothing else: what a table or a picture needs."""
    return _region(form, person, _listed(session, form, person))


def _listed(session: Session, form: Form, person: Person) -> tuple[Progress, ...]:
    return progress.listed(session, Wish(form.edition, codes_of(form, person)))


def codes_of(form: Form, person: Person) -> frozenset[str] | None:
    """The codes of the counties in somebody's region; None for the whole province, where nothing is left out."""
    counties = counties_of(form, Actor(person.role, person.region))
    return None if len(counties) == len(form.counties) else frozenset(county.code for county in counties)


def entrant_in(session: Session, form: Form, person: Person, application: str) -> Entrant:
    """One application of somebody's region, without looking at the others; ``NotYours`` where it is none of it."""
    kept, codes = progress.of_application(session, form.edition, application), codes_of(form, person)
    if kept is None or (codes is not None and kept.entrant.county not in codes):
        raise NotYours(application)
    return kept.entrant


def _region(form: Form, person: Person, listed: Sequence[Progress]) -> Region:
    bare = bare_region(form, person)
    found = [each.entrant for each in listed]
    begun = {each.county for each in found}
    missing = [Entrant(county.code, Stage.UNCONTACTED) for county in bare.counties if county.code not in begun]
    order = {county.code: place for place, county in enumerate(bare.counties)}
    entrants = sorted((*found, *missing), key=lambda each: (order.get(each.county, len(order)), each.cluster))
    return replace(bare, entrants=tuple(entrants))


def bare_region(form: Form, person: Person) -> Region:
    """The region without its entrants: what it is called, and its counties."""
    return Region(
        scope=person.region,
        name=person.region or _PROVINCE,
        counties=counties_of(form, Actor(person.role, person.region)),
        groups=tuple(group for group in form.groups if person.region in ("", group.name)),
        section_titles=tuple(section.title for section in printed_sections(form)),
        entrants=(),
    )


def _contacts(session: Session, region: Region, placed: Mapping[int, str]) -> tuple[Contact, ...]:
    """Whoever files in the region; somebody invited for no county files for the one that the answers name."""
    known = ((each, placed.get(each.person_id, each.region)) for each in coordination.contacts(session))
    return tuple(_contact(each, county) for each, county in known if county in region.by_code)


def _contact(known: Known, county: str) -> Contact:
    reach = "open" if {*known.channels} - {"console"} else "blocked"
    return Contact(known.person_id, known.name, county, reach, in_china(known.seen_at), known.phone)


def _with_people(region: Region, people: tuple[Contact, ...]) -> tuple[Entrant, ...]:
    """A county that somebody has entered for is considering, though no application was opened yet."""
    entered = {each.county for each in people}
    return tuple(
        Entrant(each.county, Stage.CONSIDERING) if each.stage is Stage.UNCONTACTED and each.county in entered else each
        for each in region.entrants
    )
