"""Every look at another's data stands in the audit, and every refusal; the lines do nothing to the screen."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.entering.access import audit, links, revoke, shut_out
from bot.entering.inviting import invite_person
from bot.house import House
from bot.keeping.backing import back_up
from bot.printing.exporting import export
from bot.serving import services
from bot.views.looks import Looks
from dialogs.turn.messages import Commanded, Said
from storage import applications, attachments, people, requests
from storage.errors import NotYours
from tests.bot.conftest import NOON
from tests.bot.telegram.living import living, story
from tests.bot.web.client import Browser, browse
from tests.bot.web.everybody import invited
from tests.bot.web.real import SILENT, Furnished, sign_in

CONTACT, COLLEAGUE = 1, 2


def actions(house: House, person: int) -> list[str]:
    """What the audit has of a person, in order, without the ways in."""
    with house.database.read() as session:
        lines = people.audited(session, NOON - timedelta(days=1))
    mine = [line.action for line in lines if line.person_id == person]
    return [action for action in mine if action not in ("signed in", "invited")]


async def two(browser: Browser, house: House, sections: tuple[str, ...]) -> tuple[Browser, Browser]:
    """A contact, and a colleague of the whole application or of some sections."""
    contact = browser.with_session(await sign_in(browser, house))
    house.conversations.receive(1, "said", Said("开始"))
    entered = await browser.another().post(f"/i/{invited(house, sections)}")
    colleague = browser.with_session(entered.cookies["shenbao_session"].value)
    await colleague.get("/")
    return contact, colleague


def give(house: House, name: str, media_type: str) -> str:
    """A document of the contact's application, made for the contact."""
    stored = attachments.store(name.encode(), house.documents.folder)
    with house.database.write() as session:
        return attachments.add(
            session,
            stored,
            NOON,
            person_id=CONTACT,
            application_id=applications.of_person(session, CONTACT)[0].id,
            name=name,
            media_type=media_type,
            kind="document",
            state="ready",
        ).id


def test_what_a_colleague_looks_at_is_noted(house: House) -> None:
    """The overview, what was said, a page's picture, a document; each once in a while, whoever asks again and again."""

    async def _visit(browser: Browser) -> None:
        contact, colleague = await two(browser, house, ())
        picture, document = give(house, "1.png", "image/png"), give(house, "a.docx", "application/msword")
        for who in (colleague, contact):
            for path in ("/overview", "/messages", f"/files/{picture}", f"/files/{document}", "/overview", "/messages"):
                assert (await who.get(path)).status == 200

    browse(Furnished(house), _visit, pace=SILENT)
    assert actions(house, COLLEAGUE) == ["overview seen", "messages read", "page seen", "downloaded"]
    assert actions(house, CONTACT) == ["downloaded"]


def test_what_is_refused_is_noted(house: House) -> None:
    """A file, a document, an overview, another application: to a colleague of a part, and to a stranger."""

    async def _visit(browser: Browser) -> None:
        _, colleague = await two(browser, house, ("digital",))
        document = give(house, "a.docx", "application/msword")
        for _ in range(3):
            assert (await colleague.get(f"/files/{document}")).status == 404
        with house.database.write() as session:
            address = next(each.id for each in people.addresses_of(session, COLLEAGUE))
            requests.add(session, address, "Render", '{"$": "Render", "kind": "review", "draft": true}', NOON)

    browse(Furnished(house), _visit, pace=SILENT)
    assert actions(house, COLLEAGUE) == ["file refused"]
    with pytest.raises(NotYours):
        services(house).attachments.open("x" * 500, CONTACT)
    assert actions(house, CONTACT)[-1] == "file refused"


def test_a_document_of_the_whole_is_refused_to_a_part(house: House) -> None:
    """Even where the machine was made to ask for it."""
    from dialogs.record import codec
    from dialogs.turn.messages import Render

    async def _visit(browser: Browser) -> None:
        await two(browser, house, ("digital",))
        with house.database.write() as session:
            address = next(each.id for each in people.addresses_of(session, COLLEAGUE))
            requests.add(session, address, "Render", codec.dumps(Render("review", draft=True)), NOON)
        await asyncio.to_thread(house.conversations.catch_up, address)

    browse(Furnished(house), _visit, pace=SILENT)
    assert actions(house, COLLEAGUE) == ["render refused"]


def test_an_overview_that_is_no_longer_ones_own_is_refused(house: House) -> None:
    """A colleague whose link was withdrawn while the page was open and another link still holds."""

    async def _visit(browser: Browser) -> None:
        _, colleague = await two(browser, house, ())
        with house.database.write() as session:
            from storage import participants

            participants.remove(session, applications.of_person(session, CONTACT)[0].id, COLLEAGUE)
        assert (await colleague.get("/overview")).status == 404

    browse(Furnished(house), _visit, pace=SILENT)
    assert actions(house, COLLEAGUE) == ["overview refused"]


