"""The conversation as it happens: over the stream, without it, on two devices, in two tabs, after a long sleep."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, Route, expect

from dialogs.definition.form import Form
from dialogs.turn.messages import Said
from tests.browser import samples
from tests.browser.conftest import Opener
from tests.browser.serving import Serving, events
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

WHO = 7
_NO_STREAM = """
    const Real = window.EventSource;
    window.EventSource = class extends Real { constructor(url) { super(url.replace("events", "missing")); } };
"""
SOON = 3500
"""Milliseconds: sooner than the page would ask by itself, after four seconds."""
CUT = ("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_INTERNET_DISCONNECTED", "ERR_EMPTY_RESPONSE")


def hide(page: Page, hidden: bool) -> None:
    """Put the page into the background, or take it out again, as a browser tells its pages."""
    page.evaluate(
        """hidden => {
            Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def send(watched: Watched, text: str) -> None:
    """Type and send, without waiting for anything."""
    watched.box.fill(text)
    watched.page.locator("#send").click()


def test_news_come_at_once_to_every_device(serving: Serving, opened: Opener) -> None:
    """What is said on one device, or by a finished job, stands on the other, and neither asked for it."""
    phone = opened(serving.url, person=7)
    expect(phone.messages).to_have_count(1)
    office = opened(serving.url, person=7, size=(1280, 800))
    expect(office.messages).to_have_count(1)
    asked: list[str] = []
    for each in (phone, office):
        each.page.on("request", lambda request: asked.append(request.url))
    phone.say("118.4 131.62 146.9")
    expect(office.messages).to_have_count(3, timeout=SOON)
    serving.house.conversations.add(WHO, "文件好了")
    for each in (phone, office):
        expect(each.messages).to_have_count(4, timeout=SOON)
    assert phone.texts() == office.texts()
    assert [url for url in asked if "after=" in url and not url.endswith("after=1")] == []  # once as the stream opens


def test_news_that_come_while_the_page_asks_are_not_forgotten(serving: Serving, opened: Opener) -> None:
    """The answer to a question was made before the news, and arrives after it: both are shown."""
    watched = opened(serving.url, person=7)
    expect(watched.messages).to_have_count(1)
    serving.wait_for_streams(there=True)
    held: list[str] = []

    def hold(route: Route) -> None:
        answer = route.fetch()
        serving.house.conversations.add(WHO, "趁此时")
        time.sleep(0.4)  # the stream is quicker
        held.append(route.request.url)
        route.fulfill(response=answer)

    watched.page.route("**/messages?after=*", hold, times=1)
    watched.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(watched.messages).to_have_count(2, timeout=SOON)
    assert len(held) == 1


def test_without_the_stream_the_page_asks_by_itself(serving: Serving, opened: Opener) -> None:
    """An old browser, or a proxy that lets no stream through: news come a few seconds later."""
    old = opened(serving.url, person=7, before="delete window.EventSource", clock=True)
    cut_off = opened(serving.url, person=7, before=_NO_STREAM, clock=True)
    for each in (old, cut_off):
        expect(each.messages).to_have_count(1)
    serving.house.conversations.add(WHO, "文件好了")
    for each in (old, cut_off):
        each.page.clock.fast_forward(4000)
        expect(each.messages).to_have_count(2, timeout=SOON)
        each.forgiven.append("404")
    serving.wait_for_streams(there=False)


def test_offline_in_the_middle_of_typing(serving: Serving, opened: Opener) -> None:
    """Words sent without a network wait under their own ids; when it is back they go out by themselves, in order."""
    watched = opened(serving.url, person=7)
    watched.forgiven.extend(CUT)
    expect(watched.messages).to_have_count(1)
    watched.box.type("118.4 13")
    watched.page.context.set_offline(True)
    watched.box.type("1.62 146.9")
    watched.page.locator("#send").click()
    send(watched, "稍后")
    expect(watched.page.locator("#unsent .message")).to_have_count(2)
    expect(watched.notice).to_contain_text("连不上服务器")
    watched.box.fill("还在写")
    watched.page.context.set_offline(False)
    expect(watched.page.locator("#unsent .message")).to_have_count(0, timeout=SOON)
    expect(watched.notice).to_be_hidden()
    expect(watched.page.locator(".saved")).to_have_text("已收")
    assert events(serving) == [Said("118.4 131.62 146.9"), Said("稍后")]
    expect(watched.box).to_have_value("还在写")


def test_a_slow_network_shows_what_is_on_its_way(serving: Serving, opened: Opener) -> None:
    """At 2G speed the words stand at once, marked as on their way; hasty taps send them once."""
    watched = opened(serving.url, person=7)
    expect(watched.messages).to_have_count(1)
    chromium = watched.page.context.new_cdp_session(watched.page)
    slow = {"offline": False, "latency": 1200, "downloadThroughput": 6000, "uploadThroughput": 3000}
    chromium.send("Network.emulateNetworkConditions", slow)
    watched.box.fill("160")
    watched.page.locator("#send").dblclick()
    expect(watched.page.locator("#unsent .state")).to_have_text(["发送中……"])
    expect(watched.page.locator("#unsent .message")).to_have_count(0)
    assert events(serving) == [Said("160")]
    assert watched.texts().count("160") == 1


def test_a_server_that_restarts_is_not_noticed(serving: Serving, opened: Opener) -> None:
    """Cut in the middle, the page finds the stream again, with everything that was said meanwhile, once."""
    watched = opened(serving.url, person=7)
    watched.forgiven.extend(CUT)
    watched.say("118")
    serving.stop()
    serving.house.conversations.add(WHO, "趁重启时")
    serving.start()
    expect(watched.messages).to_have_count(4)
    serving.house.conversations.add(WHO, "重启以后")
    expect(watched.messages).to_have_count(5, timeout=SOON)
    assert watched.texts()[-2:] == ["趁重启时", "重启以后"]


def test_two_tabs_are_one_conversation(serving: Serving, opened: Opener) -> None:
    """Words that wait in one tab are seen in both and sent once; the draft goes with them."""
    first = opened(serving.url, person=7)
    second = first.beside()
    for each in (first, second):
        each.forgiven.extend(CUT)
        expect(each.messages).to_have_count(1)
    first.box.fill("写在第一页")
    expect(second.box).to_have_value("写在第一页")
    first.page.context.set_offline(True)
    first.page.locator("#send").click()
    expect(second.box).to_have_value("")
    for each in (first, second):
        expect(each.page.locator("#unsent .message")).to_have_count(1)
    first.page.context.set_offline(False)
    for each in (first, second):
        expect(each.page.locator("#unsent .message")).to_have_count(0)
        expect(each.messages).to_have_count(3)
        assert each.texts().count("写在第一页") == 1
    assert events(serving) == [Said("写在第一页")]


def test_a_phone_that_slept_for_a_day(serving: Serving, opened: Opener) -> None:
    """After a minute out of sight the page lets go of its connection; a day later it has everything, in order."""
    watched = opened(serving.url, person=7, clock=True)
    expect(watched.messages).to_have_count(1)
    serving.wait_for_streams(there=True)
    hide(watched.page, hidden=True)
    watched.page.clock.fast_forward(61_000)
    serving.wait_for_streams(there=False)
    for number in range(1, 301):
        serving.house.conversations.add(WHO, f"第 {number} 条")
    watched.page.clock.fast_forward(24 * 3600 * 1000)
    assert watched.messages.count() == 1
    hide(watched.page, hidden=False)
    expect(watched.messages).to_have_count(301)
    assert watched.texts()[1:] == [f"第 {number} 条" for number in range(1, 301)]
    serving.wait_for_streams(there=True)


def test_going_back_to_the_page_brings_it_back_whole(serving: Serving, opened: Opener) -> None:
    """Forward to another page and back: the conversation is there, with what was said meanwhile, and goes on."""
    watched = opened(serving.url, person=7)
    watched.say("118")
    watched.box.fill("写到一半")
    watched.page.goto(serving.url + "i/unknown")
    serving.house.conversations.add(WHO, "趁不在时")
    watched.forgiven.append("404")
    watched.page.go_back()
    expect(watched.messages).to_have_count(4)
    expect(watched.box).to_have_value("写到一半")
    serving.house.conversations.add(WHO, "以后")
    expect(watched.messages).to_have_count(5, timeout=SOON)


def test_words_that_the_server_chokes_on_can_be_taken_back(serving: Serving, opened: Opener) -> None:
    """A fault of the server blocks nobody: its words come back into the box, and the next ones go out."""
    watched = opened(serving.url, person=7)
    watched.forgiven.append("500")
    expect(watched.messages).to_have_count(1)
    watched.page.route("**/say", lambda route: route.fulfill(status=500, body="{}"), times=1)
    send(watched, "有毒的话")
    expect(watched.notice).to_contain_text("服务器没有收下")
    watched.page.get_by_role("button", name="取回到输入框").click()
    expect(watched.box).to_have_value("有毒的话")
    watched.say("好的话")
    assert events(serving) == [Said("好的话")]
    expect(watched.notice).to_be_hidden()


def test_others_edits_are_told_in_passing(serving: Serving, opened: Opener, form: Form) -> None:
    """Two edits at once are one sentence; it is read out politely, goes by itself, and the contents follow."""
    serving.house.overviews.change(**samples.overview(form))
    watched = opened(serving.url, person=7, size=(1280, 800), clock=True)
    expect(watched.page.locator("#panel .section").first).to_be_visible()
    toast = watched.page.locator("#toast")
    assert toast.get_attribute("role") == "status"
    serving.wait_for_streams(there=True)
    serving.house.overviews.change(title="改了名的集群")
    edit = serving.house.conversations.edit
    edit(WHO, by="李四", id="4.2", label="两化融合贯标企业数量", value="3、5、8 家", at="")
    edit(WHO, by="李四", id="4.3", label="上云企业数量", value="无", at="")
    expect(toast).to_have_text("李四 填了 4.2、4.3，共 2 题")
    expect(watched.page.locator("#panel")).to_contain_text("改了名的集群")
    watched.page.clock.fast_forward(10_000)
    expect(toast).to_be_empty()
    edit(WHO, by="李四", id="4.4", label="平台", value="无", at="")
    expect(toast).to_have_text("李四 填了 4.4 平台：无")
