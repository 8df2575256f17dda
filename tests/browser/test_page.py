"""The page itself, in a real Chromium over a fake house: what is sent, what is shown, what is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from bot.channel import Button, File
from dialogs.messages import Chose, Said
from tests.bot.web.fakes import YES_NO
from tests.browser.conftest import Opener
from tests.browser.serving import Serving
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

WHO = "address-7"
REFUSED = "net::ERR_CONNECTION_REFUSED"
BOXES = tuple(
    Button(label, f"5:{number}:chain_work") for number, label in enumerate(("① 图谱", "② 链主", "③ 配套", "④ 其他"), 1)
)


def events(serving: Serving) -> list[object]:
    """What the person said and pressed, as it arrived."""
    return [event for _, key, event in serving.house.conversations.received if key.startswith("say:")]


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


def test_what_is_being_typed_survives_a_reload(serving: Serving, opened: Opener) -> None:
    """The draft is in the box again; sent, it does not come back."""
    watched = opened(serving.url, person=7)
    watched.box.fill("写到一半的长文字")
    watched.page.reload()
    expect(watched.box).to_have_value("写到一半的长文字")
    watched.page.get_by_role("button", name="发送").click()
    expect(watched.messages).to_have_count(3)
    watched.page.reload()
    expect(watched.messages).to_have_count(3)
    expect(watched.box).to_have_value("")


def test_words_said_without_a_connection_are_kept_and_sent_once(
    serving: Serving, opened: Opener, screenshots: Path
) -> None:
    """Unsent words are marked, survive a tap in vain, keep their order, and arrive once when the server is back."""
    watched = opened(serving.url, person=7)
    watched.forgiven.append(REFUSED)
    expect(watched.messages).to_have_count(1)
    serving.stop()
    for text in ("第一句", "第二句"):
        watched.box.fill(text)
        watched.page.get_by_role("button", name="发送", exact=True).click()
    retry = watched.page.get_by_role("button", name="未送达，点此重发")
    expect(retry).to_have_count(2)
    expect(watched.page.get_by_role("status")).to_contain_text("连不上服务器")
    watched.page.screenshot(path=screenshots / "page-offline.png")
    retry.first.click()
    expect(retry).to_have_count(2)
    serving.start()
    retry.first.click()
    expect(watched.messages).to_have_count(5)
    expect(watched.page.locator("#unsent .message")).to_have_count(0)
    expect(watched.page.get_by_role("status")).to_be_hidden()
    assert events(serving) == [Said("第一句"), Said("第二句")]


def test_unsent_words_survive_a_reload(serving: Serving, opened: Opener) -> None:
    """Closed before it got through, the page sends the words when it is opened again."""
    watched = opened(serving.url, person=7)
    watched.forgiven.append(REFUSED)
    expect(watched.messages).to_have_count(1)
    serving.stop()
    watched.box.fill("118.4 131.62 146.9")
    watched.page.get_by_role("button", name="发送", exact=True).click()
    expect(watched.page.get_by_role("button", name="未送达，点此重发")).to_be_visible()
    serving.start()
    watched.page.reload()
    expect(watched.messages).to_have_count(3)
    assert events(serving) == [Said("118.4 131.62 146.9")]


def test_an_answer_that_got_lost_is_not_a_second_answer(serving: Serving, opened: Opener) -> None:
    """Where the server took the words but its answer never came, sending again shows them once."""
    watched = opened(serving.url, person=7)
    watched.forgiven.append("net::ERR_FAILED")
    expect(watched.messages).to_have_count(1)
    lost: list[str] = []

    def lose_first_answer(route: Route) -> None:
        if not lost:
            route.fetch()
            lost.append("answer")
            route.abort()
        else:
            route.continue_()

    watched.page.route("**/say", lose_first_answer)
    watched.box.fill("160")
    watched.page.get_by_role("button", name="发送", exact=True).click()
    expect(watched.page.locator("#unsent .message")).to_have_count(0, timeout=15_000)
    expect(watched.messages).to_have_count(3)
    assert events(serving) == [Said("160")]
    assert watched.texts().count("160") == 1


def test_words_that_are_too_long_stay_in_the_box(serving: Serving, opened: Opener) -> None:
    """Nothing is cut off silently: the box keeps all of it and says why it was not sent."""
    watched = opened(serving.url, person=7)
    watched.box.fill("长" * 60_001)
    watched.page.get_by_role("button", name="发送", exact=True).click()
    expect(watched.page.get_by_role("status")).to_contain_text("60001 个字符")
    assert len(watched.box.input_value()) == 60_001
    assert events(serving) == []


def test_an_ended_session_keeps_the_words(serving: Serving, opened: Opener) -> None:
    """Signed out elsewhere, the page says so; after coming in again the words are sent."""
    watched = opened(serving.url, person=7)
    watched.forgiven.append("401")
    expect(watched.messages).to_have_count(1)
    cookies = watched.page.context.cookies()
    watched.page.context.clear_cookies()
    watched.box.fill("152")
    watched.page.get_by_role("button", name="发送", exact=True).click()
    expect(watched.page.get_by_role("status")).to_contain_text("登录已失效")
    watched.page.context.add_cookies(
        [{"name": each["name"], "value": each["value"], "url": serving.url} for each in cookies]
    )
    watched.page.reload()
    expect(watched.messages).to_have_count(3)
    assert events(serving) == [Said("152")]


def test_a_browser_that_changed_hands_mixes_nothing(serving: Serving, opened: Opener) -> None:
    """An open page of one person, in a browser that has become another's, shows and sends nothing for the other."""
    watched = opened(serving.url, person=7)
    watched.forgiven.append("409")
    expect(watched.messages).to_have_count(1)
    watched.page.context.add_cookies([{"name": "shenbao_session", "value": "session-of-8", "url": serving.url}])
    watched.box.fill("七号的话")
    with watched.page.expect_navigation():
        watched.page.get_by_role("button", name="发送", exact=True).click()
    expect(watched.page.locator("body")).to_have_attribute("data-address", "address-8")
    expect(watched.messages).to_have_count(1)
    assert events(serving) == []
    expect(watched.box).to_have_value("")


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


def test_messages_from_elsewhere_arrive_without_pulling_the_reader_away(serving: Serving, opened: Opener) -> None:
    """What another device or a finished job adds appears by itself; who reads further up is told instead of moved."""
    for number in range(1, 41):
        serving.house.conversations.add(WHO, f"第 {number} 条")
    watched = opened(serving.url, person=7)
    expect(watched.messages).to_have_count(40)
    serving.house.conversations.add(WHO, "文件好了", file=File("申报表（草稿）.docx", "f1", 184_320))
    expect(watched.messages).to_have_count(41)
    assert in_sight(watched, "文件好了")
    watched.page.locator("#scroller").evaluate("all => { all.scrollTop = 0; }")
    serving.house.conversations.add(WHO, "又一条")
    expect(watched.messages).to_have_count(42)
    assert not in_sight(watched, "又一条")
    watched.page.get_by_role("button", name="有新消息").click()
    assert in_sight(watched, "又一条")


def test_a_growing_box_does_not_cover_the_question(serving: Serving, opened: Opener) -> None:
    """A long text makes the box higher up to a limit; the last message stays in sight."""
    for number in range(1, 21):
        serving.house.conversations.add(WHO, f"第 {number} 条")
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
