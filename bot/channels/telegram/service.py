"""Telegram as a channel: everything that it is made of, started and stopped together, in the loop of the web chat."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.channels.ports import MACHINES
from bot.channels.telegram.acting import Acting
from bot.channels.telegram.carrying import Carrier
from bot.channels.telegram.delivering import Delivery
from bot.channels.telegram.entering import Entrance
from bot.channels.telegram.files import Files
from bot.channels.telegram.handling import Handler
from bot.channels.telegram.hearing import Hearing, menu
from bot.channels.telegram.incoming import NoUpdate, number_and_sender, written
from bot.channels.telegram.outcomes import Outcome
from bot.channels.telegram.pacing import Pacer, Rates, Schedule
from bot.channels.telegram.receiving import Failed, Receiver
from bot.channels.telegram.refreshing import Refreshing
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.webhook import Webhook
from bot.channels.telegram.working import PACE, Worker
from bot.house import House
from bot.work.batched_writes import Clerk
from bot.work.limits import Allowance
from bot.work.offices import POLLER, SENDER, Office
from bot.work.presence import now
from storage import telegram_updates
from storage.database import Session
from storage.telegram_updates import Arrival

_KEPT_FOR, _POISON_FOR = timedelta(hours=48), timedelta(days=30)
_PRUNE_SECONDS = 3600.0
_PATIENCE = 5.0
_BACKOFF = (1.0, 2.0, 5.0, 10.0, 30.0)
_LANGUAGES = ("", "zh", "en")
log = structlog.get_logger()
T = TypeVar("T")


class Telegram:
    """The channel over one house."""

    def __init__(self, house: House, rates: Rates | None = None, pace: Allowance = PACE) -> None:
        settings = house.settings
        token, proxy = settings.telegram_token.get_secret_value(), settings.telegram_proxy.get_secret_value()
        self.house = house
        self._clerk = Clerk(house.database)
        self._pacer = Pacer(Schedule(rates or Rates()))
        self._receiver = Receiver(token, settings.telegram_api_url, proxy)
        self._sender = Sender(token, self._pacer, settings.telegram_api_url, proxy)
        hearing, files = Hearing(house, Entrance(house)), Files(house, self._receiver)
        carrier = Carrier(house, self._clerk, self._pacer, self._sender)
        self._delivery = Delivery(house, self._clerk, self._pacer, carrier)
        self._acting = Acting(self._sender)
        self._refreshing = Refreshing(house, self._clerk, self._sender, lambda: self._delivery.running)
        handler = self._handler = Handler(house, self._clerk, hearing, files, self._acting, self._delivery.quiet)
        holder = house.presence.name
        self._worker = Worker(house.database, self._clerk, holder, handler.handle, handler.alarm, pace)
        self._offices = {name: Office(name, holder, self._clerk) for name in (POLLER, SENDER)}
        self.webhook = Webhook(settings.telegram_webhook_secret.get_secret_value(), self.keep)
        self._tasks: list[asyncio.Task[None]] = []
        self._unlisten: Callable[[], None] = lambda: None

    def attach(self, app: web.Application) -> None:
        """Live as long as this application does; updates may be delivered to it."""
        settings = self.house.settings
        paths: set[str] = set()
        if settings.telegram_webhook_url:
            paths = webhook_paths(settings.telegram_webhook_url, settings.public_url)
            app.add_routes([web.post(path, self.webhook.deliver) for path in sorted(paths)])
        app[MACHINES] = frozenset(paths)
        app.cleanup_ctx.append(self._live)

    async def _live(self, _app: web.Application) -> AsyncIterator[None]:
        await self.start()
        yield
        await self.stop()

    async def start(self) -> None:
        """Take up what was left, and begin."""
        loop = asyncio.get_running_loop()
        self._unlisten = self.house.news.listen(partial(self._heard, loop))
        work = (
            self._worker.run,
            partial(self._offices[SENDER].hold, self._delivery.run),
            partial(self._offices[POLLER].hold, self._receive),
            self._prune,
            self._introduce,
        )
        self._tasks = [asyncio.create_task(_keep_at(each)) for each in work]

    def _heard(self, loop: asyncio.AbstractEventLoop, address: int, kind: str, figures: Mapping[str, str]) -> None:
        if kind == "changed":
            loop.call_soon_threadsafe(self._refreshing.heard, address, int(figures["sequence"]))
        else:
            loop.call_soon_threadsafe(self._delivery.look, (address,))

    async def stop(self) -> None:
        """Begin nothing more, let end what is under way, and leave the rest for the next start."""
        self._unlisten()
        for task in self._tasks:
            task.cancel()
        await asyncio.wait(self._tasks)
        await self._worker.stop(_PATIENCE)
        await self._handler.close()
        await self._delivery.stop(_PATIENCE)
        self._refreshing.stop()
        await self._acting.stop(_PATIENCE)
        for office in self._offices.values():
            await office.leave()
        self._pacer.close()
        await self._clerk.close()
        await asyncio.gather(self._receiver.close(), self._sender.close())

    async def keep(self, updates: Sequence[object]) -> None:
        """Put updates on the disk, then see to them. What is none, and what is far too much, is left out."""
        arrivals = [arrival for update in updates if (arrival := _arrival(update)) is not None]
        if len(arrivals) == 1:  # as the webhook brings them: it needs no task of its own
            await self._worker.admit(arrivals[0])
            return
        await asyncio.gather(*(self._worker.admit(each) for each in arrivals))

    async def _receive(self) -> None:
        """Fetch updates, or have them delivered. For ever."""
        settings = self.house.settings
        if settings.telegram_webhook_url:
            secret = settings.telegram_webhook_secret.get_secret_value()
            await _insist(partial(self._receiver.deliver_to, settings.telegram_webhook_url, secret))
            await asyncio.Event().wait()
        await _insist(self._receiver.deliver_nowhere)
        offset = 0
        while True:
            updates = await _insist(partial(self._receiver.fetch, offset))
            await self.keep(updates)
            offset = max([offset, *(_number(each) + 1 for each in updates)])

    async def _introduce(self) -> None:
        """The menu of commands; tried until it stands."""
        for language in _LANGUAGES:
            await _insist(partial(self._sender.set_menu, menu(language), language))
        await asyncio.Event().wait()

    async def _prune(self) -> None:
        while True:
            await self._clerk.write(partial(_prune, at=now()))
            await asyncio.sleep(_PRUNE_SECONDS)


def webhook_paths(url: str, public_url: str) -> set[str]:
    """Where updates arrive: the path of their address, also without the public prefix that a proxy may cut off."""
    path = urlsplit(url).path or "/"
    prefix = urlsplit(public_url).path.rstrip("/")
    return {path, path.removeprefix(prefix) or "/"} if prefix else {path}


def _arrival(update: object) -> Arrival | None:
    try:
        number, sender = number_and_sender(update)
    except NoUpdate:
        log.warning("telegram delivered no update")
        return None
    return Arrival(number, sender, written(update))


def _number(update: object) -> int:
    try:
        return number_and_sender(update)[0]
    except NoUpdate:
        return -1


def _prune(session: Session, at: datetime) -> None:
    telegram_updates.prune(session, at - _KEPT_FOR, at - _POISON_FOR)


async def _keep_at(work: Callable[[], Awaitable[None]]) -> None:
    """Do this for ever: an error is told, and it begins again."""
    while True:
        try:
            await work()
        except Exception:
            log.exception("a part of the telegram channel stopped and begins again")
        await asyncio.sleep(_BACKOFF[0])


async def _insist(call: Callable[[], Awaitable[T]]) -> T:
    """Ask Telegram until it answers, ever less often."""
    failures = 0
    while True:
        try:
            return await call()
        except (Failed, Outcome) as failed:
            refused = isinstance(failed, Failed) and failed.refused
            tell = log.error if refused else log.warning
            tell("telegram refuses the token" if refused else "telegram is not reached", why=type(failed).__name__)
            after = getattr(failed, "after", None) or _BACKOFF[min(failures, len(_BACKOFF) - 1)]
            failures += 1
            await asyncio.sleep(after)
