"""Pictures for the tests, made here: real PNG files of any size."""

from __future__ import annotations

import struct
import zlib


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 640, height: int = 480, shade: int = 200) -> bytes:
    """A grey picture; another shade is another file."""
    row = b"\0" + bytes([shade]) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(row * height)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
