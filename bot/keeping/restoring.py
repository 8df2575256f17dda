"""``shenbao restore``: a backup is checked whole, then put into an empty data folder. Killed, it can be repeated."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

from bot.keeping import bundle
from bot.keeping.bundle import DATABASE, FILES, Contents, Unusable
from bot.settings import Settings
from bot.shelf import shelf_of
from bot.turns.links import KEY_FILE
from storage import copies
from storage.errors import DamagedCopy
from storage.files import flush, private_folder
from storage.objects import behind

_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510
"""The bytes of a database file that SQLite locks as long as somebody has it open and has read from it."""


def restore(settings: Settings, source: Path, *, incomplete: bool = False) -> Iterator[str]:
    """Put a backup into the data folder; says what was done, and names what is missing.

    Nothing is written before everything was looked at. ``Unusable`` where the backup is damaged or not complete
    (``incomplete`` takes what there is), and where the folder is in use or holds anything else.
    """
    contents = bundle.read(source)
    damaged = tuple(_damaged(contents, source))
    if damaged:
        raise Unusable("\n".join((f"{source} is damaged; choose another backup.", *damaged)))
    missing = tuple(_missing(contents, source))
    if missing and not incomplete:
        raise Unusable("\n".join((f"{source} is not complete; --incomplete restores the rest.", *missing)))
    _check_free(settings, contents, source)
    _put(settings, contents, source)
    return _told(settings, contents, missing)


def _damaged(contents: Contents, source: Path) -> Iterator[str]:
    for name, wanted in ((DATABASE, contents.database), (KEY_FILE, contents.key)):
        if bundle.digest_of(source / name) != wanted:
            yield f"{name} is not as it was taken"
    if contents.database and (source / DATABASE).is_file():
        try:
            copies.check(source / DATABASE)
        except DamagedCopy as error:
            yield str(error)


def _missing(contents: Contents, source: Path) -> Iterator[str]:
    if not contents.key:
        yield f"{KEY_FILE}: links that stand in conversations will no longer be shown as they were"
    for sha256, name in contents.missing.items():
        yield f"{FILES}/{sha256} {name!r}: was missing when the backup was made"
    for sha256, name in contents.files.items():
        found = bundle.digest_of(source / FILES / sha256)
        if found != sha256:
            yield f"{FILES}/{sha256} {name!r}: {'damaged' if found else 'not there'}"


def _check_free(settings: Settings, contents: Contents, source: Path) -> None:
    if _in_use(settings.data / DATABASE):
        raise Unusable(f"{settings.data} is in use. Stop the service first.")
    if contents.database and settings.database_url:
        raise Unusable("The backup holds an SQLite file, and SHENBAO_DATABASE_URL names another database. Unset it.")
    left = tuple(_leftovers(settings.data, source))
    if left:
        moved = f"Move the folder away (mv {settings.data} {settings.data}.old) and repeat."
        raise Unusable("\n".join((f"{settings.data} is not empty. {moved} In it:", *left)))


def _in_use(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("r+b") as stream:
        try:
            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except OSError:
            return True
    return False


def _leftovers(data: Path, source: Path) -> Iterator[str]:
    """What stands in the folder and is not what this backup would put there, by a restore that was interrupted."""
    for path in sorted(data.rglob("*")) if data.is_dir() else ():
        name = path.relative_to(data)
        unfinished = path.suffix == ".part" and (source / name.with_suffix("")).is_file()
        if path.is_dir() or unfinished:
            continue
        if bundle.digest_of(path) != bundle.digest_of(source / name):
            yield str(name)


def _put(settings: Settings, contents: Contents, source: Path) -> None:
    """The database last: a service that is started too early finds none, and nothing that it could mistake for one."""
    data = private_folder(settings.data)
    files = shelf_of(settings)
    objects = behind(files)
    for sha256 in contents.files:
        bundle.copy_as(source / FILES / sha256, files / sha256, sha256)
        if objects is not None:
            objects.keep(sha256, files / sha256)
    flush(files)
    for name, wanted in ((KEY_FILE, contents.key), (DATABASE, contents.database)):
        if wanted:
            bundle.copy(source / name, data / name)
    flush(data)


def _told(settings: Settings, contents: Contents, missing: tuple[str, ...]) -> Iterator[str]:
    yield f"{settings.data}: restored as it was at {contents.made}, with {len(contents.files)} files."
    if not contents.database:
        yield "The database is a PostgreSQL: restore it by pg_restore from the dump that was made just before."
    yield from missing
