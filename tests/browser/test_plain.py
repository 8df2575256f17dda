"""The pages that work without script: devices, a link for another device, files by an upload link, a lost session."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Opener
from tests.browser.looking import DESKTOP, PHONE, TABLET, look_at
from tests.browser.serving import Serving

PAGES = {
    "invitation": ("i/token", None),
    "devices": ("devices", 7),
    "link": ("devices", 7),
    "upload": ("u/files", None),
    "uploaded": ("u/files", None),
    "ended": ("", 9),
}

pytestmark = pytest.mark.browser


def prepared(serving: Serving) -> None:
    """Links and a session that has ended."""
    serving.house.people.invite("token", 7)
    serving.house.give_upload_link("files", 7)
    serving.house.people.over.add("session-of-9")


def step_on(page: Page, name: str, folder: Path) -> None:
    """Go from the address to the state of the page that the name means."""
    if name == "link":
        page.get_by_role("button", name="生成链接和二维码").click()
        expect(page.locator("svg.qr")).to_be_visible()
    if name == "uploaded":
        good, bad = folder / "统计年报（2023）盖章扫描件.pdf", folder / "安装程序.exe"
        good.write_bytes(b"%PDF-1.7 " + bytes(3_000))
        bad.write_bytes(b"MZ")
        page.locator("#files").set_input_files([good, bad])
        expect(page.locator("#uploads li").last).to_contain_text("程序或脚本")


@pytest.mark.parametrize("name", PAGES)
def test_plain_pages_are_for_everybody(
    opened: Opener, serving: Serving, screenshots: Path, tmp_path: Path, name: str
) -> None:
    """From a phone to a desktop, light and dark: nothing sticks out, and axe has nothing to say; pictures are kept."""
    prepared(serving)
    path, person = PAGES[name]
    watched = opened(serving.url + path, person=person)
    watched.forgiven.extend(("401", "415", "422"))
    step_on(watched.page, name, tmp_path)
    look_at(watched.page, screenshots, f"plain-{name}", (PHONE, TABLET, DESKTOP), whole=True)


def test_without_script_files_are_sent_and_devices_signed_out(
    chromium: Browser, serving: Serving, tmp_path: Path
) -> None:
    """A browser in which scripts are off does all of it."""
    prepared(serving)
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(serving.url + "u/files")
    files = [tmp_path / "一.pdf", tmp_path / "二.pdf"]
    for number, file in enumerate(files):
        file.write_bytes(b"%PDF-1.7 " + bytes(number))
    page.locator("#files").set_input_files(files)
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_role("listitem")).to_have_count(2)
    context.add_cookies([{"name": "shenbao_session", "value": "session-of-7", "url": serving.url}])
    page.goto(serving.url + "devices")
    page.get_by_role("button", name="退出 Windows 电脑 · Edge").click()
    expect(page.locator("ul.lines").first.get_by_role("listitem")).to_have_count(1)
    context.close()
    assert serving.house.people.over >= {"session-of-7-pc"}


def test_devices_by_keyboard_alone(opened: Opener, serving: Serving) -> None:
    """Tab reaches every button in the order of the page, and Enter presses it."""
    page = opened(serving.url + "devices", size=(1280, 800), person=7).page
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "退出 Windows 电脑 · Edge"
    page.keyboard.press("Enter")
    expect(page.locator("ul.lines").first.get_by_role("listitem")).to_have_count(1)
