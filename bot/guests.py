"""Channels beside the web chat: which are switched on, and whether somebody said that they may be."""

from __future__ import annotations

import sys

from bot.app import House
from bot.channels.telegram.texts import ACCEPT, ON
from bot.channels.web.server import Guest
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
