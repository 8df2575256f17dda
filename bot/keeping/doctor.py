"""`shenbao doctor`: whether everything is there that the service needs, and how to mend what is not.

It looks and changes nothing: no table is made, nothing is sent.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.campaign.years import learned
from bot.evidence.guarding import version
from bot.evidence.space import RESERVE, free_of
from bot.settings import Settings
from dialogs.definition.form import Form
from dialogs.definition.loader import BadForm, UnknownEdition, load
from dialogs.derived.deadlines import Moved, beyond_calendar, dues
from renderers import pages, pdf, recognition
from storage import deadlines, processes
from storage.database import Database
from storage.errors import StorageError
from storage.objects import Objects, ObjectsAway, ObjectsMissing, UnsuitableObjects

_FONTS = ("Noto Serif CJK SC", "AR PL UKai CN")
_SECONDS = 10
_OLD_SIGNATURES = 7
"""Days after which signatures are old."""
_FRESHEN = "let freshclam fetch the newest"
_TOO_FAR_APART = 5.0
"""Seconds between two machines' clocks: twenty of silence make a process dead."""
Health = Literal["good", "poor", "bad"]
BotName = Callable[[Settings], str | None]
Trouble = Callable[[Settings], str | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found. ``poor``: the service runs with less; ``bad``: it does not run, or somebody is forgotten."""

    what: str
    health: Health
    said: str
    mend: str = ""

    def __str__(self) -> str:
        sign = {"good": "✓", "poor": "!", "bad": "✗"}[self.health]
        return f"{sign} {self.what}: {self.said}" + (f"\n    → {self.mend}" if self.mend else "")


def examine(settings: Settings, bot_name: BotName, mail_trouble: Trouble) -> Iterator[Finding]:
    """One finding after the other, each as soon as it is made.

    ``bot_name`` asks Telegram and ``mail_trouble`` the mail server, where they are on.
    """
    try:
        form = load(settings.edition)
    except (BadForm, UnknownEdition) as error:
        yield Finding("form", "bad", str(error), "mend the edition's files, or SHENBAO_EDITION")
        return
    yield Finding("form", "good", f"{settings.edition}, {len(form.rules)} rules")
    yield from _kept(settings, form)
    yield _objects(settings)
    yield _office(settings)
    yield _fonts()
    yield _guard(settings)
    yield _recognition(settings)
    yield _mail(settings, mail_trouble)
    yield _telegram(settings, bot_name)


def _kept(settings: Settings, form: Form) -> Iterator[Finding]:
    """The folder, the database in it, and what it says of the dates."""
    if not settings.data.is_dir():
        yield Finding("data", "good", f"{settings.data} is not there yet: the first start makes it")
        yield _dates(form, ())
        return
    free = free_of(settings.data)
    enough = free > 2 * RESERVE
    yield Finding(
        "disk",
        "good" if enough else "bad",
        f"{free // 2**20} MB free at {settings.data}",
        "" if enough else f"free at least {2 * RESERVE // 2**20} MB: files from people are refused below that",
    )
    if not settings.database_url and not (settings.data / "app.db").exists():
        yield Finding("database", "good", "none yet: the first start makes it")
        yield _dates(form, ())
        return
    yield from _stored(settings, form)


def _stored(settings: Settings, form: Form) -> Iterator[Finding]:
    try:
        database = Database(settings.database)
        database.check()
        behind = database.behind()
        moved = () if behind else _changes(database, form)
        form = form if behind else learned(database, form)
    except StorageError as error:
        yield Finding("database", "bad", str(error), "see Backup in README, or mend SHENBAO_DATABASE_URL")
        return
    kind = "SQLite" if database.embedded else "PostgreSQL"
    yield Finding("database", "good", kind + (", tables are brought up to date at the next start" if behind else ""))
    if not behind:
        yield _processes(database)
    yield clock_finding(settings, 0.0 if database.embedded else database.ahead())
    database.close()
    yield _dates(form, moved)


def _changes(database: Database, form: Form) -> tuple[Moved, ...]:
    with database.read() as session:
        return deadlines.changes(session, form.edition)


def _processes(database: Database) -> Finding:
    """Who works here now; a dead one is struck off by the living, within half a minute."""
    with database.read() as session:
        seen = processes.living(session)
    return Finding("processes", "good", f"{len(seen)} at work on this database" if seen else "none at work now")


def clock_finding(settings: Settings, ahead: float) -> Finding:
    """Whether this machine's time is the others', and runs; ``ahead`` are the seconds that the database's is."""
    if settings.now is not None:
        return Finding(
            "clock", "poor", f"stands at {settings.now:%Y-%m-%d %H:%M}", "unset SHENBAO_NOW: it is for tests"
        )
    mend = "timedatectl set-ntp true, on this machine and on the database's"
    if abs(ahead) > _TOO_FAR_APART:
        return Finding("clock", "bad", f"the database's differs by {abs(ahead):.0f} s: the living look dead", mend)
    program = shutil.which("timedatectl")
    line = [program, "show", "--property=NTPSynchronized", "--value"] if program else ["/bin/true"]
    told = subprocess.run(line, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if told.stdout.strip() == "no":
        return Finding("clock", "poor", "is not set by the network: deadlines and dates may be off", mend)
    return Finding("clock", "good", f"{settings.clock():%Y-%m-%d %H:%M} in China")


def _dates(form: Form, moved: tuple[Moved, ...]) -> Finding:
    """Whether the working days of every date are known."""
    counties = [None, *form.counties]
    late = {due.on for county in counties for due in beyond_calendar(form, dues(form, county, moved))}
    known = ", ".join(str(year) for year in sorted(form.calendar.years))
    if not late:
        return Finding("calendar", "good", f"working days of {known}")
    days = ", ".join(day.isoformat() for day in sorted(late))
    years = sorted({day.year for day in late})
    mend = f"a coordinator pastes the State Council's notice for {years[0]} into the chat (放假安排)"
    return Finding("calendar", "bad", f"deadlines on {days}, but working days are known for {known or 'no year'}", mend)


def _objects(settings: Settings) -> Finding:
    """Whether the object store keeps, gives and forgets a file."""
    if not settings.objects:
        return Finding("object store", "good", f"off: files lie in {settings.data}")
    try:
        Objects(settings.objects).check()
    except (ObjectsMissing, UnsuitableObjects) as error:
        return Finding("object store", "bad", type(error).__name__, str(error))
    except ObjectsAway as error:
        mend = "mend SHENBAO_OBJECTS, AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        return Finding("object store", "bad", f"{settings.objects} does not keep files: {error}", mend)
    return Finding("object store", "good", f"{settings.objects} keeps, gives and forgets files")


def _office(settings: Settings) -> Finding:
    del settings
    if not pdf.available():
        return Finding("LibreOffice", "poor", "not here: no PDF, Word files only", "apt-get install libreoffice-writer")
    if not pages.available():
        return Finding("LibreOffice", "poor", "here, but no pictures of pages", "apt-get install poppler-utils")
    return Finding("LibreOffice", "good", "PDF and pictures of pages")


def _guard(settings: Settings) -> Finding:
    """Whether the scanner answers, and how old its signatures are."""
    if settings.clamd is None:
        return Finding("virus scanner", "good", "off: files are not scanned, and never called clean")
    try:
        said = version(settings.clamd)
    except OSError as error:
        mend = "start clamd, or mend SHENBAO_CLAMD; until then files are taken unscanned, and people hear so"
        return Finding("virus scanner", "bad", f"{settings.clamd} does not answer: {type(error).__name__}", mend)
    day = said.rpartition("/")[2] if said.count("/") >= 2 else ""
    try:
        age = (settings.clock().replace(tzinfo=None) - datetime.strptime(day, "%a %b %d %H:%M:%S %Y")).days  # noqa: DTZ007
    except ValueError:
        return Finding("virus scanner", "poor", f"{said}, and nobody knows how old its signatures are", _FRESHEN)
    old = age > _OLD_SIGNATURES
    return Finding(
        "virus scanner", "poor" if old else "good", f"{said}: signatures of {age} days", _FRESHEN if old else ""
    )


def _recognition(settings: Settings) -> Finding:
    """Whether photos and scans are read: an extra, and off unless it is asked for."""
    what, there = "reading photos", recognition.available()
    if not settings.ocr:
        said = "off: the extra [ocr] is here, and not switched on" if there else "off: the extra [ocr] is not installed"
        return Finding(what, "good", f"{said}; people look at photos themselves")
    if not there:
        mend = "SHENBAO_OCR=yes make run, or pip install 'shenbao[ocr]'; or unset SHENBAO_OCR"
        return Finding(what, "bad", "switched on, and the extra [ocr] is not installed: nothing is read", mend)
    if not pages.available():
        return Finding(what, "poor", "photos only: no scans in PDF", "apt-get install poppler-utils")
    return Finding(what, "good", "on: proposals from photos and scans, half a gigabyte while one is read")


def _fonts() -> Finding:
    mend = "apt-get install fonts-noto-cjk fonts-arphic-ukai"
    program = shutil.which("fc-list")
    if program is None:
        return Finding("fonts", "poor", "fontconfig is not here, so nobody knows", "apt-get install fontconfig")
    listed = subprocess.run([program, ":", "family"], capture_output=True, text=True, timeout=_SECONDS, check=False)
    missing = [name for name in _FONTS if name not in listed.stdout]
    if missing:
        return Finding("fonts", "poor", f"{', '.join(missing)} missing: pages for looking at differ from Word's", mend)
    return Finding("fonts", "good", ", ".join(_FONTS))


def _telegram(settings: Settings, bot_name: BotName) -> Finding:
    if not settings.telegram_token.get_secret_value():
        return Finding("Telegram", "good", "off")
    if not settings.telegram_accepted:
        return Finding(
            "Telegram", "bad", "a token is set, but not SHENBAO_TELEGRAM_ACCEPTED", "decide, then set it to yes"
        )
    name = bot_name(settings)
    if name is None:
        mend = "SHENBAO_TELEGRAM_PROXY, SHENBAO_TELEGRAM_API_URL, or the token"
        return Finding("Telegram", "bad", "does not answer to the token", mend)
    return Finding("Telegram", "good", f"@{name}")


def _mail(settings: Settings, trouble: Trouble) -> Finding:
    if not settings.smtp_host:
        return Finding("mail", "good", "off: whom no channel reaches is seen in `shenbao reminders --texts` only")
    why = trouble(settings)
    if why is not None:
        mend = "SHENBAO_SMTP_HOST, _PORT, _SECURITY, _USER and _PASSWORD as your mail provider gives them"
        return Finding("mail", "bad", f"{settings.smtp_host} does not take the sign-in: {why}", mend)
    return Finding("mail", "good", f"{settings.smtp_host} takes the sign-in")
