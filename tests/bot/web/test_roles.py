"""Who may do what, as two tables: every role at every route, and every command of those who are in.

A route or command that is not in its table makes a test fail: whoever adds one has to say here for whom it is.
"""

from __future__ import annotations

import re

import pytest
from aiohttp import ClientResponse, FormData

from bot.channels.web.pages import fingerprint
from bot.channels.web.server import make_app
from bot.entering.visiting import People
from bot.house import House
from bot.work.limits import Allowance, Limits
from dialogs.commands.commanding import COMMANDS
from dialogs.desk.hearing.commanding import COMMANDS as COMMANDS_AT_DESK
from dialogs.desk.hearing.commanding import WITH_WORDS
from dialogs.turn.messages import Commanded, Said
from storage import applications, attachments, coordination
from tests.bot.conftest import NOON
from tests.bot.web.client import Browser, browse
from tests.bot.web.everybody import DESKS, ROLES, SECRET, add_person, everybody, spent_link, withdrawn_upload
from tests.bot.web.real import PDF, SILENT, Furnished, file

ROUTES: dict[str, tuple[int, ...]] = {
    "GET /": (200, 200, 200, 200, 401, 401, 200),
    "GET /a/{token}": (404, 404, 404, 401, 401, 401, 401),
    "GET /i/{token}": (200, 200, 200, 410, 200, 200, 410),
    "GET /devices": (200, 200, 200, 401, 401, 401, 401),
    "POST /devices/out": (303, 303, 303, 401, 401, 401, 401),
    "POST /devices/others": (303, 303, 303, 401, 401, 401, 401),
    "POST /devices/link": (200, 200, 200, 401, 401, 401, 401),
    "GET /u/{token}": (410, 410, 410, 410, 410, 410, 410),
    "POST /u/{token}": (410, 410, 410, 410, 410, 410, 410),
    "GET /u/{token}/upload/piece": (410, 410, 410, 410, 410, 410, 410),
    "POST /u/{token}/upload/piece": (410, 410, 410, 410, 410, 410, 410),
    "GET /messages": (200, 200, 200, 401, 401, 401, 401),
    "GET /events": (200, 200, 200, 401, 401, 401, 401),
    "POST /say": (200, 200, 200, 401, 401, 401, 401),
    "POST /upload": (200, 200, 200, 401, 401, 401, 401),
    "GET /upload/piece": (200, 200, 200, 401, 401, 401, 401),
    "POST /upload/piece": (200, 200, 200, 401, 401, 401, 401),
    "GET /overview": (200, 200, 200, 401, 401, 401, 401),
    "GET /help": (200, 200, 200, 401, 401, 401, 401),
    "POST /card": (200, 200, 200, 401, 401, 401, 401),
    "GET /desk": (404, 404, 404, 401, 401, 401, 401),
    "GET /desk/picture": (404, 404, 404, 401, 401, 401, 401),
    "GET /desk/table": (404, 404, 404, 401, 401, 401, 401),
    "GET /files/{attachment}": (200, 404, 200, 401, 401, 401, 401),
    "GET /healthz": (200, 200, 200, 200, 200, 200, 200),
    "GET /static": (200, 200, 200, 200, 200, 200, 200),
    "POST /i/{token}": (303, 410, 410, 410, 410, 410, 410),
    "* /{nowhere}": (404, 404, 404, 404, 404, 404, 404),
}
"""The status for each role. The token is that of a device link, or upload link, which was used or withdrawn."""

ONLY_OWNER = ("要由联系人", "由联系人", "不能从这里新建")
COMMANDS_FOR: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("start", "continue", "next", "back", "later", "help", "repeat", "rewrite"), ("", "")),
    **dict.fromkeys(
        ("progress", "sections", "check", "unchecked", "undo", "drop", "done", "pause", "resume", "optional"), ("", "")
    ),
    **dict.fromkeys(("section", "clusters", "needs", "notes", "deadlines", "evidence"), ("", "")),
    **dict.fromkeys(
        ("missing_evidence", "people", "sources", "departments", "sort", "import", "fetch", "devices"), ("", "")
    ),
    **dict.fromkeys(("about", "afresh"), ("", "")),
    "submit": ("由联系人", "由联系人"),
    **dict.fromkeys(("send_review", "send_back"), ("由联系人", "由联系人")),
    **dict.fromkeys(("returned", "review_history"), ("", "")),
    **dict.fromkeys(("language_zh", "language_en"), ("", "")),
    **dict.fromkeys(("preview", "review", "pages", "former", "declare", "binder", "pack"), ("是整张表", "")),
    **dict.fromkeys(("remind", "snooze", "calendar", "confirm_recorded"), ("", "")),
    **dict.fromkeys(("submitted", "not_submitted"), ("由联系人", "由联系人")),
    "decline": ("由联系人", "由联系人"),
    "new_cluster": ("不能从这里新建", "不能从这里新建"),
}
"""What the answer says where a command is refused to a colleague of a part, and of the whole; empty: not refused."""


