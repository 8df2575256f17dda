"""No message stops the others: every reader and the ladder take 60,000 awkward characters in a blink."""

from __future__ import annotations

from itertools import product
from time import process_time

import pytest

from dialogs.definition.form import Field, Form
from dialogs.desk.machine import take_turn as desk_turn
from dialogs.engine import take_turn
from dialogs.reading import read
from dialogs.record.application import Application
from dialogs.state.conversation import Asking, Composing, Conversation, Deciding, Reasoning, Resting, State
from dialogs.state.desk_states import Awaiting, Drafting
from dialogs.turn.messages import Said
from tests.dialogs.desk import region_of
from tests.talk import NOW

_MANY = 60_000
_SECONDS = 2.0
"""Far above 50 ms, so that a busy machine never fails it; a quadratic pattern takes 15 s."""
_AT_THE_DESK = 11_900
"""Characters: a longer message the desk declines as a whole."""
DESK_STATES: tuple[State, ...] = (
    Resting(),
    Drafting("audience", "文字"),
    Awaiting("date", ("130534",)),
    Awaiting("note", ("130534",)),
    Awaiting("invite"),
)
AWKWARD = {
    "a change, blanks and a letter": "改 1" + " " * _MANY + "x",
    "a change of a row, blanks and a letter": "改 2.1 118" + " " * _MANY + "x",
    "blanks before a comma": "改 2.1" + " " * _MANY + "，2",
    "nothing but blanks": " " * _MANY + "x",
    "digits": "1" * _MANY,
    "single digits": "1 " * (_MANY // 2),
    "dots": "." * _MANY,
    "changes": "改 2.1 " * (_MANY // 7),
    "the word change": "改" * _MANY,
    "open brackets": "（" * _MANY,
    "pairs of brackets": "()" * (_MANY // 2),
    "quotes": "“" * _MANY,
    "straight quotes": '"' * _MANY,
    "commas": "，" * _MANY,
    "lines": "a\n" * (_MANY // 2),
    "line ends": "\n" * _MANY + "x",
    "names with blanks": "甲 " * (_MANY // 2),
    "a numbered list": "1.甲" * (_MANY // 3),
    "an invitation": "请" + " " * _MANY + "填",
    "corrections": "不对" * (_MANY // 2),
    "sources": "来源 " * (_MANY // 3),
    "departments": "据统计局" * (_MANY // 4),
    "years": "2021年" * (_MANY // 5),
    "thanks": "谢谢" * (_MANY // 2),
    "a table": "甲\t乙\n" * (_MANY // 4),
    "slashes": "/" * _MANY,
    "numerals": "一" * _MANY,
    "dashes": "-" * _MANY,
    "little words and a letter": "到" * _MANY + "x",
}


def questions(form: Form) -> list[Field]:
    """One question of each kind and shape."""
    return list({(each.kind, each.shape): each for each in form.fields if each.answerable}.values())


def states(form: Form) -> tuple[State, ...]:
    """Resting, asked, deciding, giving a reason, composing."""
    slots, text = form.by_name["output"].paths, form.by_name["chain_text"].paths[0]
    return (
        Resting(),
        Asking("output", slots),
        Deciding("output", slots),
        Reasoning(None),
        Composing("chain_text", text, ""),
    )


@pytest.mark.parametrize("kind", AWKWARD)
def test_every_reader_is_linear(form: Form, kind: str) -> None:
    """Each kind of question reads each kind of awkward message in a time that grows with its length only."""
    for field in questions(form):
        started = process_time()
        read(form, field, AWKWARD[kind])
        assert process_time() - started < _SECONDS, field.name


@pytest.mark.parametrize("kind", AWKWARD)
def test_the_desk_is_linear_in_every_state(form: Form, kind: str) -> None:
    """What a coordinator types, alone or behind a command, ends at once whatever is awaited."""
    region, awkward = region_of(form), AWKWARD[kind][-_AT_THE_DESK:]
    for state, command in product(
        DESK_STATES, ("", "截止日期 到", "截止日期 4月", "邀请 ", "备注 清河县 ", "筛选 ", "导出 ")
    ):
        conversation = Conversation("p", "web", state=state)
        started = process_time()
        turn = desk_turn(form, region, conversation, Said(command + awkward), NOW)
        assert process_time() - started < _SECONDS, (type(state).__name__, command)
        assert turn.replies or turn.requests


@pytest.mark.parametrize("kind", AWKWARD)
def test_the_ladder_is_linear_in_every_state(form: Form, kind: str) -> None:
    """Resting, asked, deciding, giving a reason, composing: a turn over the message ends at once."""
    for state in states(form):
        conversation = Conversation("p", "web", application="a", state=state)
        started = process_time()
        turn = take_turn(form, Application("a", form.edition), conversation, Said(AWKWARD[kind]), NOW)
        assert process_time() - started < _SECONDS, type(state).__name__
        assert turn.replies
