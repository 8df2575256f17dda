"""What a contact's conversation asks of the campaign: dates, the own calendar file, being reminded later or by mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.campaign.dates import county_named, dates_of, put_off_reminder
from dialogs.definition.form import Form
from dialogs.derived.deadlines import told
from dialogs.derived.regions import county_of
from dialogs.derived.schedule import Habits
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.turn.messages import FindDates, Happened, KeepEmail, Snooze
from renderers.calendar_file import MEDIA_TYPE, calendar_file
from renderers.chat.values import phrase_moment
from renderers.i18n import language
from storage import attachments, people
from storage.database import Session
from storage.people import Speaker

CALENDAR = "calendar"
_NAME = "申报日期.ics"


@dataclass(frozen=True)
class Calendars:
    """Answers such requests; ``folder`` is where files are kept, ``url`` where the page is."""

    form: Form
    folder: Path
    habits: Habits
    url: str

    def answer(
        self,
        session: Session,
        request: FindDates | Snooze | KeepEmail,
        speaker: Speaker,
        application: Application,
        now: datetime,
    ) -> Happened:
        """What was asked for, as an event, in the transaction that settles the request."""
        match request:
            case FindDates(wanted) if wanted == CALENDAR:
                return self._calendar(session, speaker, application, now)
            case FindDates(wanted):
                found = dates_of(session, self.form, application, speaker.region)
                county = county_of(self.form, application) or county_named(self.form, speaker.region)
                lines = {"lines": codec.dumps(told(self.form, found, now.date()))}
                return Happened(wanted, lines if county is None else {**lines, "group": county.group})
            case Snooze():
                return self._snoozed(session, speaker, application, now)
            case KeepEmail(address):
                people.set_email(session, speaker.person_id, address or None)
                return Happened("email kept", {"address": address})

    def _snoozed(self, session: Session, speaker: Speaker, application: Application, now: datetime) -> Happened:
        found = dates_of(session, self.form, application, speaker.region)
        at = put_off_reminder(session, speaker.person_id, found, self.habits, now)
        return Happened("snoozed", {"when": phrase_moment(at.isoformat()), "at": at.isoformat()} if at else {})

    def _calendar(self, session: Session, speaker: Speaker, application: Application, now: datetime) -> Happened:
        county = county_of(self.form, application) or county_named(self.form, speaker.region)
        found = dates_of(session, self.form, application, speaker.region)
        place = county.code if county is not None else ""
        content = calendar_file(self.form, found, place, self.url, now, language(speaker.locale))
        row = attachments.add(
            session,
            attachments.store(content, self.folder),
            now,
            person_id=speaker.person_id,
            application_id=application.id,
            name=_NAME,
            media_type=MEDIA_TYPE,
            kind="document",
            state="ready",
        )
        handed = {"attachment": row.id, "name": _NAME, "kind": CALENDAR, "draft": "no", "size": str(row.size)}
        return Happened("rendered", handed)
