"""A coordinator sets a date: what it would change is worked out, then it is done, and the counties hear of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from bot.campaign.planning import Campaign
from bot.entering.roles import Act
from bot.reminding.moving import Preview, move, preview
from dialogs.definition.form import Form
from dialogs.derived.deadlines import NotMovable, dues
from dialogs.derived.schedule import Habits
from dialogs.record import codec
from dialogs.saying.briefs import DateMove
from dialogs.state.errands import SetDate
from dialogs.turn.messages import Happened
from storage import deadlines
from storage.database import Session
from storage.people import Person


def set_date(
    session: Session,
    form: Form,
    person: Person,
    errand: SetDate,
    now: datetime,
    check: Callable[[Person, Act, str], None],
) -> Happened:
    """Weigh or set the date to the city, of a group or of one county; ``NotYours`` where this coordinator may not."""
    check(person, "date", errand.place)
    campaign = Campaign(form, Habits(), deadlines.changes(session, form.edition))
    on = date.fromisoformat(errand.on)
    try:
        if errand.really:
            shown = move(session, campaign, errand.place, on, now, deadline=errand.deadline, by=person.id)
        else:
            shown = preview(session, campaign, errand.place, on, errand.deadline)
    except NotMovable as error:
        last = max(due.on for due in dues(form, None, campaign.moved)).isoformat()
        said = {"why": error.why, "day": errand.on, "last": last, "name": _called(form, errand.place)}
        return Happened("date refused", said)
    return Happened("date set" if errand.really else "date weighed", {"move": codec.dumps(_told(form, errand, shown))})


def _told(form: Form, errand: SetDate, shown: Preview) -> DateMove:
    before = tuple((old.isoformat(), fixed, tuple(names)) for (old, fixed), names in shown.change.by_old().items())
    names = tuple(each.name for each in shown.told)
    return DateMove(
        errand.place,
        _called(form, errand.place),
        errand.on,
        before,
        names,
        len(shown.silent),
        shown.change.known,
        errand.deadline,
    )


def _called(form: Form, place: str) -> str:
    return next((county.name for county in form.counties if county.code == place), place)
