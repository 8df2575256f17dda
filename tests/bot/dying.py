"""A process that does one thing to a file of answers and kills itself on the way, after so many lines of the program.

Arguments: the data folder, what is to be done (``read`` the file that was ordered, ``say`` words at an address), after
how many lines to die, and for ``say`` the address, the event's id and the words. Ends with 0 where it came to the end.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from bot.desk.works import left
from bot.house import build
from bot.settings import Settings
from dialogs.turn.messages import Said
from tests.bot.conftest import NOON
from tests.bot.printing import HeldJobs

WATCHED = {
    "read": ("bot/work/orders.py", "bot/evidence/importing.py", "storage/exports.py", "storage/inbox.py"),
    "say": ("bot/turns/conversations.py", "storage/applications.py", "storage/conversations.py", "storage/outbox.py"),
}
"""The files in which the lines are counted."""


def main() -> None:
    """Do it, and die."""
    data, what, lines, *rest = sys.argv[1:]
    jobs = HeldJobs()
    house = build(Settings(data=Path(data), now=NOON), jobs=jobs)
    sys.settrace(_Counter(int(lines), WATCHED[what]).call)
    if what == "read":
        jobs.kept += left(house.database)
        jobs.do_all()
    else:
        address, event, words = rest
        house.conversations.receive(int(address), event, Said(words))
    sys.settrace(None)
    os._exit(0)


class _Counter:
    """Counts lines of some files, and kills after the last one."""

    def __init__(self, lines: int, files: tuple[str, ...]) -> None:
        self._left, self._files = lines, files

    def call(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Watch what a call does, where it is in these files."""
        del event, argument
        return self._line if frame.f_code.co_filename.endswith(self._files) else None

    def _line(self, frame: FrameType, event: str, argument: Any) -> Any:
        del frame, argument
        self._left -= event == "line"
        if self._left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return self._line
