"""Delivery to a webhook: one after the other within a queue, queues beside one another, again until it is taken."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.telegram.updates import Queue, Update, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True)
class Hook:
    """What setWebhook said."""

    url: str
    secret: str = ""
    max_connections: int = 40


@dataclass
class Patience:
    """How long after a failure an update is delivered again: at once, then twice as late each time.

    Telegram begins with two seconds and ends between one and two minutes; tests have less time.
    """

    first: float = 0.05
    longest: float = 1.0
    answer: float = 30.0

    def after(self, tries: int) -> float:
        """Seconds to wait after so many failures."""
        return 0.0 if tries <= 1 else min(self.longest, self.first * 2 ** min(tries - 2, 20))


@dataclass
class Webhooks:
    """The webhook in force and the deliveries under way."""

    updates: Updates
    clock: Callable[[], float]
    patience: Patience = field(default_factory=Patience)
    hook: Hook | None = None
    error: str = ""
    error_date: int = 0
    on_reply: Callable[[dict[str, Any]], Awaitable[None]] | None = None
    _queues: dict[Queue, deque[Update]] = field(default_factory=dict)
    _session: aiohttp.ClientSession | None = None
    _places: asyncio.Semaphore = field(default_factory=asyncio.Semaphore)
    _workers: dict[Queue, asyncio.Task[None]] = field(default_factory=dict)

    async def set(self, hook: Hook | None) -> None:
        """Put a webhook in force, or none; what waits goes on waiting."""
        if hook == self.hook:
            return
        await self.stop()
        self.hook, self.error, self.error_date = hook, "", 0
        if hook is not None:
            self._places = asyncio.Semaphore(hook.max_connections)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=hook.max_connections),
                timeout=aiohttp.ClientTimeout(total=self.patience.answer),
            )
            for each in self.updates.pending.values():
                self.take(each)

    async def stop(self) -> None:
        """End all deliveries under way."""
        workers, self._workers, self._queues = list(self._workers.values()), {}, {}
        for each in workers:
            each.cancel()
        ended = await asyncio.gather(*workers, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None
        for outcome in ended:
            if isinstance(outcome, Exception):
                raise outcome

    def drop(self) -> None:
        """Forget what waits."""
        for each in self._queues.values():
            each.clear()

    def take(self, update: Update) -> None:
        """An update is due: put it into its queue and see that somebody works there."""
        if self.hook is None:
            return
        self._queues.setdefault(update.queue, deque()).append(update)
        if update.queue not in self._workers:
            self._workers[update.queue] = asyncio.get_running_loop().create_task(self._work(update.queue))

    async def _work(self, queue: Queue) -> None:
        """Deliver what is in a queue, one after the other, until it is empty."""
        waiting = self._queues[queue]
        while waiting:
            update = waiting[0]
            wait = None if update.expires <= self.clock() else await self._deliver(update)
            if wait is not None:
                await asyncio.sleep(wait)
            elif waiting and waiting[0] is update:
                waiting.popleft()
                self.updates.pending.pop(update.update_id, None)
        del self._workers[queue], self._queues[queue]

    async def _deliver(self, update: Update) -> float | None:
        """None if it was taken, else the seconds until the next try; the bot may say how long it wants to rest."""
        try:
            async with self._places:
                rest = await self._post(update)
        except aiohttp.ClientConnectorError:
            rest = self._failed("Connection refused")
        except (aiohttp.ClientError, TimeoutError):
            rest = self._failed("Webhook connection closed")
        if rest is None:
            return None
        update.tries += 1
        return rest or self.patience.after(update.tries)

    async def _post(self, update: Update) -> float | None:
        assert self.hook is not None
        assert self._session is not None
        headers = {SECRET_HEADER: self.hook.secret} if self.hook.secret else {}
        async with self._session.post(self.hook.url, json=update.json(), headers=headers) as answer:
            if 200 <= answer.status <= 299:
                await self._read_reply(answer)
                return None
            rest = answer.headers.get("Retry-After", "")
            error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            return self._failed(error, float(rest) if rest.isdecimal() else 0.0)

    async def _read_reply(self, answer: aiohttp.ClientResponse) -> None:
        """A webhook may answer with a call in the body."""
        text = await answer.text()
        if answer.content_type != "application/json" or not text:
            return
        body = json.loads(text)
        if isinstance(body, dict) and "method" in body and self.on_reply is not None:
            await self.on_reply(body)

    def _failed(self, error: str, rest: float = 0.0) -> float:
        self.error, self.error_date = error, int(self.clock())
        return rest
