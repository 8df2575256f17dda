"""A virus scanner that stands beside: ClamAV's clamd at a socket of this machine, where SHENBAO_CLAMD names one.

What was not scanned is never called clean: no scanner, no answer, a file longer than it takes are all ``unscanned``.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal

import structlog

from bot.evidence.incoming import Incoming, UploadRefused

Scan = Literal["off", "clean", "unscanned"]
_PIECE = 1 << 16
_SECONDS = 120.0
log = structlog.get_logger()


def scan(file: Incoming, clamd: Path | None) -> Scan:
    """Have a file scanned whose bytes are all there. ``UploadRefused`` where a virus was found."""
    if clamd is None:
        return "off"
    try:
        with file.arriving.reading() as stream:
            said = _asked(clamd, b"INSTREAM", _framed(stream))
    except OSError as error:  # also a connection that it closed: the file is longer than it takes
        log.warning("file not scanned", reason=type(error).__name__)
        return "unscanned"
    if said.endswith(" FOUND"):
        log.warning("virus found", name=said.removeprefix("stream: "))
        raise UploadRefused("infected")
    if said == "stream: OK":
        return "clean"
    log.warning("file not scanned", reason=said[:200])
    return "unscanned"


def version(clamd: Path) -> str:
    """What the scanner says of itself: name, number of its signatures, their day. ``OSError`` where it says nothing."""
    return _asked(clamd, b"VERSION", iter(()))


def _framed(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield struct.pack("!I", len(piece)) + piece
    yield struct.pack("!I", 0)


def _asked(clamd: Path, command: bytes, body: Iterator[bytes]) -> str:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(_SECONDS)
        line.connect(str(clamd))
        line.sendall(b"z" + command + b"\0")
        for piece in body:
            line.sendall(piece)
        said = b""
        while not said.endswith(b"\0"):
            more = line.recv(4096)
            if not more:
                raise ConnectionError("it hung up")
            said += more
        return said.rstrip(b"\0").decode(errors="replace").strip()
