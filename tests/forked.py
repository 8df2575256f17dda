"""Processes of shenbao, of which tests start hundreds: forked from one that has read the program and the form already.

What runs is the same command line in a process of its own, with environment and streams of its own, that dies of
``kill -9`` as any other does; only the seconds in which Python reads its libraries are spent once for all. That
``python -m bot`` starts from nothing as well is held by tests of the command line, of killed and of shared services.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.reduction import DupFd
from pathlib import Path
from subprocess import DEVNULL, PIPE, CompletedProcess
from typing import IO, Any, Protocol, TextIO

ROOT = Path(__file__).parents[1]
COMMAND_LINE = "bot.__main__:main"
_SECONDS = 120.0
_context = get_context("forkserver")
_context.set_forkserver_preload(["tests.warm"])


class Process(Protocol):
    """What ``multiprocessing`` says about a process."""

    @property
    def pid(self) -> int | None:
        """Its number."""

    @property
    def exitcode(self) -> int | None:
        """What it ended with; None while it runs."""

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end, for so many seconds at most."""


class Running:
    """A process that runs; ``stdin`` and ``stdout`` are our ends of its pipes, where there are any."""

    def __init__(self, process: Process, stdin: TextIO | None, stdout: TextIO | None) -> None:
        self._process = process
        self.stdin = stdin
        self.stdout = stdout

    @property
    def pid(self) -> int:
        """Its number."""
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """What it ended with: a status, or less than nothing for a signal; None while it runs."""
        return self._process.exitcode

    def wait(self, seconds: float = _SECONDS) -> int:
        """Wait for its end."""
        self._process.join(seconds)
        ended = self._process.exitcode
        if ended is None:
            raise TimeoutError(f"process {self.pid} did not end in {seconds:g} s")
        return ended

    def send(self, how: signal.Signals) -> None:
        """Send it a signal; one that has ended hears nothing."""
        if self.poll() is None:
            os.kill(self.pid, how)

    def kill(self) -> None:
        """End it at once, without a chance to tidy up, and wait until it is gone."""
        self.send(signal.SIGKILL)
        self.wait()

    def close(self) -> None:
        """Close our ends of its pipes."""
        for stream in (self.stdin, self.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):  # what was written and not read is lost with the process
                    stream.close()


def start(
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    stdin: int | None = None,
    stdout: int | None = PIPE,
    stderr: int | None = None,
    program: str = COMMAND_LINE,
    anew: bool = False,
) -> Running:
    """Start ``shenbao`` with these arguments, or another function (``module:name``) that reads ``sys.argv``.

    A stream is ``PIPE``, ``DEVNULL``, a descriptor, or None for our own. ``anew``: as people start it, from nothing.
    """
    ends = [_ends(number, given) for number, given in enumerate((stdin, stdout, stderr))]
    streams = [theirs for theirs, _ in ends]
    told = dict(os.environ if environment is None else environment)
    process = _Anew(arguments, told, streams) if anew else _forked(program, arguments, told, streams)
    for each in streams:
        os.close(each)
    talk, heard, _ = (
        None if end is None else os.fdopen(end, "r" if number else "w", buffering=1, encoding="utf-8")
        for number, (_, end) in enumerate(ends)
    )
    return Running(process, talk, heard)


def _ends(number: int, given: int | None) -> tuple[int, int | None]:
    """Theirs and, of a pipe, ours."""
    if given == PIPE:
        reading, writing = os.pipe()
        return (reading, writing) if number == 0 else (writing, reading)
    if given == DEVNULL:
        return os.open(os.devnull, os.O_RDWR), None
    return os.dup(number if given is None else given), None


def run(
    *arguments: str, environment: Mapping[str, str] | None = None, typed: str = "", seconds: float = _SECONDS
) -> CompletedProcess[str]:
    """Run a command of ``shenbao`` to its end, with something typed; what it said."""
    with _file(typed) as said, _file() as told, _file() as wrong:
        into, out, beside = said.fileno(), told.fileno(), wrong.fileno()
        process = start(*arguments, environment=environment, stdin=into, stdout=out, stderr=beside)
        status = process.wait(seconds)
        told.seek(0)
        wrong.seek(0)
        return CompletedProcess(arguments, status, told.read(), wrong.read())


def _file(content: str = "") -> IO[str]:
    file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 whoever asks closes it
    file.write(content)
    file.seek(0)
    return file


class _Anew:
    """``python -m bot``, as ``multiprocessing`` would say it."""

    def __init__(self, arguments: tuple[str, ...], environment: dict[str, str], streams: list[int]) -> None:
        stdin, stdout, stderr = streams
        line = [sys.executable, "-m", "bot", *arguments]
        self._process = subprocess.Popen(line, env=environment, stdin=stdin, stdout=stdout, stderr=stderr, cwd=ROOT)
        self.pid = self._process.pid

    @property
    def exitcode(self) -> int | None:
        return self._process.poll()

    def join(self, timeout: float | None = None) -> None:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout)


def _forked(program: str, arguments: tuple[str, ...], environment: dict[str, str], streams: list[int]) -> Process:
    process = _context.Process(target=_run, args=(program, arguments, environment, _Streams(streams)), daemon=True)
    process.start()
    return process


class _Streams:
    """Descriptors that go along to the process, where they are a list of numbers."""

    def __init__(self, descriptors: list[int]) -> None:
        self._descriptors = descriptors

    def __reduce__(self) -> tuple[Any, ...]:
        return _received, tuple(DupFd(each) for each in self._descriptors)


def _received(*sent: Any) -> list[int]:
    return [each.detach() for each in sent]


def _run(program: str, arguments: tuple[str, ...], environment: dict[str, str], streams: list[int]) -> None:
    """In the new process: be told what a program is told, run, and end as it ends."""
    for place, given in enumerate(streams):
        os.dup2(given, place)
        os.close(given)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w", buffering=1)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = ["shenbao", *arguments]
    module, _, name = program.partition(":")
    try:
        getattr(import_module(module), name)()
    finally:
        sys.stdout.flush()
        atexit._run_exitfuncs()
