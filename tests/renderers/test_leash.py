"""Programs of others end with whoever started them, however that one ends."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from renderers.programs import Leash, LetGo, discard_left, run

_HANGING = "trap '' TERM; sleep 600 & echo $! > {mark}; wait"


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _child(mark: Path) -> int:
    """What the hanging program started, once it has."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if mark.exists() and (text := mark.read_text().strip()):
            return int(text)
        time.sleep(0.02)
    raise AssertionError("nothing was started")


def _ends(process: int) -> bool:
    end = time.monotonic() + 5
    while _runs(process) and time.monotonic() < end:
        time.sleep(0.02)
    return not _runs(process)


def test_how_a_program_ended_is_known() -> None:
    """Its exit status and its words come through the guard, and its input is empty."""
    ended = run(["sh", "-c", "cat; echo words; exit 3"], 10)
    assert (ended.status, ended.said) == (3, "words")
    assert run(["sh", "-c", "kill -9 $$"], 10).status == -9


def test_let_go_it_ends_at_once(tmp_path: Path) -> None:
    """Whoever lets the leash go ends the program with all that it started; nothing can be put on it any more."""
    leash, mark = Leash(), tmp_path / "mark"
    raised: list[type[BaseException]] = []

    def _run() -> None:
        try:
            run(["sh", "-c", _HANGING.format(mark=mark)], 60, leash=leash)
        except LetGo as let_go:
            raised.append(type(let_go))

    thread = threading.Thread(target=_run)
    thread.start()
    child = _child(mark)
    leash.let_go()
    leash.let_go()
    thread.join(5)
    assert raised == [LetGo]
    assert _ends(child)
    with pytest.raises(LetGo):
        run(["sleep", "60"], 60, leash=leash)


def test_killed_the_parent_takes_the_program_with_it(tmp_path: Path) -> None:
    """After kill -9 of the process that started it, neither the program nor what it started runs on."""
    mark = tmp_path / "mark"
    code = f"from renderers.programs import run\nrun(['sh', '-c', {_HANGING.format(mark=mark)!r}], 600)"
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2])
    child = _child(mark)
    assert _runs(child)
    parent.kill()
    parent.wait()
    assert _ends(child)


def test_what_killed_processes_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workplaces of an hour ago go; fresh ones, which somebody may be using, and all other folders stay."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, fresh, other = (tmp_path / name for name in ("shenbao-work-old", "shenbao-work-new", "other"))
    for folder in (old, fresh, other):
        folder.mkdir()
        (folder / "form.docx").write_bytes(b"x")
    hour_ago = time.time() - 3700
    for folder in (old, other):
        os.utime(folder, (hour_ago, hour_ago))
    assert discard_left() == 1
    assert not old.exists()
    assert fresh.exists()
    assert other.exists()
