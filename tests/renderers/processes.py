"""Shell scripts in the place of other people's programs, and whether what they started is gone."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest


def instead_of(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Puts a shell script on the PATH, before the program of this name."""
    script(folder / name, text)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def script(path: Path, text: str) -> Path:
    """A shell script that can be run."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def gone(noted: Path) -> bool:
    """Whether the process whose number a script noted is gone; for being killed it has five seconds."""
    pid = noted.read_text().strip()
    state = Path("/proc", pid, "stat")
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            if state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False
