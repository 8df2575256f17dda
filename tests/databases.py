"""Both databases for whatever test wants one: a real SQLite file, and a real PostgreSQL server of the tests' own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from storage.database import Database
from storage.files import private_folder
from tests.storage import cluster

KINDS = ("sqlite", "postgresql")
SQLITE_FIRST = ("sqlite", pytest.param("postgresql", marks=pytest.mark.soak))
"""For ``kind`` of a test that is long and whose parts others hold on both databases."""
_numbers = itertools.count(1)

MakeUrl = Callable[[bool], str]


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    """The folder of a running PostgreSQL; fails where none is installed."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(cluster.running())
        except cluster.MissingPrograms as missing:
            pytest.fail(str(missing))
        template = Database(cluster.make(folder, "migrated"))
        template.migrate()
        template.close()
        yield folder


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    template = Database(f"sqlite:///{tmp_path_factory.mktemp('template')}/app.db")
    template.migrate()
    copy = template.file.with_name("copy.db")
    template.backup(copy)
    template.close()
    return copy


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Which of the two databases the test is run on."""
    return str(request.param)


@pytest.fixture
def make_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeUrl]:
    """Makes databases of this kind, empty or migrated, and returns their URLs."""
    with ExitStack() as stack:
        if kind == "sqlite":
            yield lambda migrated: _sqlite(request, tmp_path, migrated)
        else:
            server: Path = request.getfixturevalue("server")
            yield lambda migrated: _postgresql(stack, server, migrated)


@pytest.fixture
def database_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every house and every process of the test is on this database: set as an administrator sets it.

    Nothing for the embedded one, whose file stands in the test's folder ``data`` and has its tables already, or a
    PostgreSQL's URL.
    """
    if kind == "sqlite":
        url = ""
        migrated: Path = request.getfixturevalue("migrated_file")
        private_folder(tmp_path / "data").joinpath("app.db").write_bytes(migrated.read_bytes())
    else:
        make_url: MakeUrl = request.getfixturevalue("make_url")
        url = make_url(True)
    monkeypatch.setenv("SHENBAO_DATABASE_URL", url)
    return url


def _sqlite(request: pytest.FixtureRequest, folder: Path, migrated: bool) -> str:
    file = folder / f"{next(_numbers)}.db"
    if migrated:
        source: Path = request.getfixturevalue("migrated_file")
        file.write_bytes(source.read_bytes())
    return f"sqlite:///{file}"


def _postgresql(stack: ExitStack, server: Path, migrated: bool) -> str:
    name = f"test{next(_numbers)}"
    stack.callback(cluster.drop, server, name)
    return cluster.make(server, name, "migrated" if migrated else "template0")
