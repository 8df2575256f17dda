"""Editing starts from what stands: ticks, texts in place, and what was pressed is shown by its words."""

from __future__ import annotations

from decimal import Decimal

from bot.channels.telegram.keyboards import keys, listed
from bot.views.card import line_of, ticked_of
from bot.views.message import Button, Message
from bot.views.transcript import words_of
from dialogs.definition.form import Form
from dialogs.record.application import Answer
from dialogs.saying.replies import Ask
from dialogs.turn.messages import Chose
from renderers.i18n import language

_SPOKEN = language("zh")


def test_boxes_that_stand_are_ticked(form: Form) -> None:
    """Several boxes, one of several, none."""
    field = form.by_name["chain_work"]
    names = (field.choices[0].name, field.choices[3].name)
    assert ticked_of(form, Ask("chain_work", field.paths, answers=(Answer(field.paths[0], names),))) == (1, 4)
    assert ticked_of(form, Ask("industry_type", ("industry_type",))) == ()
    second = form.by_name["industry_type"].choices[1].name
    assert ticked_of(form, Ask("industry_type", ("industry_type",), answers=(Answer("industry_type", second),))) == (2,)
    assert ticked_of(form, Ask("output", ("output/2021",), answers=(Answer("output/2021", Decimal(118)),))) == ()


def test_a_text_that_stands_is_opened_in_place(form: Form) -> None:
    """With its words; what is not answered yet, and figures, are not."""
    paragraph = Ask("chain_text", ("chain_text",), answers=(Answer("chain_text", "第一段。\n第二段。"),))
    line = line_of(form, paragraph, _SPOKEN)
    assert line is not None
    assert (line.typed, line.words, line.limit, line.given) == ("text", "第一段。\n第二段。", 200, True)
    assert line_of(form, Ask("chain_text", ("chain_text",)), _SPOKEN) is None
    assert line_of(form, Ask("companies", ("companies/2021",)), _SPOKEN) is None


def test_telegram_ticks_what_stands_and_says_where_one_is() -> None:
    """The place is the head of the message; groups of rows have headings."""
    boxes = tuple(Button(label, f"7:{number}:chain_work") for number, label in enumerate("甲乙丙", 1))
    message = Message(1, "2.22", buttons=boxes, multiple=True, ticked=(2,), place="二 · 12/26 · 疑2", revision=7)
    assert listed(message) == "〔二 · 12/26 · 疑2〕\n2.22"
    assert [key.label[0] for row in keys(message, "zh") for key in row][:3] == ["☐", "☑", "☐"]
    rows = (Button("2.7 多了", "8:1:", "有错"), Button("三（13 题）", "8:2:", "未填"), Button("预览", "8:3:"))
    text = listed(Message(2, "检查", buttons=rows))
    assert text == "检查\n【有错】\n1. 2.7 多了\n【未填】\n2. 三（13 题）\n3. 预览"


def test_a_pressed_button_whose_keyboard_is_gone_is_said_in_words() -> None:
    """No “[2]” stands in the conversation."""
    assert words_of(Chose(3, (2,)), {}, _SPOKEN) == "（选了第 2 项）"
