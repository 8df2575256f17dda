"""Files, news and the overview over the real house."""

from __future__ import annotations

from typing import Any

from aiohttp import ClientResponse

from bot.entering.access import audit
from bot.evidence.incoming import Incoming
from bot.evidence.receiving import Uploads, upload_link
from bot.house import House
from storage import applications, attachments, people
from storage.attachments import Arriving
from tests.bot.conftest import NOON
from tests.bot.web.client import Browser, browse
from tests.bot.web.everybody import invited
from tests.bot.web.listening import Heard, hear
from tests.bot.web.real import PDF, SILENT, Furnished, file, later, path_of, said, sign_in
from tests.telegram.pictures import png


def stored(house: House) -> list[tuple[str, str, str, int]]:
    """Every file from outside: name, type, state, size."""
    with house.database.read() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT name, media_type, state, size FROM attachment WHERE kind = 'upload' ORDER BY name"
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows]


def test_a_file_is_kept_and_told_once(house: House) -> None:
    """It waits as 待归类 in the open application, stands in the conversation, is fetched again; a repeat adds none."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        answers = []
        for _ in range(2):
            answer = await browser.post("/upload?after=1", file("营业执照.pdf", PDF), X_Upload_Id="upload-0001")
            assert answer.status == 200
            answers.append(await answer.json())
        assert answers[0] == answers[1]
        mine = next(each for each in answers[0]["messages"] if each["mine"])
        assert (mine["text"], mine["file"]["size"]) == ("营业执照.pdf", len(PDF))
        fetched = await browser.get(f"/files/{mine['file']['id']}")
        assert await fetched.read() == PDF
        assert fetched.content_type == "application/pdf"

    browse(Furnished(house), _visit)
    assert stored(house) == [("营业执照.pdf", "application/pdf", "unsorted", len(PDF))]
    actions = [line[21:37].strip() for line in audit(house, 1)]
    assert actions == ["invited", "signed in", "uploaded", "downloaded"]


def test_a_kill_before_the_conversation_heard_of_a_file_is_mended_by_the_repeat(house: House) -> None:
    """The file was kept and nothing said: sent again under its id it is told, and is still one file."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        with house.database.read() as session:
            address = people.find(session, "web", "1")
            (application,) = applications.of_person(session, 1)
        assert address is not None
        with Arriving(house.documents.folder) as arriving:
            arriving.write(PDF)
            Uploads(house).keep(Incoming(arriving, "a.pdf", PDF), 1, application.id, f"{address.id}/upload-0001")
        before = (await (await browser.get("/messages")).json())["messages"]
        await browser.post("/upload", file("a.pdf", PDF), X_Upload_Id="upload-0001")
        after = (await (await browser.get("/messages")).json())["messages"]
        assert [each["text"] for each in after if each["mine"]] == ["a.pdf"]
        assert len(after) > len(before)

    browse(Furnished(house), _visit)
    assert len(stored(house)) == 1


def test_files_by_link_come_to_the_conversation(house: House) -> None:
    """Without a session, for the application of the link; the same file twice is one; the page lists what came."""
    opened: dict[str, Any] = {}

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        with house.database.read() as session:
            opened["application"] = applications.of_person(session, 1)[0].id
        path = upload_link(house, 1, opened["application"]).removeprefix("http://127.0.0.1:8080")
        stranger = browser.another()
        for _ in range(2):
            data = file("一.pdf", PDF)
            data.add_field("file", png(), filename="二.png")
            assert (await stranger.post(path, data)).status == 303
        page = await (await stranger.get(path)).text()
        assert page.count("一.pdf") == page.count("二.png") == 1
        later(house, hours=49)
        assert (await stranger.get(path)).status == 410

    browse(Furnished(house), _visit)
    assert [each[0] for each in stored(house)] == ["一.pdf", "二.png"]
    told = [line.text for line in house.history.messages(1) if line.mine]
    assert told == ["一.pdf", "二.png"]
    with house.database.read() as session:
        files = [line.file for line in house.history.messages(1) if line.file is not None]
        owners = {attachments.find(session, each.attachment, 1).application_id for each in files}
    assert owners == {opened["application"]}


