"""The binder (佐证册) and what goes into it: every file of the evidence list in the order of the form, in one PDF.

Each file is made pages of A4 once and kept so (``preparing``): a changed one costs no more than itself. What has no
pages gets a page that says so, and its original is handed in beside: one bad file never costs the others.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.printing.preparing import SHELF, Office, prepared
from dialogs.definition.form import Form
from dialogs.derived.evidence import ProofItem
from dialogs.derived.journey import Journey
from dialogs.record.application import Application
from dialogs.record.proofs import Proof
from renderers.chat.evidence import named
from renderers.programs import workplace
from renderers.proofs import opened

_SECONDS = 600.0
_WORDS = {
    "heading": "佐证材料目录",
    "directory": "目录",
    "unbound": "原件另附",
    "signed": "有电子签名，装订后失效，原件另附",
}


class NothingToBind(Exception):
    """No file has a place on the evidence list yet."""


@dataclass(frozen=True, slots=True)
class Binder:
    """The PDF, a file that its taker removes; ``pages`` without the directory.

    ``unbound`` are the names of files that are only named in it.
    """

    file: Path
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


def bind(form: Form, application: Application, folder: Path, office: Office | None = None) -> Binder:
    """Make the binder of the files that lie in ``folder``. ``NothingToBind``; ``NotOpened`` if no child survives."""
    items = proved(form, application)
    if not items:
        raise NothingToBind
    proofs, office = [proof for item in items for proof in item.files], office or Office()
    shelf = folder.with_name(SHELF)
    with workplace() as place:
        ready = prepared(proofs, folder, shelf, place, office)
        job = _job(form, items, place, ready) | {"title": title_of(application)}
        found = opened("bind", job, seconds=_SECONDS, leash=office.leash)
        made = _out_of(place / "binder.pdf")
    files = [file for item in found["items"] for file in item["files"]]
    unbound = dict.fromkeys(file["name"] for file in files if file["note"] == "unbound")
    places = {item["id"]: (item["files"][0]["first"], item["files"][-1]["last"]) for item in found["items"]}
    return Binder(made, found["pages"], len({proof.file for proof in proofs}), tuple(unbound), places)


def lists_in(form: Form, places: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """Where the list of a question stands in the binder, in words of the form, by the question's name."""
    found = {}
    for each in form.evidence:
        if each.id in places:
            first, last = places[each.id]
            pages = str(first) if first == last else f"{first}—{last}"
            found.update(dict.fromkeys(each.fields, f"名单见佐证材料第{pages}页"))
    return found


def _out_of(path: Path) -> Path:
    with tempfile.NamedTemporaryFile(prefix="shenbao-work-", suffix=".pdf", delete=False) as target:
        return path.replace(target.name)


def _job(form: Form, items: Sequence[ProofItem], place: Path, ready: Mapping[str, Path]) -> dict[str, Any]:
    titles = {section.name: section.title for section in form.sections}
    return {
        "words": _WORDS,
        "out": str(place / "binder.pdf"),
        "folder": str(place),
        "items": [
            {
                "id": item.requirement.id,
                "label": named(form, item.requirement),
                "section": titles[item.section],
                "files": [
                    {"key": proof.file, "name": proof.name, "ready": str(ready[proof.file])} for proof in item.files
                ],
            }
            for item in items
        ],
    }
