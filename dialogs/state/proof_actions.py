"""What numbered buttons do with the evidence: show its items, put files there, treat them."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.record.codec import wire


@wire
@dataclass(frozen=True, slots=True)
class ShowProofs:
    """Show the items of the evidence list of one section."""

    section: str


@wire
@dataclass(frozen=True, slots=True)
class ShowProof:
    """Show one item of the evidence list, which waits for files from then on."""

    item: str


@wire
@dataclass(frozen=True, slots=True)
class PutAt:
    """Put files (by attachment) at items of the evidence list."""

    files: tuple[str, ...]
    items: tuple[str, ...]


@wire
@dataclass(frozen=True, slots=True)
class PutEach:
    """Put each file (by attachment) at an item of its own, as a program proposed."""

    places: tuple[tuple[str, str], ...]


@wire
@dataclass(frozen=True, slots=True)
class OfferPlaces:
    """Offer every place for files: the sections, or the items of one."""

    files: tuple[str, ...]
    section: str = ""


@wire
@dataclass(frozen=True, slots=True)
class LeaveUnsorted:
    """Leave files without a place for now."""


@wire
@dataclass(frozen=True, slots=True)
class Handle:
    """Show what can be done with one file at an item."""

    file: str
    item: str


@wire
@dataclass(frozen=True, slots=True)
class Treat:
    """Do something with one file at an item."""

    file: str
    item: str
    verb: str


@wire
@dataclass(frozen=True, slots=True)
class GiveTemplate:
    """Hand out the sheet to be filled in for an item that is a list."""

    item: str


@wire
@dataclass(frozen=True, slots=True)
class Record:
    """Say that something happened on the way to the city (sealed, mailed)."""

    kind: str


@wire
@dataclass(frozen=True, slots=True)
class Declare:
    """Print a declaration of one's own (自我声明) for these items."""

    items: tuple[str, ...]


@wire
@dataclass(frozen=True, slots=True)
class FileAway:
    """Treat files as evidence after all: ask where they belong."""

    files: tuple[str, ...]


ProofAction = (
    ShowProofs | ShowProof | PutAt | OfferPlaces | LeaveUnsorted | Handle | Treat | Declare | Record | GiveTemplate
) | (FileAway | PutEach)
