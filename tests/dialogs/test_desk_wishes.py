"""What coordinators type, however it is worded, held against a table: done, shown, or asked about."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.definition.form import Form
from dialogs.desk.machine import take_turn
from dialogs.record import codec
from dialogs.saying.replies import Reply
from dialogs.state.desk_states import Awaiting, Drafting
from dialogs.state.examining import Examining
from dialogs.turn.messages import Request, Said
from tests.dialogs.desk import NOW
from tests.dialogs.desk_situations import SITUATIONS

_TABLES = sorted(Path(__file__).parent.glob("desk_wishes*.yaml"))


def _cases() -> list[Any]:
    cases = [case for table in _TABLES for case in yaml.safe_load(table.read_text("utf-8"))]
    return [pytest.param(case, id=" + ".join(case["said"])[:60]) for case in cases]


def reply_named(reply: Reply) -> str:
    """The kind of a reply, and of a note which one."""
    return " ".join(filter(None, (type(reply).__name__, getattr(reply, "what", ""))))


def request_named(request: Request) -> str:
    """The kind of a request with what it holds."""
    shown = (str(getattr(request, each.name)) for each in fields(request) if getattr(request, each.name))
    return " ".join((type(request).__name__, *shown))


def heard(form: Form, said: list[str], situation: str = "") -> dict[str, Any]:
    """What came of the last of these messages: replies, requests, whom a draft is for, what is awaited."""
    *before, last = said
    region, conversation = SITUATIONS[situation](form)
    for words in before:
        conversation = take_turn(form, region, codec.loads(codec.dumps(conversation)), Said(words), NOW).conversation
    turn = take_turn(form, region, codec.loads(codec.dumps(conversation)), Said(last), NOW)
    state = turn.conversation.state
    found: dict[str, Any] = {"replies": [reply_named(each) for each in turn.replies]}
    if turn.requests:
        found["requests"] = [request_named(each) for each in turn.requests]
    if isinstance(state, Drafting) and state.people:
        found["draft"] = {"people": list(state.people), "text": state.text}
    if isinstance(state, Examining | Awaiting):
        found["waits"] = (
            state.waits if isinstance(state, Examining) else f"{state.verb} {' '.join(state.about)}".strip()
        )
    return found


@pytest.mark.parametrize("case", _cases())
def test_what_a_coordinator_wishes_is_done_or_asked_about(form: Form, case: dict[str, Any]) -> None:
    """The words do what they mean, show where it is done, or are asked about; a broadcast never holds a command."""
    outcome = {name: value for name, value in case.items() if name not in ("said", "in")}
    assert heard(form, case["said"], case.get("in", "")) == outcome
