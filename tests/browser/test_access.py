"""Everybody's eyes and hands: no violation that axe-core knows of in any state, larger type, other colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.views.message import File
from dialogs.definition.form import Form
from tests.browser import samples
from tests.browser.conftest import Opener
from tests.browser.looking import DESKTOP, PHONE, TABLET, look_at, violations
from tests.browser.serving import Serving
from tests.browser.test_page import BOXES
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

WHO = 7


def furnish(serving: Serving, form: Form, folder: Path) -> None:
    """A conversation with one of everything; the open question has three cells."""
    add = serving.house.conversations.add
    samples.converse(serving.house, WHO, form)
    samples.show_pages(serving.house, WHO, folder, 7, 3, 1, 2, 4)
    add(WHO, "申报表.docx", file=File("临西县轴承产业申报表（草稿）.docx", "f1", 180_000))
    serving.house.overviews.change(**samples.overview(form))
    serving.house.overviews.helps["companies"] = "一般由 市场监管局 掌握。"


@pytest.mark.parametrize("sizes", [(PHONE, TABLET), (DESKTOP,)])
def test_no_state_of_the_chat_violates_wcag(
    serving: Serving,
    opened: Opener,
    form: Form,
    screenshots: Path,
    tmp_path: Path,
    sizes: tuple[tuple[int, int], ...],
) -> None:
    """Cells and help, contents, search, table, boxes, word of others, a lost connection and a failed upload."""
    furnish(serving, form, tmp_path)
    watched = opened(serving.url, person=7, size=sizes[0])
    watched.forgiven.extend(("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING"))

    def look(name: str) -> None:
        look_at(watched.page, screenshots, f"chat-{name}", sizes)

    watched.page.locator(".cells input").first.fill("141")
    watched.page.locator(".help summary").last.click()
    expect(watched.page.locator(".help p").last).to_contain_text("市场监管局")
    look("cells")
    open_contents(watched)
    look("contents")
    watched.page.get_by_role("searchbox").fill("增速")
    look("search")
    watched.page.keyboard.press("Escape")
    samples.put(serving.house, WHO, form, "standards")
    expect(watched.page.locator(".tables")).to_be_visible()
    watched.to_end()
    look("table")
    tell_of_others(watched, serving)
    look("boxes")
    lose_connection(watched, serving)
    look("offline")


def tell_of_others(watched: Watched, serving: Serving) -> None:
    """A question with boxes, and a word of what somebody else did."""
    serving.house.conversations.add(WHO, "2.22 产业链协同（可多选）", buttons=BOXES, multiple=True, field="chain")
    expect(watched.page.locator(".boxes")).to_be_visible()
    watched.to_end()
    serving.house.conversations.edit(WHO, by="李四", id="4.2", label="贯标企业数量", value="3 家", at="")
    expect(watched.page.locator("#toast")).to_contain_text("李四")


def lose_connection(watched: Watched, serving: Serving) -> None:
    """Words and a file that do not get through."""
    serving.stop()
    watched.page.set_input_files("#files", {"name": "企业清单.xlsx", "mimeType": "text/plain", "buffer": b"x"})
    watched.box.fill("118")
    watched.page.locator("#send").click()
    expect(watched.page.locator("#uploads")).to_contain_text("没有传上去")
    expect(watched.page.get_by_role("button", name="未送达，点此重发")).to_be_visible()


def open_contents(watched: Watched) -> None:
    """Open the contents, unless they stand beside the messages already."""
    if watched.page.locator("#panel").is_hidden():
        watched.page.locator("#contents").click()
    expect(watched.page.locator("#panel .question").first).to_be_visible()


def test_axe_sees_what_is_wrong(serving: Serving, opened: Opener) -> None:
    """The check itself can fail: on a page that is in order, a button without a name is found."""
    page = opened(serving.url).page
    assert violations(page) == []
    page.evaluate("() => document.querySelector('main').append(document.createElement('button'))")
    assert any(each.startswith("button-name") for each in violations(page))


@pytest.mark.parametrize(("name", "size", "root"), [("type", (360, 740), 24), ("zoom", (320, 400), 16)])
def test_larger_type_loses_nothing(
    serving: Serving,
    opened: Opener,
    form: Form,
    screenshots: Path,
    tmp_path: Path,
    name: str,
    size: tuple[int, int],
    root: int,
) -> None:
    """With type half as large again, and zoomed to 320 pixels, everything is there, and nothing leaves the screen."""
    furnish(serving, form, tmp_path)
    enlarge = f"document.onreadystatechange = () => {{ document.documentElement.style.fontSize = '{root}px'; }}"
    watched = opened(serving.url, person=7, size=size, before=enlarge)
    cell = watched.page.locator(".cells input").last
    cell.scroll_into_view_if_needed()
    cell.fill("160")
    assert cell.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") == root
    watched.page.screenshot(path=screenshots / f"access-{name}-chat.png")
    open_contents(watched)
    watched.page.screenshot(path=screenshots / f"access-{name}-contents.png")
    beyond = watched.page.eval_on_selector_all(
        "#panel button, #panel a, #panel input, .cells input, .cells button, #send, #attach, #words",
        "all => all.filter(each => each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML)",
    )
    assert beyond == []


def test_colours_of_the_system_leave_every_edge_visible(
    serving: Serving, opened: Opener, form: Form, screenshots: Path, tmp_path: Path
) -> None:
    """Where the system chooses the colours, bubbles, buttons and cells keep an outline, and axe finds nothing."""
    furnish(serving, form, tmp_path)
    watched = opened(serving.url, person=7, forced_colors="active")
    expect(watched.page.locator(".cells")).to_be_visible()
    edgeless = watched.page.eval_on_selector_all(
        ".words, .choice, .cells input, .primary, #words, .file",
        """all => all.filter(each => {
            const style = getComputedStyle(each);
            return style.borderTopStyle === "none" || style.borderTopColor === style.backgroundColor;
        }).map(each => each.className + each.id)""",
    )
    assert edgeless == []
    watched.page.screenshot(path=screenshots / "access-forced-colours.png")
    assert violations(watched.page) == []


def test_nothing_moves_for_those_who_asked_for_rest(serving: Serving, opened: Opener) -> None:
    """With reduced motion there is no transition at all; without the wish, buttons fade."""
    moving = "all => all.filter(each => parseFloat(getComputedStyle(each).transitionDuration) > 0).length"
    watched = opened(serving.url, person=7)
    expect(watched.messages).to_have_count(1)
    assert watched.page.eval_on_selector_all("*", moving) > 0
    watched.page.emulate_media(reduced_motion="reduce")
    assert watched.page.eval_on_selector_all("*", moving) == 0
