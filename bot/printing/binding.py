"""The binder (佐证册) and what goes into it: every file of the evidence list in the order of the form, in one PDF.

Word files become pages through LibreOffice first; everything is opened in a child. A file that the child dies of, or
that has no pages, gets a page that says so, and its original is handed in beside: one bad file never costs the others.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from dialogs.application import Application, Proof
from dialogs.evidence import ProofItem
from dialogs.form import Form
from dialogs.journey import Journey
from renderers import pdf
from renderers.chat.evidence import named
from renderers.programs import Leash, workplace
from renderers.proofs import NotOpened, opened

_OFFICE = (".docx", ".doc", ".wps", ".rtf", ".dotx", ".pptx")
_MOST_DEATHS = 5
_SECONDS = 600.0
_WORDS = {
    "heading": "佐证材料目录",
    "directory": "目录",
    "unbound": "原件另附",
    "signed": "有电子签名，装订后失效，原件另附",
}
log = structlog.get_logger()


class NothingToBind(Exception):
    """No file has a place on the evidence list yet."""


@dataclass(frozen=True, slots=True)
class Binder:
    """The PDF; ``pages`` without the directory, ``unbound`` are the names of files that are only named in it."""

    content: bytes
    pages: int
    files: int
    unbound: tuple[str, ...]
    places: dict[str, tuple[int, int]]


def proved(form: Form, application: Application) -> list[ProofItem]:
    """The items that have files and are called for, in the order of the form."""
    return [each for each in Journey(form, application).proofs if each.files and each.wanted]


def fingerprint(form: Form, application: Application) -> str:
    """What the binder is made of: of the same files in the same places it is the same."""
    parts = [[each.requirement.id, [_part(proof) for proof in each.files]] for each in proved(form, application)]
    title = title_of(application)
    return hashlib.sha256(json.dumps([title, parts], ensure_ascii=False).encode()).hexdigest()[:24]


def _part(proof: Proof) -> list[str]:
    return [proof.sha256, proof.name, str(proof.turned)]


def title_of(application: Application) -> str:
    """The cluster's name, if it has one yet."""
    answer = application.answer("cluster_name")
    return str(answer.value) if answer is not None and answer.value is not None else ""


def bind(form: Form, application: Application, folder: Path, *, seconds: float, leash: Leash) -> Binder:
    """Make the binder of the files that lie in ``folder``. ``NothingToBind``; ``NotOpened`` if no child survives."""
    items = proved(form, application)
    if not items:
        raise NothingToBind
    with workplace() as place:
        made = {proof.file: path for proof, path in _converted(items, folder, place, seconds, leash)}
        job = _job(form, items, folder, place, made) | {"title": title_of(application)}
        found = _bound(job, place, leash)
        content = (place / "binder.pdf").read_bytes()
    files = [file for item in found["items"] for file in item["files"]]
    unbound = dict.fromkeys(file["name"] for file in files if file["note"] == "unbound")
    places = {item["id"]: (item["files"][0]["first"], item["files"][-1]["last"]) for item in found["items"]}
    return Binder(
        content, found["pages"], len({proof.file for item in items for proof in item.files}), tuple(unbound), places
    )


def _converted(
    items: Sequence[ProofItem], folder: Path, place: Path, seconds: float, leash: Leash
) -> Iterator[tuple[Proof, Path]]:
    """The Word files as PDF, each once; one that LibreOffice does not turn is left out."""
    seen = set[str]()
    for proof in (proof for item in items for proof in item.files):
        suffix = Path(proof.name.lower()).suffix
        if suffix not in _OFFICE or proof.file in seen:
            continue
        seen.add(proof.file)
        try:
            paged = pdf.convert_any((folder / proof.sha256).read_bytes(), suffix, seconds=seconds, leash=leash)
        except (pdf.LibreOfficeMissing, pdf.ConversionFailed) as error:
            log.warning("evidence not paged", file=proof.file, reason=str(error)[:200])
            continue
        path = place / f"{proof.sha256}.pdf"
        path.write_bytes(paged)
        yield proof, path


def _job(form: Form, items: Sequence[ProofItem], folder: Path, place: Path, made: dict[str, Path]) -> dict[str, Any]:
    titles = {section.name: section.title for section in form.sections}
    return {
        "words": _WORDS,
        "out": str(place / "binder.pdf"),
        "at": str(place / "at"),
        "folder": str(place),
        "items": [
            {
                "id": item.requirement.id,
                "label": named(form, item.requirement),
                "section": titles[item.section],
                "files": [_file(proof, folder, made) for proof in item.files],
            }
            for item in items
        ],
    }


def _file(proof: Proof, folder: Path, made: dict[str, Path]) -> dict[str, Any]:
    paged = {"pdf": str(made[proof.file])} if proof.file in made else {}
    return {
        "key": proof.file,
        "path": str(folder / proof.sha256),
        "name": proof.name,
        "turned": proof.turned,
        **paged,
    }


def _bound(job: dict[str, Any], place: Path, leash: Leash) -> dict[str, Any]:
    """Have a child bind; whatever file it dies of is left unopened by the next one."""
    for _ in range(_MOST_DEATHS):
        try:
            return opened("bind", job, seconds=_SECONDS, leash=leash)
        except NotOpened as death:
            at = place / "at"
            culprit = at.read_text("utf-8") if at.exists() else ""
            if not culprit:
                raise
            log.warning("a file ended the binding", file=culprit, reason=str(death)[:200])
            for file in (file for item in job["items"] for file in item["files"]):
                if file["key"] == culprit:
                    file["unfit"] = True
    return opened("bind", job, seconds=_SECONDS, leash=leash)