def test_looks_are_noted_again_after_a_while(house: House) -> None:
    """Ten minutes: an open page that asks every few seconds does not fill the audit, and is seen in it."""
    looks = Looks(house.database, house.settings.clock)
    with house.database.write() as session:
        person = people.register(session, "张三", "county", "", NOON).id
    for _ in range(100):
        looks.at_application(person, "an application", 99)
    assert actions(house, person) == ["overview seen"]


def test_exports_and_backups_are_noted(house: House, tmp_path: Path) -> None:
    """From the command line; the backup holds the line of its own making."""
    with house.database.write() as session:
        person = people.register(session, "local", "county", "", NOON).id
        people.ensure(session, person, "console", "local")
    house.conversations.receive(1, "begin", Said("开始"))
    export(house, "local", tmp_path / "a.docx", summary=False)
    back_up(house.settings, tmp_path / "backup-1")
    lines = [line[21:37].strip() for line in audit(house, 1)]
    assert lines[-2:] == ["exported", "backed up"]
    assert "backup-1" in list(audit(house, 1))[-1]


@pytest.mark.usefixtures("database_url")
@story
async def test_what_telegram_delivered_is_noted(tmp_path: Path) -> None:
    """A document that was sent there, and a link that did not hold."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        alive.server.user(8).start("x" * 32)
        await alive.server.user(8).wait_for("不对")
        await asyncio.to_thread(alive.house.conversations.receive, alive.address(7), "p", Commanded("preview"))
        await phone.wait_for("推荐汇总表")
        await alive.settled(7)
        assert actions(alive.house, 1).count("delivered") == 2
        assert any("link refused" in line and "by=telegram" in line for line in audit(alive.house, 1))


def test_names_do_nothing_to_the_screen(house: House) -> None:
    """Control characters, turned writing and line ends in a name are shown as such in every line."""
    evil = "张\x1b[2J\r\n三\u202e\x00\x9b31m"
    invite_person(house, name=evil, role="county", region="", days=7)
    token = invite_person(house, name=evil, role="county", region="", days=7).rpartition("/")[2]
    person = services(house).people.redeem(token, "phone", NOON, None)
    assert person
    with house.database.write() as session:
        people.audit(session, NOON, "signed in", evil, person_id=1, detail={"device": evil})
    printed = [*links(house), *audit(house, 30), *revoke(house, links(house)[0][:12]), *shut_out(house, 1)]
    assert any("张" in line for line in printed)
    assert not any(ord(letter) < 32 or letter in "\u202e\x9b\x7f" for line in printed for letter in line)


SHELL: dict[str, tuple[tuple[str, ...], str]] = {
    "invite": (("--name", "甲", "--region", "临西县"), "invited"),
    "chat": (("--contact", "local"), "signed in"),
    "links": ((), "links listed"),
    "deadline": (("邢台市", "2024-04-23", "--yes"), "date moved"),
    "reminders": (("--dry-run",), "reminders read"),
    "export": (("form.docx",), "exported"),
    "backup": (("copy",), "backed up"),
    "revoke": (("LINK",), "link revoked"),
    "shut-out": (("1",), "shut out"),
    "erase": (("1", "--yes"), "erased"),
    "audit": ((), "audit read"),
}
"""What every command of the shell that shows or changes what is people's leaves in the audit."""
LATER = {"revoke", "shut-out", "erase", "audit"}
"""Commands that need what the others left; nobody is erased before the last date."""
NOTHING_OF_PEOPLE = {"serve", "worker", "doctor", "outline", "restore"}
"""The service itself, the machine, the empty form; a backup that comes into an empty folder brings its own audit."""
ALL_OF_THEM = """
import sys
from bot.__main__ import main
for line in sys.stdin.read().splitlines():
    main(line.split("\\t"), standalone_mode=False)
"""


def test_every_command_of_the_shell_stands_in_the_audit(tmp_path: Path) -> None:
    """In one real process, on the real commands; a new command without a line in the table fails."""
    assert {each.name or each.callback.__name__ for each in main.registered_commands if each.callback} == (
        SHELL.keys() | NOTHING_OF_PEOPLE
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "SHENBAO_DATA": str(tmp_path / "data"),
    }

    def shell(*commands: tuple[str, ...], now: str = "2024-04-11T09:30:00+08:00") -> list[str]:
        typed = "\n".join("\t".join(each) for each in commands)
        command = [sys.executable, "-c", ALL_OF_THEM]
        done = subprocess.run(
            command,
            input=typed,
            capture_output=True,
            text=True,
            env={**environment, "SHENBAO_NOW": now},
            cwd=tmp_path,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    first = [(name, *rest) for name, (rest, _) in SHELL.items() if name not in LATER]
    printed = shell(*first)
    link = next(line.split()[0] for line in printed if " valid " in line)
    shell(("revoke", link), ("shut-out", "1"))
    lines = shell(("erase", *SHELL["erase"][0]), ("audit", "--days", "99"), now="2024-06-03T09:30:00+08:00")
    for name, (_, action) in SHELL.items():
        assert any(line[21:37].strip() == action for line in lines), name
