"""An object store (S3 and what speaks like it) behind the folder of files, for machines that share no folder.

The store has the files, by their sha256; the folder of a machine holds copies of those that were needed there. What is
put into the folder is in the store before any row speaks of it, and what a row speaks of is brought from there. obstore
is used here and nowhere else, and is not imported where no store is set.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from storage.errors import Unavailable
from storage.files import put_in_place

UNFINISHED = ".part"
_PIECE = 8 << 20
_PROBE = "probe"
_CLIENT = {"timeout": "60s", "connect_timeout": "10s"}
_RETRY: Any = {"max_retries": 3}


class ObjectsMissing(Exception):
    """SHENBAO_OBJECTS is set, and what it needs is not installed: make s3."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class UnsuitableObjects(Exception):
    """SHENBAO_OBJECTS is no address of an object store, such as s3://bucket/folder."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{self.__doc__} {reason}")


class ObjectsAway(Unavailable):
    """The object store does not answer, or refuses; what was to be kept is not kept."""


class Objects:
    """The files of one house in a store, under the ``url`` of a bucket and a folder in it.

    Who may use it stands in the environment, as for any program that speaks to S3: AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL for one that is not Amazon's. Raises ``ObjectsMissing`` and
    ``UnsuitableObjects``.
    """

    def __init__(self, url: str) -> None:
        try:
            import obstore
            from obstore import exceptions, store
        except ImportError as error:
            raise ObjectsMissing from error
        self._library = obstore
        self._absent = (exceptions.NotFoundError, FileNotFoundError)
        self._trouble = (exceptions.BaseError, OSError)
        plain: Any = {**_CLIENT, "allow_http": os.environ.get("AWS_ENDPOINT_URL", "").startswith("http:")}
        try:
            self._store: Any = store.from_url(url, client_options=plain, retry_config=_RETRY)
        except (exceptions.BaseError, ValueError) as error:
            raise UnsuitableObjects(str(error)) from error

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except self._trouble as error:
            raise ObjectsAway(type(error).__name__) from error

    def keep(self, sha256: str, file: Path) -> None:
        """Put a file there, whole or not at all; one that is there already is the same. Raises ``ObjectsAway``."""
        with self._reached(), file.open("rb") as stream:  # also where it is there: it is young then, and not swept away
            self._library.put(self._store, sha256, stream)

    def at(self, sha256: str) -> datetime | None:
        """When a file was put there; None where there is none."""
        with self._reached():
            try:
                put: datetime = self._library.head(self._store, sha256)["last_modified"]
            except self._absent:
                return None
        return put

    def bring(self, sha256: str, place: Path) -> None:
        """Put a copy into its place, whole or not at all; nothing where the store has it not."""
        if self.at(sha256) is None:
            return
        with tempfile.NamedTemporaryFile(dir=place.parent, suffix=UNFINISHED, delete=False) as copy:
            unfinished = Path(copy.name)
            try:
                with self._reached():
                    for piece in self._pieces(sha256):
                        copy.write(piece)
                copy.close()
                put_in_place(unfinished, place)
            finally:
                unfinished.unlink(missing_ok=True)

    def _pieces(self, sha256: str) -> Iterator[bytes]:
        found = self._library.get(self._store, sha256)
        yield from map(bytes, found.stream(min_chunk_size=_PIECE))

    def discard(self, sha256: str) -> None:
        """Remove a file, if it is there."""
        with self._reached(), suppress(*self._absent):
            self._library.delete(self._store, sha256)

    def listed(self) -> Iterator[tuple[str, datetime]]:
        """Every file, and when it was put there."""
        with self._reached():
            for some in self._library.list(self._store):
                yield from ((each["path"], each["last_modified"]) for each in some)

    def check(self) -> None:
        """Whether files can be kept, read and removed. Raises ``ObjectsAway``."""
        with self._reached():
            self._library.put(self._store, _PROBE, b"shenbao")
            if bytes(self._library.get(self._store, _PROBE).bytes()) != b"shenbao":
                raise ObjectsAway(_PROBE)
            self._library.delete(self._store, _PROBE)


_BEHIND: dict[Path, Objects] = {}


def stand_behind(folder: Path, objects: Objects | None) -> None:
    """From now on this process has the files of the folder in this store; or in the folder alone."""
    if objects is None:
        _BEHIND.pop(folder, None)
    else:
        _BEHIND[folder] = objects


def behind(folder: Path) -> Objects | None:
    """The store behind a folder, if there is one."""
    return _BEHIND.get(folder)
