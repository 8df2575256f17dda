"""The files that prove what an application says: where each lies, what it counts, what a program read on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dialogs.record.codec import wire


@wire
class ProofKind(StrEnum):
    """Who vouches for a proof (附件2第4条)."""

    DEPARTMENT = "department"  # 主管部门证明
    THIRD_PARTY = "third_party"  # 第三方证明
    DECLARATION = "declaration"  # 自我声明


UNSORTED, REMOVED, SCAN = "", "-", "scan"
PIN = "#"
"""Where a file lies that proves nothing yet (待归类), that was taken out and can be had back, that is a sealed scan."""


@wire
@dataclass(frozen=True, slots=True)
class Listed:
    """What a sheet says: how many rows name something, how many of each kind, and what is doubtful in them.

    ``doubled`` are names or codes that stand twice, ``wrong`` codes whose check digit does not fit (by row); of each
    the first few, beside how many there are. ``firms`` are their marks (``dialogs.derived.firms``), ``names`` those of
    the first ones, one a line. Where no header tells which column names firms, nothing is counted: ``columns`` are
    those that may, each with how it begins and what the list is by it; one of them is chosen. ``head`` stands for its
    heading: a later sheet of the same one is read by the same ``column``.
    """

    rows: int
    kinds: tuple[tuple[str, int], ...] = ()
    doubled: tuple[str, ...] = ()
    doubles: int = 0
    wrong: tuple[str, ...] = ()
    wrongs: int = 0
    firms: str = ""
    names: str = ""
    columns: tuple[tuple[str, Listed], ...] = ()
    head: str = ""
    column: int = -1


@wire
@dataclass(frozen=True, slots=True)
class Recognised:
    """What a program read on a photo or a scan: proposals, which enter nothing before a person confirms them.

    ``paper`` is what it looks like (as the edition's data calls it), ``items`` are the items of the list that it may
    belong to, the likeliest first. ``firm`` and ``code`` stand on it; the check digit of ``code`` fits, that of
    ``wrong`` does not. ``until`` is the day (ISO) until which it holds, ``expired``: past when it was read. ``lies``
    degrees to the right would set it upright. Of a sealed scan's pages ``strange`` ones are not the form's, ``old``
    ones say of some questions (by printed numbers) what it no longer says.
    """

    paper: str = ""
    items: tuple[str, ...] = ()
    firm: str = ""
    code: str = ""
    wrong: str = ""
    until: str = ""
    expired: bool = False
    lies: int = 0
    strange: tuple[int, ...] = ()
    old: tuple[tuple[int, str], ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Proof:
    """A file at one item of the evidence list: ``file`` is an attachment's id, ``item`` a requirement's.

    One file may be at several items, an item may have several files, in the order of ``place``. ``name`` is what
    people call it. ``trouble`` is what keeps it from proving anything (``unclear``), as far as a person said so;
    ``turned`` are the degrees by which a picture is to be turned to the right. ``sha256`` names its
    bytes, ``listed`` is what a sheet counts, ``pages`` how many it has (0: nobody knows), ``read`` what was read on it.
    """

    file: str
    item: str
    name: str
    media_type: str = ""
    size: int = 0
    place: int = 0
    kind: ProofKind | None = None
    trouble: str = ""
    turned: int = 0
    by: str = ""
    at: str = ""
    sha256: str = ""
    listed: Listed | None = None
    pages: int = 0
    read: Recognised | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What makes it one: the file, and where it lies."""
        return self.file, self.item

    @property
    def filed(self) -> bool:
        """Whether it lies at an item of the list: what is pinned to a question does not."""
        return self.item not in (UNSORTED, REMOVED) and not self.item.startswith(PIN)
