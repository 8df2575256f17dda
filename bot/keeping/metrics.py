"""`/metrics` for Prometheus: answers, waiting rows, deliveries, render times, time per question. No personal data.

It listens at an address of its own that a setting names, and nowhere without it: the port of the page, which a proxy
makes public, knows nothing of it. prometheus-client is used here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Histogram, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from bot.settings import Settings
from storage.database import Database
from storage.errors import Unavailable
from storage.figures import Counted, Pace, counted, paces

_RENDERING = (0.1, 0.3, 1, 2, 3, 5, 10, 20, 30, 60, 120, 300)
"""Seconds: a Word file, pages of one, a large binder."""


class MetricsNotServed(Exception):
    """SHENBAO_METRICS: nothing can listen at this address."""


class Metrics:
    """What one process knows of its own work."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        words = "Seconds that making a document took in this process, by its kind"
        self._rendering = Histogram(
            "shenbao_render_seconds", words, ["kind"], buckets=_RENDERING, registry=self.registry
        )

    def rendered(self, kind: str, seconds: float) -> None:
        """Note how long a document took."""
        self._rendering.labels(kind).observe(seconds)


class _Shared:
    """What stands in the database, asked anew by every look."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def describe(self) -> Iterable[Metric]:
        """Nothing in advance: what there is follows from the rows."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Everything from the database; whether it answers is a figure too."""
        up = GaugeMetricFamily("shenbao_database_up", "Whether the database answers")
        try:
            with self._database.read() as session:
                rows, questions = counted(session), paces(session)
        except Unavailable:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield from _rows(rows)
        yield from _questions(questions)


def _rows(rows: Counted) -> Iterator[Metric]:
    answers = CounterMetricFamily("shenbao_answers", "Answers stored, by door", labels=["door"])
    for door, number in rows.answers.items():
        answers.add_metric([door], number)
    waiting = GaugeMetricFamily("shenbao_waiting_rows", "Rows that wait for somebody, by table", labels=["table"])
    for table, number in rows.waiting.items():
        waiting.add_metric([table], number)
    sent = GaugeMetricFamily("shenbao_deliveries", "Messages, by class and state", labels=["kind", "state"])
    for (kind, state), number in rows.deliveries.items():
        sent.add_metric([kind, state], number)
    processes = GaugeMetricFamily("shenbao_processes", "Processes on this database that live", value=rows.processes)
    yield from (answers, waiting, sent, processes)


def _questions(questions: dict[str, Pace]) -> Iterator[Metric]:
    words = "Seconds in which half of the latest answers to a question came, by field"
    seconds = GaugeMetricFamily("shenbao_question_seconds", words, labels=["field"])
    timed = GaugeMetricFamily("shenbao_question_answers", "Answers that this was seen in, by field", labels=["field"])
    for field, pace in questions.items():
        seconds.add_metric([field], pace.seconds)
        timed.add_metric([field], pace.answers)
    yield from (seconds, timed)


@contextmanager
def listening(settings: Settings, metrics: Metrics, database: Database) -> Iterator[int]:
    """Answer whoever asks at the address of the settings, if there is one; yields the port, 0 for none."""
    host, _, port = settings.metrics.rpartition(":")
    if not host:
        yield 0
        return
    metrics.registry.register(_Shared(database))
    try:
        server, thread = start_http_server(int(port), host.strip("[]"), metrics.registry)
    except OSError as error:
        raise MetricsNotServed(f"({settings.metrics}: {error.strerror or error})") from error
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
