"""Whole sentences that no reading is sure of: what they wish is done, told, or among the buttons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.definition.form import Form
from dialogs.definition.loader.wishes import read_sentences
from dialogs.desk.hearing.likening import MATTERS as DESK_MATTERS
from dialogs.desk.machine import take_turn
from dialogs.record import codec
from dialogs.state.actions import Run, Tell
from dialogs.turn.messages import Said
from dialogs.words.likeness import NO_WISH, Likeness
from dialogs.words.wishes import CHAT
from renderers.chat.matters import MATTERS
from tests.dialogs.desk import NOW
from tests.dialogs.desk_situations import SITUATIONS
from tests.dialogs.test_desk_wishes import reply_named, request_named
from tests.heard.test_heard import asked, named

_OFFERS = ("desk do", "desk would", "desk chosen", "desk announce those", "desk as text")
"""The buttons that say what a sentence may wish."""
_ROOMS = Path(__file__).parents[2] / "dialogs"


def _cases(name: str) -> list[Any]:
    listed = yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))
    return [pytest.param(case, id=case["said"][:50]) for case in listed]


@pytest.mark.parametrize("case", _cases("sentences.yaml"))
def test_a_whole_sentence_finds_what_it_wishes(case: dict[str, Any]) -> None:
    """``found`` is what a button does, a command or matter, or the kind of the answer; nothing is kept of the words."""
    talk = asked(str(case["at"]))
    before = dict(talk.application.answers)
    talk.say(case["said"])
    offered = {each.command for each in talk.conversation.actions if isinstance(each, Run)}
    offered |= {each.matter for each in talk.conversation.actions if isinstance(each, Tell)}
    assert case["found"] in offered | {named(each) for each in talk.replies}
    if case["found"] in offered:
        assert talk.application.answers == before


@pytest.mark.parametrize("case", _cases("desk_sentences.yaml"))
def test_a_whole_sentence_of_a_coordinator_finds_what_it_wishes(form: Form, case: dict[str, Any]) -> None:
    """It is done, shown, or among what is offered; nothing goes out by what only asks."""
    region, conversation = SITUATIONS[case["in"]](form)
    turn = take_turn(form, region, codec.loads(codec.dumps(conversation)), Said(case["said"]), NOW)
    offered = dict.fromkeys(each.verb for each in turn.conversation.options if each.verb.startswith(_OFFERS))
    assert [reply_named(each) for each in turn.replies] == case.get("replies", [])
    assert [request_named(each) for each in turn.requests] == case.get("requests", [])
    assert list(offered) == case.get("offers", [])


def test_every_sentence_belongs_to_something_that_is_done(form: Form) -> None:
    """Deeds of sentences are deeds of wishes; what only tells has a name for its button; no sentence stands twice."""
    own = {" ".join(each) for each in form.speech.deeds} | {CHAT, *NO_WISH}
    desk = {" ".join(each) for each in form.desk_speech.deeds} | {CHAT, *DESK_MATTERS}
    for room, deeds in (("words", own), ("desk", desk)):
        sentences = read_sentences(_ROOMS / room / "sentences.yaml")
        listed = [each for some in sentences.values() for each in some]
        assert sentences.keys() <= deeds
        assert len(set(listed)) == len(listed)
    assert {each for each in own if each.split()[0] in ("tell", "article", "contacts")} - {"tell help"} <= set(MATTERS)


def test_a_sentence_teaches_the_next_that_is_said_like_it() -> None:
    """What is likest comes first, shares add up to one, and words that nobody said are like nothing."""
    known = Likeness(
        lambda: {"run later": ["这道我得问会计", "先空着"], "run progress": ["弄到哪一步了", "完成多少了"]}
    )
    ranked = known.ranked("这道得去问下会计")
    assert [each.do for each in ranked] == [("run", "later"), ("run", "progress")]
    assert sum(each.share for each in ranked) == pytest.approx(1)
    assert known.ranked("xyzzy") == ()
    assert Likeness().ranked("弄到哪一步了") == ()
