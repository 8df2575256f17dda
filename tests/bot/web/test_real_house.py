"""The web chat over the real house: real storage, real conversation, a real document."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.house import House
from bot.work.limits import Allowance, Limits
from storage import inbox, people, web_sessions
from storage.invitations import hash_of
from tests.bot.conftest import NOON
from tests.bot.web.client import Browser, browse
from tests.bot.web.real import Furnished, path_of, said, sign_in


def test_a_link_is_looked_at_used_and_tapped_again(house: House) -> None:
    """Previews do not use it up, the first browser gets in and stays in, a second browser does not."""
    path = path_of(house)

    async def _visit(browser: Browser) -> None:
        for _ in range(2):
            assert (await browser.get(path)).status == 200
        assert (await browser.get("/messages")).status == 401
        assert (await browser.post(path)).status == 303
        assert (await browser.get("/messages")).status == 200
        assert (await browser.get(path)).status == 200
        assert (await browser.post(path)).status == 303
        stranger = browser.another()
        assert (await stranger.get(path)).status == 410
        assert (await stranger.post(path)).status == 410
        assert (await stranger.get("/messages")).status == 401

    browse(Furnished(house), _visit)


def test_the_conversation_opens_and_goes_on(house: House) -> None:
    """The first page brings the welcome once; words and buttons are answered; a repetition is not."""

    async def _visit(browser: Browser) -> None:
        await browser.post(path_of(house))
        for _ in range(2):
            assert (await browser.get("/")).status == 200
        opening = (await (await browser.get("/messages")).json())["messages"]
        assert len([each for each in opening if "申报" in each["text"]]) >= 1
        assert opening[-1]["buttons"]
        first = opening[-1]["buttons"][0]
        press = {"revision": first["revision"], "numbers": [first["number"]], "field": first["field"]}
        once = await said(browser, "press-000001", after=opening[-1]["sequence"], **press)
        again = await said(browser, "press-000001", after=opening[-1]["sequence"], **press)
        assert once == again
        assert once[0]["mine"]
        assert once[0]["text"] == first["label"]

    browse(Furnished(house), _visit)


def test_an_answer_is_the_turn_and_nothing_is_read_again(house: House) -> None:
    """What a page gets for its words is what the history holds from then on: typed and pressed, twice and late."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        seen = (await (await browser.get("/messages")).json())["messages"][-1]["sequence"]
        for number, words in enumerate(("开始", "1", "改 2.6 140 150 161", "改 2.7 139 160 131", "？", "不是数")):
            key = f"saying-{number:04}"
            new = await said(browser, key, after=seen, text=words)
            assert [each["sequence"] for each in new] == list(range(seen + 1, seen + 1 + len(new)))
            assert new == (await (await browser.get(f"/messages?after={seen}")).json())["messages"]
            assert new == await said(browser, key, after=seen, text=words)
            if number:
                late = await said(browser, key, after=seen - 1, text=words)
                assert late[1:] == new
            seen = new[-1]["sequence"]

    browse(Furnished(house), _visit)


def test_a_session_that_ended_says_nothing_more(house: House) -> None:
    """Whether a session holds is asked in the transaction that takes the words in, however well it is known."""

    async def _visit(browser: Browser) -> None:
        token = await sign_in(browser, house)
        await said(browser, "saying-0001", text="开始")
        with house.database.write() as session:
            web_sessions.revoke(session, hash_of(token), NOON)
        refused = await browser.say({"id": "saying-0002", "after": 1, "text": "继续"})
        assert refused.status == 401
        with house.database.read() as session:
            address = people.find(session, "web", "1")
            assert address is not None
            assert inbox.sequence_of(session, address.id, "say:saying-0002") is None

    browse(Furnished(house), _visit)


def test_a_document_is_for_its_own_person(house: House) -> None:
    """The preview is a Word file with a Chinese name; another contact, who knows its id, finds nothing."""

    async def _visit(browser: Browser) -> None:
        await browser.post(path_of(house))
        await browser.get("/")
        await said(browser, "preview-0001", text="预览")  # on a slow machine the file may come with it
        file = await _file(browser)
        answer = await browser.get(f"/files/{file['id']}")
        content = await answer.read()
        assert content.startswith(b"PK")
        assert len(content) == file["size"]
        assert answer.content_disposition is not None
        assert answer.content_disposition.filename == file["name"]
        other = browser.another()
        await other.post(path_of(house))
        assert (await other.get("/messages")).status == 200
        assert (await other.get(f"/files/{file['id']}")).status == 404

    browse(Furnished(house), _visit)


async def _file(browser: Browser) -> dict[str, Any]:
    """The first document, which comes in its own time."""
    for _ in range(200):
        messages = (await (await browser.get("/messages")).json())["messages"]
        found: list[dict[str, Any]] = [each["file"] for each in messages if each["file"]]
        if found:
            return found[0]
        await asyncio.sleep(0.1)
    raise AssertionError("no document came")


def test_a_long_conversation_comes_back_whole(house: House) -> None:
    """The latest messages first, the earlier ones on request, without gap or repetition."""

    async def _visit(browser: Browser) -> None:
        await browser.post(path_of(house))
        await browser.get("/")
        for number in range(110):
            await said(browser, f"progress-{number:04}", text="进度")
        latest = (await (await browser.get("/messages")).json())["messages"]
        earlier = (await (await browser.get(f"/messages?before={latest[0]['sequence']}")).json())["messages"]
        sequences = [each["sequence"] for each in earlier + latest]
        assert len(latest) == 200
        assert sequences == list(range(1, len(sequences) + 1))

    browse(Furnished(house), _visit, limits=Limits(session=Allowance(500, 10)))
