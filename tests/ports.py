"""Ports for servers that tests start."""

from __future__ import annotations

import random
import socket
from contextlib import suppress

_OURS = range(20_000, 32_000)
"""Below those that the system gives to connections: what a server left for a moment is not taken by somebody's call."""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    while True:
        port = random.choice(_OURS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
