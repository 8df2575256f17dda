"""``shenbao backup``: the database, the files of people and the key of the links, taken while the service runs.

The database first, then the files that its rows speak of: a file is in its place before its row is, so none of them can
be too young to be there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.keeping import bundle
from bot.keeping.bundle import DATABASE, FILES, Contents, Unusable
from bot.settings import Settings
from bot.shelf import shelf_of
from bot.turns.links import KEY_FILE
from storage import copies, people
from storage.attachments import lying
from storage.database import Database
from storage.files import flush, private_folder


def back_up(settings: Settings, target: Path) -> Iterator[str]:
    """Put everything that cannot be made again into a new folder, whole or not at all; says what was done.

    ``Unusable`` where there is nothing to take, or the folder is there already.
    """
    if target.exists():
        raise Unusable(f"{target} is there already. Name a folder that is not, such as {target}-2.")
    if not settings.database_url and not (settings.data / DATABASE).is_file():
        raise Unusable(f"{settings.data / DATABASE} is not there. Is SHENBAO_DATA the folder of the service?")
    unfinished = target.with_name(f"{target.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)  # of one that was interrupted
    private_folder(unfinished)
    contents = _fill(settings, unfinished)
    bundle.write(contents, unfinished)
    unfinished.rename(target)
    flush(target.absolute().parent)
    return _told(contents, target)


def _fill(settings: Settings, target: Path) -> Contents:
    wanted = _database(settings, target)
    key = settings.data / KEY_FILE
    taken = bundle.copy(key, target / KEY_FILE) if key.is_file() else ""
    files = private_folder(target / FILES)
    shelf = shelf_of(settings)
    missing = {
        sha256: name
        for sha256, name in wanted.items()
        if not bundle.copy_as(lying(shelf, sha256), files / sha256, sha256)
    }
    flush(files)
    there = {sha256: name for sha256, name in wanted.items() if sha256 not in missing}
    return Contents(settings.clock().isoformat(), bundle.digest_of(target / DATABASE), taken, there, missing)


def _database(settings: Settings, target: Path) -> Mapping[str, str]:
    database = Database(settings.database)
    try:
        with database.write() as session:
            people.audit(session, settings.clock(), "backed up", target.name.removesuffix(".part"), detail={})
        if database.embedded:
            database.backup(target / DATABASE)
            return copies.files_of(target / DATABASE)
        with database.read() as session:
            return copies.files_now(session)
    finally:
        database.close()


def _told(contents: Contents, target: Path) -> Iterator[str]:
    yield f"{target}: {DATABASE if contents.database else 'no database'}, {KEY_FILE}, {len(contents.files)} files."
    if not contents.database:
        yield "PostgreSQL is not in it: run pg_dump just before this, and keep its file beside the folder."
    for sha256, name in contents.missing.items():
        yield f"not there or damaged, so not in the backup: {FILES}/{sha256} {name!r}"
