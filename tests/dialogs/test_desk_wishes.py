"""What coordinators type, however it is worded, held against a table: done, shown, or asked about."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs import codec
from dialogs.conversation import Conversation
from dialogs.desk.machine import take_turn
from dialogs.desk_states import Drafting
from dialogs.form import Form
from dialogs.messages import Request, Said
from dialogs.replies import Reply
from tests.dialogs.desk import NOW, region_of

_TABLE = Path(__file__).with_name("desk_wishes.yaml")


def _cases() -> list[Any]:
    cases = yaml.safe_load(_TABLE.read_text("utf-8"))
    return [pytest.param(case, id=" + ".join(case["said"])[:60]) for case in cases]


def _reply(reply: Reply) -> str:
    return " ".join(filter(None, (type(reply).__name__, getattr(reply, "what", ""))))


def _request(request: Request) -> str:
    shown = (str(getattr(request, each.name)) for each in fields(request) if getattr(request, each.name))
    return " ".join((type(request).__name__, *shown))


def heard(form: Form, said: list[str]) -> dict[str, Any]:
    """What came of the last of these messages: replies, requests, whom a draft is for."""
    region, *before, last = region_of(form), *said
    conversation = Conversation("王科长", "web")
    for words in before:
        conversation = take_turn(form, region, codec.loads(codec.dumps(conversation)), Said(words), NOW).conversation
    turn = take_turn(form, region, codec.loads(codec.dumps(conversation)), Said(last), NOW)
    state = turn.conversation.state
    found: dict[str, Any] = {"replies": [_reply(each) for each in turn.replies]}
    if turn.requests:
        found["requests"] = [_request(each) for each in turn.requests]
    if isinstance(state, Drafting) and state.people:
        found["draft"] = {"people": list(state.people), "text": state.text}
    return found


@pytest.mark.parametrize("case", _cases())
def test_what_a_coordinator_wishes_is_done_or_asked_about(form: Form, case: dict[str, Any]) -> None:
    """The words do what they mean, show where it is done, or are asked about; a broadcast never holds a command."""
    assert heard(form, case["said"]) == {name: value for name, value in case.items() if name != "said"}
