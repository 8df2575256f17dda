"""Evidence as pages of A4, file by file, kept by what they were made of: the binder of a changed list is made of these.

Word files become pages through LibreOffice first; everything is opened in a child. A file that the child dies of is
left unopened by the next one; where it is not to blame, as on a full disk, nothing is made and nothing kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from dialogs.record.proofs import Proof
from renderers import pdf
from renderers.programs import Leash
from renderers.proofs import ROOM, NotOpened, note_of, opened
from storage.attachments import lying
from storage.files import private_folder

SHELF = "pages"
"""The folder of prepared pages, beside that of the files. It may be deleted at any time."""
_OFFICE = (".docx", ".doc", ".wps", ".rtf", ".dotx", ".pptx")
_MADE_BY = "1"
"""Another number where pages are drawn otherwise than before."""
_MOST_DEATHS = 5
_SECONDS = 600.0
_LOOK = 1.0
log = structlog.get_logger()

Told = Callable[[int, int], None]
"""Hears how many files of how many are done."""


def silent(done: int, of: int) -> None:
    """Nobody wants to know."""
    del done, of


@dataclass(frozen=True)
class Office:
    """What LibreOffice may take, and who hears how far the work is."""

    seconds: float = 60
    leash: Leash = field(default_factory=Leash)
    told: Told = silent


def prepared(proofs: Sequence[Proof], folder: Path, shelf: Path, place: Path, office: Office) -> Mapping[str, Path]:
    """Where the pages of each file lie, by the file's id; what was not there is made. ``NotOpened``."""
    private_folder(shelf)
    ready = {proof.file: shelf / f"{_key(proof)}.pdf" for proof in proofs}
    missing = [proof for proof in {proof.file: proof for proof in proofs}.values() if not _there(ready[proof.file])]
    paged = dict(_paged(missing, folder, place, office))
    failed = [proof for proof in missing if _is_text(proof) and proof.file not in paged]
    ready |= {proof.file: place / f"{proof.file}.once.pdf" for proof in failed}  # LibreOffice may do it the next time
    at = place / "at"
    job = {"files": [_file(proof, folder, ready, paged) for proof in missing], "at": str(at)}
    if missing:
        with _watched(at, len(ready) - len(missing), len(ready), office.told):
            _prepare(job, at, office.leash)
    return ready


def _key(proof: Proof) -> str:
    made_of = [_MADE_BY, proof.sha256, proof.name, proof.turned]
    return hashlib.sha256(json.dumps(made_of, ensure_ascii=False).encode(errors="replace")).hexdigest()


def _there(path: Path) -> bool:
    """Whether pages are there and whole; then they are needed for some time more."""
    if not note_of(path).exists():
        return False
    with suppress(FileNotFoundError):
        for each in (path, note_of(path)):
            os.utime(each)
        return True
    return False


def _is_text(proof: Proof) -> bool:
    return Path(proof.name.lower()).suffix in _OFFICE


def _paged(proofs: Sequence[Proof], folder: Path, place: Path, office: Office) -> Iterator[tuple[str, Path]]:
    """The Word files as PDF; one that LibreOffice does not turn is left out."""
    for proof in proofs:
        if not _is_text(proof):
            continue
        suffix = Path(proof.name.lower()).suffix
        try:
            content = lying(folder, proof.sha256).read_bytes()
            turned = pdf.convert_any(content, suffix, seconds=office.seconds, leash=office.leash)
        except (pdf.LibreOfficeMissing, pdf.ConversionFailed) as error:
            log.warning("evidence not paged", file=proof.file, reason=str(error)[:200])
            continue
        path = place / f"{proof.file}.pdf"
        path.write_bytes(turned)
        yield proof.file, path


def _file(proof: Proof, folder: Path, ready: Mapping[str, Path], paged: Mapping[str, Path]) -> dict[str, Any]:
    turned = {"pdf": str(paged[proof.file])} if proof.file in paged else {}
    path = str(lying(folder, proof.sha256))
    return {"path": path, "name": proof.name, "turned": proof.turned, "out": str(ready[proof.file]), **turned}


def _prepare(job: dict[str, Any], at: Path, leash: Leash) -> None:
    for _ in range(_MOST_DEATHS):
        try:
            opened("prepare", job, seconds=_SECONDS, leash=leash)
            return
        except NotOpened as death:
            culprit = _reached(at).get("out")
            if culprit is None or (not death.too_much and _is_short(Path(culprit).parent)):
                raise
            log.warning("a file ended the binding", reason=str(death)[:200])
            job["files"] = [each for each in job["files"] if not note_of(Path(each["out"])).exists()]
            for file in job["files"]:
                if file["out"] == culprit:
                    file["unfit"] = True
    opened("prepare", job, seconds=_SECONDS, leash=leash)


def _is_short(folder: Path) -> bool:
    """Whether the disk is to blame for what went wrong, rather than a file."""
    return shutil.disk_usage(folder).free < ROOM


def _reached(at: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(at.read_text("utf-8"))
    except (FileNotFoundError, ValueError):  # not begun, or just being written
        return {}
    return found


@contextmanager
def _watched(at: Path, before: int, every: int, told: Told) -> Iterator[None]:
    """Tell now and then how far a child is."""
    over = threading.Event()

    def _watch() -> None:
        said = 0
        while not over.wait(_LOOK):
            done = before + int(_reached(at).get("number", 0))
            if done > said:
                said = done
                told(done, every)

    watcher = threading.Thread(target=_watch, name="binder progress", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def forget(shelf: Path, untouched: float) -> int:
    """Remove pages that no binder needed for so many seconds; returns how many files went."""
    limit, gone = time.time() - untouched, 0
    for path in shelf.glob("*") if shelf.exists() else ():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < limit:
                path.unlink()
                gone += 1
    return gone
