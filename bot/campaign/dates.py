"""Until when somebody has to hand in, as things stand now."""

from __future__ import annotations

from datetime import datetime

from dialogs.application import Application
from dialogs.deadlines import DateLine, dues, told
from dialogs.form import Form
from dialogs.notice import County
from dialogs.regions import county_of
from storage import deadlines
from storage.database import Session


def dates_of(
    session: Session, form: Form, application: Application, region: str, now: datetime
) -> tuple[DateLine, ...]:
    """The dates of an application's county or, before it is named, of its contact's; ``now`` is China's time."""
    county = county_of(form, application) or county_named(form, region)
    return told(form, dues(form, county, deadlines.changes(session, form.edition)), now.date())


def county_named(form: Form, code: str) -> County | None:
    """The county of this code."""
    return next((county for county in form.counties if county.code == code), None)
