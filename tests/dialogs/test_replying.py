"""What departments answer, pasted into the chat: their numbers or labels, our own text filled in, what nobody knows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dialogs.definition.form import Form
from dialogs.derived import departments
from dialogs.derived.departments import Owed
from dialogs.gathering.replies import Reply, read_reply
from dialogs.record.application import Application, Source
from dialogs.saying.summaries import Forward
from dialogs.turn.messages import Happened
from renderers.chat.departments import forward
from renderers.i18n import language
from tests.talk import Talk, numbered

SAID: dict[str, tuple[dict[str, str], list[str]]] = {
    "统计局：\n{#output} 118 131 147\n{#sme_share} 67 68 70\n来源：2023年统计年报": (
        {
            "output": "118 131 147（来源：统计局 2023年统计年报）",
            "sme_share": "67 68 70（来源：统计局 2023年统计年报）",
        },
        [],
    ),
    "【县统计局】回复\n{#output} 集群总产值（亿元） 2021、2022、2023：118 131 147\n别的先没有": (
        {"output": "118 131 147（来源：统计局）"},
        ["别的先没有"],
    ),
    "统计局回复：{#output} 118 131 147": ({"output": "118 131 147（来源：统计局）"}, []),
    "统计局\n产值 118 131 147": ({"output": "118 131 147（来源：统计局）"}, []),
    "统计局的数据如下\n{#output}＝118 131 147\n2.99＝7": ({"output": "118 131 147（来源：统计局）"}, ["2.99＝7"]),
    "发改局：\n{#banned_industry} 否": ({"banned_industry": "否"}, []),
}
NONE = (
    "统计局说数还没好",
    "统计局：",
    "税务局：\n你好",
    "统计局要填什么",
    "{#output} 118 131 147",
    "卫生局：\n{#output} 118 131 147",
    "",
)


def read(form: Form, words: str) -> Reply | None:
    """The answer as it is understood."""
    application = Application("1", form.edition)
    return read_reply(form, numbered(form, words), lambda who: departments.named(form, application, who))


@pytest.mark.parametrize("words", SAID)
def test_an_answer_is_read_line_by_line(form: Form, words: str) -> None:
    """By numbers or labels; the department is the source; what names no question is told."""
    reply = read(form, words)
    assert reply is not None
    found, unread = SAID[words]
    assert {each.field: each.said[0].words for each in reply.gathered.found} == found
    assert [each.words for each in reply.gathered.unread] == unread


@pytest.mark.parametrize("words", NONE)
def test_other_messages_are_no_answer_of_a_department(form: Form, words: str) -> None:
    """A sentence about one, a head with nothing below, a department that nobody knows."""
    assert read(form, words) is None


def test_our_own_text_filled_in_is_read_whole(form: Form) -> None:
    """Every question of every department, answered behind its mark; nothing of our own text is an answer."""
    for department in departments.known(form, Application("1", form.edition)):
        names = tuple(field.name for field in form.fields if field.department == department)
        for nudge in (False, True):
            text = forward(form, Forward(Owed(department, names), "某县产业集群", nudge), language("zh"))
            assert read(form, text) is None
            filled = text.replace("＝", "＝1")
            reply = read(form, filled)
            assert reply is not None
            assert {each.field for each in reply.gathered.found} == set(names)
            assert reply.gathered.unread == ()


def test_an_answer_is_taken_over_with_differences_asked_and_taken_back(form: Form) -> None:
    """What is new is taken, 2.1 is asked again with what stands, what nobody knows is quoted; 撤销 takes it back."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始", "改 {#output} 118 131 140")
    before = talk.application
    talk.say("统计局：\n{#output} 118 131 147\n{#sme_share} 67 68 70\n别的没有\n来源：2023年统计年报")
    said = "\n".join(talk.words)
    assert talk.numbered("统计局说 {#output} 是“118 131 147") in said
    assert "别的没有" in said
    assert talk.words[-1].startswith(talk.numbered("{#output} "))
    answers = talk.application.answers
    assert answers["output/2023"].value == Decimal(140)
    assert answers["sme_share/2021"].source == Source("统计局", "2023年统计年报")
    talk.say("撤销")
    assert talk.application.answers == before.answers


def test_the_same_said_again_is_no_difference(form: Form) -> None:
    """A department that confirms what stands gives it a source."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    talk.say("开始", "改 {#output} 118 131 140", "统计局回复：{#output} 118 131 140")
    assert talk.application.answers["output/2023"].source == Source("统计局")
