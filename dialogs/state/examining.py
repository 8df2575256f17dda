"""What a desk does with an application that it reviews: its state, and what it asks of the outside."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.record.codec import wire


@wire
@dataclass(frozen=True, slots=True)
class Examining:
    """An application of a ``county`` (code) is open for review, at a ``place`` of it; ``decided`` is how it stood.

    ``waits`` is what words are awaited for: a ``reason`` or ``note`` of a comment on ``about``, a ``due`` date, the
    confirmation (``confirm``) of a return of these ``drafts``, what a comment still ``needs``, a ``verify`` line, the
    ``opinion`` of the city. ``asked`` are the comments of the last notice with what they are about, ``drafted`` the
    drafts, each called by its number in the store and in the list (12-3): how words may name them.
    ``replaces`` is the draft whose place the comment takes, ``pending`` are remarks that are still to be written,
    ``until`` is the day by which it is to come back, where that was said beside a comment.
    """

    application: str
    county: str
    place: str = ""
    decided: str = ""
    waits: str = ""
    about: str = ""
    reason: str = ""
    note: str = ""
    internal: bool = False
    due: str = ""
    drafts: tuple[int, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    drafted: tuple[tuple[str, str], ...] = ()
    replaces: str = ""
    pending: tuple[tuple[str, str], ...] = ()
    until: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Examine:
    """Do something in a review and show it at a ``place``: comes back as ``examined``.

    ``deed`` is ``look``, or what is done: ``draft`` (about, reason, note, internal, and the draft
    whose place it takes), ``drop`` and ``restore`` (drafts),
    ``return`` (due; ``decided`` and ``drafts`` as they were seen), ``pass``, ``accept`` (comments), ``accept all``,
    ``needs`` (comment, words), ``tick`` and ``untick`` (step), ``verify`` (kind, day, who, result), ``opine`` (text).
    """

    application: str
    deed: str = "look"
    place: str = ""
    about: tuple[str, ...] = ()
    decided: str = ""
    drafts: tuple[int, ...] = ()
