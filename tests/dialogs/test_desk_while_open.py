"""What coordinators say while something is open, and what goes on from the last message, held against a table.

A comment holds its words and lands at its question; a note, a text and a day are changed in place.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.definition.form import Form
from dialogs.desk.machine import take_turn
from dialogs.record import codec
from dialogs.state.conversation import State
from dialogs.state.desk_states import Drafting
from dialogs.state.examining import Examining
from dialogs.turn.messages import Said
from tests.dialogs.desk import NOW
from tests.dialogs.desk_situations import SITUATIONS
from tests.dialogs.test_desk_wishes import reply_named, request_named

_TABLE = Path(__file__).with_name("desk_while_open.yaml")


def _cases() -> list[Any]:
    cases = yaml.safe_load(_TABLE.read_text("utf-8"))
    return [pytest.param(case, id=" + ".join(case["said"])[:60]) for case in cases]


def _written(form: Form, state: State) -> dict[str, Any]:
    """What is being written: a comment with its question, others that wait, a day; the text of a broadcast."""
    match state:
        case Drafting(text=text, people=people):
            return {"text": text, "people": list(people)}
        case Examining(waits="reason", about=about, note=note):
            written: dict[str, Any] = {"comment": [form.by_name[about].id if about else "", note]}
        case Examining():
            written = {}
        case _:
            return {}
    if state.pending:
        written["pending"] = [[form.by_name[name].id if name else "", note] for name, note in state.pending]
    if state.until:
        written["until"] = state.until
    return written


def happened(form: Form, said: list[str], situation: str = "") -> dict[str, Any]:
    """What came of the last of these messages."""
    region, conversation = SITUATIONS[situation](form)
    *before, last = said
    for words in before:
        conversation = take_turn(form, region, codec.loads(codec.dumps(conversation)), Said(words), NOW).conversation
    turn = take_turn(form, region, codec.loads(codec.dumps(conversation)), Said(last), NOW)
    conversation = turn.conversation
    found: dict[str, Any] = {"replies": [reply_named(each) for each in turn.replies]}
    if turn.requests:
        found["requests"] = [request_named(each) for each in turn.requests]
    offered = [option.figures["words"] for option in conversation.options if option.verb == "desk say so"]
    if offered and turn.replies:
        found["offered"] = offered
    return {**found, **_written(form, conversation.state)}


@pytest.mark.parametrize("case", _cases())
def test_what_is_said_meanwhile_lands_where_it_belongs(form: Form, case: dict[str, Any]) -> None:
    """It is done, shown or asked about, with its words and values whole; what is open stays open."""
    outcome = {name: value for name, value in case.items() if name not in ("said", "in")}
    assert happened(form, case["said"], case.get("in", "")) == outcome
