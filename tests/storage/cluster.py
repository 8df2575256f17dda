"""A PostgreSQL of the tests' own: made in a temporary folder, reached by a socket in it, gone afterwards.

The server refuses to run as root, so as root it runs as Debian's user ``postgres``.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

MISSING = "PostgreSQL is not installed: apt-get install postgresql"
INITDB = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
OPTIONS = "-c listen_addresses='' -c fsync=off -c max_connections=60 -c shared_buffers=32MB"
PROGRAMS = os.environ.get("PATH", os.defpath)
"""Where programs are, whatever a test that needs the server first does to its own PATH."""


class MissingPrograms(Exception):
    """The machine has no PostgreSQL to start."""


def programs() -> Path:
    """The folder of the newest installed server's programs; ``MissingPrograms`` where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise MissingPrograms(MISSING)
    return Path(on_path).parent


@contextmanager
def running() -> Iterator[Path]:
    """Start a server of one's own; yields the folder of its socket, which the database URLs name as host."""
    bin_folder = programs()
    folder = Path(tempfile.mkdtemp(prefix="shenbao-postgresql-"))
    try:
        _give_away(folder)
        _run(folder, bin_folder / "initdb", "-D", folder / "data", *INITDB)
        start(folder)
        try:
            yield folder
        finally:
            stop(folder)
    finally:
        shutil.rmtree(folder)


def start(folder: Path) -> None:
    """Start the server of this folder, and wait until it answers."""
    _run(folder, *_control(folder), "-l", folder / "log", "-o", f"-k {folder} {OPTIONS}", "start")


def stop(folder: Path) -> None:
    """Stop it as a crash does: nobody is waited for."""
    _run(folder, *_control(folder), "-m", "immediate", "stop")


def _control(folder: Path) -> tuple[str | Path, ...]:
    return programs() / "pg_ctl", "-D", folder / "data", "-w"


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        folder.chmod(0o755)


def _run(folder: Path, *command: str | Path) -> None:
    user = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    known = {**os.environ, "PATH": PROGRAMS}
    done = subprocess.run([*user, *command], cwd=folder, env=known, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


def url(folder: Path, name: str) -> str:
    """The URL of a database on this server."""
    return f"postgresql://postgres@/{name}?host={folder}"


def make(folder: Path, name: str, template: str = "template0") -> str:
    """A new database, as a copy of another; returns its URL."""
    _order(folder, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return url(folder, name)


def drop(folder: Path, name: str) -> None:
    """Remove a database, whoever is still connected to it."""
    _order(folder, f'DROP DATABASE "{name}" WITH (FORCE)')


def _order(folder: Path, statement: str) -> None:
    with psycopg.connect(url(folder, "postgres"), autocommit=True) as connection:
        connection.execute(statement.encode())
