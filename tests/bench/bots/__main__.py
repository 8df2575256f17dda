"""Bots that ask three questions, each in a process of its own behind a webhook: ours, and those of three libraries.

    python -m tests.bench.bots NAME PORT API-ADDRESS FOLDER

``ours`` asks a form cut down to three questions, ``whole`` the real one, ``paced`` keeps Telegram's pace. The peers
keep what their usual use keeps: aiogram's FSM in SQLite, flushed at every commit (``full``) or not (``normal``); the
others in memory.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from aiohttp import web

from tests.bench.bots.questions import Take


async def furnish(app: web.Application, name: str, api: str, folder: Path) -> None:
    """Put one bot behind ``/hook``."""
    if name in ("ours", "whole", "paced"):
        from tests.bench.bots import ours

        ours.attach(app, api, folder, name)
    else:
        _deliver(app, await _peer(name, api, folder))


async def _peer(name: str, api: str, folder: Path) -> Take:
    if name == "dialog":
        from tests.bench.bots import dialogs

        return dialogs.bot(api)
    if name == "ptb":
        from tests.bench.bots import ptb

        return await ptb.bot(api)
    from tests.bench.bots import fsm

    return fsm.bot(api, folder / "fsm.db", name)


def _deliver(app: web.Application, take: Take) -> None:
    async def deliver(request: web.Request) -> web.Response:
        await take(await request.json())
        return web.Response()

    app.router.add_post("/hook", deliver)


async def main(name: str, port: int, api: str, folder: Path) -> None:
    """Serve until the process is ended."""
    app = web.Application()
    await furnish(app, name, api, folder)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    Path(sys.argv[4]).mkdir(parents=True, exist_ok=True)
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], Path(sys.argv[4])))
