"""What one bot does against the server, step by step, whichever library speaks for it; the outcomes are data.

Every library gets a server of its own, so that numbers are the same. What is random is dropped from the outcomes.
"""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

import httpx

from tests.telegram.pictures import png
from tests.telegram.server import TelegramServer

WANG, LI, NOBODY, GROUP = 7, 8, 404, -55
BUTTONS = [[["是", "a:1"], ["否", "a:2"]], [["以后再说", "a:3"]]]
DOCUMENT = "申报表".encode() * 1000
SECRET = "only-telegram_knows-7"

Outcomes = dict[str, Any]


class Client(Protocol):
    """A library, behind the words of this script."""

    async def do(self, what: str, **given: Any) -> Any:
        """One step; a refusal is data, too."""

    async def close(self) -> None:
        """Let everything go."""


def comparable(value: Any) -> Any:
    """Without what is random."""
    if isinstance(value, dict):
        return {name: comparable(each) for name, each in value.items() if name not in ("id", "query")}
    return [comparable(each) for each in value] if isinstance(value, list | tuple) else value


async def texts(server: TelegramServer, client: Client) -> Outcomes:
    """Who it is, a talk with buttons, and all that is refused about texts."""
    do, wang = client.do, server.user(WANG, "王")
    seen: Outcomes = {"me": await do("me"), "stranger": await do("send", chat=WANG, text="hello")}
    started = wang.start("invited-1")
    seen["start"] = await do("updates")
    seen["sent"] = await do("send", chat=WANG, text="  贵集群是否跨县？/help\n", buttons=BUTTONS, answers=started.id)
    asked = await wang.wait_for("跨县")
    tap = wang.tap(asked, "否")
    [pressed] = await do("updates", offset=seen["start"][0]["update"] + 1)
    seen["tapped"] = pressed
    seen["answered"] = await do("answer", query=pressed["query"], text="好")
    seen["answer"] = await tap.answered()
    seen["edited"] = await do("edit", chat=WANG, message=asked.id, text="不跨县。", buttons=BUTTONS[:1])
    seen["relabelled"] = await do("relabel", chat=WANG, message=asked.id, buttons=[[["改", "b"]]])
    seen["unlabelled"] = await do("relabel", chat=WANG, message=asked.id, buttons=[])
    seen["same text"] = await do("edit", chat=WANG, message=asked.id, text="不跨县。")
    seen["no such message"] = await do("edit", chat=WANG, message=999, text="x")
    seen["another's message"] = await do("edit", chat=WANG, message=started.id, text="x")
    seen["deleted"] = await do("delete", chat=WANG, message=asked.id)
    seen["deleted again"] = await do("delete", chat=WANG, message=asked.id)
    seen["bold"] = await do("send", chat=WANG, text="<b>第一部分</b> &amp; <i>说明</i>", html=True)
    seen["bad mark"] = await do("send", chat=WANG, text="<table>", html=True)
    seen["typing"] = await do("action", chat=WANG)
    seen["menu"] = await do("menu", commands=[["start", "开始"], ["help", "帮助"]])
    seen["chat"] = await do("chat", chat=WANG)
    return seen


async def limits(server: TelegramServer, client: Client) -> Outcomes:
    """How long, how many, how late."""
    do, wang = client.do, server.user(WANG, "王")
    server.limits.enforced = False
    wang.start()
    seen: Outcomes = {
        "longest": await do("send", chat=WANG, text="😀" * 2048),
        "too long": await do("send", chat=WANG, text="😀" * 2048 + "x"),
        "empty": await do("send", chat=WANG, text=" \n "),
        "64 bytes": await do("send", chat=WANG, text="x", buttons=[[["a", "县" * 21 + "x"]]]),
        "65 bytes": await do("send", chat=WANG, text="x", buttons=[[["a", "县" * 21 + "xy"]]]),
        "100 buttons": await do("send", chat=WANG, text="x", buttons=[[["a", "b"]] * 8] * 12 + [[["a", "b"]] * 4]),
        "101 buttons": await do("send", chat=WANG, text="x", buttons=[[["a", "b"]] * 8] * 12 + [[["a", "b"]] * 5]),
        "caption": await do("document", chat=WANG, data=b"x", name="a.docx", caption="长" * 1024),
        "caption too long": await do("document", chat=WANG, data=b"x", name="a.docx", caption="长" * 1025),
        "album of 11": await do("album", chat=WANG, files=[png(8, 8, each) for each in range(11)]),
    }
    asked = await wang.wait_for("x")
    tap = wang.tap(asked)
    server.later(151)
    seen["too old"] = await do("answer", query=tap.query_id, text="late")
    seen["tap is gone"] = [each for each in await do("updates") if "tap" in each]
    seen["no such query"] = await do("answer", query="123", text="x")
    return seen


