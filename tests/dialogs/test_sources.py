"""Where figures come from: said in ordinary words, kept beside the value, shown, and taken back with one word."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from dialogs.derived.sources import sources_of, unsourced
from dialogs.record.application import Source
from dialogs.turn.messages import Happened
from tests.talk import Talk

SAID = {
    "{#output} 统计局给的": Source("统计局"),
    "{#output}是统计局提供的数据": Source("统计局"),
    "{#output} 的数统计局王科长报的": Source("统计局", person="王科长"),
    "来源 {#output} 2023年统计年报": Source(None, "2023年统计年报"),
    "来源：{#output} 县统计局《2023年统计年报》": Source("县统计局", "2023年统计年报"),
    "{#output} 来源：统计局 统计年报 2024年3月": Source("统计局", "统计年报", "2024年3月"),
    "{#output}来自税务局": Source("税务局"),
    "{#output}–{#county_share} 统计局给的": Source("统计局"),
    "统计局给的": Source("统计局"),
    "来源：园区管委会台账": Source("园区管委会", "台账"),
    "source of {#output}: 统计局": Source("统计局"),
}
ANSWERS = ("{#output} 118 131 147", "{#sme_share} 67 68 70")


def answered(form: Form) -> Talk:
    """Two questions are answered, the first of them last; the next one is open."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始", f"改 {ANSWERS[1]}", f"改 {ANSWERS[0]}")
    return talk


@pytest.mark.parametrize("words", SAID)
def test_a_source_is_kept_beside_the_value(form: Form, words: str) -> None:
    """However it is put, the value stays, and the open question too."""
    talk = answered(form)
    before, state = talk.application.answers, talk.conversation.state
    talk.say(words)
    assert "来源记下了" in talk.words[0]
    assert {slot: (answer.value, answer.by, answer.at) for slot, answer in talk.application.answers.items()} == {
        slot: (answer.value, answer.by, answer.at) for slot, answer in before.items()
    }
    assert {talk.application.answers[f"output/{year}"].source for year in form.years} == {SAID[words]}
    assert talk.conversation.state == state
    talk.say("撤销")
    assert talk.application.answers == before


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("来源 {#main_share} 统计局", "{#main_share} 还没有填"),
        ("{#main_share} 统计局给的", "{#main_share} 还没有填"),
        ("来源 2.99 统计局", "2.99"),
    ],
)
def test_a_source_without_a_value_is_not_lost_silently(form: Form, words: str, answer: str) -> None:
    """Nothing is changed, and the person hears what to send."""
    talk = answered(form)
    before = talk.application
    talk.say(words)
    assert talk.numbered(answer) in talk.words[0]
    assert talk.application == before


def test_a_source_can_be_taken_away(form: Form) -> None:
    """来源 2.1 无."""
    talk = answered(form)
    talk.say("{#output} 统计局给的", "来源 {#output} 无")
    assert talk.application.answers["output/2021"].source is None


def test_the_sources_stand_in_the_check_and_in_a_list(form: Form) -> None:
    """A row of 检查 leads to the list: each source with its questions, who wrote it down, and what has none."""
    talk = answered(form)
    assert "数据从哪里来" not in "\n".join(talk.say("检查"))
    talk.say("{#output}、{#sme_share} 统计局王科长报的", "检查")
    assert "数据从哪里来（2 题）" in "\n".join(talk.words)
    talk.say("来源")
    assert talk.numbered("{#output}、{#sme_share} 统计局 王科长（local 4月11日 09:30 填）") in talk.words[0]
    assert "没有注来源" not in talk.words[0]
    talk.say("改 {#main_share} 80 81 82", "来源")
    assert talk.numbered("没有注来源的 1 题：{#main_share}") in talk.words[0]


def test_sources_of_groups_by_source_and_writer(form: Form) -> None:
    """What a reviewer gets: one line a source, fields in asking order."""
    talk = answered(form)
    talk.say("{#output}、{#sme_share} 统计局给的")
    (only,) = sources_of(form, talk.application)
    assert (only.source, only.fields) == (Source("统计局"), ("output", "sme_share"))
    assert unsourced(form, talk.application) == ()


def test_a_colleague_says_nothing_about_other_parts(form: Form) -> None:
    """A source of a question that is not one's own is refused, and the list shows one's own part only."""
    talk = answered(form)
    talk.say("{#output} 统计局给的")
    talk.conversation = type(talk.conversation)("园区", "web", application="a1", sections=("digital",), owner="local")
    talk.say("{#output} 税务局给的")
    assert talk.application.answers["output/2021"].source == Source("统计局")
    talk.say("来源")
    assert "统计局" not in talk.words[0].partition("\n")[0]
