"""An operator's mistake in one sentence: what is wrong and how to go on, in place of a traceback.

Only what a person at the machine can mend is said so: settings, folders, databases, targets. Everything else is a fault
of ours and keeps its traceback.
"""

from __future__ import annotations

import errno
from pathlib import Path
from socket import gaierror
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

from bot.keeping.bundle import Unusable

_MENDABLE = frozenset(
    (
        errno.EADDRINUSE,
        errno.EADDRNOTAVAIL,
        errno.EACCES,
        errno.EPERM,
        errno.EEXIST,
        errno.EISDIR,
        errno.ENOENT,
        errno.ENOSPC,
        errno.ENOTDIR,
        errno.EROFS,
    )
)
STATUS = 2


class WrongTarget(Exception):
    """This file cannot be written."""

    def __init__(self, target: Path, why: str) -> None:
        super().__init__(f"{target}: {why}")


class Plainly(TyperGroup):
    """The commands, with an operator's mistakes said in one sentence and status 2."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            said = sentence(error)
            if said is None:
                raise
            typer.echo(said, err=True)
            raise typer.Exit(STATUS) from None


def sentence(error: Exception) -> str | None:
    """What an error says to the operator; None where it is none of theirs."""
    if isinstance(error, ValidationError):
        return "\n".join(_setting(each) for each in error.errors(include_input=False, include_context=False))
    if isinstance(error, gaierror):
        return f"SHENBAO_HOST: no such address ({error.strerror})"
    if isinstance(error, OSError):
        return _of_system(error)
    if isinstance(error, _known()):
        said, meaning = str(error), (type(error).__doc__ or "").partition("\n")[0]
        whole = said.startswith(meaning) or isinstance(error, (WrongTarget, Unusable))
        return said if whole else f"{meaning} {said}".strip()
    return None


def _setting(mistake: Any) -> str:
    name = "_".join(str(part) for part in mistake["loc"]).upper()
    return f"SHENBAO_{name}: {mistake['msg']}" if name else str(mistake["msg"])


def _of_system(error: OSError) -> str | None:
    if error.errno not in _MENDABLE:
        return None
    if error.errno in (errno.EADDRINUSE, errno.EADDRNOTAVAIL):
        return f"SHENBAO_HOST, SHENBAO_PORT: {error.strerror or error}"
    where = f": {error.filename}" if error.filename is not None else ""
    return f"{error.strerror}{where}"


def _known() -> tuple[type[Exception], ...]:
    """The errors that name something an operator can mend; imported here so that a start stays short."""
    from bot.entering.access import NoSuchLink, SeveralLinks
    from bot.entering.inviting import UnknownRegion, UnsuitableRegion
    from bot.house import UnsuitableTemplate
    from bot.keeping.erasing import NotOver, StillServing
    from bot.keeping.metrics import MetricsNotServed
    from bot.printing.exporting import NobodyThere
    from bot.turns.links import DamagedKey
    from bot.work.jobs import DamagedEngine
    from dialogs.definition.loader import UnknownEdition
    from dialogs.derived.deadlines import NotMovable
    from renderers.pdf import ConversionFailed, LibreOfficeMissing
    from storage.errors import Busy, DamagedCopy, NewerDatabase, NoSuchPerson, UnsuitableDatabase
    from storage.objects import ObjectsAway, ObjectsMissing, UnsuitableObjects

    return (
        Busy,
        ConversionFailed,
        DamagedCopy,
        DamagedEngine,
        DamagedKey,
        LibreOfficeMissing,
        MetricsNotServed,
        NewerDatabase,
        NoSuchLink,
        NoSuchPerson,
        NotMovable,
        NotOver,
        StillServing,
        NobodyThere,
        ObjectsAway,
        ObjectsMissing,
        SeveralLinks,
        UnknownEdition,
        UnknownRegion,
        UnsuitableDatabase,
        UnsuitableObjects,
        UnsuitableRegion,
        UnsuitableTemplate,
        Unusable,
        WrongTarget,
    )


def writable(target: Path, *suffixes: str) -> Path:
    """The target itself; ``WrongTarget`` for a suffix that nothing is made for, or a folder that is not there."""
    if target.suffix.casefold() not in suffixes:
        raise WrongTarget(target, f"the name must end in {' or '.join(suffixes)}.")
    if not target.parent.is_dir():
        raise WrongTarget(target, f"there is no folder {target.parent}.")
    if target.is_dir():
        raise WrongTarget(target, "this is a folder.")
    return target