AT_A_DESK: dict[str, int] = {
    "POST /i/{token}": 410,
    "GET /files/{attachment}": 404,
    "POST /card": 404,
    "GET /a/{token}": 303,
    **dict.fromkeys(("GET /desk", "GET /desk/picture", "GET /desk/table"), 200),
}
"""The status for coordinators, where it is not the contact's."""

ELSEWHERE = ("正定县", "正定板材", "丁一")
"""A county of another city, its cluster, its contact: nothing that a coordinator of 邢台市 ever reads."""

DESK_COMMANDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(COMMANDS_AT_DESK, ()),
    "open": ("打开 正定县", "正定县", "打开 130123", "看看正定"),
    "invite": ("邀请 正定县 钱二 13900001111",),
    "reissue": ("重发 正定县",),
    "hand over": ("移交 正定县 钱二 13900001111",),
    "stand in": ("代录 正定县",),
    "revoke": ("撤回 正定县", "撤回 正定县 丁一"),
    "flag": ("标记 正定县",),
    "date": ("截止日期 正定县 4月26日", "截止日期 石家庄市 4月22日", "截止日期 省里 5月10日"),
    "holiday notice": ("放假安排 随便写写",),
    "unflag": ("取消标记 正定县",),
    "note": ("备注 正定县 问过了",),
    "remind": ("提醒我 周五 催他们",),
    "called": ("打过电话 正定县 说下周交",),
    "announce": ("群发：请回复",),
    "announce to": ("群发给 正定县", "群发给 丁一"),
    "filter": ("筛选 正定县", "筛选 石家庄市"),
    "name filter": ("存筛选 别处 正定县",),
    "drop filter": ("删筛选 别处",),
    "export": ("导出 正定县", "导出 石家庄市"),
    "review": ("审核 正定县", "审核 130123"),
    "comment": ("批注 2.1 与年报不一致", "批注 整份 缺请示"),
    "comment inside": ("内部批注 2.1 要现场看",),
    "opine": ("推荐意见 同意推荐",),
    "idle": ("5天没动",),
    "receive": ("已收 正定县",),
    "export data": ("导出数据 正定县",),
    "recommend": ("推荐 正定县",),
    "reserve": ("备选 正定县",),
    "drop recommended": ("不推荐 正定县",),
    "swap": ("正定县换成威县",),
    "order": ("推荐顺序 正定县",),
    "contact": ("推荐联系人 钱二 13900001111",),
    "register electronic": ("收电子 石家庄市", "收电子 正定县"),
    "register paper": ("收纸质 石家庄市",),
    "accept": ("受理 石家庄市", "受理 正定县"),
    "return": ("补正 正定县 2.1 请核对",),
    "refuse": ("不予受理 正定县 逾期",),
    "compare": ("比较 正定县 第1版 现在",),
}
"""Every command of a desk; those with something behind them are tried on what lies outside."""


def routes(house: House) -> set[str]:
    """Every method and path of the application; static files count once."""
    found = set()
    for route in make_app(Furnished(house).services).router.routes():
        path = route.resource.canonical if route.resource is not None else ""
        found.add(f"{route.method} {'/static' if path.startswith('/static') else path}")
    return {each for each in found if not each.startswith("HEAD")}


async def asked(browser: Browser, route: str, tokens: dict[str, str], static: str) -> ClientResponse:
    """What a browser gets at a route."""
    method, path = route.split(" ")
    path = {"/static": static, "/{nowhere}": "/nowhere"}.get(path, path)
    path = path.replace("/i/{token}", f"/i/{tokens['device']}").replace("/u/{token}", f"/u/{tokens['upload']}")
    path = path.replace("/a/{token}", f"/a/{tokens['device']}")
    path = path.replace("{attachment}", tokens["file"]) + ("?field=area" if path == "/help" else "")
    if path == "/say":
        return await browser.say({"id": "say-12345678", "after": 1, "text": "进度"})
    if path == "/card":
        return await browser.say({"section": "digital", "rows": {}}, path)
    if path.endswith("/upload/piece"):
        about = {"X_Upload_Id": "upload-23456", "X_Upload_Size": "9", "X_Upload_Offset": "0", "X_Upload_Name": "a.txt"}
        return await (browser.get(path, **about) if method == "GET" else browser.post(path, b"one", **about))
    if path == "/upload":
        return await browser.post(path, file("a.pdf", PDF), X_Upload_Id="upload-12345")
    if path == "/devices/out":
        return await browser.post(path, {"device": "none of these"})
    if method == "POST":
        return await browser.post(path, FormData() if path.startswith("/u/") else b"")
    return await browser.get(path)