def test_colleagues_see_the_same_application(house: House) -> None:
    """Who works on it, on what, who is here, who answered what; nobody else sees anything."""

    async def _visit(browser: Browser) -> None:
        owner = await sign_in(browser, house)
        for number, words in enumerate(("开始", "否", "2", "否")):
            await said(browser, f"say-0000000{number}", text=words)
        colleague = browser.another()
        await colleague.post(f"/i/{invited(house, ('digital',))}")
        await colleague.get("/")
        line = await colleague.get("/events")
        await hear(line)
        answer = await colleague.get("/overview")
        seen = await answer.json()
        assert seen["people"] == [
            {"name": "张三", "sections": [], "here": False},
            {"name": "园区", "sections": ["四、数字化升级情况"], "here": True},
        ]
        assert [part["name"] for part in seen["sections"] if part["mine"]] == ["digital", "auxiliary"]
        known = {"If_None_Match": answer.headers["ETag"]}
        assert (await colleague.get("/overview", **known)).status == 304
        mine = browser.with_session(owner)
        all_of_it = await (await mine.get("/overview", **known)).json()
        asked = [each for part in all_of_it["sections"] for each in part["questions"]]
        first = next(each for each in asked if each["name"] == "accidents")
        assert (first["standing"], first["by"], first["door"], first["at"]) == (
            "filled",
            "张三",
            "web",
            NOON.isoformat(),
        )
        await said(mine, "say-00000009", text="改 核2")
        assert (await (await mine.get("/overview")).json())["title"] == house.form.title
        stranger = browser.another()
        await stranger.post(path_of(house))
        assert (await stranger.get("/overview")).status == 404  # nothing is open before the first page
        assert (await stranger.another().get("/overview")).status == 401

    browse(Furnished(house), _visit, pace=SILENT)


def test_an_open_page_hears_of_a_colleagues_answer(house: House) -> None:
    """While both have a page open, the one hears at once which question the other answered, and what."""

    async def _visit(browser: Browser) -> None:
        owner = await sign_in(browser, house)
        colleague = browser.another()
        await colleague.post("/i/" + invited(house, ()))
        await colleague.get("/")
        line = await colleague.get("/events")
        assert [(await _heard(line)).kind for _ in range(2)] == ["retry", "messages"]
        mine = browser.with_session(owner)
        for number, words in enumerate(("开始", "否")):
            await said(mine, f"say-0000000{number}", text=words)
        edited = await _heard(line)
        field = house.form.by_name["banned_industry"]
        assert (edited.kind, edited.data["by"], edited.data["id"]) == ("edited", "张三", field.id)
        assert (edited.data["value"], edited.data["at"]) == ("否", NOON.isoformat())

    browse(Furnished(house), _visit, pace=SILENT)


async def _heard(line: ClientResponse) -> Heard:
    heard = await hear(line)
    assert heard is not None
    return heard


def test_a_question_is_explained(house: House) -> None:
    """In the conversation's language; an invented question does not exist."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        text = (await (await browser.get("/help?field=output")).json())["text"]
        assert text.startswith("2.1 ")
        assert "统计局" in text
        await said(browser, "say-00000001", text="English")
        assert (await (await browser.get("/help?field=output")).json())["text"] != text
        assert (await browser.get("/help?field=none")).status == 404
        assert (await browser.get("/help")).status == 404

    browse(Furnished(house), _visit)


def test_a_card_is_read_along_and_nothing_is_stored(house: House) -> None:
    """Each row as it stands and as it would be read; a section that does not exist and a damaged body are refused."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        rows = {"output": "118 131 147", "main_share": "84 85 86", "companies": "很多", "area": "36.5"}
        answer = await browser.say({"section": "industry", "rows": rows}, "/card")
        assert answer.status == 200
        looks = {each["field"]: each for each in (await answer.json())["rows"]}
        assert looks["main_growth"]["computed"]["main_growth"].endswith("%")
        assert (looks["companies"]["grave"], looks["output"]["given"]) == ("unread", False)
        assert "area" not in looks
        wrong = (
            ({"section": "none", "rows": {}}, 404),
            ({"section": "industry"}, 400),
            ({"section": 1, "rows": {}}, 400),
        )
        for body, status in (*wrong, ({"section": "industry", "rows": {"output": 1}}, 400)):
            assert (await browser.say(body, "/card")).status == status
        with house.database.read() as session:
            (application,) = applications.of_person(session, 1)
            assert not applications.load(session, application.id).answers

    browse(Furnished(house), _visit)
