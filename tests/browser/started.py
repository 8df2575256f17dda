"""The real program: a process of its own, an empty folder, a fixed clock."""

from __future__ import annotations

import os
import re
import signal
import socket
import time
from pathlib import Path
from types import TracebackType

from tests import forked
from tests.ports import free_port

_LINK = re.compile(r"http://\S+/i/\S+")
NOW = "2024-04-11T09:30:00+08:00"
_PATIENCE = 30.0


class Program:
    """``shenbao serve``; ``link`` is the personal link that it prints for the first contact.

    ``anew``: started as people start it, from nothing.
    """

    def __init__(self, data: Path, *, anew: bool = False) -> None:
        self.port = free_port()
        self._anew = anew
        self._environment = {
            **os.environ,
            "SHENBAO_DATA": str(data),
            "SHENBAO_PORT": str(self.port),
            "SHENBAO_NOW": NOW,
        }
        self._process: forked.Running | None = None
        self.link = ""

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def pid(self) -> int:
        """The process that runs now."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it listens."""
        self._process = forked.start("serve", environment=self._environment, anew=self._anew)
        self._read_until_listening(self._process)

    def _read_until_listening(self, process: forked.Running) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if found := _LINK.search(line):
                self.link = found[0]
            if line.startswith("shenbao: "):
                self._wait_for_port()
                return
        raise AssertionError("shenbao serve did not start")

    def _wait_for_port(self) -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.01)
        raise AssertionError("shenbao serve does not listen")

    def kill(self) -> None:
        """End it at once, as kill -9 does."""
        assert self._process is not None
        self._process.kill()
        self._process.close()

    def __enter__(self) -> Program:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        self._process.send(signal.SIGTERM)
        self._process.wait(_PATIENCE)
        self._process.close()
