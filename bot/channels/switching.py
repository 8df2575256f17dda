"""Channels beside the web chat: which are switched on, and whether somebody said that they may be."""

from __future__ import annotations

import asyncio
import sys

from bot import redaction
from bot.channels.telegram.texts import ACCEPT, ON
from bot.channels.web.server import Guest
from bot.entering.inviting import telegram_link
from bot.house import House
from bot.reminding.post import NotReached, Post
from bot.settings import Settings


def guests(house: House) -> list[Guest]:
    """The channels beside the web chat that are switched on; those that are off are not even imported."""
    if not house.settings.telegram_token.get_secret_value():
        return []
    from bot.channels.telegram.service import Telegram

    return [Telegram(house).attach]


class NotAccepted(SystemExit):
    """A channel is switched on and nobody said that it may be."""


def check_accepted(settings: Settings) -> None:
    """``NotAccepted`` where Telegram is switched on without the administrator's word; says what that means."""
    if not settings.telegram_token.get_secret_value():
        return
    if not settings.telegram_accepted:
        print(ACCEPT, file=sys.stderr)
        raise NotAccepted(2)
    print(ON, flush=True)


def also_on_telegram(settings: Settings, link: str) -> tuple[str, ...]:
    """The same link for Telegram, where that is switched on; a word where Telegram does not tell the bot's name."""
    if not settings.telegram_token.get_secret_value():
        return ()
    name = bot_name(settings)
    if name is None:
        return ("Telegram: 现在连不上，机器人的名字查不到 / not reached, so the bot's name is not known\n",)
    return (f"{telegram_link(name, link.rpartition('/')[2])}\n",)


def bot_name(settings: Settings) -> str | None:
    """What Telegram calls the bot of this token; None where it does not answer."""
    redaction.keep(settings.secrets)
    from bot.channels.telegram.naming import name_of

    return asyncio.run(name_of(settings))


def post_office(settings: Settings) -> Post:
    """The mail server of the settings: the one line by which the program knows of the folder ``mail``."""
    from bot.channels.mail.sending import MailServer

    return MailServer(settings)


def mail_trouble(settings: Settings) -> str | None:
    """Why the mail server of the settings does not take the sign-in; None where it does."""

    async def look() -> None:
        async with post_office(settings).open():
            pass

    try:
        asyncio.run(look())
    except NotReached as error:
        return str(error)
    return None