async def files(server: TelegramServer, client: Client) -> Outcomes:
    """Files up and down, one by one and as an album."""
    do, wang = client.do, server.user(WANG, "王")
    wang.start()
    seen: Outcomes = {"up": await do("document", chat=WANG, data=DOCUMENT, name="申报表 第1版.docx", caption="请查收")}
    got = await wang.wait_for("请查收")
    seen["arrived"] = [got.name, got.data == DOCUMENT, got.raw["document"]["mime_type"]]
    seen["again"] = await do("again", chat=WANG, file=seen["up"]["id"])
    seen["recaptioned"] = await do("recaption", chat=WANG, message=got.id, caption="新说明")
    wang.send_document(DOCUMENT, "证明.pdf", "盖章")
    wang.send_photo(png(1280, 960), "照片")
    wang.send_album([(png(64, 64, shade), "") for shade in (1, 2, 3)], "三张")
    for send in (wang.voice, wang.video, wang.sticker, wang.location):
        send()
    wang.send_document(b"large", "大.zip", size=(20 << 20) + 1)
    seen["came"] = came = await do("updates")
    seen["down"] = await do("download", file=came[1]["id"])
    seen["photo down"] = await do("download", file=came[2]["id"])
    seen["too big"] = await do("download", file=came[-1]["id"])
    seen["no such file"] = await do("download", file="AgAC")
    seen["photo up"] = await do("photo", chat=WANG, data=png(300, 200), caption="样例")
    seen["no photo"] = await do("photo", chat=WANG, data=b"%PDF-1.7")
    server.limits.enforced = False
    seen["album up"] = await do("album", chat=WANG, files=[png(32, 32, each) for each in range(4)], caption="样例四张")
    seen["album arrived"] = [each.data == png(32, 32, place) for place, each in enumerate(wang.inbox[-4:])]
    return seen


async def refusals(server: TelegramServer, client: Client) -> Outcomes:
    """Who cannot be reached, and who sends too much."""
    do, wang, li = client.do, server.user(WANG, "王"), server.user(LI, "李")
    wang.start()
    li.start()
    seen: Outcomes = {"nobody": await do("send", chat=NOBODY, text="x")}
    wang.block()
    seen["blocked"] = await do("send", chat=WANG, text="x")
    wang.start()
    seen["unblocked"] = await do("send", chat=WANG, text="x")
    seen["membership"] = [each for each in await do("updates") if "bot" in each]
    server.flood(2, chat=WANG)
    seen["flooded"] = await do("send", chat=WANG, text="x")
    seen["not flooded"] = await do("send", chat=LI, text="x")
    burst = [await do("send", chat=LI, text=f"{each}") for each in range(6)]
    seen["burst"] = ["refused" in each for each in burst]
    seen["wait"] = burst[-1]
    server.refuse(403, "user is deactivated", times=1)
    seen["ordered"] = await do("send", chat=LI, text="x")
    return {**seen, "all that came": await do("updates")}


async def groups(server: TelegramServer, client: Client) -> Outcomes:
    """A group that takes the bot in, becomes a supergroup and is left."""
    do, wang = client.do, server.user(WANG, "王")
    group = server.group(GROUP)
    group.add_bot(wang)
    group.say(wang, "大家好")
    group.say(wang, "/start@shenbao_test_bot")
    seen: Outcomes = {"group": await do("send", chat=GROUP, text="x")}
    upgraded = group.migrate(wang)
    seen["migrated"] = await do("send", chat=GROUP, text="x")
    seen["to the new id"] = await do("send", chat=upgraded.id, text="x")
    seen["left"] = await do("leave", chat=upgraded.id)
    seen["out"] = await do("send", chat=upgraded.id, text="x")
    seen["what the group is"] = await do("chat", chat=upgraded.id)
    return {**seen, "all that came": await do("updates")}


