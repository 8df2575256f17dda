"""Archives of what is taken out: their names, and how they are packed."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import IO

from dialogs.record.region import Entrant, Region

_PIECE = 1 << 20
_PACKED = {".docx", ".xlsx", ".pdf", ".zip", ".png", ".jpg", ".jpeg"}
"""Files that hold packed bytes already: packing them again takes a core and gains nothing."""


def named(region: Region, entrant: Entrant) -> str:
    """What the files of an application are called: county and cluster."""
    name = f"{region.called(entrant.county)}{entrant.cluster and '_'}{entrant.cluster}"
    return "".join(each for each in name if each not in '\\/:*?"<>|' and each.isprintable())[:80]


def unused(name: str, used: set[str]) -> str:
    """The name, with a number behind it where it is taken; it is taken then."""
    number, found = 1, name
    while found in used:
        number += 1
        found = f"{name}（{number}）"
    used.add(found)
    return found


def zipped(archive: IO[bytes], parts: Iterable[tuple[str, bytes | Path]], now: datetime) -> None:
    """Write an archive whose names are UTF-8 and say so, file by file; the stream is then at its start."""
    moment = (now.year, now.month, now.day, now.hour, now.minute, now.second)
    with zipfile.ZipFile(archive, "w") as packed:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix in _PACKED else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            if isinstance(content, bytes):
                packed.writestr(entry, content)
            else:
                with content.open("rb") as source, packed.open(entry, "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target, _PIECE)
    archive.seek(0)
