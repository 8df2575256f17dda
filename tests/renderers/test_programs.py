"""Programs of others: whatever they do, they end in time, and nothing of theirs goes on running."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from renderers.programs import Ended, Stopped, run
from tests.renderers.processes import gone, script


def program(folder: Path, text: str) -> list[str]:
    """The command that runs a shell script."""
    return [str(script(folder / "program", text))]


def test_what_it_printed_and_how_it_ended(tmp_path: Path) -> None:
    """Both kinds of output and the exit status come back; the environment is ours with what was added."""
    command = program(tmp_path, 'echo "out $WORD"; echo err >&2; exit 3\n')
    assert run(command, 10, {"WORD": "字"}) == Ended(3, "out 字\nerr")


def test_what_hangs_is_stopped_with_all_it_started(tmp_path: Path) -> None:
    """After its time neither the program nor its children run, deaf to polite signals as they are."""
    command = program(
        tmp_path, f"trap '' TERM INT HUP\nsleep 600 &\necho $! > {tmp_path}/child\necho $$ > {tmp_path}/self\nwait"
    )
    began = time.monotonic()
    with pytest.raises(Stopped, match=r"stopped after 2 s"):
        run(command, 2)
    assert time.monotonic() - began < 20
    assert gone(tmp_path / "child")
    assert gone(tmp_path / "self")


def test_what_it_leaves_behind_is_not_waited_for(tmp_path: Path) -> None:
    """A child that holds the output open after its parent ended delays nothing, and is gone."""
    command = program(tmp_path, f"sleep 600 &\necho $! > {tmp_path}/child\necho done\n")
    began = time.monotonic()
    assert run(command, 60) == Ended(0, "done")
    assert time.monotonic() - began < 20
    assert gone(tmp_path / "child")


def test_what_was_killed_says_so(tmp_path: Path) -> None:
    """A program that something else killed comes back with the signal as status."""
    assert run(program(tmp_path, "kill -KILL $$\n"), 10).status == -signal.SIGKILL


def test_it_asks_nobody(tmp_path: Path) -> None:
    """A program that waits for typed input gets none and goes on."""
    assert run(program(tmp_path, 'read word; echo "<$word>"\n'), 10).said == "<>"
