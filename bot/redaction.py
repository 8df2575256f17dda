"""Secrets stay out of what the process prints, whoever prints it: logs, tracebacks, libraries.

Libraries put a bot's token into addresses, and addresses into messages and errors. So both streams of the process are
wrapped: whatever goes through them loses the secrets on its way.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast
from urllib.parse import quote

HIDDEN = "***"
_TALKATIVE = ("httpx", "httpcore", "telegram", "aiogram", "aiohttp")


def without(text: str, secrets: Iterable[str]) -> str:
    """The text with every secret made unreadable, also where it was written for an address."""
    for secret in secrets:
        for form in {secret, quote(secret, safe=""), quote(secret)}:
            text = text.replace(form, HIDDEN)
    return text


class Discreet:
    """A stream that leaves secrets out; in everything else it is the stream that it wraps."""

    def __init__(self, stream: TextIO, secrets: tuple[str, ...]) -> None:
        self._stream = stream
        self._secrets = secrets

    def write(self, text: str) -> int:
        """Write the text without secrets."""
        self._stream.write(without(text, self._secrets))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write the lines without secrets."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def keep(secrets: tuple[str, ...]) -> None:
    """From now on this process prints none of these; libraries that tell every request are told to be quiet."""
    if not secrets:
        return
    streams = {stream: cast(TextIO, Discreet(stream, secrets)) for stream in (sys.stdout, sys.stderr)}
    for handler in logging.root.handlers:  # one that was made before holds the stream itself
        if isinstance(handler, logging.StreamHandler) and handler.stream in streams:
            handler.setStream(streams[handler.stream])
    sys.stdout, sys.stderr = streams[sys.stdout], streams[sys.stderr]
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
