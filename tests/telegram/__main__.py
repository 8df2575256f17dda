"""``python -m tests.telegram``: the server as a process of its own, so that a test can kill the bot and keep Telegram.

It prints one line of JSON with its addresses and runs until its standard input ends.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys

from tests.telegram.control import Control
from tests.telegram.limits import Limits
from tests.telegram.server import TelegramServer
from tests.telegram.state import TOKEN


async def run(port: int, control_port: int, token: str, enforced: bool) -> None:
    """Serve until the standard input ends."""
    async with TelegramServer(port=port, token=token, limits=Limits(enforced=enforced)) as server:
        control = Control(server)
        steered = await control.start(control_port)
        print(json.dumps({"url": server.url, "control": f"http://127.0.0.1:{steered}", "token": token}), flush=True)
        await asyncio.to_thread(sys.stdin.read)
        await control.stop()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.telegram", description="A Bot API server for tests")
    parser.add_argument("--port", type=int, default=0, help="for bots; a free one unless given")
    parser.add_argument("--control-port", type=int, default=0, help="for tests; a free one unless given")
    parser.add_argument("--token", default=TOKEN, help="the bot's token")
    parser.add_argument("--no-limits", action="store_true", help="never answer 429 of its own accord")
    given = parser.parse_args()
    asyncio.run(run(given.port, given.control_port, given.token, not given.no_limits))


if __name__ == "__main__":
    main()
