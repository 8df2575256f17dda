"""Secrets and what people said stay out of what the process prints, whoever prints it: logs, tracebacks, libraries.

Libraries put a bot's token into addresses, and addresses into messages and errors. So both streams of the process are
wrapped: whatever goes through them loses the secrets on its way. Of an error the log has its kind and where it came
from, never its message: parsers quote the request there, databases the values of a statement. Of what libraries log
it has the words that stand in their code.
"""

from __future__ import annotations

import errno
import logging
import sys
import traceback
from collections.abc import Iterable
from types import TracebackType
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


def trace(error: BaseException | None) -> str:
    """Where an error came from and of which kinds it and its causes are, without a word of what they say."""
    told: list[str] = []
    while error is not None:
        told.append("".join(traceback.format_tb(error.__traceback__)) + _kind(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nafter that:\n".join(reversed(told))


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    number = error.errno if isinstance(error, OSError) else None
    return f"{name} {errno.errorcode.get(number, number)}" if number is not None else name


def render(exc_info: tuple[type[BaseException], BaseException, TracebackType | None]) -> str:
    """The same for structlog, which hands over what ``sys.exc_info`` does."""
    return "\n" + trace(exc_info[1])


class Brief(logging.Formatter):
    """What libraries log: the first line of the words in their code, nothing that was put into them."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the trace of an error."""
        words = str(record.msg).partition("\n")[0]
        line = f"{self.formatTime(record)} {record.levelname.lower()} {record.name}: {words}"
        return line + (render(record.exc_info) if record.exc_info and record.exc_info[1] else "")


def log_briefly(stream: TextIO) -> None:
    """Let libraries log so, from warnings on."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Brief())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


class Presently:
    """Standard error as it is at the moment, whoever wraps or replaces it later."""

    def write(self, text: str) -> int:
        """Write the text."""
        return sys.stderr.write(text)

    def flush(self) -> None:
        """Let it out."""
        sys.stderr.flush()


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
