"""The schema, step by step, for both databases. There is no way back but the copy that is made before a step.

All steps run in one explicit transaction: a failed one leaves nothing behind.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from storage import sqlite
from storage.errors import NewerDatabase
from storage.postgresql import MIGRATION_LOCK

FOLDER = Path(__file__).parent
VERSIONS = FOLDER / "versions"


def upgrade(engine: Engine, versions: tuple[Path, ...] = (VERSIONS,)) -> None:
    """Bring the tables behind an engine to the newest of ``versions``, after a copy of an SQLite file with older ones.

    The copy stands beside the file as ``app.db.before-<newest>``. ``NewerDatabase`` where a newer program was here;
    ``BrokenReferences``, or whatever a step raises, undoes everything.
    """
    config = _config(versions)
    newest = ScriptDirectory.from_config(config).get_current_head()
    embedded = engine.dialect.name == "sqlite"
    if _at(engine, newest):  # asked without keeping anybody from writing
        return
    with engine.connect().execution_options(writing=True) as connection:
        present = _revision(connection)
        if present == newest:
            return
        if present is not None and embedded:
            file = sqlite.file_of(engine.url)
            sqlite.backup(file, file.with_name(f"{file.name}.before-{newest}"))
        with sqlite.without_references(connection) if embedded else nullcontext():
            _run(connection, config, embedded)


def behind(engine: Engine) -> bool:
    """Whether the tables are older than this program; nothing is changed."""
    return not _at(engine, ScriptDirectory.from_config(_config((VERSIONS,))).get_current_head())


def _at(engine: Engine, revision: str | None) -> bool:
    with engine.connect() as connection:
        return _revision(connection) == revision


def _config(versions: tuple[Path, ...]) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(path).replace("%", "%%") for path in versions))
    return config


def _revision(connection: Connection) -> str | None:
    with connection.begin():
        return MigrationContext.configure(connection).get_current_revision()


def _run(connection: Connection, config: Config, embedded: bool) -> None:
    config.attributes["connection"] = connection
    with connection.begin():
        if not embedded:  # on SQLite the transaction itself keeps a second process out
            connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
        _to_head(config)
        if embedded:
            sqlite.check_references(connection)


def _to_head(config: Config) -> None:
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        if "Can't locate revision" in str(error):
            raise NewerDatabase(str(error)) from error
        raise
