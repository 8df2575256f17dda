"""The real program in a real browser, as an official uses it: from the personal link to the Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from dialogs.definition.form import Field, Form, Kind
from tests.browser.conftest import Opener
from tests.browser.started import Program
from tests.browser.watching import Watched
from tests.county import ANSWERS

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("database_url")]

_QUESTION = re.compile(r"^((?:[CS]\d+|核\d+|\d+\.\d+)) ")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """A freshly installed shenbao."""
    with Program(tmp_path / "data") as started:
        yield started


def asked(watched: Watched, form: Form) -> Field:
    """The question that was put last."""
    for text in reversed(watched.texts()):
        if found := _QUESTION.match(text):
            return form.by_id[found[1]]
    raise AssertionError("no question on the page")


def answer(watched: Watched, field: Field) -> None:
    """Answer as the invented county does: choices by their button, everything else in words."""
    for words in ANSWERS[field.name]:
        choices = [choice for choice in field.choices if choice.label == words]
        if choices and field.kind is Kind.CHOICE:
            watched.press(choices[0].label)
        else:
            watched.say(words)


def answer_until(watched: Watched, form: Form, name: str) -> list[str]:
    """Answer question after question until this one is put; returns the names of those answered."""
    done: list[str] = []
    while (field := asked(watched, form)).name != name:
        assert field.name not in done, watched.texts()[-3:]
        answer(watched, field)
        done.append(field.name)
    return done


def enter(watched: Watched) -> None:
    """Press the one button of the personal link, and then the conversation's first one."""
    watched.page.get_by_role("button", name="进入").click()
    expect(watched.messages.first).to_be_visible()


def test_an_official_starts_errs_reloads_and_downloads(
    program: Program, opened: Opener, form: Form, screenshots: Path, tmp_path: Path
) -> None:
    """The first section is answered, an impossible value is stopped, a reload loses nothing, the Word file arrives."""
    watched = opened(program.link)
    watched.page.reload()  # a second look does not use the link up
    watched.page.screenshot(path=screenshots / "whole-1-link.png")
    enter(watched)
    watched.page.screenshot(path=screenshots / "whole-2-welcome.png")
    watched.press("开始")
    watched.page.screenshot(path=screenshots / "whole-3-first-question.png")
    done = answer_until(watched, form, "output")
    assert {"banned_industry", "cluster_name", "industry_type", "area"} <= set(done)
    watched.page.screenshot(path=screenshots / "whole-4-second-section.png")
    answer_until(watched, form, "companies")
    err(watched, form, screenshots)
    reload(watched)
    watched.press("改 2.7")
    watched.say("133 141 150")
    watched.page.screenshot(path=screenshots / "whole-6-mended.png")
    download(watched, screenshots, tmp_path / "form.docx")


def err(watched: Watched, form: Form, screenshots: Path) -> None:
    """Say that more of the companies are small than there are companies."""
    watched.say("141 150 152")
    assert asked(watched, form).name == "smes"
    watched.say("133 141 160")
    watched.page.screenshot(path=screenshots / "whole-5-error.png")
    assert "152" in watched.texts()[-1]


def reload(watched: Watched) -> None:
    """The same conversation, in the same order, with its last keyboard."""
    said = watched.texts()
    watched.page.reload()
    expect(watched.messages).to_have_count(len(said))
    assert watched.texts() == said


def download(watched: Watched, screenshots: Path, target: Path) -> None:
    """Ask for the document as it stands and fetch it."""
    watched.say("预览")
    card = watched.page.locator(".file").last
    card.scroll_into_view_if_needed()
    watched.page.screenshot(path=screenshots / "whole-7-document.png")
    with watched.page.expect_download() as arriving:
        card.click()
    arriving.value.save_as(target)
    assert arriving.value.suggested_filename.endswith(".docx")
    with ZipFile(target) as parts:
        assert "轴承" in parts.read("word/document.xml").decode()


def test_a_killed_server_is_not_noticed_by_the_conversation(program: Program, opened: Opener, form: Form) -> None:
    """Words typed while the program lies killed arrive once it is back, in the same session."""
    watched = opened(program.link)
    watched.forgiven.extend(("net::ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING"))
    enter(watched)
    watched.press("开始")
    answer(watched, asked(watched, form))
    before = watched.texts()
    program.kill()
    words = ANSWERS[asked(watched, form).name][0]
    watched.box.fill(words)
    watched.page.get_by_role("button", name="发送", exact=True).click()
    expect(watched.page.get_by_role("button", name="未送达，点此重发")).to_be_visible()
    program.start()
    watched.page.get_by_role("button", name="未送达，点此重发").click()
    expect(watched.page.locator("#unsent .message")).to_have_count(0)
    expect(watched.notice).to_be_hidden()
    assert watched.texts()[: len(before) + 1] == [*before, words]


def test_the_page_speaks_the_language_that_is_asked_for(program: Program, opened: Opener) -> None:
    """Its own words change with the conversation, at once and back."""
    watched = opened(program.link)
    enter(watched)
    watched.box.fill("English")
    watched.page.get_by_role("button", name="发送", exact=True).click()
    expect(watched.page.get_by_role("button", name="Send", exact=True)).to_be_visible()
    expect(watched.page.locator("html")).to_have_attribute("lang", "en")
    watched.box.fill("中文")
    watched.page.get_by_role("button", name="Send", exact=True).click()
    expect(watched.page.get_by_role("button", name="发送", exact=True)).to_be_visible()
