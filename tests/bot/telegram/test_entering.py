"""Who may talk: by invitation only, one account for one person, and out again."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from dialogs.turn.messages import Said
from storage import applications, invitations, people
from tests.bot.desk.people import arrive, contact, say, told
from tests.bot.telegram.living import Living, living, story

pytestmark = pytest.mark.usefixtures("database_url")


@story
async def test_strangers_get_one_line_and_no_data(tmp_path: Path) -> None:
    """Whoever comes without a link is told so once, whatever is tried; what was said is not kept."""
    async with living(tmp_path / "data") as alive:
        stranger = alive.server.user(8)
        for text in ("你好", "开始", "改 2.1 118 131 146", "/preview", "/start"):
            stranger.say(text)
        stranger.send_document(b"%PDF-1.4", "a.pdf")
        stranger.voice()
        await alive.settled()
        assert ["邀请链接" in message.text for message in stranger.inbox] == [True]
        assert set(alive.rows("SELECT body, state FROM telegram_update")) == {("{}", "done")}
        assert alive.rows("SELECT count(*) FROM address") == [(0,)]


@story
async def test_links_that_do_not_hold_are_told_apart(tmp_path: Path) -> None:
    """Unknown, withdrawn, expired and used links each get their own friendly sentence."""
    async with living(tmp_path / "data") as alive:
        await alive.contact(7)
        spent, expired, revoked = alive.invite(), alive.invite(days=-1), alive.invite()
        alive.server.user(9).start(spent)
        await alive.server.user(9).wait_for("填报助手")
        with alive.house.database.write() as session:
            invitations.revoke(session, invitations.hash_of(revoked), alive.house.settings.clock())
        tried = alive.server.user(8)
        for token, said in (("x" * 32, "不对"), (revoked, "收回"), (expired, "过期"), (spent, "别人用过")):
            tried.start(token)
            await tried.wait_for(said)
        assert alive.rows("SELECT count(*) FROM address") == [(2,)]


@story
async def test_the_same_link_lets_the_same_account_in_again(tmp_path: Path) -> None:
    """A second tap on the link, or /start alone, takes the conversation up where it was."""
    async with living(tmp_path / "data") as alive:
        token = alive.invite()
        phone = alive.server.user(7)
        phone.start(token)
        await phone.wait_for("填报助手")
        phone.say("开始")
        await phone.wait_for("1.10 ")
        for payload in (token, ""):
            phone.start(payload)
            await phone.wait_for("1.10 ")
        assert alive.rows("SELECT count(*) FROM person") == [(1,)]


@story
async def test_a_second_coordinator_opens_a_broadcast_by_its_link(tmp_path: Path) -> None:
    """/start with the link of a broadcast shows it to a coordinator with its two buttons; a tap on 同意 sends it."""
    async with living(tmp_path / "data") as alive:
        desk = await asyncio.to_thread(arrive, alive.house, "王处长", "province", "")
        county = await asyncio.to_thread(contact, alive.house, "联系人", "清河县")
        second = alive.server.user(9)
        second.start(alive.invite("钱处长", role="province"))
        await second.wait_for("申报协调台")
        await asyncio.to_thread(say, alive.house, desk, "群发要两人确认", "群发：请于4月20日前填完", "全部", "发送")
        asked = await asyncio.to_thread(told, alive.house, desk, "/start ")
        second.start(asked.rpartition("/start ")[2].split()[0])
        shown = await second.wait_for("您同意才发出")
        second.tap(shown, "同意")
        await second.wait_for("您同意了")
        assert await asyncio.to_thread(told, alive.house, county, "请于4月20日前填完")


@story
async def test_guessing_links_is_slow(tmp_path: Path) -> None:
    """After a few wrong links an account is told once when to go on, and not answered for a while."""
    async with living(tmp_path / "data") as alive:
        guesser = alive.server.user(8)
        for number in range(12):
            guesser.start(f"{number:032d}")
        await alive.settled()
        assert len(guesser.inbox) == 6
        assert "秒后再点" in guesser.inbox[-1].text


@story
async def test_a_person_of_the_web_goes_on_on_telegram(tmp_path: Path) -> None:
    """A link made for somebody who is in already opens the same application, with the answers that stand there."""
    async with living(tmp_path / "data") as alive:
        web, person = await asyncio.to_thread(_on_the_web, alive)
        phone = alive.server.user(7)
        phone.start(alive.invite(person_id=person))
        await phone.wait_for("1.12 ")
        phone.say("否")
        await phone.wait_for("记下 1.12：否")
        with alive.house.database.read() as session:
            (listed,) = applications.of_person(session, person)
            assert len(applications.load(session, listed.id).answers) == 3
        await asyncio.to_thread(alive.house.conversations.receive, web, "w3", Said("继续"))
        assert "C2 " in (await asyncio.to_thread(alive.house.history.messages, web))[-1].text


def _on_the_web(alive: Living) -> tuple[int, int]:
    """Somebody who answered two questions on the web."""
    now = alive.house.settings.clock()
    with alive.house.database.write() as session:
        person = people.register(session, "张三", "county", "", now)
        address = people.ensure(session, person.id, "web", str(person.id))
    for number, text in enumerate(("开始", "否", "否")):
        alive.house.conversations.receive(address.id, f"w{number}", Said(text))
    return address.id, person.id


@story
async def test_an_account_that_serves_somebody_else_is_not_rebound(tmp_path: Path) -> None:
    """A second person's link does nothing on an account in use; after /unlink it works."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        other = alive.invite("李四")
        phone.start(other)
        await phone.wait_for("已在为另一位联系人使用")
        phone.say("/unlink")
        asked = await phone.wait_for("要解除这个 Telegram 账号的绑定吗")
        assert await phone.tap(asked, "不，继续用").answered()
        await phone.wait_for("没有变动")
        assert await phone.tap(asked, "解除绑定").answered()
        await phone.wait_for("已解除绑定")
        phone.say("进度")
        await phone.wait_for("邀请链接")
        phone.start(other)
        await phone.wait_for("填报助手")
        names = alive.rows("SELECT name FROM person JOIN address ON person_id = person.id ORDER BY address.id")
        assert names == [("张三",), ("李四",)]


@story
async def test_who_is_shut_out_is_a_stranger(tmp_path: Path) -> None:
    """A person whom an administrator disabled hears nothing of the application any more."""
    async with living(tmp_path / "data") as alive:
        phone = await alive.begun(7)
        now = alive.house.settings.clock() + timedelta(seconds=1)
        with alive.house.database.write() as session:
            people.disable(session, 1, now)
        phone.say("否")
        await phone.wait_for("邀请链接")
        assert alive.answers(7) == {}