def test_every_role_at_every_route(house: House) -> None:
    """The status is that of the table, whatever other roles did before; every route stands in it."""
    assert routes(house) == ROUTES.keys()
    wrong: list[str] = []

    async def _visit(browser: Browser) -> None:
        browsers = await everybody(browser, house)
        stored = attachments.store(PDF, house.documents.folder)
        with house.database.write() as session:
            own = attachments.add(
                session,
                stored,
                NOON,
                person_id=1,
                application_id=applications.of_person(session, 1)[0].id,
                name="a.pdf",
                media_type="application/pdf",
                kind="upload",
                state="unsorted",
            )
        tokens = {"device": spent_link(house), "upload": withdrawn_upload(house), "file": own.id}
        for route, statuses in ROUTES.items():
            desks = dict.fromkeys(DESKS, AT_A_DESK.get(route, statuses[0]))
            for role, status in (dict(zip(ROLES, statuses, strict=True)) | desks).items():
                browser.another()  # forgets what the last one was given
                answer = await asked(browsers[role], route, tokens, f"/static/{fingerprint()}/chat.js")
                if answer.status != status:
                    wrong.append(f"{route} as {role}: {answer.status}, not {status}")
                answer.close()

    many = Allowance(1000, 1000)
    browse(Furnished(house), _visit, pace=SILENT, limits=Limits(many, many, many, many, many, link=many))
    assert wrong == []


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_of_a_colleague(house: House, command: str) -> None:
    """Refused as the table says; what is not refused tells a colleague of a part nothing of the other parts."""
    told: dict[str, str] = {}

    async def _visit(browser: Browser) -> None:
        browsers = await everybody(browser, house)
        for role in ("contact", "part", "whole"):
            session = browsers[role]._cookies["shenbao_session"]
            visitor = People(house).find(session)
            assert visitor is not None
            before = house.history.messages(int(visitor.address))[-1].sequence
            house.conversations.receive(int(visitor.address), "command", Commanded(command))
            told[role] = "\n".join(each.text for each in house.history.messages(int(visitor.address), before))

    browse(Furnished(house), _visit, pace=SILENT)
    assert told["contact"]
    assert not any(words in told["contact"] for words in ("是整张表", *ONLY_OWNER))
    for role, refusal in zip(("part", "whole"), COMMANDS_FOR[command], strict=True):
        assert refusal in told[role]
        assert refusal or not any(words in told[role] for words in ("是整张表", *ONLY_OWNER))
    assert SECRET not in told["part"]


def test_no_command_of_anybody_who_is_not_in(house: House) -> None:
    """A spent link, somebody signed out, shut out, nobody: no word of any command is even kept."""
    words = {command: word for word, command in house.form.lexicon.items()}
    assert words.keys() == COMMANDS.keys()
    wrong: list[str] = []

    def kept() -> int:
        with house.database.read() as session:
            return int(session.connection().exec_driver_sql("SELECT count(*) FROM inbox").scalar_one())

    async def _visit(browser: Browser) -> None:
        browsers = await everybody(browser, house)
        before = kept()
        for number, word in enumerate(words.values()):
            for role in ("spent", "signed out", "shut out", "nobody"):
                browser.another()
                answer = await browsers[role].say({"id": f"say-{number:08}", "after": 0, "text": word})
                if answer.status != 401:
                    wrong.append(f"{word} as {role}: {answer.status}")
        assert kept() == before

    browse(Furnished(house), _visit, pace=SILENT)
    assert wrong == []


def test_the_tables_hold_every_command() -> None:
    """No command that nobody thought about."""
    assert COMMANDS_FOR.keys() == COMMANDS.keys()


def test_the_tables_hold_every_command_of_a_desk() -> None:
    """No command of a coordinator that nobody thought about."""
    assert DESK_COMMANDS.keys() == COMMANDS_AT_DESK.keys() | WITH_WORDS.keys()


def test_a_coordinator_sees_nothing_of_another_city(house: House) -> None:
    """Not one command shows a county of another city, its cluster or its people, nor changes anything there."""
    region_code = next(county.code for county in house.form.counties if county.name == ELSEWHERE[0])
    other = add_person(house, "丁一", "county", region_code)
    for number, words in enumerate(("开始", "1.10 正定板材", "集群", "1.1 正定板材")):
        house.conversations.receive(other, f"other-{number}", Said(words))
    desk = add_person(house, "王科长", "city", "邢台市")
    own = add_person(house, "赵六", "county", next(each.code for each in house.form.counties if each.name == "威县"))
    before = house.history.messages(other)[-1].sequence
    for command, sayings in DESK_COMMANDS.items():
        for number, words in enumerate(sayings):
            house.conversations.receive(desk, f"{command}-{number}", Said(words))
            house.conversations.receive(desk, f"{command}-{number}-stop", Said("放弃"))
        if not sayings:
            house.conversations.receive(desk, command, Commanded(command))
    said = [each for each in house.history.messages(desk) if not each.mine]
    for each in said:
        shown = each.text + " ".join(button.label for button in each.buttons)
        assert not any(secret in _without_echo(shown) for secret in ELSEWHERE), shown
    assert house.history.messages(other)[-1].sequence == before
    assert house.history.messages(own)
    with house.database.read() as session:
        assert coordination.remarks(session, 3) == {}
        assert not any(each.region == region_code for each in coordination.unused(session))


def _without_echo(words: str) -> str:
    """A text without the words that the coordinator typed, which are quoted back."""
    return re.sub("“[^”]*”", "", words)
