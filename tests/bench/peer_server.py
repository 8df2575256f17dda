"""What a web chat over SQLite cannot be faster than here: aiohttp and the bare driver, one committed row a request.

python -m tests.bench.peer_server PORT FILE
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import threading

from aiohttp import web

from tests.bench.storage_floor import PRAGMAS


class Keeper:
    """One table, one connection, one writer at a time; every row is on the disk before its number is told."""

    def __init__(self, file: str) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, external_id TEXT UNIQUE, text TEXT)")

    def keep(self, external_id: str, text: str) -> int | None:
        """Insert and commit; returns the row's number."""
        with self._lock:
            row = (external_id, text)
            return self._connection.execute("INSERT INTO said (external_id, text) VALUES (?, ?)", row).lastrowid


KEEPER = web.AppKey("keeper", Keeper)


async def say(request: web.Request) -> web.StreamResponse:
    """Keep what was said and answer with its number."""
    said = await request.json()
    number = await asyncio.to_thread(request.app[KEEPER].keep, said["id"], said["text"])
    return web.json_response({"messages": [{"sequence": number}]})


async def health(request: web.Request) -> web.StreamResponse:
    """Whether it is up."""
    return web.Response()


def main(port: int, file: str) -> None:
    """Serve until told to stop."""
    app = web.Application()
    app[KEEPER] = Keeper(file)
    app.add_routes([web.post("/say", say), web.get("/healthz", health)])
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
