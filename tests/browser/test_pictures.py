"""Pages of the form as pictures, and how old a browser may be that shows all of this."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from dialogs.definition.form import Form
from dialogs.turn.messages import Said
from tests.browser import samples
from tests.browser.conftest import Opener
from tests.browser.serving import Serving, events

pytestmark = pytest.mark.browser

WHO = 7
_OLD = """
    for (const name of ["EventSource", "ResizeObserver", "visualViewport", "structuredClone", "HTMLDialogElement"]) {
        delete window[name];
    }
    for (const [kind, names] of [
        [Array.prototype, ["at", "findLast", "toSorted"]], [String.prototype, ["at", "replaceAll", "matchAll"]],
        [Element.prototype, ["replaceChildren", "checkVisibility"]], [Promise, ["allSettled", "any"]],
        [Object, ["hasOwn", "groupBy"]], [Crypto.prototype, ["randomUUID"]], [Navigator.prototype, ["locks"]],
        [HTMLFormElement.prototype, ["requestSubmit"]], [HTMLElement.prototype, ["inert", "popover", "showPopover"]],
    ]) for (const name of names) delete kind[name];
"""


def test_the_first_page_is_large_and_the_others_are_a_strip(
    serving: Serving, opened: Opener, form: Form, tmp_path: Path
) -> None:
    """Each picture says which page it is; those out of sight wait to be fetched; a tap opens one in a new tab."""
    samples.show_pages(serving.house, WHO, tmp_path, 7, 3, *range(4, 30))
    watched = opened(serving.url, person=7)
    first = watched.page.get_by_role("img", name="申报表第 3 页")
    expect(first).to_have_js_property("naturalWidth", 595)
    strip = watched.page.get_by_role("group", name="其余 26 页").get_by_role("img")
    expect(strip).to_have_count(26)
    large, small = first.bounding_box(), strip.first.bounding_box()
    assert large is not None
    assert small is not None
    assert large["width"] > 2 * small["width"]
    expect(strip.last).to_have_js_property("naturalWidth", 0)
    strip.last.scroll_into_view_if_needed()
    expect(strip.last).to_have_js_property("naturalWidth", 595)
    with watched.page.context.expect_page() as opening:
        first.click()
    picture = opening.value
    picture.wait_for_load_state()
    assert picture.url == serving.url + "files/page-3"
    assert picture.evaluate("() => document.contentType") == "image/png"


def test_a_browser_of_2019_has_the_whole_conversation(serving: Serving, opened: Opener, form: Form) -> None:
    """Without anything younger: words, cells, boxes of the contents and the search work, and news are asked for."""
    samples.put(serving.house, WHO, form, "companies")
    serving.house.overviews.change(**samples.overview(form))
    watched = opened(serving.url, person=7, before=_OLD)
    for place, figure in enumerate(("141", "150", "160")):
        watched.page.locator(".cells input").nth(place).fill(figure)
    watched.page.get_by_role("button", name="发送这几格").click()
    expect(watched.messages).to_have_count(3)
    watched.page.locator("#contents").click()
    watched.page.get_by_role("searchbox").fill("2.1")
    watched.page.get_by_role("searchbox").press("Enter")
    expect(watched.messages).to_have_count(5)
    watched.say("118")
    serving.house.conversations.add(WHO, "文件好了")
    expect(watched.messages).to_have_count(8)
    assert events(serving) == [Said("141 150 160"), Said("改 2.1"), Said("118")]
