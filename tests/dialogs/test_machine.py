"""The machine under random people: it never raises, always has something to say, and never loses an answer."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.commands.commanding import COMMANDS
from dialogs.definition.form import Form
from dialogs.engine import take_turn
from dialogs.state.conversation import Asking, Composing, Conversation, Deciding, Reasoning, Resting, State
from dialogs.turn.messages import Chose, Commanded, Corrected, Elapsed, Event, Happened, Said, Sent
from tests.county import fill
from tests.talk import NOW, Talk

_ANSWERS = [
    "1",
    "2",
    "3",
    "①",
    "否",
    "是",
    "无",
    "0",
    "1 3 6",
    "118.4 131.62 146.9",
    "118 131 152",
    "160",
    "9.6",
    "0.413",
    "1184000 1316200 1469000",
    "118 131",
    "2.7",
    "改 2.7",
    "改 2.7 118 131 152",
    "2.6\n2.7",
    "改 出口",
    "石家庄市",
    "正定县",
    "正定县板材产业",
    "2024年4月18日",
    "13900000000",
    "A、B等30个",
    "2021 国际 0 0 国家 1 3 行业 2 4 团体 5 9",
    "",
    " ",
    "…",
    "？？",
    "可比价",
    "某种说明文字。" * 30,
    "9" * 40,
    "-5 -5 -5",
    "1e9",
    "１２％",
]
_WORDS = [
    "开始",
    "继续",
    "下一题",
    "返回",
    "稍后",
    "?",
    "重复",
    "进度",
    "检查",
    "完成",
    "暂停",
    "预览",
    "不申报",
    "恢复申报",
    "集群",
    "新建集群",
    "English",
    "中文",
]
_EVENTS = st.one_of(
    st.sampled_from([*_ANSWERS, *_WORDS]).map(Said),
    st.text(max_size=30).map(Said),
    st.builds(
        Corrected,
        st.sampled_from([*_ANSWERS, *_WORDS]),
        st.sampled_from(_ANSWERS),
        st.sampled_from(["output", "smes", "chain_text", "chain_work", "alliances", "nobody", "city_seal"]),
    ),
    st.builds(
        Chose,
        st.integers(0, 40),
        st.lists(st.integers(0, 9), max_size=3).map(tuple),
        st.sampled_from([None, "smes", "output", "chain_work", "nobody", "city_seal"]),
    ),
    st.sampled_from(sorted(COMMANDS)).filter(lambda each: each != "undo").map(Commanded),
    st.just(Commanded("nonsense")),
    st.builds(Sent, st.text(max_size=10), st.integers(0, 10)),
    st.sampled_from(["reminder", "x"]).map(Elapsed),
    st.sampled_from([Happened("arrived"), Happened("failed"), Happened("other", {"a": "b"})]),
)
_STARTS = [None, "cluster_name", "main_growth", "smes", "standards", "patent_growth", "target_rd", "profile"]
_filled: dict[str | None, Talk] = {}


def _start(form: Form, until: str | None) -> Talk:
    """A conversation that is this far, made once and copied."""
    if until not in _filled:
        talk = Talk(form)
        talk.happen(Happened("arrived"))
        talk.say("开始")
        fill(talk, until=until)
        _filled[until] = talk
    known = _filled[until]
    return Talk(form, conversation=known.conversation, applications=dict(known.applications))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.sampled_from(_STARTS), st.lists(_EVENTS, max_size=25))
def test_random_people_never_break_the_machine(form: Form, until: str | None, events: list[Event]) -> None:
    """Any events in any order: a reply each time, and every printed answer is still an answer afterwards."""
    talk = _start(form, until)
    for event in events:
        here = talk.conversation.application
        before = {slot for slot, answer in talk.application.answers.items() if answer.given}
        talk.happen(event)
        assert talk.replies, event
        assert all(each.text.strip() for each in talk.phrased), event
        if talk.conversation.application == here:
            after = {slot for slot, answer in talk.application.answers.items() if answer.given}
            assert before <= after, event


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["118 131 152", "160 160 160", "无", "稍后", "返回", "下一题"]), max_size=8))
def test_undo_brings_back_what_stood_there(form: Form, said: list[str]) -> None:
    """撤销 as often as something was said leads back to where the answers were."""
    talk = _start(form, "smes")
    talk.conversation = replace(talk.conversation, undo=())
    before = {slot: (answer.value, answer.blank) for slot, answer in talk.application.answers.items()}
    talk.say(*said)
    while talk.conversation.undo:
        talk.say("撤销")
    assert {slot: (answer.value, answer.blank) for slot, answer in talk.application.answers.items()} == before


def test_every_state_takes_every_event(form: Form) -> None:
    """The table State × Event is total."""
    states: list[State] = [
        Resting(),
        Asking("smes", ("smes/2021", "smes/2022", "smes/2023")),
        Deciding("smes", ("smes/2021",)),
        Reasoning(None),
        Reasoning("X-1/2023"),
        Composing("chain_text", "chain_text", "写了一半"),
    ]
    events: list[Event] = [
        Said("1"),
        Said("?"),
        Corrected("13", "12", "smes"),
        Chose(0, (1,)),
        Commanded("check"),
        Sent("a", 1),
        Elapsed("x"),
        Happened("arrived"),
    ]
    application = Talk(form).application
    for state in states:
        for event in events:
            turn = take_turn(form, application, Conversation("p", "web", application="a1", state=state), event, NOW)
            assert turn.replies or turn.requests
