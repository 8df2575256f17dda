"""A reason that is awaited is taken where words read like one; anything else is asked about first."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from dialogs.turn.messages import Happened
from tests.county import fill
from tests.talk import Talk, value


@pytest.fixture
def talk(form: Form) -> Talk:
    """A county that says that its industry is a banned one and wants to explain it."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    fill(talk, until="banned_industry")
    talk.say("是", "保留，写明口径")
    return talk


def _reasons(talk: Talk) -> set[str]:
    return {kept.reason for kept in talk.application.kept.values()}


@pytest.mark.parametrize("words", ["涉及的一家企业已列入退出计划", "按2019年目录核实的", "只有一户，正在整改"])
def test_what_reads_like_a_reason_is_one(talk: Talk, words: str) -> None:
    """It is kept at once, word for word."""
    talk.say(words)
    assert _reasons(talk) == {words}


@pytest.mark.parametrize("words", ["好的", "哈哈", "没有原因", "等科长回来再写", "随便写写"])
def test_what_does_not_is_asked_about(talk: Talk, words: str) -> None:
    """Nothing is kept before a tap says so; then it is that, word for word."""
    said = "\n".join(talk.say(words))
    assert f"“{words}”还没有记" in said
    assert not _reasons(talk)
    talk.say("1")
    assert _reasons(talk) == {words}


def test_a_reason_may_be_written_instead(talk: Talk) -> None:
    """Words typed to the question are heard as a reason again."""
    talk.say("好的", "只有一户，正在整改")
    assert _reasons(talk) == {"只有一户，正在整改"}


@pytest.mark.parametrize("words", ["改成否", "应该是否", "不是，选否", "否"])
def test_a_new_answer_is_offered_as_one(talk: Talk, words: str) -> None:
    """A correction never becomes the explanation of what it corrects."""
    assert "1. 答案是 否" in "\n".join(talk.say(words))
    talk.say("1")
    assert (value(talk, "banned_industry"), _reasons(talk)) == ("no", set())


def test_not_applying_wants_a_reason_too(talk: Talk) -> None:
    """好的 is none; the tap that says it is one declines with it, and it can be taken up again."""
    talk.say("不申报", "好的")
    asked = talk.application.declined
    talk.say("1")
    declined = talk.application.declined
    talk.say("恢复申报")
    assert (asked, declined is None, talk.application.declined) == (None, False, None)
