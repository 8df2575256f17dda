"""Files that people sent, opened: by a child process with limits, never by the service itself.

A file may be damaged, or made to do harm: a picture of a million million dots, a sheet whose reader dies, a stream that
unpacks to gigabytes. So whatever is inside is looked at by ``python -m renderers.proofs``, which may take so much
memory and so much time; when it dies, the file is at fault and the service goes on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from renderers.programs import OURS, Leash, Stopped, run, workplace

MEMORY_MB = 1_200
"""Address space of a child: enough for an A3 page at 600 dpi, far below what a bomb wants."""


ROOM = 32 << 20
"""Bytes of the disk below which nothing is said about files: what goes wrong then is the disk's fault."""


class NotOpened(Exception):
    """The child that opened a file did not survive it, or did not end in time.

    ``too_much``: it was stopped by a limit, so that the file is to blame; otherwise nobody knows what is.
    """

    def __init__(self, words: str, *, too_much: bool) -> None:
        super().__init__(words)
        self.too_much = too_much


def opened(task: str, job: Mapping[str, Any], *, seconds: float = 60, leash: Leash = OURS) -> dict[str, Any]:
    """What a child found out (see ``__main__`` for the tasks). ``NotOpened``; ``LetGo`` when the leash was let go."""
    with workplace() as folder:
        order, answer = folder / "order.json", folder / "answer.json"
        order.write_text(json.dumps({**job, "task": task, "answer": str(answer), "seconds": int(seconds)}), "utf-8")
        try:
            ended = run([sys.executable, "-m", "renderers.proofs", str(order)], seconds, _environment(), leash)
        except Stopped as stopped:
            raise NotOpened(str(stopped), too_much=True) from None
        if ended.status or not answer.exists():
            too_much = ended.status < 0 or "MemoryError" in ended.said
            raise NotOpened(f"status {ended.status}: {ended.said[-400:]}", too_much=too_much)
        found: dict[str, Any] = json.loads(answer.read_text("utf-8"))
        return found


def note_of(prepared: Path) -> Path:
    """Where stands what is to be said of a file: last of all, so that where it is the pages are whole."""
    return prepared.with_suffix(".note")


def _environment() -> dict[str, str]:
    """The child finds this program where this process found it."""
    return {"PYTHONPATH": str(Path(__file__).parents[2]), "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
