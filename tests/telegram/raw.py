"""Bare HTTP to the server, for what no library would send."""

from __future__ import annotations

from typing import Any

import httpx

from tests.telegram.server import TelegramServer


class Raw:
    """One bot that writes its requests by hand."""

    def __init__(self, server: TelegramServer) -> None:
        # Never through a proxy: the server is on this machine.
        self.http = httpx.AsyncClient(base_url=f"{server.url}/bot{server.token}", trust_env=False)

    async def __call__(self, method: str, **given: Any) -> dict[str, Any]:
        """The whole answer to a call in JSON."""
        answer: dict[str, Any] = (await self.http.post(f"/{method}", json=given)).json()
        return answer

    async def code(self, method: str, **given: Any) -> int:
        """200, or the code of the refusal."""
        return int((await self(method, **given)).get("error_code", 200))

    async def __aenter__(self) -> Raw:
        return self

    async def __aexit__(self, *ending: object) -> None:
        await self.http.aclose()
