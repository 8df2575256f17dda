"""A real house in an empty folder: real database, real files, a fixed clock; every test on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.house import House, build
from bot.settings import ZONE, Settings

NOON = datetime(2024, 4, 11, 9, 30, tzinfo=ZONE)


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """A house that nobody has entered yet, on either database."""
    del database_url  # stands in the environment
    house = build(Settings(data=tmp_path / "data", now=NOON))
    yield house
    house.stop()
    house.database.close()
