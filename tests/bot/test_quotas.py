"""How much people may send: each file, each person, each application, all together; a sentence at each."""

from __future__ import annotations

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.channels.web.pages import pages_of
from bot.channels.web.site import site_of
from bot.evidence.incoming import HEAD, Incoming, Refusal, UploadRefused
from bot.evidence.receiving import Uploads, upload_link
from bot.house import House
from dialogs.saying.replies import Told
from renderers.chat import phrase
from renderers.i18n import language
from storage import applications, people
from tests.bot.conftest import NOON
from tests.bot.web.client import Browser, browse
from tests.bot.web.real import SILENT, Furnished, file, sign_in

MEGA = 1024 * 1024
HALF = MEGA // 2


def somebody(house: House, name: str = "张三") -> tuple[int, str]:
    """A person with an application."""
    with house.database.write() as session:
        person = people.register(session, name, "county", "", NOON).id
        return person, applications.create(session, house.form.edition, person, NOON).id


def send(house: House, person: int, application: str | None, number: int, size: int = HALF) -> Refusal | None:
    """Send a file; why it was not taken, if it was not."""
    uploads = Uploads(house)
    content = f"{number:04}".encode() * (size // 4)
    with uploads.begin(size) as arriving:
        arriving.write(content)
        try:
            uploads.keep(Incoming(arriving, f"{number}.txt", content[:HEAD]), person, application, str(number))
        except UploadRefused as refused:
            return refused.why
    return None


def test_a_person_may_send_so_much(house: House) -> None:
    """For all applications together; the same file again is the same, and others are not touched by it."""
    house.settings.person_mb = 1
    person, first = somebody(house)
    _, second = somebody(house)
    assert [send(house, person, first, number) for number in (1, 2, 2, 3)] == [None, None, None, "person"]
    assert send(house, person, None, 4) == "person"
    other, _ = somebody(house, "李四")
    assert send(house, other, second, 5) is None


def test_an_application_may_hold_so_much(house: House) -> None:
    """Whoever sends it."""
    house.settings.application_mb = 1
    person, application = somebody(house)
    other, _ = somebody(house, "李四")
    assert [send(house, each, application, number) for number, each in enumerate((person, other, other))] == [
        None,
        None,
        "application",
    ]


def test_all_together_may_be_so_much(house: House) -> None:
    """Of everybody; a file that does not fit leaves nothing behind."""
    house.settings.files_mb = 1
    people_ = [somebody(house, name) for name in ("甲", "乙", "丙")]
    assert [send(house, *each, number) for number, each in enumerate(people_)] == [None, None, "all"]
    assert len(list(house.documents.folder.iterdir())) == 2


def test_at_once_it_is_not_more(house: House) -> None:
    """Twenty files of one person at the same time: as many are taken as fit."""
    house.settings.person_mb = 2
    person, application = somebody(house)
    with ThreadPoolExecutor(20) as threads:
        outcomes = Counter(threads.map(lambda number: send(house, person, application, number), range(20)))
    assert outcomes == {None: 4, "person": 16}


def test_each_limit_has_a_sentence_on_the_page(house: House) -> None:
    """By the chat's way and by an upload link: what the limit is and what to do; the page goes on."""
    house.settings.person_mb = 1

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        big = b"a text".ljust(HALF + 1, b" ")
        assert (await browser.post("/upload", file("a.txt", big), X_Upload_Id="upload-1111")).status == 200
        answer = await browser.post("/upload", file("b.txt", big + b"1"), X_Upload_Id="upload-2222")
        assert answer.status == 507
        assert (await answer.json())["text"] == (
            "您发来的文件合计已到上限 1\u00a0MB，这个收不下了。请压缩后再传，或联系管理员。"
        )
        link = upload_link(house, 1, None).partition("/u/")[2]
        answer = await browser.post(f"/u/{link}", file("c.txt", big + b"2"), Accept_Language="en")
        assert "Your files have reached the limit of 1\u00a0MB in all." in await answer.text()
        await asyncio.sleep(0)

    browse(Furnished(house), _visit, pace=SILENT)


@pytest.mark.parametrize("why", ["empty", "large", "program", "full", "person", "application", "all"])
def test_every_refusal_has_words_everywhere(house: House, why: Refusal) -> None:
    """On the page and on Telegram, in Chinese and in English, with the limit where there is one."""
    pages, refused = (
        pages_of(site_of("")),
        UploadRefused(why, 3 * MEGA if why in ("person", "application", "all") else 0),
    )
    words = [pages.refusal(locale, refused, 200 * MEGA) for locale in ("zh", "en")]
    assert words[0] != words[1]
    assert all(("MB" in each) == (why not in ("empty", "program", "full")) for each in words)
    if why not in ("empty", "large"):
        told = Told(f"file {why}", {"name": "a.pdf", "limit": "3"})
        said = [phrase(house.form, told, language(locale)).text for locale in ("zh", "en")]
        assert said[0] != said[1]
        assert all("a.pdf" in each for each in said)
