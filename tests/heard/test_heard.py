"""What people typed, pasted and spoke to a question, and what must come of it: a value, a blank, or a question back.

Each case begins in a county that was filled up to its question: ``field`` is its name, which stays when a field is
put in before it; a printed number is understood too. ``kept`` is all that changed in the application;
``reply`` is how the chat answered the last message: its kind, with the reason of a doubt or a refusal. ``offers``,
where it stands, is what the first buttons say.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.definition.form import Form
from dialogs.definition.loader import load
from dialogs.record.application import Answer
from dialogs.saying.replies import Confirm, Misread, Reply, Told
from dialogs.turn.messages import Happened
from tests.county import fill
from tests.talk import Talk

_HERE = Path(__file__).parent


def _cases() -> Iterator[Any]:
    for path in sorted(_HERE.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{case['field']} {' + '.join(case['said'])}"[:60])


@lru_cache(maxsize=1)
def _form() -> Form:
    return load()


@lru_cache(maxsize=256)
def _county(field: str) -> Talk:
    talk = Talk(_form())
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk, until=field)
    return talk


def asked(question: str) -> Talk:
    """A conversation of its own that has just been asked this question, by its name or its printed number."""
    field = _form().by_id.get(question) or _form().by_name[question]
    filled = _county(field.name)
    return Talk(_form(), conversation=filled.conversation, applications=dict(filled.applications))


def _value(answer: Answer) -> str:
    if answer.value is None:
        return f"{answer.blank.value if answer.blank else ''} {answer.department or ''}".strip()
    value = "、".join(map(str, answer.value)) if isinstance(answer.value, tuple) else str(answer.value)
    return value[:40] + ("（待核实）" if answer.doubtful else "")


def named(reply: Reply) -> str:
    """The kind of a reply, with the reason of a doubt or a refusal."""
    match reply:
        case Confirm(why=why) | Misread(why=why):
            return f"{type(reply).__name__} {why}"
        case Told(what):
            return f"Told {what}"
        case _:
            return type(reply).__name__


def outcome(question: str, said: list[str]) -> dict[str, Any]:
    """What came of these messages: what was kept, how the last one was answered, and what was offered."""
    talk = asked(question)
    before = dict(talk.application.answers)
    talk.say(*said)
    changed = {path: each for path, each in talk.application.answers.items() if before.get(path) != each}
    offered = [button for message in talk.phrased for button in message.buttons]
    kept = {path: _value(each) for path, each in changed.items()}
    return {"kept": kept, "reply": named(talk.replies[0]), "offers": offered}


@pytest.mark.parametrize("case", list(_cases()))
def test_what_is_said_is_kept_done_or_asked_about(case: dict[str, Any]) -> None:
    """The words become the value that they mean, or a question; never something else, and never nothing."""
    came = outcome(case["field"], case["said"])
    offers = case.get("offers", [])
    came["offers"] = came["offers"][: len(offers)]
    assert came == {"kept": case.get("kept", {}), "reply": case["reply"], "offers": offers}
