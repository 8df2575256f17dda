"""Nothing is lost and nothing is doubled: the connection, the server, the session and the browser may all fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from dialogs.turn.messages import Said
from tests.browser.conftest import Opener
from tests.browser.serving import Serving, events, seen

pytestmark = pytest.mark.browser

REFUSED = "net::ERR_CONNECTION_REFUSED"


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
    expect(watched.notice).to_contain_text("连不上服务器")
    watched.page.screenshot(path=screenshots / "page-offline.png")
    retry.first.click()
    expect(retry).to_have_count(2)
    serving.start()
    retry.first.click()
    expect(watched.messages).to_have_count(5)
    expect(watched.page.locator("#unsent .message")).to_have_count(0)
    expect(watched.notice).to_be_hidden()
    assert events(serving) == [Said("第一句"), Said("第二句")]
    watched.box.fill("第三句")
    watched.page.get_by_role("button", name="发送", exact=True).click()
    expect(watched.messages).to_have_count(7)
    assert seen(serving) == [1, 1, 5], "words say what stood on the page when they were typed, not when they arrived"


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
    expect(watched.notice).to_contain_text("60001 个字符")
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
    expect(watched.notice).to_contain_text("登录已失效")
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
    watched.box.fill("七号的话")
    with watched.page.expect_navigation():  # the page may notice by itself, before anything is pressed
        watched.page.context.add_cookies([{"name": "shenbao_session", "value": "session-of-8", "url": serving.url}])
        watched.page.get_by_role("button", name="发送", exact=True).click()
    expect(watched.page.locator("body")).to_have_attribute("data-address", "8")
    expect(watched.messages).to_have_count(1)
    assert events(serving) == []
    expect(watched.box).to_have_value("")
