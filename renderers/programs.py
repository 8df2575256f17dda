"""Programs of others, which may hang, crash or leave children behind: each in a process group of its own, then killed.

What they print goes to a file: through a pipe, a child left behind would be waited for after its parent has ended.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from tempfile import TemporaryFile


class Stopped(Exception):
    """A program did not end within its time and was killed, with everything that it had started."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"It was stopped after {seconds:g} s.")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its exit status (below zero: the signal that killed it) and what it had printed."""

    status: int
    said: str


def run(command: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None) -> Ended:
    """Runs a program until it ends; nothing of its process group is left then. Raises ``Stopped`` after ``seconds``."""
    with TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Stopped(seconds) from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        output.seek(0)
        return Ended(status, output.read().decode(errors="replace").strip())
