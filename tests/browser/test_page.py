"""The page itself, in a real Chromium over a fake house: what is sent, what is shown, what is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.views.message import Button, File
from dialogs.turn.messages import Chose, Said
from tests.bot.web.fakes import YES_NO
from tests.browser.conftest import Opener
from tests.browser.serving import Serving, events
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

WHO = 7
BOXES = tuple(
    Button(label, f"5:{number}:chain_work") for number, label in enumerate(("① 图谱", "② 链主", "③ 配套", "④ 其他"), 1)
)


def in_sight(watched: Watched, text: str) -> bool:
    """Whether a message lies wholly within the scrolled part."""
    found: bool = watched.page.evaluate(
        """text => {
            const view = document.getElementById("scroller").getBoundingClientRect();
            const all = [...document.querySelectorAll("#scroller .words")];
            const box = all.find(each => each.textContent.includes(text)).getBoundingClientRect();
            return box.top >= view.top - 1 && box.bottom <= view.bottom + 1;
        }""",
        text,
    )
    return found


def test_the_conversation_opens_and_words_arrive_as_typed(serving: Serving, opened: Opener) -> None:
    """A first visit brings the machine's first words; several lines and tabs are sent as they are and shown as text."""
    watched = opened(serving.url, person=7)
    expect(watched.messages).to_have_count(1)
    watched.say("2021\t2022\t2023\n118.4\t131.62\t146.9")
    watched.say("<img src=x onerror=alert(1)>")
    assert events(serving) == [Said("2021\t2022\t2023\n118.4\t131.62\t146.9"), Said("<img src=x onerror=alert(1)>")]
    assert watched.texts()[1] == "2021\t2022\t2023\n118.4\t131.62\t146.9"
    assert watched.texts()[3] == "<img src=x onerror=alert(1)>"
    assert watched.page.locator("#log img, #log b").count() == 0
    assert watched.box.input_value() == ""
    assert in_sight(watched, "onerror")


def test_buttons_send_their_number_and_grow_quiet(serving: Serving, opened: Opener) -> None:
    """A tap sends revision, number and field once, however often it is tapped; an answered keyboard still works."""
    watched = opened(serving.url, person=7)
    button = watched.page.get_by_role("button", name="① 是").first
    button.dblclick()
    expect(watched.messages).to_have_count(3)
    assert events(serving) == [Chose(1, (1,), "smes")]
    expect(watched.page.locator(".keyboard.old")).to_have_count(1)
    watched.page.locator(".keyboard.old").get_by_role("button", name="② 否").click()
    expect(watched.messages).to_have_count(5)
    assert events(serving)[1] == Chose(1, (2,), None)


def test_boxes_are_sent_together(serving: Serving, opened: Opener, screenshots: Path) -> None:
    """Ticked boxes go in one message; none ticked is said to mean 无 before it is sent."""
    serving.house.conversations.add(WHO, "2.22 产业链协同（可多选）", buttons=BOXES, multiple=True)
    watched = opened(serving.url, person=7)
    expect(watched.page.get_by_role("button", name="都没有，填“无”")).to_be_visible()
    watched.page.get_by_label("② 链主").check()
    watched.page.get_by_label("④ 其他").check()
    watched.page.screenshot(path=screenshots / "page-boxes.png")
    watched.press("确定（已选 2 项）")
    assert events(serving) == [Chose(5, (2, 4), "chain_work")]
    watched.page.get_by_text("选项（4）").click()
    watched.page.get_by_label("② 链主").uncheck()
    watched.page.get_by_label("④ 其他").uncheck()
    watched.page.get_by_role("button", name="都没有，填“无”").click()
    expect(watched.messages).to_have_count(5)
    assert events(serving)[1] == Chose(5, (), "chain_work")


