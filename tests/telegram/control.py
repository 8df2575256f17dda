"""The server steered from outside: every handle of the server and of its phones as JSON over HTTP, on its own port.

Its own port, because the other one is closed while Telegram is down. ``POST /control/server/<name>`` and
``POST /control/user/<id>/<name>``, the arguments as a JSON object; messages are named by their ids, bytes are base64.
"""

from __future__ import annotations

import dataclasses
import inspect
from base64 import b64decode, b64encode
from typing import Any

from aiohttp import web

from tests.telegram.server import TelegramServer
from tests.telegram.state import Message, Tap

_SERVER = {
    "down",
    "up",
    "burst",
    "slow",
    "flood",
    "refuse",
    "lose_answers",
    "cut_downloads",
    "migrate",
    "later",
    "repeat",
    "hold",
    "release",
    "sent_in_any_second",
    "calls",
    "sendings",
    "complaints",
    "pending",
    "polled",
    "commands",
    "update_ids",
}
_PHONE = {
    "say",
    "say_long",
    "burst",
    "start",
    "edit",
    "tap",
    "send_document",
    "send_photo",
    "send_album",
    "voice",
    "video",
    "sticker",
    "location",
    "block",
    "unblock",
    "delete_account",
    "inbox",
    "actions",
    "unread",
    "wait_for",
    "quiet",
}


def encoded(value: Any) -> Any:
    """A result as JSON."""
    match value:
        case Message():
            return {name: getattr(value, name) for name in ("raw", "versions", "deleted", "silent", "keys")}
        case Tap():
            return value.query_id
        case list():
            return [encoded(each) for each in value]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return dataclasses.asdict(value)
        case _:
            return value


class Control:
    """The handles of one server."""

    def __init__(self, server: TelegramServer) -> None:
        self.server = server
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> int:
        """Listen; the port."""
        app = web.Application(client_max_size=1 << 26)
        app.router.add_post("/control/server/{name}", self._server)
        app.router.add_post("/control/user/{id}/{name}", self._phone)
        app.router.add_post("/control/limits", self._limits)
        app.router.add_post("/control/tap/{id}", self._tap)
        app.router.add_get("/control/file/{id}", self._file)
        self._runner = web.AppRunner(app, shutdown_timeout=0.05, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        listening: int = self._runner.addresses[0][1]
        return listening

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _server(self, request: web.Request) -> web.Response:
        arguments = await request.json()
        if "texts" in arguments:
            arguments["texts"] = {int(user_id): texts for user_id, texts in arguments["texts"].items()}
        return await _use(self.server, _SERVER, request.match_info["name"], arguments)

    async def _phone(self, request: web.Request) -> web.Response:
        phone = self.server.user(int(request.match_info["id"]))
        arguments = await request.json()
        for name in arguments.keys() & {"message", "reply_to"}:
            arguments[name] = phone.chat.messages[arguments[name]]
        if "base64" in arguments:
            arguments["data"] = b64decode(arguments.pop("base64"))
        if "files" in arguments:
            arguments["files"] = [(b64decode(data), name) for data, name in arguments["files"]]
        return await _use(phone, _PHONE, request.match_info["name"], arguments)

    async def _limits(self, request: web.Request) -> web.Response:
        limits = self.server.limits
        for name, value in (await request.json()).items():
            if not hasattr(limits, name):
                return web.json_response({"error": f"no limit {name}"}, status=404)
            setattr(limits, name, value)
        return web.json_response({"result": dataclasses.asdict(limits)})

    async def _tap(self, request: web.Request) -> web.Response:
        tap = self.server.telegram.taps[request.match_info["id"]]
        try:
            return web.json_response({"result": await tap.answered((await request.json())["within"])})
        except TimeoutError:
            return web.json_response({"error": "the tap was not answered"}, status=408)

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.server.telegram.bytes_of(request.match_info["id"]))


async def _use(target: object, names: set[str], name: str, arguments: dict[str, Any]) -> web.Response:
    """Call a method or read a property; what the caller did wrong is said, what the server did wrong is a 500."""
    if name not in names:
        return web.json_response({"error": f"there is no {name}"}, status=404)
    try:
        found = getattr(target, name)
        result = found(**arguments) if callable(found) else found
        result = await result if inspect.isawaitable(result) else result
    except (AssertionError, LookupError, RuntimeError, TypeError, ValueError) as error:
        return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
    return web.json_response({"result": encoded(result)})


def packed(data: bytes) -> str:
    """Bytes for a JSON argument."""
    return b64encode(data).decode()
