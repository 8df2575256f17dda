"""What nearly every room needs of the house: the database, and what was set, the clock among it.

A room says what it needs as a protocol of its own, and ``bot.house.House`` has it; it does not know the house.
"""

from __future__ import annotations

from typing import Protocol

from bot.settings import Settings
from storage.database import Database


class Records(Protocol):
    """Where everything is kept."""

    @property
    def settings(self) -> Settings:
        """What the operator set; ``settings.clock`` tells the time."""

    @property
    def database(self) -> Database:
        """The database."""