def test_questions_stand_out_and_buttons_show_what_can_be_typed(serving: Serving, opened: Opener) -> None:
    """The line of number and label is bold, sentences are not; buttons without a number are shown with theirs."""
    add = serving.house.conversations.add
    add(WHO, "8.17 已收 34 字，还可写 2966 字。接着发，或回“完成”。")
    add(WHO, "2.7 其中：集群中小企业数量（家）\n例：133 142 152", buttons=(Button("改 2.7", "3:1:smes"), YES_NO[1]))
    watched = opened(serving.url, person=7)
    expect(watched.page.locator("#log strong")).to_have_text(["2.7 其中：集群中小企业数量（家）"])
    expect(watched.page.locator("#log button")).to_have_text(["① 改 2.7", "② 否"])
    watched.press("① 改 2.7")
    assert events(serving) == [Chose(3, (1,), "smes")]


def test_quick_replies_send_their_word(serving: Serving, opened: Opener) -> None:
    """The strip above the box says what could be typed, and scrolls instead of widening the page."""
    serving.house.conversations.add(WHO, "问", commands=("无", "稍后", "返回", "帮助", "进度", "检查", "预览", "继续"))
    watched = opened(serving.url, person=7)
    strip = watched.page.get_by_role("group", name="常用指令")
    strip.get_by_role("button", name="检查").click()
    expect(watched.messages).to_have_count(3)
    assert events(serving) == [Said("检查")]
    expect(strip.get_by_role("button")).to_have_text(["稍后", "返回", "?"])


def test_everything_to_touch_is_large_enough(serving: Serving, opened: Opener) -> None:
    """Buttons, boxes, quick replies and downloads are at least 44 pixels high."""
    serving.house.conversations.add(WHO, "多选", buttons=BOXES, multiple=True, file=File("申报表.docx", "f1", 4096))
    serving.house.conversations.add(WHO, "问", buttons=YES_NO, commands=("稍后", "?"))
    watched = opened(serving.url, person=7)
    expect(watched.messages).to_have_count(2)
    heights = watched.page.eval_on_selector_all(
        "button:not([hidden]), summary, .file, textarea", "all => all.map(each => each.getBoundingClientRect().height)"
    )
    assert len(heights) > 6
    assert min(height for height in heights if height) >= 44


def test_enter_sends_with_a_keyboard_and_begins_a_line_on_a_phone(serving: Serving, opened: Opener) -> None:
    """With a mouse Enter sends and Shift+Enter begins a line; on a touch screen Enter begins a line."""
    office = opened(serving.url, person=7, size=(1280, 800))
    expect(office.messages).to_have_count(1)
    office.box.type("118")
    office.box.press("Shift+Enter")
    office.box.type("131")
    office.box.press("Enter")
    expect(office.messages).to_have_count(3)
    phone = opened(serving.url, person=7)
    expect(phone.messages).to_have_count(3)
    phone.box.type("1")
    phone.box.press("Enter")
    phone.box.type("2")
    assert phone.box.input_value() == "1\n2"
    assert events(serving) == [Said("118\n131")]


def test_a_long_conversation_is_whole(serving: Serving, opened: Opener) -> None:
    """The page opens at the end; scrolling up brings the earlier messages, in order, down to the first."""
    for number in range(1, 451):
        serving.house.conversations.add(WHO, f"第 {number} 条", mine=number % 2 == 0)
    watched = opened(serving.url, person=7)
    expect(watched.messages).to_have_count(200)
    assert in_sight(watched, "第 450 条")
    for count in (400, 450):
        watched.page.locator("#scroller").evaluate("all => { all.scrollTop = 0; }")
        expect(watched.messages).to_have_count(count)
    assert watched.texts() == [f"第 {number} 条" for number in range(1, 451)]
    expect(watched.page.get_by_role("button", name="更早的消息")).to_be_hidden()


def test_a_long_turn_is_read_from_its_beginning(serving: Serving, opened: Opener) -> None:
    """Where the machine's last turn is higher than the screen, the page opens at its first words."""
    serving.house.conversations.add(WHO, "开始", mine=True)
    for number in range(1, 31):
        serving.house.conversations.add(WHO, f"第 {number} 段")
    watched = opened(serving.url, person=7)
    expect(watched.messages).to_have_count(31)
    assert in_sight(watched, "第 1 段")
    assert not in_sight(watched, "第 30 段")
    expect(watched.page.get_by_role("button", name="到最新消息")).to_be_visible()


