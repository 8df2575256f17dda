"""The contents: sections, questions with their state, people, search, and the ways to the papers."""

from __future__ import annotations

from collections.abc import Callable

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
Enter = Callable[..., Watched]


@pytest.fixture
def entered(serving: Serving, opened: Opener, form: Form) -> Enter:
    """Opens the page at question 2.6 of an application that is half filled."""
    samples.put(serving.house, WHO, form, "companies")
    serving.house.overviews.change(**samples.overview(form))

    def enter(size: tuple[int, int] = (360, 740)) -> Watched:
        watched = opened(serving.url, person=7, size=size)
        expect(watched.messages).to_have_count(1)
        return watched

    return enter


def panel(watched: Watched) -> Locator:
    """The contents."""
    return watched.page.locator("#panel")


def contents(watched: Watched) -> Locator:
    """The button that opens them."""
    return watched.page.locator("#contents")


def test_a_tap_on_a_question_goes_there(entered: Enter, serving: Serving) -> None:
    """Open at the present section, with state, value and who; a tap says 改 and the number, and closes."""
    watched = entered()
    contents(watched).click()
    expect(panel(watched).get_by_role("button", name="二、主导产业情况")).to_contain_text("3/26 · 有错 1")
    expect(panel(watched).locator("[aria-current]")).to_contain_text("2.6 集群企业数量")
    wrong = panel(watched).locator(".question", has_text="2.7 其中")
    expect(wrong).to_contain_text("有错：133、141、160 家")
    expect(wrong).to_contain_text("李四 · 2024-04-11 · 网页")
    expect(panel(watched).locator(".people")).to_contain_text("张三")
    panel(watched).get_by_role("button", name="三、创新能力情况").click()
    panel(watched).locator(".question", has_text="3.6 ").click()
    expect(panel(watched)).to_be_hidden()
    expect(contents(watched)).to_be_focused()
    expect(watched.messages).to_have_count(3)
    assert events(serving) == [Said("改 3.6")]


def test_questions_are_found_by_number_and_by_words(entered: Enter, serving: Serving) -> None:
    """A number finds one question and Enter goes there; words find all that carry them, and say how many."""
    watched = entered()
    contents(watched).click()
    search = panel(watched).get_by_role("searchbox", name="按题号或文字查找")
    search.fill("增速")
    expect(panel(watched).locator(".question").first).to_be_visible()
    found = panel(watched).locator(".question").count()
    expect(panel(watched).get_by_role("status")).to_have_text(f"找到 {found} 题")
    assert found > 2
    assert all("增速" in text for text in panel(watched).locator(".question .label").all_inner_texts())
    search.fill("没有这样的题")
    expect(panel(watched).get_by_role("status")).to_have_text("找到 0 题")
    search.fill("8.7")
    expect(panel(watched).locator(".question")).to_have_count(1)
    search.press("Enter")
    expect(watched.messages).to_have_count(3)
    assert events(serving) == [Said("改 8.7")]


def test_papers_and_devices_are_one_tap_away(entered: Enter, serving: Serving) -> None:
    """The buttons say their word in the conversation; the devices are a page of their own."""
    watched = entered()
    for number, word in enumerate(("审阅稿", "预览", "看页面"), 1):
        contents(watched).click()
        panel(watched).get_by_role("button", name=word, exact=True).click()
        expect(watched.messages).to_have_count(1 + 2 * number)
    assert events(serving) == [Said("审阅稿"), Said("预览"), Said("看页面")]
    contents(watched).click()
    assert panel(watched).get_by_role("link", name="设备").get_attribute("href") == "/devices"


def test_by_keyboard_the_cursor_stays_inside_and_comes_back(entered: Enter) -> None:
    """Over the page, Tab goes round in the contents; Escape closes them and the cursor is on the button again."""
    watched = entered()
    contents(watched).focus()
    watched.page.keyboard.press("Enter")
    expect(panel(watched)).to_be_focused()
    expect(panel(watched).locator(".question").first).to_be_visible()
    assert panel(watched).get_attribute("aria-modal") == "true"
    watched.page.keyboard.press("Tab")
    expect(panel(watched).get_by_role("button", name="关闭目录")).to_be_focused()
    watched.page.keyboard.press("Shift+Tab")
    assert panel(watched).locator(".sections button").last.evaluate("each => each === document.activeElement")
    watched.page.keyboard.press("Tab")
    expect(panel(watched).get_by_role("button", name="关闭目录")).to_be_focused()
    section = panel(watched).get_by_role("button", name="一、基本情况")
    section.focus()
    watched.page.keyboard.press("Enter")
    expect(section).to_have_attribute("aria-expanded", "true")
    expect(section).to_be_focused()
    watched.page.keyboard.press("Escape")
    expect(panel(watched)).to_be_hidden()
    expect(contents(watched)).to_be_focused()


def test_on_a_wide_screen_they_stand_beside(entered: Enter, serving: Serving) -> None:
    """At the office PC the contents are beside the messages, follow the answers, and give way in a small window."""
    watched = entered(size=(1280, 800))
    expect(panel(watched).locator("[aria-current]")).to_contain_text("2.6")
    assert panel(watched).get_attribute("aria-modal") is None
    left, right = (watched.page.locator(each).bounding_box() for each in ("#panel", "#scroller"))
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]
    serving.house.overviews.change(title="答完以后")
    watched.say("141 150 160")
    expect(panel(watched)).to_contain_text("答完以后")
    watched.page.set_viewport_size({"width": 800, "height": 800})
    expect(panel(watched)).to_be_hidden()
    expect(watched.page.locator("#shade")).to_be_hidden()


def test_contents_that_cannot_be_fetched_say_so(entered: Enter, serving: Serving) -> None:
    """A fault is named where it is seen, and one tap tries again."""
    watched = entered()
    watched.forgiven.append("500")
    watched.page.route("**/overview", lambda route: route.fulfill(status=500, body="{}"), times=1)
    contents(watched).click()
    panel(watched).get_by_role("button", name="没能读取目录，点此重试").click()
    expect(panel(watched).locator(".section").first).to_be_visible()
