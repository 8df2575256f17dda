"""What goes on beside the chat; and a process that does this and answers nobody: ``shenbao worker``.

Any number of them share documents, broadcasts, exports and reminders with the services on the same database.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

from bot import redaction
from bot.channels.switching import post_office
from bot.house import House, build
from bot.keeping.metrics import Metrics, listening
from bot.keeping.tidying import Housekeeping, tidy
from bot.reminding.clockwork import Clockwork
from bot.reminding.service import Campaigner
from bot.settings import Settings
from bot.work.durable import DurableJobs


@contextmanager
def at_work(settings: Settings) -> Iterator[House]:
    """A house that takes up what a crash left, makes what is asked for, reminds and tidies, until the end."""
    metrics = Metrics()
    house = build(settings, DurableJobs(settings.engine), timed=metrics.rendered)
    with ExitStack() as stack:
        stack.callback(house.stop)
        stack.enter_context(listening(settings, metrics, house.database))
        house.start()
        clockwork = Clockwork(house.database, house.presence.name, Campaigner(house, post_office(settings)).tick)
        clockwork.start()
        stack.callback(clockwork.stop)
        tidying = Housekeeping(partial(tidy, settings, house.database, house.documents.folder))
        tidying.start()
        stack.callback(tidying.stop)
        yield house


def run(settings: Settings) -> None:
    """Work until the process is told to stop; what is not done then is for the others, or for the next start."""
    redaction.keep(settings.secrets)
    over = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: over.set())
    with at_work(settings) as house:
        print(f"shenbao worker: {house.presence.name}", flush=True)
        over.wait()
