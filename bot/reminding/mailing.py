"""Reminders by mail, for whom no channel carries them: taken up, sent, settled, one mail a person.

A mail is claimed before it goes out. What a crash leaves on the wire is sent once more, under the same Message-ID, and
then no more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby

import structlog

from bot.campaign.planning import Campaign, left_out
from bot.entering.inviting import Inviting, invite_again
from bot.reminding.post import InDoubt, Letter, Line, NotReached, Post, Refused
from bot.reminding.sending import Reminding
from dialogs.derived.deadlines import told
from dialogs.derived.schedule import kind_of
from dialogs.record import codec
from dialogs.saying.date_replies import Lacks, Reminder
from renderers.calendar_file import calendar_file
from renderers.chat import phrase
from renderers.i18n import language
from storage import contacts, outbox, reminders
from storage.contacts import CountyContact
from storage.errors import Lost
from storage.reminders import Open, State

_RECENT = timedelta(days=2)
"""A reminder that could not be mailed for so long is not mailed any more."""
_IN_DOUBT = timedelta(minutes=10)
_PAUSE = timedelta(minutes=5)
_LINK_DAYS = 14
_LONGEST_SUBJECT = 60
log = structlog.get_logger()


@dataclass
class Mailing:
    """The mails of one house. Nothing is sent where no server is set."""

    house: Inviting
    post: Post
    trouble: str = ""
    """Why the server took nothing when it was tried last; empty where it did."""
    _not_before: datetime | None = field(default=None)

    def tick(self, reminding: Reminding, now: datetime) -> int:
        """Mail what reached nobody; returns how many mails went out."""
        if not self.post.on or (self._not_before is not None and now < self._not_before):
            return 0
        with self.house.database.write() as session:
            reminders.left_in_doubt(session, now, _IN_DOUBT)
        with self.house.database.read() as session:
            campaign = reminding.campaign(session)
            everybody = contacts.contacts(session, campaign.form.edition)
            known = {each.person: each for each in everybody if each.email and left_out(each) is None}
            open_ = [row for row in reminders.unmailed(session, now - _RECENT) if row.person in known]
        due = {person: tuple(rows) for person, rows in groupby(open_, key=lambda row: row.person)}
        if not due:
            return 0
        try:
            sent = asyncio.run(self._send_all(campaign, known, due, now))
        except NotReached as error:
            self._not_before, self.trouble = now + _PAUSE, str(error)
            log.error("the mail server is not reached", why=str(error))
            return 0
        self.trouble = ""
        return sent

    async def _send_all(
        self,
        campaign: Campaign,
        known: Mapping[int, CountyContact],
        due: Mapping[int, Sequence[Open]],
        now: datetime,
    ) -> int:
        sent = 0
        async with self.post.open() as line:
            for person, rows in due.items():
                sent += await self._send(line, campaign, known[person], rows, now)
        return sent

    async def _send(
        self, line: Line, campaign: Campaign, contact: CountyContact, rows: Sequence[Open], now: datetime
    ) -> bool:
        ids = [row.id for row in rows]
        try:
            with self.house.database.write() as session:
                reminders.mailing(session, ids, now)
        except Lost:
            return False
        letter = self._letter(campaign, contact, rows, now)
        state: State = "sent"
        try:
            await line.send(letter, now)
        except Refused as error:
            log.error("a mail is refused", person=contact.person, why=str(error))
            state = "failed"
        except NotReached:
            self._settle(ids, "unreached", now)
            raise
        except InDoubt as error:
            log.warning("a mail is in doubt", person=contact.person, why=str(error))
            raise NotReached(str(error)) from error
        self._settle(ids, state, now)
        return state == "sent"

    def _settle(self, ids: Sequence[int], state: State, now: datetime) -> None:
        with self.house.database.write() as session:
            reminders.mailed(session, ids, state, now)

    def _letter(self, campaign: Campaign, contact: CountyContact, rows: Sequence[Open], now: datetime) -> Letter:
        """The words that stand in the conversation, if there is one; otherwise the dates, and a link that lets in."""
        house, found, spoken = self.house, campaign.dues_of(contact), language(contact.locale)
        reply = self._said(rows)
        link = house.settings.base_url
        if reply is None:
            points = tuple((row.deadline, kind_of(row.point)) for row in rows)
            reply = Reminder(told(house.form, found, now.date()), points, Lacks(untouched=True))
            link = invite_again(house, contact.person, days=_LINK_DAYS)
        text = phrase(house.form, replace(reply, options=()), spoken).text  # a mail has no buttons
        county = campaign.county_of(contact)
        calendar = calendar_file(
            house.form, found, county.code if county is not None else "", house.settings.base_url, now, spoken
        )
        return Letter(
            key=f"reminder-{rows[0].id}",
            to=contact.email or "",
            name=contact.name,
            subject=spoken.say("【申报提醒】{said}", {"said": text.partition("\n")[0][:_LONGEST_SUBJECT]}),
            greeting=spoken.say("{name}：", {"name": contact.name}),
            text=text,
            link=link,
            calendar=calendar,
        )

    def _said(self, rows: Sequence[Open]) -> Reminder | None:
        with self.house.database.read() as session:
            found = [
                outbox.reply_at(session, row.address, row.sequence) for row in rows if row.address and row.sequence
            ]
        stored = next((each for each in reversed(found) if each is not None), None)
        reply: Reminder | None = codec.loads(stored) if stored is not None else None
        return reply
