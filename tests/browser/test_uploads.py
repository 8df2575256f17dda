"""Files from the page: several at once, with their progress, once each, and none given up silently."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Route, expect

from tests.browser.conftest import Opener
from tests.browser.serving import Serving
from tests.browser.started import Program
from tests.browser.test_whole import enter
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


LARGE = 1_300_000
"""Bytes that go in three pieces."""


def test_a_large_file_goes_on_where_it_was(serving: Serving, opened: Opener) -> None:
    """The line breaks behind the first piece: the second begins where the server says, and nothing goes twice."""
    watched = opened(serving.url, person=7)
    watched.forgiven.extend(("net::ERR_FAILED",))
    serving.house.uploads.largest = 2 * LARGE
    expect(watched.messages).to_have_count(1)
    broken: list[bool] = []

    def _break(route: Route) -> None:
        if route.request.headers.get("x-upload-offset", "0") != "0" and not broken:
            broken.append(True)
            route.abort()
        else:
            route.continue_()

    watched.page.route("**/upload/piece", _break)
    choose(watched, file("扫描件.pdf", LARGE))
    expect(lines(watched)).to_contain_text("没有传上去")
    watched.page.get_by_role("button", name="重试").click()
    expect(lines(watched)).to_have_count(0)
    assert kept(serving) == [("扫描件.pdf", LARGE)]
    assert serving.house.pieces.asked == [0, 524_288, 1_048_576]


def test_a_closed_page_goes_on_with_its_files_when_it_is_opened_again(serving: Serving, opened: Opener) -> None:
    """Small and large ones, without a tap and once each; two tabs do not send the same file twice."""
    watched = opened(serving.url, person=7)
    watched.forgiven.extend(("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED", "net::ERR_FAILED"))
    serving.house.uploads.largest = 2 * LARGE
    expect(watched.messages).to_have_count(1)
    watched.page.route("**/upload**", lambda route: route.abort())
    choose(watched, file("扫描件.pdf", LARGE), file("清单.xlsx"))
    expect(lines(watched)).to_have_count(2)
    expect(lines(watched).first).to_contain_text("没有传上去")
    watched.page.unroute_all()
    second = watched.beside()
    watched.page.reload()
    expect(watched.messages.filter(has_text="清单.xlsx").first).to_be_visible()
    for each in (watched, second):
        expect(lines(each)).to_have_count(0)
    assert kept(serving) == [("扫描件.pdf", LARGE), ("清单.xlsx", 1000)]
    assert serving.house.pieces.asked == [0, 524_288, 1_048_576]
    watched.page.reload()
    expect(watched.messages.first).to_be_visible()
    expect(lines(watched)).to_have_count(0)


def test_the_page_of_a_link_goes_on_where_it_was(serving: Serving, opened: Opener) -> None:
    """Sent from a link of Telegram's: the line breaks, the page is closed; opened again it goes on."""
    serving.house.give_upload_link("files", 7)
    serving.house.uploads.largest = 2 * LARGE
    watched = opened(serving.url + "u/files")
    watched.forgiven.extend(("net::ERR_FAILED",))

    def _break(route: Route) -> None:
        if route.request.headers.get("x-upload-offset", "0") == "0":
            route.continue_()
        else:
            route.abort()

    watched.page.route("**/upload/piece", _break)
    with watched.page.expect_file_chooser() as asked:
        watched.page.get_by_role("button", name="选择文件").click()
    asked.value.set_files([file("扫描件.pdf", LARGE)])
    expect(lines(watched)).to_contain_text("没有传上去")
    watched.page.unroute_all()
    watched.page.reload()
    expect(watched.page.get_by_role("heading", name="已收到")).to_be_visible()
    expect(lines(watched)).to_have_count(0)
    assert kept(serving) == [("扫描件.pdf", LARGE)]
    assert serving.house.pieces.asked == [0, 524_288, 1_048_576]


def test_files_are_dropped_onto_the_page(serving: Serving, opened: Opener) -> None:
    """They are sent like chosen ones; the page shows that it takes them, and does not open them itself."""
    watched = opened(serving.url, person=7, size=(1280, 800))
    expect(watched.messages).to_have_count(1)
    drag = """(kind) => {
      const data = new DataTransfer();
      for (const name of ["一.txt", "二.txt"]) data.items.add(new File(["words"], name));
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    watched.page.evaluate(drag, "dragover")
    expect(watched.page.locator("body.dropping")).to_have_count(1)
    watched.page.evaluate(drag, "drop")
    expect(watched.messages).to_have_count(5)
    expect(watched.page.locator("body.dropping")).to_have_count(0)
    assert kept(serving) == [("一.txt", 5), ("二.txt", 5)]


def test_kill_9_in_the_middle_of_an_upload(tmp_path: Path, opened: Opener) -> None:
    """The real service dies behind the first piece and is started again: the page goes on, the file is there once."""
    with Program(tmp_path / "data") as program:
        watched = opened(program.link)
        enter(watched)
        watched.forgiven.extend(("net::ERR_", "Failed to load"))
        killed: list[str] = []

        def _kill(route: Route) -> None:
            if route.request.headers.get("x-upload-offset") == "524288" and not killed:
                killed.append("now")
                program.kill()
            route.continue_()

        watched.page.route("**/upload/piece", _kill)
        choose(watched, file("台账.txt", LARGE))
        expect(lines(watched)).to_contain_text("没有传上去")
        program.start()
        watched.page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(lines(watched)).to_have_count(0, timeout=20_000)
        expect(watched.messages.filter(has_text="台账.txt").first).to_be_visible()
        stored = [path.stat().st_size for path in (tmp_path / "data" / "files").iterdir()]
        assert stored == [LARGE]
