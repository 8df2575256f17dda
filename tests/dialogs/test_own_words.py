"""The words on a button, typed, are the button: in every state, in Chinese and in English."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest

from dialogs.definition.form import Form, Kind
from dialogs.turn.messages import Chose, Happened
from tests.county import fill
from tests.dialogs.desk import Desk, region_of
from tests.talk import Talk

_SITUATIONS = (
    ("banned_industry", ()),
    ("banned_industry", ("是",)),
    ("banned_industry", ("不申报",)),
    ("banned_industry", ("不申报", "名额有限")),
    ("output", ("1184000 1316200 1469000",)),
    ("main_growth", ()),
    ("main_growth", ("11.5",)),
    ("companies", ("改 2.1 118.4 131.62 14.69",)),
    ("companies", ("不对，是 13",)),
    ("smes", ("进度",)),
    ("smes", ("检查",)),
    ("smes", ("佐证",)),
    ("smes", ("佐证", "二")),
    ("smes", ("150 160 170",)),
    ("chain_text", ("一段话写在这里，先写一点，后面再补充。",)),
    ("sharing_text", ("改 2.21",)),
    ("listed", ("没有上市企业",)),
)


def _talk(form: Form, until: str, said: tuple[str, ...], locale: str) -> Talk:
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk, until=until)
    talk.conversation = replace(talk.conversation, locale=locale)
    talk.say(*said) if said else talk.say("重复")
    return talk


def _left(talk: Talk) -> object:
    return talk.words, talk.conversation.state, {name: each.value for name, each in talk.application.answers.items()}


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(("until", "said"), _SITUATIONS)
def test_its_words_do_what_its_number_does(form: Form, until: str, said: tuple[str, ...], locale: str) -> None:
    """Typed or pressed: the same is said, the same stands, the same is asked next."""
    talk = _talk(form, until, said, locale)
    here = next((field for field in form.fields if getattr(talk.conversation.state, "field", None) == field.name), None)
    labels = talk.phrased[-1].buttons or next(each.buttons for each in reversed(talk.phrased) if each.buttons)
    if here is not None and here.kind is Kind.MULTI and len(labels) == len(here.choices):
        pytest.skip("boxes are ticked by reading, since several may be named")
    assert labels
    for number, label in enumerate(labels, 1):
        if labels.count(label) > 1:
            continue
        pressed, typed = deepcopy(talk), deepcopy(talk)
        pressed.happen(Chose(talk.conversation.revision, (number,)))
        typed.say(label)
        assert _left(typed) == _left(pressed), label


def test_at_the_desk_as_well(form: Form) -> None:
    """The buttons of the first screen and of a broadcast that is being written."""
    for said in (("今天",), ("进度",), ("群发",), ("群发 周三下午开会",), ("谁没动",)):
        desk = Desk(form, region_of(form))
        desk.say(*said)
        for number, label in enumerate(desk.buttons, 1):
            pressed, typed = deepcopy(desk), deepcopy(desk)
            told = pressed.happen(Chose(desk.conversation.revision, (number,)))
            assert typed.say(label) == told, label


def test_a_remark_may_be_kept_with_the_answer_that_it_is_about(form: Form) -> None:
    """What is no answer to the next question is often said about the last one: one tap keeps it there."""
    talk = Talk(form)
    talk.say("开始", "改 {#pre_listing}", "0 1 1", "华源新材，辅导协议放在档案室")
    assert talk.numbered("{#leaders} ") in "\n".join(talk.say("记为 {#pre_listing} 的说明"))
    answers = [talk.application.answers[f"pre_listing/{year}"] for year in form.years]
    assert [str(each.value) for each in answers] == ["0", "1", "1"]
    assert all("档案室" in each.words for each in answers)