def test_messages_from_elsewhere_arrive_without_pulling_the_reader_away(serving: Serving, opened: Opener) -> None:
    """What another device or a finished job adds appears by itself; who reads further up is told instead of moved."""
    for number in range(1, 41):
        serving.house.conversations.add(WHO, f"第 {number} 条", mine=number % 2 == 0)
    watched = opened(serving.url, person=7)
    expect(watched.messages).to_have_count(40)
    serving.house.conversations.add(WHO, "文件好了", file=File("申报表（草稿）.docx", "f1", 184_320))
    expect(watched.messages).to_have_count(41)
    assert in_sight(watched, "文件好了")
    watched.page.locator("#scroller").evaluate("all => { all.scrollTop = 0; }")
    serving.house.conversations.add(WHO, "又一条")
    expect(watched.messages).to_have_count(42)
    assert not in_sight(watched, "又一条")
    watched.page.get_by_role("button", name="到最新消息").click()
    assert in_sight(watched, "又一条")


def test_a_growing_box_does_not_cover_the_question(serving: Serving, opened: Opener) -> None:
    """A long text makes the box higher up to a limit; the last message stays in sight."""
    for number in range(1, 21):
        serving.house.conversations.add(WHO, f"第 {number} 条", mine=number % 2 == 0)
    watched = opened(serving.url, person=7)
    expect(watched.messages).to_have_count(20)
    watched.box.fill("很长的文字。" * 200)
    expect(watched.page.locator("#words")).to_have_js_property("rows", 1)
    watched.page.wait_for_function("document.getElementById('words').clientHeight > 200")
    assert watched.page.locator("#words").evaluate("each => each.clientHeight <= window.innerHeight * 0.37")
    assert in_sight(watched, "第 20 条")


@pytest.mark.parametrize(("size", "dark"), [((360, 740), True), ((1280, 800), False), ((1280, 800), True)])
def test_the_page_fits_other_screens_and_eyes(
    serving: Serving, opened: Opener, screenshots: Path, size: tuple[int, int], dark: bool
) -> None:
    """Wide screens and dark mode show the same conversation; long words without spaces break instead of widening."""
    serving.house.conversations.add(
        WHO, "2.6 集群企业数量（家）\n2021、2022、2023 年，各一个数。", commands=("稍后", "?")
    )
    serving.house.conversations.add(WHO, "141 150 152", mine=True)
    serving.house.conversations.add(WHO, "x" * 200, buttons=(Button("① " + "很长的选项" * 12, "1:1:"), *YES_NO))
    serving.house.conversations.add(WHO, "申报表.docx", file=File("清河县羊绒产业申报表（草稿）.docx", "f1", 3_000_000))
    watched = opened(serving.url, person=7, size=size, dark=dark)
    expect(watched.messages).to_have_count(4)
    watched.page.screenshot(path=screenshots / f"page-{size[0]}-{'dark' if dark else 'light'}.png")


def test_the_page_works_below_a_path(opened: Opener) -> None:
    """Behind a proxy that passes a path on, link, page, script and conversation all stay below it."""
    with Serving("cluster") as serving:
        serving.house.people.invite("token", 7)
        watched = opened(serving.url + "cluster/i/token")
        watched.page.get_by_role("button", name="进入").click()
        expect(watched.messages).to_have_count(1)
        assert watched.page.url == serving.url + "cluster/"
        watched.say("118")
        assert events(serving) == [Said("118")]


def test_the_page_can_be_used_by_keyboard_alone(serving: Serving, opened: Opener) -> None:
    """From the box, Tab reaches the send button; a button pressed by Enter sends; focus is visible."""
    watched = opened(serving.url, person=7, size=(1280, 800))
    expect(watched.messages).to_have_count(1)
    button = watched.page.get_by_role("button", name="② 否")
    button.focus()
    watched.page.keyboard.press("Shift+Tab")
    watched.page.keyboard.press("Tab")
    assert button.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    watched.page.keyboard.press("Enter")
    expect(watched.messages).to_have_count(3)
    assert events(serving) == [Chose(1, (2,), None)]
    watched.box.focus()
    watched.page.keyboard.type("9")
    watched.page.keyboard.press("Tab")
    watched.page.keyboard.press("Enter")
    expect(watched.messages).to_have_count(5)
