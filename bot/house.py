"""The composition root: which form, database, folder and clock stand behind a conversation. Nothing else knows."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import TextIO, cast

import structlog

from bot.campaign.pacing import learn_paces
from bot.campaign.years import learn, learned
from bot.desk.broadcasting import Broadcasting
from bot.desk.errands import Errands
from bot.desk.exporting import Exporting
from bot.desk.lists import PeopleLists
from bot.desk.parts import Parts
from bot.desk.progress import Keeper
from bot.desk.taking import Taking
from bot.desk.turning import Desk
from bot.desk.works import Works, left
from bot.evidence.importing import Importing
from bot.evidence.recognising import Recognising
from bot.keeping.tidying import STALE_SECONDS
from bot.printing.documents import Documents
from bot.printing.paging import Paging
from bot.printing.rendering import Printer, Rendering, Timed, untimed
from bot.redaction import Presently, log_briefly, render
from bot.settings import Settings
from bot.shelf import shelf_of
from bot.turns.caretaker import Caretaker
from bot.turns.conversations import Conversations
from bot.turns.fulfilling import Requested
from bot.turns.links import links_of
from bot.turns.relay import Relay
from bot.turns.wakeup import News
from bot.views.looks import Looks
from bot.views.transcript import History
from bot.work.jobs import DirectJobs, Jobs
from bot.work.orders import Orders
from bot.work.presence import Presence
from dialogs.definition.form import Form
from dialogs.definition.loader import load
from renderers import word
from storage.attachments import discard_unfinished
from storage.database import Database
from storage.files import private_folder
from storage.signals import signals_of

_MEASURE = 60
"""Looks at the other processes, five seconds apart, between two measures of how long questions take."""


@dataclass(frozen=True)
class House:
    """Everything that is built once, at start."""

    settings: Settings
    form: Form
    database: Database
    documents: Documents
    conversations: Conversations
    history: History
    news: News
    jobs: Jobs
    presence: Presence
    relay: Relay
    keeper: Keeper
    broadcasting: Broadcasting
    looks: Looks
    _looks: count[int] = field(default_factory=count)

    def start(self, only: int | None = None) -> None:
        """Be one of the processes that live, and take up what the dead left: everywhere, or what one address asked."""
        self.relay.start()
        caretaker = Caretaker(self.conversations, self.jobs, self.relay, self._go_on, only)
        self.presence.start(partial(self._look, caretaker))
        self.conversations.resume(only)
        if only is None:
            self._go_on()
            self.keeper.start()

    def _look(self, caretaker: Caretaker, living: frozenset[str], somebody_died: bool) -> None:
        learn(self.database, self.form)  # another process may have been told of a year
        if next(self._looks) % _MEASURE == 0:
            learn_paces(self.database, self.form)
        caretaker.look(living, somebody_died)

    def _go_on(self) -> None:
        """Broadcasts and exports that nobody may be working on: a job that finds nothing to do does nothing."""
        for job in left(self.database):
            self.jobs.submit(job)

    def stop(self) -> None:
        """End what runs beside the conversations; what is not done is for the others, or for the next start."""
        self.keeper.stop()
        self.broadcasting.rest()
        self.documents.leash.let_go()
        self.presence.rest()
        self.jobs.stop()
        if self.presence.started:
            self.relay.stop()
            self.presence.stop()


def build(
    settings: Settings, jobs: Jobs | None = None, printer: Printer | None = None, timed: Timed = untimed
) -> House:
    """Load the form, open and migrate the database, make the folders. Raises what stops a start, in plain words.

    Without ``jobs``, documents are made by a thread of this process, which forgets them when it ends; without a
    ``printer``, by the one of the form; ``timed`` hears how long each took.
    """
    os.umask(0o077)
    log_to_stderr()
    form = load(settings.edition)
    if settings.template is not None:
        _check_template(form, settings.template)
    private_folder(settings.data)
    database = Database(settings.database)
    database.check()
    database.migrate()
    form = learned(database, form)
    files = shelf_of(settings)
    discard_unfinished(files, STALE_SECONDS)
    documents = Documents(form, files, settings.template, settings.office_seconds)
    jobs = jobs or DirectJobs()
    news = News()
    links = links_of(settings.data, settings.base_url)
    presence = Presence(database, settings.data)
    desk = Desk(Errands(form, settings.clock, links))
    requested = Requested(
        database, documents, jobs, settings.clock, links, desk, presence.name, settings.habits, settings.ocr
    )
    conversations = Conversations(form, database, requested, settings.clock, news)
    tell = conversations.catch_up
    rendering = Rendering(database, printer or documents, files, settings.clock, tell, presence.name, timed)
    broadcasting = Broadcasting(form, database, settings.clock, news, tell)
    exporting = Exporting(form, database, Taking(form, database, documents, jobs.submit), settings.clock, tell)
    parts = Parts(database, documents, presence.name, jobs.submit, exporting.work)
    orders = Orders(database, settings.clock, tell)
    lists = PeopleLists(database, files, orders)
    beside = _beside(form, database, documents, settings, orders)
    jobs.start(Works(rendering, broadcasting, exporting, lists, parts, beside, tell).do, presence.name)
    return House(
        settings=settings,
        form=form,
        database=database,
        documents=documents,
        conversations=conversations,
        history=History(form, database, links),
        news=news,
        jobs=jobs,
        presence=presence,
        relay=Relay(news, partial(signals_of, database, presence.name)),
        keeper=Keeper(database, form, news),
        broadcasting=broadcasting,
        looks=Looks(database, settings.clock),
    )


def _beside(
    form: Form, database: Database, documents: Documents, settings: Settings, orders: Orders
) -> dict[str, Callable[[str], None]]:
    """What is read and counted beside the chat, by the kind of its orders."""
    return {
        "import": Importing(form, database, documents, orders).work,
        "letters": Recognising(form, database, documents, orders).work,
        "paging": Paging(database, documents, settings.clock, orders.tell).work,
    }


class UnsuitableTemplate(Exception):
    """The Word file of SHENBAO_TEMPLATE does not fit the form."""


def _check_template(form: Form, template: Path) -> None:
    mistakes = word.check_template(form, template)
    if mistakes:
        raise UnsuitableTemplate("\n".join([UnsuitableTemplate.__doc__ or "", *mistakes]))


def log_to_stderr() -> None:
    """Let this process and its libraries log in short lines, without what people said, to standard error."""
    stderr = cast(TextIO, Presently())
    log_briefly(stderr)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.ExceptionRenderer(render),
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=stderr),
    )