async def faults(server: TelegramServer, client: Client) -> Outcomes:
    """Telegram away, and an answer that gets lost."""
    do, li = client.do, server.user(LI, "李")
    li.start()
    await server.down("502")
    seen: Outcomes = {"502": await do("me")}
    await server.down()
    seen["away"] = await do("me")
    await server.up()
    seen["back"] = await do("me")
    server.lose_answers(method="sendMessage")
    seen["lost"] = await do("send", chat=LI, text="did it arrive?", buttons=BUTTONS)
    seen["arrived all the same"] = li.last.text
    return seen


async def polling(server: TelegramServer, client: Client) -> Outcomes:
    """Waiting for updates, confirming them, and sharing them with nobody."""
    do, wang = client.do, server.user(WANG, "王")
    seen: Outcomes = {"nothing": await do("updates")}
    asking = asyncio.create_task(do("updates", wait=20))
    await server.settled(lambda: server.polled)
    wang.start()
    seen["woken"] = await asking
    first = seen["woken"][0]["update"]
    seen["not confirmed"] = await do("updates")
    for text in "一二三":
        wang.say(text)
    wang.edit(wang.say("四"), "五")
    seen["the next two"] = await do("updates", offset=first + 1, limit=2)
    seen["the last one"] = await do("updates", offset=-1)
    seen["confirmed"] = await do("updates", offset=first + 6)
    seen["chosen kinds"] = await do("updates", kinds=["callback_query"])
    wang.say("not wanted")
    seen["unwanted"] = await do("updates", kinds=["message", "callback_query"])
    return seen


async def oddities(server: TelegramServer, client: Client) -> Outcomes:
    """Updates swapped and repeated, and a second poller."""
    do, wang = client.do, server.user(WANG, "王")
    with server.held(1, 0):
        wang.say("first")
        wang.say("second")
    came = await do("updates")
    seen: Outcomes = {"swapped": [each["text"] for each in came]}
    await do("updates", offset=came[-1]["update"] + 1)
    server.repeat(came[0]["update"])
    seen["repeated"] = [
        each["update"] == came[0]["update"] for each in await do("updates", offset=came[-1]["update"] + 1)
    ]
    asking = asyncio.create_task(do("updates", wait=20))
    await server.settled(lambda: server.polled)
    async with httpx.AsyncClient(trust_env=False) as another:
        taking = asyncio.create_task(another.get(f"{server.url}/bot{server.token}/getUpdates?timeout=20"))
        seen["another poller"] = await asking
        wang.say("for the other one")
        seen["it went on"] = len((await taking).json()["result"])
    return seen


async def webhook(server: TelegramServer, client: Client) -> Outcomes:
    """Updates delivered with the secret, again after a failure; those with a wrong secret wait."""
    do, wang = client.do, server.user(WANG, "王")
    address = await do("listen", secret=SECRET)
    seen: Outcomes = {"bad secret": await do("webhook", url=address, secret="no spaces allowed")}
    seen["no https"] = await do("webhook", url="http://example.com/updates")
    wang.start()
    seen["set"] = await do("webhook", url=address, secret="wrong")
    await server.settled(lambda: bool(server.receiving.webhooks.error))
    url, waiting, connections, problem = await do("webhook_info")
    seen["wrong secret"] = [url, waiting, connections, problem.split(":")[0], await do("received")]
    seen["set right"] = await do("webhook", url=address, secret=SECRET)
    wang.say("hello")
    await server.settled()
    seen["received"] = await do("received")
    seen["polling meanwhile"] = await do("updates")
    seen["info"] = await do("webhook_info")
    seen["taken away"] = await do("no_webhook")
    wang.say("later")
    seen["polling again"] = [each["text"] for each in await do("updates")]
    seen["dropped"] = [await do("no_webhook", drop=True), await do("updates")]
    return seen


PARTS = {part.__name__: part for part in (texts, limits, files, refusals, groups, faults, polling, oddities, webhook)}
