"""How far applications are: worked out for those that changed, kept for everybody who looks.

Working one out takes about two milliseconds, as long as answering a question does. So an answer does not wait for it:
rows that are behind their application are made anew by a thread beside the chat, and by whoever looks sooner.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog

from bot.turns.wakeup import News
from dialogs.definition.form import Form
from dialogs.definition.workdays import in_china
from dialogs.derived import rounds
from dialogs.derived.journey import Journey, printed_sections
from dialogs.derived.regions import county_of
from dialogs.record.application import Application
from dialogs.record.region import Entrant, Stage, mark_of
from dialogs.review import submitting
from dialogs.turn import sealing
from storage import applications, progress
from storage.database import Database, Session
from storage.errors import Busy
from storage.progress import Behind, Progress

_AT_ONCE = 50
"""Rows of one transaction: others write in between."""
_PAUSE_SECONDS = 2.0
_ACTS = frozenset({*submitting.STEPS, "passed"})
_STAGES = {
    **dict.fromkeys(("sent", "mailed", "posted", "offline", "passed"), Stage.ACTED),
    "received": Stage.RECEIVED,
}
"""What an act makes of an application; that it was sealed or scanned shows it to nobody yet."""
log = structlog.get_logger()


def progress_of(form: Form, application: Application, behind: Behind) -> Progress:
    """How far an application is; whose it is, and since when, is known from the one that is behind."""
    journey = Journey(form, application)
    stage, act = stage_of(journey), sent_of(form, application)
    name = application.answer("cluster_name")
    declined = application.declined
    entrant = Entrant(
        county=_county(form, application, behind.region),
        cluster=str(name.value) if name is not None and name.value is not None else "",
        stage=stage,
        application=application.id,
        act=act,
        reason=declined.note if declined is not None else "",
        sections="".join(mark_of(journey.tallies.get(section.name)) for section in printed_sections(form)),
        open=journey.tally.open + journey.tally.later,
        waiting=journey.tally.waiting,
        errors=journey.tally.wrong,
        warnings=journey.tally.doubted,
        proofs=len(journey.evidence),
        lacking=len(journey.missing_evidence),
        updated=in_china(behind.updated_at),
    )
    return Progress(entrant, behind.owner, application.version)


def _county(form: Form, application: Application, region: str) -> str:
    """The county that the owner was invited for, else the one that the answers name."""
    if any(county.code == region for county in form.counties):
        return region
    named = county_of(form, application)
    return named.code if named is not None else ""


def stage_of(journey: Journey) -> Stage:
    """How far an application is, in a word; an act says more than answers do."""
    application = journey.application
    if application.declined is not None:
        return Stage.DECLINED
    if sent_of(journey.form, application) == "returned":
        return Stage.RETURNED
    shown = next((act.kind for act in reversed(application.acts) if act.kind in _STAGES), None)
    if shown is not None:
        return _STAGES[shown]
    if not application.answers:
        return Stage.CONSIDERING
    return Stage.FILLED if journey.complete else Stage.FILLING


def sent_of(form: Form, application: Application) -> str:
    """The last act on the way to the city that holds: a seal that a change broke holds no more, nor does its scan.

    What was returned stays so until it is sent back or its papers were received, whatever is sealed meanwhile.
    """
    if rounds.open_round(form, application) is not None and application.submitted is None:
        return "returned"
    broken = ("sealed", "scanned") if sealing.sealed(form, application) is None else ()
    acts = (act.kind for act in reversed(application.acts) if act.kind in _ACTS)
    return next((kind for kind in acts if kind not in broken), "")


def refresh(session: Session, form: Form, most: int) -> int:
    """Bring so many rows up to date that are behind; returns how many were."""
    found = progress.behind(session, form.edition, most)
    for each in found:
        progress.write(session, progress_of(form, applications.load(session, each.application_id), each))
    return len(found)


def refresh_all(database: Database, form: Form) -> None:
    """Bring every row up to date, some at a time."""
    while True:
        with database.read() as session:
            if not progress.behind(session, form.edition, 1):
                return
        with database.write() as session:
            if refresh(session, form, _AT_ONCE) < _AT_ONCE:
                return


@dataclass
class Keeper:
    """Keeps the rows up to date beside the chat, soon after something was said."""

    database: Database
    form: Form
    news: News
    _wanted: threading.Event = field(default_factory=threading.Event)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Begin, with what is behind now."""
        self.news.listen(self._heard)
        self._wanted.set()
        threading.Thread(target=self._run, name="progress", daemon=True).start()

    def stop(self) -> None:
        """End; what is behind then is made by the next one who looks."""
        self._stopped.set()
        self._wanted.set()

    def _heard(self, _address: int, _kind: str, _figures: Mapping[str, str]) -> None:
        self._wanted.set()

    def _run(self) -> None:
        while self._wanted.wait() and not self._stopped.is_set():
            self._wanted.clear()
            try:
                refresh_all(self.database, self.form)
            except Busy:
                self._wanted.set()
            except Exception:
                log.exception("progress is behind")
            self._stopped.wait(_PAUSE_SECONDS)
