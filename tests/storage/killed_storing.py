"""A process that stores a file and kills itself on the way, at the step that it is told."""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # started as a file of its own

from storage import attachments
from storage.database import Database

CONTENT = b"0123456789abcdef" * 200_000
STEPS = ("half written", "before the row", "row not committed")
NOW = datetime(2024, 4, 1, 9, 30, tzinfo=UTC)


def die() -> None:
    """End as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


class Broken(BytesIO):
    """A stream during which the process dies, after its first piece."""

    def read(self, size: int | None = -1, /) -> bytes:
        """The next piece, or death."""
        if self.tell() > 0:
            die()
        return super().read(size)


def main(url: str, folder: Path, person: int, step: str) -> None:
    """Store the content for this person, up to this step."""
    stored = attachments.store(Broken(CONTENT) if step == "half written" else CONTENT, folder)
    if step == "before the row":
        die()
    with Database(url).write() as session:
        attachments.add(
            session,
            stored,
            NOW,
            person_id=person,
            application_id=None,
            name="申报表.docx",
            media_type="application/octet-stream",
            kind="upload",
            state="new",
        )
        die()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
