"""The server in another thread or process, for tests that have no event loop: the same words, but they block.

``with threaded() as server`` or ``with process() as server``; then ``server.user(7).say("…")`` and so on. What can be
done is what server.py and phone.py can do; ``wait_for`` takes words only.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.telegram.control import Control
from tests.telegram.door import Called
from tests.telegram.faults import Down
from tests.telegram.limits import Limits, Sending
from tests.telegram.server import TelegramServer
from tests.telegram.steering import RemotePhone, Steering

ROOT = Path(__file__).parents[2]
_PATIENCE = 20.0


class Remote:
    """A server, from afar."""

    def __init__(self, url: str, steer: Steering, token: str) -> None:
        self.url = url
        self.token = token
        self.steer = steer

    def _do(self, name: str, /, **arguments: Any) -> Any:
        return self.steer(f"server/{name}", **arguments)

    def user(self, user_id: int) -> RemotePhone:
        """The telephone of a person."""
        return RemotePhone(self.steer, user_id)

    def down(self, how: Down = "refuse") -> None:
        """Be away."""
        self._do("down", how=how)

    def up(self) -> None:
        """Be back, at the same port."""
        self._do("up")

    def burst(self, texts: Mapping[int, Sequence[str]], spacing: float = 0.001) -> None:
        """Several people type at the same time; those who are new must have started the bot."""
        self._do("burst", texts={str(user_id): list(each) for user_id, each in texts.items()}, spacing=spacing)

    def slow(self, seconds: float) -> None:
        """Take so long over every call."""
        self._do("slow", seconds=seconds)

    def flood(self, seconds: float, chat: int | None = None) -> None:
        """Answer 429 to all sends, or those to one chat, for so long."""
        self._do("flood", seconds=seconds, chat=chat)

    def refuse(self, code: int, description: str = "", **more: Any) -> None:
        """Refuse the next calls: ``method``, ``chat``, ``times``, ``retry_after``, ``migrate_to_chat_id``."""
        self._do("refuse", code=code, description=description, **more)

    def lose_answers(self, times: int = 1, method: str | None = None) -> None:
        """Carry the next calls out, but break the connection instead of answering."""
        self._do("lose_answers", times=times, method=method)

    def cut_downloads(self, after: int | None) -> None:
        """Break downloads off after so many bytes; None ends that."""
        self._do("cut_downloads", after=after)

    def migrate(self, old: int, new: int) -> None:
        """Whoever sends to the old chat is told the new id."""
        self._do("migrate", old=old, new=new)

    def later(self, seconds: float) -> None:
        """Put Telegram's clock forward."""
        self._do("later", seconds=seconds)

    def repeat(self, update_id: int | None = None) -> None:
        """Deliver an update, or the newest, once more."""
        self._do("repeat", update_id=update_id)

    @contextmanager
    def held(self, *order: int) -> Iterator[None]:
        """What is said and tapped inside is delivered at the end, in the order of these places."""
        self._do("hold")
        yield
        self._do("release", order=list(order) or None)

    def limit(self, **limits: float | bool) -> None:
        """Change the rates: ``enforced``, ``overall``, ``per_chat``, ``burst``, ``group_per_minute``."""
        self.steer("limits", **limits)

    def sent_in_any_second(self, chat: int | None = None, *, edits: bool = True) -> int:
        """The largest number of messages and edits in any sliding second."""
        return int(self._do("sent_in_any_second", chat=chat, edits=edits))

    @property
    def sendings(self) -> list[Sending]:
        """What got through, in order."""
        return [Sending(**each) for each in self._do("sendings")]

    @property
    def calls(self) -> list[Called]:
        """Every call of the bot, as it was answered."""
        return [Called(**each) for each in self._do("calls")]

    @property
    def complaints(self) -> list[str]:
        """Nonsense that a bot sent."""
        return list(self._do("complaints"))

    @property
    def commands(self) -> dict[str, list[dict[str, str]]]:
        """The command menus that the bot set, by ``scope:chat:language``; the usual one is ``default::``."""
        return dict(self._do("commands"))

    @property
    def update_ids(self) -> list[int]:
        """All updates that there were for the bot, in order."""
        return list(self._do("update_ids"))

    @property
    def polled(self) -> bool:
        """Whether somebody waits for updates at this moment."""
        return bool(self._do("polled"))

    @property
    def pending(self) -> int:
        """How many updates the bot has not taken yet."""
        return int(self._do("pending"))


@contextmanager
def threaded(*, enforced: bool = True) -> Iterator[Remote]:
    """The server in a thread of this process."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> tuple[TelegramServer, Control, int]:
        server = TelegramServer(limits=Limits(enforced=enforced))
        await server.__aenter__()
        control = Control(server)
        return server, control, await control.start()

    async def stop(server: TelegramServer, control: Control) -> None:
        await control.stop()
        await server.__aexit__(None, None, None)

    server, control, port = asyncio.run_coroutine_threadsafe(start(), loop).result(_PATIENCE)
    steer = Steering(f"http://127.0.0.1:{port}")
    try:
        yield Remote(server.url, steer, server.token)
    finally:
        steer.close()
        asyncio.run_coroutine_threadsafe(stop(server, control), loop).result(_PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_PATIENCE)
        loop.close()


@contextmanager
def process(*arguments: str) -> Iterator[Remote]:
    """The server in a process of its own; it ends with this context, and with this process however that ends."""
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.telegram", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdin is not None
    assert started.stdout is not None
    steer: Steering | None = None
    try:
        said = json.loads(started.stdout.readline())
        steer = Steering(said["control"])
        yield Remote(said["url"], steer, said["token"])
    finally:
        if steer is not None:
            steer.close()
        started.stdin.close()
        started.wait(_PATIENCE)
        started.stdout.close()
