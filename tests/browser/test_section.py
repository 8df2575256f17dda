"""A section as a card: its inputs, what they send, what the server says of them, and what a reload leaves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from bot.views.card import card_of
from bot.views.message import Look
from dialogs.definition.form import Form
from dialogs.saying.replies import Sheet, SheetRow
from dialogs.turn.messages import Said
from renderers.i18n import language
from tests.browser.conftest import Opener
from tests.browser.serving import Serving, events
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

_FIELDS = ("output", "main_share", "main_growth", "companies", "chain_text", "chain_work", "national_platforms")
_PASTE = """(input, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
Card = Callable[[], Watched]


@pytest.fixture
def card(serving: Serving, opened: Opener, form: Form) -> Card:
    """Opens a page with a card of some questions of several kinds."""
    sheet = Sheet("industry", tuple(SheetRow(name, "") for name in _FIELDS))
    lines = card_of(form, sheet, language("zh"))
    serving.house.overviews.looks["industry"] = tuple(Look(name, "", False, {}, {}) for name in _FIELDS)
    serving.house.conversations.add(7, "整节 二、主导产业情况（…）", card=lines, section="industry")
    return lambda: opened(serving.url, person=7)


def row(watched: Watched, number: str) -> Locator:
    """The row of a question."""
    return watched.page.locator(".question-row", has=watched.page.locator("summary", has_text=number))


def send(watched: Watched) -> None:
    """Send the card."""
    watched.page.locator(".sheet .primary").click()
    expect(watched.page.locator("#log .mine")).to_have_count(1)


def test_every_kind_of_question_has_its_input_and_is_said_as_one_would_type_it(card: Card, serving: Serving) -> None:
    """Years in cells, boxes by number, names one a line, a text with its paragraphs; what is empty says nothing."""
    watched = card()
    figures = row(watched, "2.1 ").locator("input")
    expect(figures).to_have_count(3)
    assert figures.first.get_attribute("inputmode") == "decimal"
    for place, figure in enumerate(("118.4", "131.62", "146.9")):
        figures.nth(place).fill(figure)
    row(watched, "2.6 ").locator("input").nth(1).fill("150")
    row(watched, "2.21 ").locator("textarea").fill("第一段。\n第二段。")
    expect(row(watched, "2.21 ").locator(".count")).to_have_text("8/200 字")
    for box in (0, 2):
        row(watched, "2.22 ").locator("input").nth(box).check()
    row(watched, "3.7 ").locator("textarea").fill("甲中心\n乙中心")
    expect(row(watched, "3.7 ").locator(".count")).to_have_text("共 2 个")
    expect(watched.page.locator(".sheet .primary")).to_have_text("发送整节（5 题）")
    send(watched)
    (said,) = events(serving)
    assert isinstance(said, Said)
    lines = [line.rpartition("＝")[2] for line in said.text.split("\n")]
    assert said.text.startswith("整节 二、主导产业情况\n2.1 ")
    assert lines[1:] == ["118.4 131.62 146.9", "2022年150", "第一段。", "第二段。", "1 3", "甲中心", "乙中心"]


def test_what_is_typed_survives_a_reload_and_another_question(card: Card) -> None:
    """Drafts stay on the phone, by section."""
    watched = card()
    row(watched, "2.1 ").locator("input").first.fill("118.4")
    row(watched, "2.22 ").locator("input").first.check()
    watched.page.reload()
    expect(row(watched, "2.1 ").locator("input").first).to_have_value("118.4")
    expect(row(watched, "2.22 ").locator("input").first).to_be_checked()


def test_none_of_the_boxes_shuts_out_the_others(card: Card) -> None:
    """Ticking one clears 都没有, and the other way round."""
    watched = card()
    boxes = row(watched, "2.22 ").locator("input")
    boxes.first.check()
    boxes.last.check()
    expect(boxes.first).not_to_be_checked()
    boxes.first.check()
    expect(boxes.last).not_to_be_checked()


def test_a_block_of_a_spreadsheet_fills_from_the_cell_where_it_is_pasted(card: Card) -> None:
    """Headers and labels are left out; a text row has no place for figures, which is said."""
    watched = card()
    cells = row(watched, "2.1 ").locator("input")
    block = "指标\t2021\t2022\t2023\n总产值\t118\t131\t147\n占比\t84.5\t85.2\t86"
    cells.first.evaluate(_PASTE, block)
    expect(cells.nth(2)).to_have_value("147")
    expect(row(watched, "2.4 ").locator("input").nth(1)).to_have_value("85.2")
    row(watched, "2.6 ").locator("input").nth(1).evaluate(_PASTE, "150\t160\n1\t2")
    expect(row(watched, "2.6 ").locator("input").nth(2)).to_have_value("160")
    expect(watched.page.locator(".sheet .missing")).to_contain_text("有 1 行没有地方")
    cells.first.evaluate(_PASTE, "2023\t2022\t2021\n1\t2\t3")
    expect(cells.first).to_have_value("118")


def test_what_was_kept_is_ticked_off_and_what_was_not_stays_with_its_sentence(card: Card, serving: Serving) -> None:
    """The server's word on each row; a computed value stands in its row, and left empty it is sent as computed."""
    overviews = serving.house.overviews
    watched = card()
    row(watched, "2.1 ").locator("input").first.fill("118")
    row(watched, "2.6 ").locator("input").first.fill("很多")
    overviews.looks["industry"] = (
        Look("output", "118", True, {"output/2021": "118"}, {}),
        Look("main_growth", "", False, {}, {"main_growth": "12.37%"}),
        Look("companies", "", False, {}, {}, "“很多”不像数字。", "unread"),
        *(Look(each, "", False, {}, {}) for each in ("main_share", "chain_text", "chain_work")),
    )
    row(watched, "2.4 ").locator("input").first.fill("84.5")
    expect(row(watched, "2.1 ")).to_have_class("question-row kept")
    expect(row(watched, "2.6 ").locator(".note")).to_have_text("“很多”不像数字。")
    expect(row(watched, "2.6 ").locator("input").first).to_have_value("很多")
    expect(row(watched, "2.5 ").locator("input")).to_have_attribute("placeholder", "12.37%")
    expect(row(watched, "3.7 ")).to_be_hidden()
    assert overviews.typed[-1][1]["companies"] == "2021年很多"
    send(watched)
    (said,) = events(serving)
    assert isinstance(said, Said)
    assert "2.5 近三年集群主导产业产值年均增速（%）＝按系统计算" in said.text
    assert "2.1 " not in said.text


def test_words_that_a_number_keyboard_lacks_are_one_tap(card: Card) -> None:
    """无 and the department stand under the explanation of each row."""
    watched = card()
    row(watched, "2.1 ").locator("summary").click()
    row(watched, "2.1 ").get_by_role("button", name="无", exact=True).click()
    expect(row(watched, "2.1 ").locator("input").first).to_have_value("无")
