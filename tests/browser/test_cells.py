"""Small inputs beside the free text: three years in a row, tables by year; what they send, and what becomes of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from dialogs.definition.form import Form
from dialogs.turn.messages import Said
from tests.browser import samples
from tests.browser.conftest import Opener
from tests.browser.serving import Serving, events
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

WHO = 7


def inputs(watched: Watched) -> Locator:
    """The cells of the open question."""
    return watched.page.locator(".cells input")


def paste(place: Locator, text: str) -> None:
    """Paste into a cell, as a spreadsheet's clipboard holds it."""
    place.focus()
    place.evaluate(
        """(place, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            place.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_a_row_is_sent_as_one_message_and_what_is_missing_is_named(
    serving: Serving, opened: Opener, form: Form
) -> None:
    """Number keys, Enter from cell to cell; a part goes with its years, and the cursor goes on to the next cells."""
    samples.put(serving.house, WHO, form, "companies")
    watched = opened(serving.url, person=7)
    expect(inputs(watched)).to_have_count(3)
    assert inputs(watched).first.get_attribute("inputmode") == "decimal"
    expect(watched.page.get_by_label("2021年")).to_have_attribute("placeholder", "家")
    inputs(watched).first.fill("141")
    expect(watched.page.locator(".missing")).to_have_text("还空：2022年、2023年")
    watched.page.keyboard.press("Enter")
    watched.page.keyboard.press("Enter")
    watched.page.keyboard.type("160")
    samples.put_next(serving.house, form, "smes")
    watched.page.keyboard.press("Enter")
    expect(watched.page.locator("#log strong").last).to_contain_text("2.7")
    assert events(serving) == [Said("2021年141 2023年160")]
    expect(inputs(watched)).to_have_count(3)
    expect(inputs(watched).first).to_be_focused()


def test_an_empty_row_sends_nothing_and_a_double_tap_sends_once(serving: Serving, opened: Opener, form: Form) -> None:
    """The button answers in words where nothing was typed; tapped twice in haste, it sends one message."""
    samples.put(serving.house, WHO, form, "companies")
    watched = opened(serving.url, person=7)
    watched.page.get_by_role("button", name="发送这几格").click()
    expect(watched.page.locator(".missing")).to_contain_text("还没有填")
    for place, figure in enumerate(("141", "150", "160")):
        inputs(watched).nth(place).fill(figure)
    watched.page.get_by_role("button", name="发送这几格").dblclick()
    expect(watched.messages).to_have_count(3)
    assert events(serving) == [Said("141 150 160")]


def test_a_copied_row_spreads_and_more_than_a_row_goes_into_the_box(
    serving: Serving, opened: Opener, form: Form
) -> None:
    """Label and unit are left out; a heading of years is for the conversation to read."""
    samples.put(serving.house, WHO, form, "output")
    watched = opened(serving.url, person=7)
    paste(inputs(watched).first, "集群总产值\t亿元\t118.4\t131.62\t146.9")
    expect(inputs(watched).first).to_have_value("118.4")
    expect(inputs(watched).nth(2)).to_have_value("146.9")
    turned = "2023年\t2022年\t2021年\n146.9\t131.62\t118.4"
    paste(inputs(watched).first, turned)
    expect(watched.box).to_have_value(turned)
    expect(inputs(watched).first).to_have_value("118.4")


def test_cells_survive_a_reload_and_name_their_question_once_something_was_said(
    serving: Serving, opened: Opener, form: Form
) -> None:
    """Typed figures are there again; sent after other words, they begin with 改 and the number, and can be mended."""
    samples.put(serving.house, WHO, form, "companies")
    watched = opened(serving.url, person=7)
    inputs(watched).nth(1).fill("150")
    watched.page.reload()
    expect(inputs(watched).nth(1)).to_have_value("150")
    watched.say("?")
    watched.page.get_by_role("button", name="先发 1 格").click()
    expect(watched.messages).to_have_count(5)
    assert events(serving) == [Said("?"), Said("改 2.6 2022年150")]
    inputs(watched).nth(1).fill("152")
    watched.page.get_by_role("button", name="先发 1 格").click()
    expect(watched.messages).to_have_count(7)
    assert events(serving)[-1] == Said("改 2.6 2022年152")


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)])
def test_a_table_is_grouped_by_year(serving: Serving, opened: Opener, form: Form, size: tuple[int, int]) -> None:
    """24 cells, each with year, level and role as its name; one line of the message for each year that is filled."""
    samples.put(serving.house, WHO, form, "standards")
    watched = opened(serving.url, person=7, size=size)
    expect(inputs(watched)).to_have_count(24)
    assert watched.page.locator(".cells legend").all_inner_texts() == ["2021年", "2022年", "2023年"]
    watched.page.get_by_label("2021年 国际 主持").fill("0")
    watched.page.get_by_label("2021年 国际 参与").fill("0")
    watched.page.get_by_label("2023年 团体 参与").fill("9")
    expect(watched.page.locator(".missing")).to_have_text("还空 21 格：2021年、2022年、2023年")
    watched.page.get_by_role("button", name="先发 3 格").click()
    expect(watched.messages).to_have_count(3)
    assert events(serving) == [Said("2021 国际 0 0\n2023 团体 参与 9")]
