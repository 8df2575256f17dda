"""Files that went through the server: every sending has its own file_id, the same bytes share a file_unique_id."""

from __future__ import annotations

import hashlib
import mimetypes
import secrets
import struct
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from tests.telegram.refusals import bad

DOWNLOAD_LIMIT = 20 << 20
PHOTO_LIMIT = 10 << 20
LINK_LIFE = 3600.0
_THUMBNAIL = 320


@dataclass
class File:
    """One file of one sending."""

    file_id: str
    unique_id: str
    data: bytes
    size: int
    folder: str
    name: str
    path: str = ""
    path_until: float = 0.0

    def fields(self) -> dict[str, Any]:
        """What every kind of file says of itself."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG; anything else is no picture to Telegram either."""
    if picture.startswith(b"\x89PNG\r\n\x1a\n") and len(picture) >= 24:
        width, height = struct.unpack(">II", picture[16:24])
        return width, height
    position = 2
    while picture.startswith(b"\xff\xd8") and position + 9 <= len(picture) and picture[position] == 0xFF:
        marker, length = picture[position + 1], int.from_bytes(picture[position + 2 : position + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", picture[position + 5 : position + 9])
            return width, height
        position += 2 + length
    raise bad("IMAGE_PROCESS_FAILED")


class Files:
    """All files, by file_id."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}

    def store(self, data: bytes, name: str, folder: str = "documents", *, size: int | None = None) -> File:
        """Take a file in; ``size`` pretends that it is larger than the bytes that are really kept."""
        unique = urlsafe_b64encode(hashlib.sha256(data).digest()[:12]).decode()
        file = File("BQACAgUAAxkBAAI" + secrets.token_urlsafe(40), unique, data, size or len(data), folder, name)
        self._by_id[file.file_id] = file
        return file

    def find(self, file_id: str) -> File:
        """The file behind an id."""
        if file_id not in self._by_id:
            raise bad("invalid file_id")
        return self._by_id[file_id]

    def open_path(self, file: File, now: float) -> str:
        """A path to download the file from, for an hour."""
        if file.size > DOWNLOAD_LIMIT:
            raise bad("file is too big")
        if not file.path:
            file.path = f"{file.folder}/file_{len(self._by_path)}{PurePath(file.name).suffix}"
            self._by_path[file.path] = file
        file.path_until = now + LINK_LIFE
        return file.path

    def at(self, path: str, now: float) -> File | None:
        """The file behind a path that is still good."""
        file = self._by_path.get(path)
        return file if file is not None and now < file.path_until else None

    def document(self, file: File, name: str, mime: str = "") -> dict[str, Any]:
        """A message's field document; Telegram believes the name more than the sender."""
        guessed = mimetypes.guess_type(name)[0] or mime or "application/octet-stream"
        return {"document": {"file_name": name, "mime_type": guessed, **file.fields()}}

    def photo(self, picture: bytes) -> dict[str, Any]:
        """A message's field photo: a small size and the whole one, the last. The small one holds other bytes."""
        if len(picture) > PHOTO_LIMIT:
            raise bad("file is too big for a photo")
        width, height = size_of(picture)
        sizes = []
        if max(width, height) > _THUMBNAIL:
            scale = _THUMBNAIL / max(width, height)
            small = self.store(picture[: len(picture) // 10] + b"small", "small.jpg", "photos")
            sizes.append(
                {"width": max(1, round(width * scale)), "height": max(1, round(height * scale)), **small.fields()}
            )
        whole = self.store(picture, "photo.jpg", "photos")
        return {"photo": [*sizes, {"width": width, "height": height, **whole.fields()}]}
