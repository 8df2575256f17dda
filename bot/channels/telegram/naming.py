"""What the bot is called on Telegram, for links that lead to it; asked where nothing else of the channel runs."""

from __future__ import annotations

from bot.channels.telegram.outcomes import Outcome
from bot.channels.telegram.pacing import Pacer, Rates, Schedule
from bot.channels.telegram.sending import Sender
from bot.settings import Settings


async def name_of(settings: Settings) -> str | None:
    """The bot's name without ``@``; None where Telegram does not answer."""
    token, proxy = settings.telegram_token.get_secret_value(), settings.telegram_proxy.get_secret_value()
    sender = Sender(token, Pacer(Schedule(Rates())), settings.telegram_api_url, proxy)
    try:
        return await sender.username()
    except Outcome:
        return None
    finally:
        await sender.close()
