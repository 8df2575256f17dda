"""A look into a file that came, before it is kept: a child opens it; what is no proof is refused, with the reason."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot.evidence.incoming import Incoming, Refusal, UploadRefused, clean_name
from dialogs.record import codec
from dialogs.record.proofs import Listed
from renderers.programs import workplace
from renderers.proofs import NotOpened, opened

_AT_ONCE = threading.Semaphore(2)
"""A look takes a core and up to some hundred megabytes."""
_REASONS: dict[str, Refusal] = {"mismatch": "mismatch", "damaged": "damaged", "locked": "locked", "bomb": "bomb"}
_SECONDS = 60.0
_RESEMBLES = 2
"""Labels of the form from which on a file may hold answers; evidence names at most what it proves."""
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen: hints at a file, between spaces; a small JPEG of a photo; what a sheet counts.

    ``scanned`` says whether a virus scanner found it clean.
    ``resembles``: labels of the form stand in it; ``pages`` is how many it has, 0 where that is not known.
    """

    hint: str = ""
    thumbnail: bytes | None = None
    listed: Listed | None = None
    scanned: str = "off"
    resembles: bool = False
    pages: int = 0


class Vanished(Exception):
    """The file was thrown away while it was looked at: whoever received it ends, and takes it again."""


def look(file: Incoming, labels: Sequence[str] = ()) -> Looked:
    """Look into a file whose bytes are all there; ``labels`` are those of the form. ``UploadRefused``; ``Vanished``."""
    with _AT_ONCE, workplace() as folder:
        place = folder / "thumbnail.jpg"
        path, name = str(file.arriving.path), clean_name(file.name)
        job = {"path": path, "name": name, "thumbnail": str(place), "labels": list(labels)}
        try:
            found = opened("look", job, seconds=_SECONDS)
        except NotOpened as trouble:
            if not file.arriving.path.exists():
                raise Vanished from None
            log.warning("file not opened", reason=str(trouble))
            raise UploadRefused("bomb" if trouble.too_much else "unseen") from None
        if found["problem"]:
            raise UploadRefused(_REASONS[found["problem"]])
        listed: Listed | None = codec.loads(found["listed"]) if "listed" in found else None
        resembles = found.get("labels", 0) >= _RESEMBLES
        small = place.read_bytes() if place.exists() else None
        return Looked(_hints(found), small, listed, resembles=resembles, pages=found.get("pages", 0))


def _hints(found: Mapping[str, Any]) -> str:
    """What may be wrong with a photo, and whether a red seal is to be seen on it; how many pages a PDF has."""
    seal = {True: "seal", False: "noseal"}.get(found.get("seal", ""), "")
    pages = f"pages={found['pages']}" if found["kind"] == "pdf" and "pages" in found else ""
    return " ".join(word for word in (found.get("hint", ""), seal, pages) if word)
