"""Files from the page: several at once, with their progress, once each, and none given up silently."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from tests.browser.conftest import Opener
from tests.browser.serving import Serving
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser


def file(name: str, size: int = 1000) -> FilePayload:
    """A file as a person chooses one."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": b"x" * size}


def choose(watched: Watched, *files: FilePayload) -> None:
    """Press the clip and choose."""
    with watched.page.expect_file_chooser() as asked:
        watched.page.get_by_role("button", name="添加文件").click()
    asked.value.set_files(list(files))


def kept(serving: Serving) -> list[tuple[str, int]]:
    """What the house has: names and sizes."""
    return sorted((each.name, each.size) for _, each in serving.house.uploads.kept.values())


def lines(watched: Watched) -> Locator:
    """The files on their way."""
    return watched.page.locator("#uploads li")


def test_several_files_arrive_once_each(serving: Serving, opened: Opener) -> None:
    """Each is a message of the conversation; the list of those on their way is empty again."""
    watched = opened(serving.url, person=7)
    choose(watched, file("企业清单.xlsx", 2000), file("认定文件.pdf", 3000))
    expect(watched.messages).to_have_count(5)
    assert kept(serving) == [("企业清单.xlsx", 2000), ("认定文件.pdf", 3000)]
    expect(lines(watched)).to_have_count(0)


def test_progress_is_shown(serving: Serving, opened: Opener) -> None:
    """A large file on a slow line says how far it is, and which file is meant."""
    watched = opened(serving.url, person=7)
    expect(watched.messages).to_have_count(1)
    chromium = watched.page.context.new_cdp_session(watched.page)
    slow = {"offline": False, "latency": 20, "downloadThroughput": 200_000, "uploadThroughput": 150_000}
    chromium.send("Network.emulateNetworkConditions", slow)
    choose(watched, file("扫描件.pdf", 200_000))
    progress = watched.page.get_by_role("progressbar", name="扫描件.pdf 的上传进度")
    expect(progress).to_be_visible()
    expect(progress).not_to_have_js_property("value", 0)
    expect(watched.messages).to_have_count(3)


def test_a_failure_is_said_and_can_be_tried_again_under_the_same_id(serving: Serving, opened: Opener) -> None:
    """The answer got lost: the file stays in the list; tried again it is not a second file."""
    watched = opened(serving.url, person=7)
    watched.forgiven.extend(("net::ERR_FAILED", "net::ERR_INTERNET_DISCONNECTED"))
    expect(watched.messages).to_have_count(1)

    watched.page.route("**/upload", lambda route: (route.fetch(), route.abort()), times=1)
    choose(watched, file("清单.xlsx"))
    expect(lines(watched)).to_contain_text("没有传上去")
    watched.page.get_by_role("button", name="重试").click()
    expect(lines(watched)).to_have_count(0)
    expect(watched.messages).to_have_count(3)
    assert kept(serving) == [("清单.xlsx", 1000)]


def test_a_failed_file_goes_on_by_itself(serving: Serving, opened: Opener) -> None:
    """The server was away for a moment while the network was there: after a while the file goes out without a tap."""
    watched = opened(serving.url, person=7)
    watched.forgiven.extend(("net::ERR_FAILED",))
    expect(watched.messages).to_have_count(1)
    watched.page.route("**/upload", lambda route: route.abort(), times=1)
    choose(watched, file("清单.xlsx"))
    expect(lines(watched)).to_contain_text("没有传上去")
    expect(lines(watched)).to_have_count(0, timeout=15_000)
    assert kept(serving) == [("清单.xlsx", 1000)]


def test_files_wait_for_the_network(serving: Serving, opened: Opener) -> None:
    """Without a network the file says so, and goes out by itself when it is back."""
    watched = opened(serving.url, person=7)
    watched.forgiven.extend(("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED"))
    expect(watched.messages).to_have_count(1)
    watched.page.context.set_offline(True)
    choose(watched, file("清单.xlsx"))
    expect(lines(watched)).to_contain_text("没有传上去，联网后会再试")
    watched.page.context.set_offline(False)
    expect(lines(watched)).to_have_count(0)
    expect(watched.messages).to_have_count(3)


def test_what_is_refused_says_why(serving: Serving, opened: Opener) -> None:
    """Too large and not taken are told apart, in the server's own words; it would be no use to try again."""
    watched = opened(serving.url, person=7)
    watched.forgiven.extend(("413", "415"))
    serving.house.uploads.largest = 1500
    choose(watched, file("很大.zip", 80_000), file("setup.exe"))
    expect(lines(watched).first).to_contain_text("文件超过")
    expect(lines(watched).last).to_contain_text("这是程序或脚本文件")
    expect(watched.page.get_by_role("button", name="重试")).to_have_count(0)
    for _ in range(2):
        watched.page.get_by_role("button", name="移除").first.click()
    expect(watched.page.locator("#uploads")).to_be_hidden()
