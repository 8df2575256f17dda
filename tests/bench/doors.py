"""The doors group: what one message of 60,000 awkward characters costs everybody else, by reader and on the ladder.

Each is the quickest of three tries in processor time, so that a busy machine does not count; the worst case is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import process_time

from dialogs.definition.form import Form
from dialogs.definition.loader import load
from dialogs.engine import take_turn
from dialogs.reading import read
from dialogs.record.application import Application
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Said
from tests.bench.rows import Row
from tests.dialogs.test_linear import AWKWARD, questions, states
from tests.talk import NOW

_BAR = 50.0
_TRIES = 3

Times = dict[str, float]


def rows() -> Iterator[Row]:
    """Every row of this group."""
    form = load()
    yield from _worst("every reader", _read(form))
    yield from _worst("the ladder in every state", _turned(form))


def _worst(what: str, times: Times) -> Iterator[Row]:
    name = max(times, key=lambda each: times[each])
    yield Row("doors", f"{what} on 60,000 awkward characters, the worst case", times[name], "ms", _BAR)
    yield Row("doors", f"  it is: {name}", times[name], "ms")
    yield Row("doors", "  cases that were measured", len(times), "")


def _read(form: Form) -> Times:
    return {
        f"{field.name}, {kind}": _quickest(lambda: read(form, field, words))  # noqa: B023 - called at once
        for field in questions(form)
        for kind, words in AWKWARD.items()
    }


def _turned(form: Form) -> Times:
    times: Times = {}
    for state in states(form):
        conversation = Conversation("p", "web", application="a", state=state)
        application = Application("a", form.edition)
        for kind, words in AWKWARD.items():
            event = Said(words)
            times[f"{type(state).__name__}, {kind}"] = _quickest(
                lambda: take_turn(form, application, conversation, event, NOW)  # noqa: B023 - called at once
            )
    return times


def _quickest(work: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    times = []
    for _ in range(_TRIES):
        started = process_time()
        work()
        times.append((process_time() - started) * 1000)
    return min(times)
