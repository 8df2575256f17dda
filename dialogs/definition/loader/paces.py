"""How long an edition's questions take before anybody was timed."""

from __future__ import annotations

from pathlib import Path

from dialogs.definition.fields import Kind
from dialogs.definition.loader.records import Mistakes, read_record
from dialogs.definition.paces import Paces


def read_paces(folder: Path, mistakes: Mistakes) -> Paces:
    """The estimates; none where the edition has no ``paces.yaml``."""
    if not (folder / "paces.yaml").exists():
        return Paces()
    head = read_record(folder, "paces.yaml", mistakes)
    kinds, known = head.record("kinds"), {}
    if kinds is None:
        head.wrong("“kinds” is missing")
    else:
        known = {kind.value: kinds.integer(kind.value) or 0 for kind in Kind}
        kinds.finish()
    paces = Paces(known, head.integer("further") or 0, head.integer("few") or 1)
    head.finish()
    return paces
