"""A button's words, typed, do what a tap does, whatever the button is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.definition.form import Form
from dialogs.desk.machine import take_turn
from dialogs.record.region import Region
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Chose, Said
from dialogs.turn.naming import quiet_of
from renderers.chat.options import phrase_option
from renderers.chat.own_words import labelled
from renderers.i18n import language
from tests.dialogs.desk import NOW
from tests.dialogs.desk_situations import SITUATIONS

_TABLE = Path(__file__).with_name("desk_wishes.yaml")
_CASES: list[Any] = yaml.safe_load(_TABLE.read_text("utf-8"))


def _keyboards(form: Form, situation: str) -> Iterator[tuple[Region, Conversation]]:
    """Every keyboard that comes up in a situation, each once."""
    region, conversation = SITUATIONS[situation](form)
    seen = set[Any]()
    for case in [{"said": ()}, *(each for each in _CASES if each.get("in", "") == situation)]:
        talk = conversation
        for words in case["said"]:
            talk = take_turn(form, region, talk, Said(words), NOW).conversation
        shown = repr((talk.options, talk.actions, talk.state))
        if talk.actions and shown not in seen:
            seen.add(shown)
            yield region, talk


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_words_of_a_button_do_what_a_tap_does(form: Form, situation: str) -> None:
    """Also where the button says something in the coordinator's place that is its own label: 清河县."""
    for region, talk in _keyboards(form, situation):
        labels = [phrase_option(each, language("zh")) for each in talk.options]
        for number, label in enumerate(labels, 1):
            if [quiet_of(each) for each in labels].count(quiet_of(label)) > 1 or label.endswith(("?", "？")):
                continue
            typed = labelled(Said(label), talk, language("zh"))
            tapped = take_turn(form, region, talk, Chose(talk.revision, (number,)), NOW)
            assert take_turn(form, region, talk, typed, NOW) == tapped, label
