"""The child: ``python -m renderers.proofs ORDER`` does one task on files of others and writes down what it found.

``look``  what a file is, what is wrong with it, a small picture of it
``prepare``  files as pages of A4
``bind``  one PDF of such pages
``read``  the cells of a sheet
``gather``  a file that may hold answers, as lines and tables
``letters``  the words on a photo or a scan
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from renderers.proofs import MEMORY_MB


def main(order: Path) -> None:
    """Do what the order says, within limits that hold before the first byte is looked at."""
    job = json.loads(order.read_text("utf-8"))
    _limit(job["seconds"], job.get("memory", MEMORY_MB))
    if job["task"] == "look":
        from renderers.proofs.looking import look

        found = look(job)
    elif job["task"] == "prepare":
        from renderers.proofs.preparing import prepare

        found = prepare(job)
    elif job["task"] == "bind":
        from renderers.proofs.binding import bind

        found = bind(job)
    elif job["task"] == "gather":
        from renderers.proofs.answers import gather

        found = gather(job)
    elif job["task"] == "letters":
        from renderers.proofs.letters import letters

        found = letters(job)
    else:
        from renderers.proofs.tables import read

        found = read(job)
    Path(job["answer"]).write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _limit(seconds: int, megabytes: int) -> None:
    memory = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


main(Path(sys.argv[1]))
