"""A sentence is taken out of a text that is being written, and nothing else; it can be had back."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from dialogs.state.conversation import Composing
from dialogs.turn.messages import Happened
from tests.county import fill
from tests.talk import Talk

_TEXT = "绘制产业链图谱。引进链主企业两家！建成检测中心；补齐短板"


@pytest.fixture
def talk(form: Form) -> Talk:
    """A county that has written four sentences of 2.21."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk, until="chain_text")
    talk.say(_TEXT)
    return talk


def _text(talk: Talk) -> str:
    assert isinstance(talk.conversation.state, Composing)
    return talk.conversation.state.text


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("第二句删掉", "绘制产业链图谱。建成检测中心；补齐短板"),
        ("把第一句去掉吧", "引进链主企业两家！建成检测中心；补齐短板"),
        ("最后一句不要了", "绘制产业链图谱。引进链主企业两家！建成检测中心；"),
        ("这句重写", "绘制产业链图谱。引进链主企业两家！建成检测中心；"),
        ("删掉第3句", "绘制产业链图谱。引进链主企业两家！补齐短板"),
        ("开头那句不要", "引进链主企业两家！建成检测中心；补齐短板"),
    ],
)
def test_the_sentence_that_is_named_goes(talk: Talk, words: str, left: str) -> None:
    """The others stay word for word; what went is quoted, and 撤销 brings it back."""
    said = "\n".join(talk.say(words))
    assert _text(talk) == left
    assert "删掉了这一句" in said
    talk.say("撤销")
    assert _text(talk) == _TEXT


def test_a_sentence_that_is_not_there_takes_nothing_away(talk: Talk) -> None:
    """It is said how many there are."""
    assert "只有 4 句" in "\n".join(talk.say("第六句删掉"))
    assert _text(talk) == _TEXT


def test_words_that_speak_of_more_are_text(talk: Talk) -> None:
    """删掉 inside a sentence of the text names no sentence."""
    talk.say("第二句话写的是链主企业，删掉落后产能三家。")
    assert _text(talk) == f"{_TEXT}\n第二句话写的是链主企业，删掉落后产能三家。"
