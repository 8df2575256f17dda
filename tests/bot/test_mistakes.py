"""An operator's mistakes get one sentence and status 2."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import main
from bot.turns.links import KEY_FILE

_RUNNER = CliRunner()


def _run(folder: Path, *words: str, **settings: str) -> Result:
    environment = {"SHENBAO_DATA": str(folder / "data"), **{f"SHENBAO_{key}": value for key, value in settings.items()}}
    return _RUNNER.invoke(main, list(words), env=environment)


def _is_one_sentence(ran: Result, part: str) -> None:
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert part in ran.stderr
    assert "Traceback" not in ran.stderr
    assert len(ran.stderr.strip().splitlines()) <= 2


@pytest.mark.parametrize(
    ("setting", "value", "part"),
    [
        ("PORT", "70000", "SHENBAO_PORT"),
        ("PORT", "eighty", "SHENBAO_PORT"),
        ("EDITION", "hebei-clusters/1998", "there are: hebei-clusters/2024"),
        ("TEMPLATE", "/no/such/form.docx", "SHENBAO_TEMPLATE"),
        ("DATA", "/proc/nothing", "/proc/nothing"),
        ("DATABASE_URL", "somewhere", "SHENBAO_DATABASE_URL"),
        ("DATABASE_URL", "mysql://me@127.0.0.1/x", "neither SQLite nor PostgreSQL"),
        ("DATABASE_URL", "postgresql://me@127.0.0.1:1/x", "connection"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, setting: str, value: str, part: str) -> None:
    """The sentence names the setting, or what stands behind it."""
    _is_one_sentence(_run(tmp_path, "links", **{setting: value}), part)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("export", "form.pdfx"), "must end in .docx or .pdf"),
        (("export", "form"), "must end in .docx or .pdf"),
        (("export", "nowhere/form.docx"), "no folder nowhere"),
        (("export", "form.docx"), "Nobody of this name"),
        (("outline", "form.doc"), "must end in .docx or .txt"),
        (("outline", "nowhere/form.txt"), "no folder nowhere"),
        (("restore", "/no/such/backup"), "/no/such/backup"),
        (("revoke", "abcd"), "No link"),
        (("shut-out", "77"), "no person"),
        (("invite", "--region", "没有县"), "没有县"),
    ],
)
def test_a_wrong_argument_is_named(tmp_path: Path, words: tuple[str, ...], part: str) -> None:
    """A target that cannot be written, and somebody or something that is not there."""
    _is_one_sentence(_run(tmp_path, *words), part)


def test_a_suffix_in_capitals_is_that_suffix(tmp_path: Path) -> None:
    """OUTLINE.DOCX is a Word file."""
    target = tmp_path / "OUTLINE.DOCX"
    assert _run(tmp_path, "outline", str(target)).exit_code == 0
    assert target.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("content", [b"no database at all" * 400, b""], ids=["garbage", "a damaged page"])
def test_a_damaged_database_is_not_opened(tmp_path: Path, content: bytes) -> None:
    """Neither a file that is none, nor one of which a page is damaged."""
    assert _alone(tmp_path / "data", "links").returncode == 0  # a process that ends closes its journal
    file = tmp_path / "data" / "app.db"
    whole = bytearray(file.read_bytes())
    whole[8192:] = b"\x55" * (len(whole) - 8192)
    file.write_bytes(content or bytes(whole))
    for beside in ("app.db-wal", "app.db-shm"):
        (tmp_path / "data" / beside).unlink(missing_ok=True)
    _is_one_sentence(_run(tmp_path, "links"), "cannot keep the data safely")


def test_a_damaged_key_makes_no_guessable_links(tmp_path: Path) -> None:
    """A key of one byte is refused."""
    assert _run(tmp_path, "invite").exit_code == 0
    (tmp_path / "data" / KEY_FILE).write_bytes(b"x")
    _is_one_sentence(_run(tmp_path, "invite"), "key of the links is damaged")


def _alone(folder: Path, command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {"SHENBAO_DATA": str(folder), "PATH": "/usr/bin:/bin", **settings}
    line = [sys.executable, "-m", "bot", command]
    return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    """The service says which settings to change."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = _alone(tmp_path, "serve", SHENBAO_PORT=str(taken.getsockname()[1]))
    assert ran.returncode == 2
    assert "SHENBAO_PORT" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_damaged_engine_is_named(tmp_path: Path) -> None:
    """Nothing of people is in the engine's file, so the sentence says to remove it."""
    (tmp_path / "engine.db").write_bytes(b"no database at all" * 400)
    ran = _alone(tmp_path, "serve", SHENBAO_PORT="0")
    assert ran.returncode == 2
    assert "engine.db" in ran.stderr
    assert "Traceback" not in ran.stderr
