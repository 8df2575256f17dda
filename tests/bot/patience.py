"""Waiting for what happens in its own time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def until(look: Callable[[], T], seconds: float = 60, glance: float = 0.02) -> T:
    """Look again and again, until there is something to see; fails where nothing comes in time."""
    end = time.monotonic() + seconds
    while not (seen := look()):
        if time.monotonic() > end:
            raise AssertionError(f"{look} saw nothing in {seconds:g} s")
        time.sleep(glance)
    return seen
