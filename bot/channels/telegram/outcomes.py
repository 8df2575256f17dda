"""How a request to Telegram can end, other than well."""

from __future__ import annotations


class Outcome(Exception):
    """A request did not end well."""


class Undone(Outcome):
    """It certainly did not happen, and may be tried again; ``after`` is how long to wait, where Telegram said so."""

    def __init__(self, after: float | None = None) -> None:
        super().__init__()
        self.after = after


class InDoubt(Outcome):
    """The line broke before the answer came: it may have happened."""


class Shut(Outcome):
    """The person blocked the bot, or closed the account."""


class NoChat(Outcome):
    """Telegram knows no such chat."""


class Moved(Outcome):
    """The chat has another number now."""

    def __init__(self, chat: int) -> None:
        super().__init__()
        self.chat = chat


class Refused(Outcome):
    """Telegram will never do this; ``why`` is its reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
