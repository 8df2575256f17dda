"""A backup: a folder that holds everything of a house that cannot be made again, and a list of what belongs into it.

The list is written last, and the folder gets its name when it is whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from storage.files import flush, private_folder

DATABASE = "app.db"
FILES = "files"
LIST = "backup.json"
_FORMAT = 1


class Unusable(Exception):
    """What was asked for cannot be done; the words say why, and how to go on."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds.

    ``database`` and ``key`` are the sha256 of the file, empty where there is none; ``files`` are those of people by
    their sha256, each with a name that people know it by; ``missing`` were not there when the backup was made.
    """

    made: str
    database: str
    key: str
    files: Mapping[str, str]
    missing: Mapping[str, str]


def write(contents: Contents, folder: Path) -> None:
    """Put the list into a backup, and make sure that it is on the disk."""
    file = folder / LIST
    file.write_text(json.dumps({"format": _FORMAT, **asdict(contents)}, ensure_ascii=False, indent=1), "utf-8")
    flush(file)
    flush(folder)


def read(folder: Path) -> Contents:
    """The list of a backup; ``Unusable`` where this is none."""
    try:
        found = json.loads((folder / LIST).read_text("utf-8"))
        if found.pop("format") != _FORMAT:
            raise Unusable(f"{folder}: made by another version of shenbao; restore it with that one.")
        return Contents(**found)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unusable(f"{folder}: no whole backup, for {LIST} is missing or damaged. Choose another one.") from error


def copy(source: Path, target: Path) -> str:
    """Copy a file, for its owner only, whole or not at all; returns the sha256 of what was copied."""
    digest, unfinished = hashlib.sha256(), target.with_name(f"{target.name}.part")
    private_folder(target.parent)
    with source.open("rb") as stream, unfinished.open("wb") as copied:
        unfinished.chmod(0o600)
        while piece := stream.read(1 << 20):
            digest.update(piece)
            copied.write(piece)
    flush(unfinished)
    unfinished.replace(target)
    return digest.hexdigest()


def copy_as(source: Path, target: Path, sha256: str) -> bool:
    """Copy a file that has this sha256; False where it is not there, or no longer is what it was."""
    if not source.is_file():
        return False
    if copy(source, target) == sha256:
        return True
    target.unlink()
    return False


def digest_of(file: Path) -> str:
    """The sha256 of a file, empty where there is none."""
    if not file.is_file():
        return ""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
