"""Programs of others, which may hang, crash or leave children behind: each in a process group of its own, then killed.

What they print goes to a file: through a pipe, a child left behind would be waited for after its parent has ended.
They would also outlive a parent that is killed, so they hang on a ``Leash``, and a guard beside each holds on to it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_PREFIX = "shenbao-work-"
_STALE = 3600.0
_KILLED = 128
"""The shell adds the signal's number to this."""
_GUARDED = """
exec 3<&0 4>&2 </dev/null 2>/dev/null
"$@" 3<&- 2>&4 4>&- & program=$!
(read -r _ <&3; kill -KILL 0) & guard=$!
wait $program; status=$?
kill $guard; wait $guard
exit $status
"""
"""Runs a program beside a guard, which kills the whole group when the other end of standard input is closed."""


class Stopped(Exception):
    """A program did not end within its time and was killed, with everything that it had started."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"It was stopped after {seconds:g} s.")


class LetGo(Exception):
    """A program was let go of before it was done: this process ends, and nothing is wrong with what it was to do."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class Leash:
    """What programs hang on: they are killed when it is let go, and when this process ends, however it ends."""

    def __init__(self) -> None:
        self.end, held = os.pipe()
        self._release = weakref.finalize(self, os.close, held)
        weakref.finalize(self, os.close, self.end)

    def let_go(self) -> None:
        """Kill every program on this leash, and every one that is put on it later."""
        self._release()

    @property
    def gone(self) -> bool:
        """Whether it was let go."""
        return not self._release.alive


OURS = Leash()
"""The leash of whoever has none: nothing but the end of this process lets it go."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its exit status (below zero: the signal that killed it) and what it had printed."""

    status: int
    said: str


def run(
    command: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None, leash: Leash = OURS
) -> Ended:
    """Runs a program until it ends; nothing of its process group is left then.

    Raises ``Stopped`` after ``seconds``, and ``LetGo`` when the leash was let go.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            ["/bin/sh", "-c", _GUARDED, "sh", *command],
            env={**os.environ, **(environment or {})},
            stdin=leash.end,
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
        if leash.gone:
            raise LetGo
        output.seek(0)
        return Ended(status if status < _KILLED else _KILLED - status, output.read().decode(errors="replace").strip())


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for one run of a program, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def discard_left(now: float | None = None) -> int:
    """At start: remove the workplaces that killed processes left behind, an hour old or more. Returns how many."""
    moment = time.time() if now is None else now
    left = [each for each in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*") if _age(each, moment) > _STALE]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)


def _age(folder: Path, now: float) -> float:
    try:
        return now - folder.stat().st_mtime
    except FileNotFoundError:  # its owner was faster
        return 0.0
