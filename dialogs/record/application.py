"""What one county has said so far: an application with its answers, acts and accepted deviations.

All types are frozen; a turn returns a changed copy. Derived facts (progress, findings, completeness) are not here:
see ``journey``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from dialogs.record.codec import wire
from dialogs.record.proofs import Proof

Rows = tuple[tuple[str, ...], ...]
Value = Decimal | str | tuple[str, ...] | Rows
"""A number in the slot's unit and full precision · a text, an ISO date (``2024``, ``2024-04``, ``2024-04-18``), or
the name of a choice · the names of the ticked boxes · the extra rows of the target table."""


@wire
class Blank(StrEnum):
    """Why a slot holds no value. ``NONE`` is an answer (the form prints 无); the others wait."""

    NONE = "none"
    LATER = "later"
    WAITING = "waiting"  # for a department


@wire
@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from: a department, a document and its date, as far as the person said.

    ``person`` gave it; ``file`` was sent here (its name), the figure stands at ``place`` in it (a sheet and its row).
    """

    department: str | None = None
    document: str | None = None
    date: str | None = None
    person: str | None = None
    file: str | None = None
    place: str | None = None


RECORDED = "（代录）"
"""What stands behind the name of who answers for a county that stays offline."""


@wire
@dataclass(frozen=True, slots=True)
class Answer:
    """A slot's value, or why it has none, with the words as said and who said them when and through which door.

    ``department`` is the one a ``WAITING`` slot waits for. ``doubtful`` marks 待核实. ``at`` is ISO 8601 with zone.
    ``version`` counts the changes of this slot and guards against lost updates.
    """

    slot: str
    value: Value | None = None
    blank: Blank | None = None
    words: str = ""
    by: str = ""
    at: str = ""
    door: str = ""
    department: str | None = None
    doubtful: bool = False
    source: Source | None = None
    version: int = 0

    def beside(self, words: str) -> Answer:
        """The answer as it stands, with words that were said about it."""
        return replace(self, words="；".join(each for each in (self.words, words) if each))

    @property
    def given(self) -> bool:
        """Whether the slot can be printed: it holds a value or 无."""
        return self.value is not None or self.blank is Blank.NONE


@wire
@dataclass(frozen=True, slots=True)
class Kept:
    """A warning that a person answered with a reason (可比价); it stands as long as the figures it spoke of do."""

    finding: str
    reason: str
    figures: tuple[str, ...]
    by: str
    at: str


@wire
@dataclass(frozen=True, slots=True)
class Act:
    """Something that happened to the application, on a day, by a person: declined, sealed, mailed, returned."""

    kind: str
    by: str
    at: str
    note: str = ""


@wire
@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """Something that happened in a review and that both sides see; never rewritten. What follows: ``rounds``.

    ``sent``: the county sent it for review. ``returned``: it was sent back, in this ``round``, to be mended until
    ``due`` (ISO), by the city or the province (``level``). ``asked``: one comment of that notice, on a field, an item
    of the evidence list or (``about`` is empty) the whole, for a ``reason`` of the catalogue; ``was`` stands for
    what was there then. ``answered``: the county explained it in the words of ``note``. ``accepted``, ``needs``: what
    the reviewer says to that. ``passed``: nothing more is asked. ``mark`` is the number of the last
    change of an answer before it, by which two versions are compared; the storage sets it.
    """

    kind: str
    by: str
    at: str
    round: int = 0
    comment: str = ""
    about: str = ""
    reason: str = ""
    note: str = ""
    due: str = ""
    level: str = ""
    was: str = ""
    mark: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Application:
    """One cluster's filing under one edition. ``version`` grows with every saved change.

    ``holders`` say which department holds the figures of a question here (by its name), where that is another one than
    usual; empty: none does.
    """

    id: str
    edition: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    kept: Mapping[str, Kept] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    version: int = 0
    proofs: tuple[Proof, ...] = ()
    holders: Mapping[str, str] = field(default_factory=dict)
    reviews: tuple[ReviewEvent, ...] = ()

    def answer(self, slot: str) -> Answer | None:
        """The answer of a slot, if it was ever touched."""
        return self.answers.get(slot)

    @property
    def recorded(self) -> tuple[Answer, ...]:
        """The answers that a coordinator put down for the county, and that it has not confirmed yet."""
        return tuple(answer for answer in self.answers.values() if answer.by.endswith(RECORDED))

    @property
    def recorded_files(self) -> tuple[Proof, ...]:
        """The files that a coordinator sent for the county, likewise."""
        return tuple(proof for proof in self.proofs if proof.by.endswith(RECORDED))

    def with_answers(self, answers: Iterable[Answer], without: Iterable[str] = ()) -> Application:
        """A copy with these answers in place, and without the slots named."""
        merged = dict(self.answers)
        merged.update((answer.slot, answer) for answer in answers)
        for slot in without:
            merged.pop(slot, None)
        return replace(self, answers=merged)

    def with_kept(self, kept: Kept) -> Application:
        """A copy in which this warning is kept with a reason."""
        return replace(self, kept={**self.kept, kept.finding: kept})

    def with_holders(self, changed: Mapping[str, str | None]) -> Application:
        """A copy in which these departments hold these questions; None: the usual one does."""
        merged = {**self.holders, **changed}
        return replace(self, holders={name: held for name, held in merged.items() if held is not None})

    def with_proofs(self, changed: Iterable[Proof], without: Iterable[tuple[str, str]] = ()) -> Application:
        """A copy with these files in their places, and without those of these keys."""
        merged = {proof.key: proof for proof in self.proofs}
        for key in without:
            merged.pop(key, None)
        merged.update((proof.key, proof) for proof in changed)
        order = sorted(merged.values(), key=lambda each: (each.item, each.place, each.at, each.file))
        return replace(self, proofs=tuple(order))

    def with_act(self, act: Act) -> Application:
        """A copy that remembers this act."""
        return replace(self, acts=(*self.acts, act))

    def with_reviews(self, events: Iterable[ReviewEvent]) -> Application:
        """A copy in which this has happened in its review."""
        return replace(self, reviews=(*self.reviews, *events))

    @property
    def submitted(self) -> Act | None:
        """The act by which the papers count as handed in: the county said so, or they were received (已收)."""
        ends, opens = ("offline", "posted", "received"), ("reopened", "returned")
        last = next((act for act in reversed(self.acts) if act.kind in (*ends, *opens)), None)
        return last if last is not None and last.kind in ends else None

    @property
    def declined(self) -> Act | None:
        """The act by which the county chose not to apply, unless it took the application up again since."""
        last = next((act for act in reversed(self.acts) if act.kind in ("declined", "resumed")), None)
        return last if last is not None and last.kind == "declined" else None
