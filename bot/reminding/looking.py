"""What the operator sees of the reminders: who would get what and why others do not, the ledger, texts to paste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.campaign.planning import Campaign, left_out
from bot.entering.inviting import Inviting, invite_again
from bot.reminding.service import reminding
from dialogs.derived.deadlines import told
from dialogs.derived.schedule import coming, kind_of
from dialogs.saying.date_replies import Lacks, Reminder
from renderers.chat import phrase
from renderers.i18n import language
from storage import contacts, reminders
from storage.contacts import CountyContact
from storage.reminders import Entry

_LINK_DAYS = 14
_RECENT = timedelta(days=2)


@dataclass(frozen=True)
class _Known:
    """What the ledger holds of somebody already."""

    points: frozenset[tuple[int, str, str, str]]

    def has(self, person: int, deadline: str, day: str, point: str) -> bool:
        return (person, deadline, day, point) in self.points


def dry_run(house: Inviting, at: datetime) -> Iterator[str]:
    """Who would get what at a moment, and why others get nothing; nothing is changed."""
    with house.database.read() as session:
        campaign = reminding(house).campaign(session)
        everybody = contacts.contacts(session, campaign.form.edition)
        known = _Known(reminders.known(session))
    if campaign.habits.is_quiet(at):
        yield f"{_minute(at)}: quiet hours, nothing goes out before {campaign.habits.waking:%H:%M}"
    count = Counter[str]()
    for contact in everybody:
        what, line = _line(campaign, known, contact, at)
        count[what] += 1
        yield f"{_called(campaign, contact)}  {line}"
    yield f"{_minute(at)}: {count['gets']} would be reminded, {count['not']} would not"


def _line(campaign: Campaign, known: _Known, contact: CountyContact, at: datetime) -> tuple[str, str]:
    reason = left_out(contact)
    if reason is not None:
        return "not", f"left out: {reason}"
    new = [
        fall
        for fall in campaign.fallen(contact, at)
        if fall.live and not known.has(contact.person, fall.due.name, fall.due.on.isoformat(), fall.point)
    ]
    if new:
        points = ", ".join(f"{fall.due.name} {fall.due.on} ({_point(fall.point)})" for fall in new)
        return "gets", f"{points} → {_way(contact)}"
    found = campaign.dues_of(contact)
    following = coming(campaign.form.calendar, campaign.habits, found, contact.since, at)
    then = f"next {following.due.name} ({_point(following.point)}) at {_minute(following.at)}" if following else "none"
    return "not", f"nothing due; {then}"


def _point(point: str) -> str:
    kind = kind_of(point)
    if kind == "before":
        return f"{point} working days before"
    return {"today": "on the day", "overdue": f"{point.lstrip('-')} working days after"}.get(kind, kind)


def _way(contact: CountyContact) -> str:
    """Where it goes: carried by a channel, mailed, or seen at the next visit only."""
    if contact.doors and contact.doors[0].channel == "telegram":
        return "telegram"
    ways = [door.channel for door in contact.doors[:1]]
    return " and ".join([*(f"{way} (at the next visit)" for way in ways), *(["mail"] if contact.email else [])]) or (
        "nowhere: 未触达"
    )


def _called(campaign: Campaign, contact: CountyContact) -> str:
    county = campaign.county_of(contact)
    return f"{county.name if county is not None else '（未定县）'} {contact.name} ({contact.person})"


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def standing(house: Inviting, now: datetime, days: int = 30) -> Iterator[str]:
    """How many reminders of the last days stand in which state."""
    with house.database.read() as session:
        found = reminders.counts(session, now - timedelta(days=days))
    for state, count in sorted(found.items()):
        yield f"{state:<10}  {count}"
    yield f"{sum(found.values())} reminders fell due in the last {days} days"


def texts(house: Inviting, now: datetime) -> Iterator[str]:
    """For everybody whom the last reminder did not reach: a text with a personal link, to paste into any messenger."""
    with house.database.read() as session:
        campaign = reminding(house).campaign(session)
        everybody = {each.person: each for each in contacts.contacts(session, campaign.form.edition)}
        unreached = _last_unreached(reminders.ledger(session), now)
    for person, entries in unreached.items():
        contact = everybody.get(person)
        if contact is not None and left_out(contact) is None:
            yield text_for(house, campaign, contact, entries, now)


def _last_unreached(ledger: tuple[Entry, ...], now: datetime) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    for entry in ledger:
        if entry.state in ("unreached", "failed", "blocked") and now - _RECENT <= entry.due_at <= now:
            found.setdefault(entry.person, []).append(entry)
    return found


def text_for(house: Inviting, campaign: Campaign, contact: CountyContact, entries: list[Entry], now: datetime) -> str:
    """A text to one person, with a new personal link that holds for two weeks."""
    spoken = language(contact.locale)
    lines = told(house.form, campaign.dues_of(contact), now.date())
    points = tuple((entry.deadline, kind_of(entry.point)) for entry in entries)
    said = phrase(house.form, Reminder(lines, points, Lacks(untouched=not contact.doors)), spoken).text.partition("\n")
    link = invite_again(house, contact.person, days=_LINK_DAYS)
    words = spoken.say(
        "{name}您好：中小企业特色产业集群申报。{said}。", {"name": contact.name, "said": said[0].rstrip("。")}
    )
    return (
        words
        + "\n"
        + spoken.say("用这条链接打开，接着填（{days} 天内有效）：", {"days": str(_LINK_DAYS)})
        + f"\n{link}\n"
    )
