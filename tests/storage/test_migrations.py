"""The schema is made step by step, the same on both databases, wholly or not at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Inspector, inspect, text

from storage.database import Database
from storage.errors import BrokenReferences, NewerDatabase
from storage.migrations import VERSIONS, upgrade
from storage.tables import METADATA
from tests.databases import MakeUrl

FAMILY = """
op.create_table("parent", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String()))
op.create_table(
    "child",
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("parent_id", sa.Integer()),
    sa.ForeignKeyConstraint(["parent_id"], ["parent.id"], name="fk_child_parent_id_parent", ondelete="CASCADE"),
)
op.execute("INSERT INTO parent VALUES (1, '父')")
op.execute("INSERT INTO child VALUES (1, 1)")
"""
ALTER_PARENT = """
with op.batch_alter_table("parent") as batch:
    batch.alter_column("name", existing_type=sa.String(), nullable=False)
"""
BREAK_HALF_WAY = """
op.create_table("half", sa.Column("id", sa.Integer()))
op.execute("DELETE FROM child")
raise RuntimeError("half way")
"""
REMOVE_PARENT = """
op.execute("PRAGMA foreign_keys")
op.execute("DELETE FROM parent")
"""


def steps(folder: Path, *bodies: str) -> tuple[Path, ...]:
    """The real migrations and, after them, steps with these bodies."""
    folder.mkdir(exist_ok=True)
    newest = max(path.stem[:4] for path in VERSIONS.glob("0*.py"))
    for number, body in enumerate(bodies, start=9001):
        indented = "\n".join(f"    {line}" for line in body.strip().splitlines())
        head = f'import sqlalchemy as sa\nfrom alembic import op\nrevision = "{number}"\ndown_revision = "{newest}"\n'
        (folder / f"{number}.py").write_text(f"{head}def upgrade():\n{indented}\n")
        newest = str(number)
    return VERSIONS, folder


def rows(database: Database, statement: str) -> list[tuple[object, ...]]:
    """What a query finds."""
    with database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def checks(inspector: Inspector) -> dict[str, set[tuple[str | None, str]]]:
    """The check constraints of all tables, which Alembic's comparison does not look at."""
    tables = (table for table in inspector.get_table_names() if table != "alembic_version")
    return {
        table: {(check["name"], check["sqltext"]) for check in inspector.get_check_constraints(table)}
        for table in tables
    }


def test_from_nothing(empty: Database) -> None:
    """An empty database gets all tables; a second run changes nothing."""
    empty.migrate()
    empty.migrate()
    assert set(inspect(empty.engine).get_table_names()) == {*METADATA.tables, "alembic_version"}


def test_the_migrated_schema_is_the_models(database: Database) -> None:
    """What the migrations make is what the row classes say: columns, types, keys, constraints, indexes."""
    options = {"compare_type": True, "compare_server_default": True}
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []


def test_the_migrated_checks_are_the_models(make_url: MakeUrl, database: Database) -> None:
    """The closed sets of words are the same in the migrations and in the row classes."""
    direct = Database(make_url(False))
    with direct.engine.connect().execution_options(writing=True) as connection, connection.begin():
        METADATA.create_all(connection)
    assert checks(inspect(database.engine)) == checks(inspect(direct.engine))
    direct.close()


def test_every_constraint_has_a_name(database: Database) -> None:
    """Later migrations on SQLite can change any constraint, because each can be named."""
    inspector = inspect(database.engine)
    for table in METADATA.tables:
        keys = [*inspector.get_foreign_keys(table), *inspector.get_unique_constraints(table)]
        assert all(key["name"] for key in [*keys, inspector.get_pk_constraint(table)]), table


def test_children_survive_a_rebuilt_parent(empty: Database, tmp_path: Path) -> None:
    """Rebuilding a table that others refer to with ON DELETE CASCADE deletes none of their rows."""
    upgrade(empty.engine, steps(tmp_path / "steps", FAMILY, ALTER_PARENT))
    assert rows(empty, "SELECT id, parent_id FROM child") == [(1, 1)]
    assert rows(empty, "SELECT id, name FROM parent") == [(1, "父")]


def test_children_survive_in_a_second_run(empty: Database, tmp_path: Path) -> None:
    """The same holds where the parent was there before, and references are watched again afterwards."""
    upgrade(empty.engine, steps(tmp_path / "steps", FAMILY))
    upgrade(empty.engine, steps(tmp_path / "steps", FAMILY, ALTER_PARENT))
    assert rows(empty, "SELECT id, parent_id FROM child") == [(1, 1)]
    empty.check()


def test_a_failed_migration_leaves_nothing(database: Database, tmp_path: Path) -> None:
    """A step that fails half way undoes itself and the steps before it in the same run."""
    with pytest.raises(RuntimeError, match="half way"):
        upgrade(database.engine, steps(tmp_path / "steps", FAMILY, BREAK_HALF_WAY))
    assert set(inspect(database.engine).get_table_names()) == {*METADATA.tables, "alembic_version"}
    upgrade(database.engine, steps(tmp_path / "steps", FAMILY, ALTER_PARENT))
    assert rows(database, "SELECT id FROM child") == [(1,)]


def test_a_newer_database_is_refused(database: Database, tmp_path: Path) -> None:
    """An older program does not touch what a newer one made, and says why."""
    upgrade(database.engine, steps(tmp_path / "steps", FAMILY))
    with pytest.raises(NewerDatabase):
        database.migrate()


def test_two_processes_migrate_at_once(empty: Database) -> None:
    """Two machines that start together do not stand in each other's way."""
    with ThreadPoolExecutor(2) as pool:
        second = Database(empty.engine.url.render_as_string(hide_password=False))
        for done in [pool.submit(each.migrate) for each in (empty, second)]:
            done.result()
    second.close()
    assert rows(empty, "SELECT count(*) FROM alembic_version") == [(1,)]


def sqlite_database(folder: Path) -> Database:
    """A new SQLite database in this folder."""
    return Database(f"sqlite:///{folder}/app.db")


def test_broken_references_are_undone(tmp_path: Path) -> None:
    """On SQLite a step that leaves a child without its parent is undone, and the error names both tables."""
    database = sqlite_database(tmp_path)
    upgrade(database.engine, steps(tmp_path / "steps", FAMILY))
    with pytest.raises(BrokenReferences, match="child → parent"):
        upgrade(database.engine, steps(tmp_path / "steps", FAMILY, REMOVE_PARENT))
    assert rows(database, "SELECT id FROM parent") == [(1,)]


def test_a_copy_before_a_change(tmp_path: Path) -> None:
    """Before an SQLite file changes, it is copied as it was; a new file needs no copy."""
    database = sqlite_database(tmp_path)
    database.migrate()
    assert not list(tmp_path.glob("*.before-*"))
    upgrade(database.engine, steps(tmp_path / "steps", FAMILY))
    upgrade(database.engine, steps(tmp_path / "steps", FAMILY, ALTER_PARENT))
    assert {path.name for path in tmp_path.glob("*.before-*")} == {"app.db.before-9001", "app.db.before-9002"}
    with closing(connect(tmp_path / "app.db.before-9002")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("9001",)]
        assert copy.execute("SELECT \"notnull\" FROM pragma_table_info('parent')").fetchall() == [(1,), (0,)]
