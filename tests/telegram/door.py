"""Where a bot's HTTP calls come in: who calls, what for, and how it is answered."""

from __future__ import annotations

import inspect
import time
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.telegram import calls, methods, receiving, sending
from tests.telegram.calls import Call
from tests.telegram.faults import Faults
from tests.telegram.methods import Method
from tests.telegram.parameters import DONE, NOT_DONE, SPELLED
from tests.telegram.receiving import Receiving
from tests.telegram.refusals import Refused
from tests.telegram.state import Telegram


@dataclass(frozen=True)
class Called:
    """One call, as it was answered."""

    at: float
    method: str
    chat: str
    status: int
    description: str = ""


class Door:
    """All methods, behind the checks that come before them."""

    def __init__(self, telegram: Telegram, receiving_: Receiving, faults: Faults) -> None:
        self.telegram = telegram
        self.faults = faults
        self.calls: list[Called] = []
        self._methods: dict[str, Method] = {
            **methods.METHODS,
            **sending.METHODS,
            **receiving.METHODS,
            "getUpdates": receiving_.get_updates,
            "setWebhook": receiving_.set_webhook,
            "deleteWebhook": receiving_.delete_webhook,
            "getWebhookInfo": receiving_.webhook_info,
        }
        receiving_.webhooks.on_reply = self._reply_to_webhook

    def app(self) -> web.Application:
        """What listens."""
        app = web.Application(client_max_size=calls.UPLOAD_LIMIT + (1 << 20))
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        app.router.add_route("*", "/{anything:.*}", self._nowhere)
        return app

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        call = Call(request.match_info["method"])
        try:
            await self.faults.dawdle()
            self._check_token(request)
            call = await calls.read(request)
            body, status = {"ok": True, "result": await self.carry_out(call)}, 200
        except ConnectionAbortedError:
            return _hung_up(request)
        except Refused as refusal:
            body, status = refusal.answer(), refusal.code
        except Exception as error:
            self.telegram.complain(f"the server itself failed at {call.method}: {error!r}")
            raise
        self._note(call, status, body.get("description", ""))
        return _hung_up(request) if self.faults.loses(call.method) else web.json_response(body, status=status)

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if ":" not in token:
            raise Refused(404)
        if token != self.telegram.token:
            raise Refused(401)

    async def carry_out(self, call: Call) -> Any:
        """Do what is asked, if it makes sense; what makes none is noted as a complaint."""
        name = SPELLED.get(call.method.lower())
        if name is None:
            self.telegram.complain(f"unknown method {call.method}")
            raise Refused(404)
        call.method = name
        self._check_parameters(call)
        self.faults.check(call)
        result = self._methods[name](self.telegram, call)
        return await result if inspect.isawaitable(result) else result

    def _check_parameters(self, call: Call) -> None:
        for given in call.values:
            if given in DONE[call.method]:
                continue
            if given in NOT_DONE.get(call.method, ()):
                raise self.telegram.complain(f"{call.method}: this test server does not do {given}")
            raise self.telegram.complain(f"{call.method}: unknown parameter {given}")

    async def _reply_to_webhook(self, body: dict[str, Any]) -> None:
        """Carry out a call that came as the answer to an update; nobody learns how it went."""
        call = Call(str(body.pop("method")), body)
        if call.method.lower().startswith(("get", "setwebhook", "deletewebhook")):
            self.telegram.complain(f"{call.method} as the answer to an update does nothing")
            return
        try:
            await self.carry_out(call)
        except Refused as refusal:
            self._note(call, refusal.code, refusal.description)
        else:
            self._note(call, 200)

    def _note(self, call: Call, status: int, description: str = "") -> None:
        chat = str(call.values.get("chat_id", ""))
        self.calls.append(Called(time.monotonic(), call.method, chat, status, description))

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            await self.faults.dawdle()
            self._check_token(request)
            file = self.telegram.files.at(request.match_info["path"], self.telegram.now())
            if file is None:
                raise Refused(404)
        except ConnectionAbortedError:
            return _hung_up(request)
        except Refused as refusal:
            return web.json_response(refusal.answer(), status=refusal.code)
        if self.faults.cut_after is not None:
            return await self._cut(request, file.data)
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def _cut(self, request: web.Request, data: bytes) -> web.StreamResponse:
        """Break off in the middle of a file."""
        response = web.StreamResponse(headers={"Content-Length": str(len(data))})
        await response.prepare(request)
        await response.write(data[: self.faults.cut_after])
        return _hung_up(request)

    async def _nowhere(self, request: web.Request) -> web.StreamResponse:
        self.telegram.complain(f"nothing is at {request.method} {request.path.rsplit('/', 1)[-1]}")
        return web.json_response(Refused(404).answer(), status=404)


def _hung_up(request: web.Request) -> web.StreamResponse:
    """The connection is gone; the response is for aiohttp alone."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
