"""What a review has come to: its rounds, and how each comment stands. Derived from its events, never stored.

A round begins when the city (or the province, through it) returns the application, with comments on fields, on items
of the evidence list, or on the whole; it ends when the county sends it back. Meanwhile only what was returned is open.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dialogs.definition.form import Field, Form
from dialogs.record.application import Application, ReviewEvent
from dialogs.record.codec import wire

_DECISIONS = ("sent", "returned", "passed")


@wire
class CommentState(StrEnum):
    """How a comment stands."""

    OPEN = "open"
    ANSWERED = "answered"  # explained in words, or what it is about was changed
    ACCEPTED = "accepted"
    NEEDS = "needs"  # accepted, but something is still needed


@wire
@dataclass(frozen=True, slots=True)
class Comment:
    """One comment of a notice. ``changed``: what it is about is no longer as it was when it was written.

    ``words`` are the county's explanation, ``verdict`` what the reviewer said to it.
    """

    id: str
    about: str
    reason: str
    note: str
    state: CommentState
    changed: bool = False
    words: str = ""
    by: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One return: who sent it, when, until when it is to be mended; ``back`` is how it came back, if it did."""

    number: int
    returned: ReviewEvent
    comments: tuple[Comment, ...]
    back: ReviewEvent | None = None

    @property
    def left(self) -> tuple[Comment, ...]:
        """The comments that the county has neither answered nor mended."""
        return tuple(each for each in self.comments if each.state is CommentState.OPEN)


def rounds(form: Form, application: Application) -> tuple[Round, ...]:
    """Every round, the first one first."""
    numbers = dict.fromkeys(each.round for each in application.reviews if each.kind == "returned")
    return tuple(_round(form, application, number) for number in numbers)


def open_round(form: Form, application: Application) -> Round | None:
    """The round that the county has to see to now; None where nothing was returned, or it was sent back."""
    last = latest(application)
    return _round(form, application, last.round) if last is not None and last.kind == "returned" else None


def last_round(form: Form, application: Application) -> Round | None:
    """The latest round, whether it came back or not."""
    last = next((each for each in reversed(application.reviews) if each.kind == "returned"), None)
    return _round(form, application, last.round) if last is not None else None


def latest(application: Application) -> ReviewEvent | None:
    """The last decision on the way: sent, returned, passed."""
    return next((each for each in reversed(application.reviews) if each.kind in _DECISIONS), None)


def number_of_next(application: Application) -> int:
    """The number of a round that begins now; a return while one is open belongs to it."""
    last = latest(application)
    if last is not None and last.kind == "returned":
        return last.round
    return max((each.round for each in application.reviews if each.kind == "returned"), default=0) + 1


def sent(application: Application) -> ReviewEvent | None:
    """How it was last sent for review."""
    return next((each for each in reversed(application.reviews) if each.kind == "sent"), None)


def under_review(application: Application) -> bool:
    """Whether the county has sent it and the reviewers have not decided yet."""
    last = latest(application)
    return last is not None and last.kind == "sent"


def passed(application: Application) -> ReviewEvent | None:
    """The decision by which nothing more is asked, unless something happened since."""
    last = latest(application)
    return last if last is not None and last.kind == "passed" else None


def _round(form: Form, application: Application, number: int) -> Round:
    """A round; what was returned in addition while it was open belongs to it, and its date is the latest."""
    events = application.reviews
    returned = [each for each in events if each.kind == "returned" and each.round == number]
    place = events.index(returned[-1])
    back = next((each for each in events[place:] if each.kind in ("sent", "passed")), None)
    asked = [each for each in events if each.kind == "asked" and each.round == number]
    return Round(number, returned[-1], tuple(_comment(form, application, each) for each in asked), back)


def _comment(form: Form, application: Application, asked: ReviewEvent) -> Comment:
    said = [each for each in application.reviews if each.comment == asked.comment and each is not asked]
    answered = next((each for each in reversed(said) if each.kind == "answered"), None)
    verdict = next((each for each in reversed(said) if each.kind in ("accepted", "needs")), None)
    changed = bool(asked.about) and digest(form, application, asked.about) != asked.was
    state = CommentState.ANSWERED if changed or answered is not None else CommentState.OPEN
    if verdict is not None:
        state = CommentState(verdict.kind)
    return Comment(
        id=asked.comment,
        about=asked.about,
        reason=asked.reason,
        note=asked.note,
        state=state,
        changed=changed,
        words=answered.note if answered is not None else "",
        by=answered.by if answered is not None else "",
        verdict=verdict.note if verdict is not None else "",
    )


def digest(form: Form, application: Application, about: str) -> str:
    """Eight letters and digits that stand for what a comment is about: equal answers, or files, have equal ones."""
    field = form.by_name.get(about)
    lines = _answers(application, field) if field is not None else _files(application, about)
    return hashlib.sha256("\n".join(lines).encode(errors="replace")).hexdigest()[:8].upper()


def _answers(application: Application, field: Field) -> list[str]:
    standing = [each for path in field.paths if (each := application.answer(path)) is not None]
    return [f"{each.slot}={each.blank or ''}={'' if each.value is None else each.value}" for each in standing]


def _files(application: Application, item: str) -> list[str]:
    found = (each for each in application.proofs if each.item == item)
    return sorted(f"{each.sha256 or each.file} {each.trouble} {each.turned}" for each in found)


def fields_of(form: Form, comments: Iterable[Comment]) -> tuple[Field, ...]:
    """The questions that comments are about, in asking order."""
    names = {each.about for each in comments if each.about in form.by_name}
    return tuple(form.by_name[name] for name in sorted(names, key=form.positions.__getitem__))
