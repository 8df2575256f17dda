"""Moving a date: what would change and who would hear of it, before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.campaign.planning import Campaign, left_out
from bot.entering.inviting import Inviting
from bot.reminding.service import reminding
from dialogs.derived.deadlines import Change, change
from storage import contacts, deadlines, people
from storage.contacts import CountyContact
from storage.database import Session


@dataclass(frozen=True, slots=True)
class Preview:
    """What a move would do: the counties whose date changes, from when to when, and their contacts.

    ``silent`` are contacts who would not be told, because they do not apply or have handed in.
    """

    change: Change
    told: tuple[CountyContact, ...]
    silent: tuple[CountyContact, ...]

    def lines(self) -> Iterator[str]:
        """In words, for whoever decides."""
        for (old, fixed), names in self.change.by_old().items():
            was = f"{old}" if fixed else f"{old}（参考）"
            yield f"{self.change.deadline}: {was} → {self.change.on}: {len(names)} counties: {'、'.join(names)}"
        yield f"{len(self.told)} contacts will be told, {len(self.silent)} not (not applying, or handed in)"
        if not self.change.known:
            yield f"the working days of {self.change.on.year} are not known: days are counted by the week"


def preview(session: Session, campaign: Campaign, place: str, on: date, deadline: str = "to_city") -> Preview:
    """What a date for a reporting group or a county would do; ``dialogs.derived.deadlines.NotMovable`` says why not."""
    wanted = change(campaign.form, campaign.moved, deadline, place, on)
    codes = {county.code for county in wanted.counties}
    concerned = [
        contact
        for contact in contacts.contacts(session, campaign.form.edition)
        if (county := campaign.county_of(contact)) is not None and county.code in codes
    ]
    told = tuple(each for each in concerned if left_out(each) is None)
    return Preview(wanted, told, tuple(each for each in concerned if each not in told))


def move(
    session: Session,
    campaign: Campaign,
    place: str,
    on: date,
    now: datetime,
    *,
    deadline: str = "to_city",
    by: int | None,
) -> Preview:
    """Set the date, in the transaction of the caller. Contacts hear of it with the next tick outside quiet hours."""
    shown = preview(session, campaign, place, on, deadline)
    deadlines.move(session, campaign.form.edition, deadline, place, on, now, by)
    detail = {"deadline": deadline, "on": on.isoformat(), "told": len(shown.told)}
    people.audit(session, now, "date moved", place, person_id=by, detail=detail)
    return shown


def move_by_hand(house: Inviting, place: str, on: date, deadline: str, *, really: bool) -> Iterator[str]:
    """Show what a move would do and, if it is really meant, do it."""
    now = house.settings.clock()
    with house.database.write() as session:
        campaign = reminding(house).campaign(session)
        if really:
            shown = move(session, campaign, place, on, now, deadline=deadline, by=None)
        else:
            shown = preview(session, campaign, place, on, deadline)
    yield from shown.lines()
    yield "done; they hear of it outside quiet hours" if really else "nothing was changed: add --yes to do it"
