"""Any two versions of an application side by side: as it was sent each time, and as it is today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.definition.form import Field, Form
from dialogs.record.application import Answer, Application, ReviewEvent
from dialogs.saying.examined import FieldLook, VersionLine
from storage.answers import AnswerEvent

NOW = "now"
_CITYS = frozenset({"city_opinion", "recommended_on"})


def versions_of(application: Application) -> tuple[VersionLine, ...]:
    """Each time that it was sent, the first one first."""
    sent = (each for each in application.reviews if each.kind == "sent")
    return tuple(VersionLine(number, each.at, each.by) for number, each in enumerate(sent, 1))


def pair_of(application: Application, wanted: str) -> tuple[str, str] | None:
    """The two that are meant, the older one first: ``1:3``, ``2:now``; the last two where none is named.

    None where one of them is not there.
    """
    count = len(versions_of(application))
    known = [*(str(number) for number in range(1, count + 1)), NOW]
    if not wanted:
        return (known[-3], known[-2]) if count > 1 else (known[0], NOW) if count else None
    pair = sorted(set(wanted.split(":")), key=lambda each: known.index(each) if each in known else -1)
    return (pair[0], pair[1]) if len(pair) == 2 and set(pair) <= set(known) else None


@dataclass(frozen=True)
class Compared:
    """Two versions of an application, given everything that was ever answered."""

    form: Form
    application: Application
    events: Sequence[AnswerEvent]
    old: str
    new: str

    def looks(self) -> tuple[FieldLook, ...]:
        """The questions that differ: as they were, as they are in the newer one, who changed them last in between."""
        before, after = self._standing(self.old), self._standing(self.new)
        changed = (each for each in self.form.printed if each.name not in _CITYS)
        return tuple(self._look(each, before, after) for each in changed if _said(each, before) != _said(each, after))

    def _look(self, field: Field, before: dict[str, Answer], after: dict[str, Answer]) -> FieldLook:
        first, last = self._mark(self.old), self._mark(self.new)
        between = [each for each in self.events if first < each.id <= last and each.answer.slot in field.paths]
        latest = between[-1].answer if between else None
        return FieldLook(
            field=field.name,
            answers=_of(field, after),
            changed=True,
            before=_of(field, before),
            by=latest.by if latest is not None else "",
            at=latest.at if latest is not None else "",
            asked=field.name in self._asked(),
        )

    def _asked(self) -> set[str]:
        """What was asked for between the two."""
        events = self.application.reviews
        first = events.index(self._sent(self.old))
        last = len(events) if self.new == NOW else events.index(self._sent(self.new))
        return {each.about for each in events[first:last] if each.kind == "asked"}

    def _sent(self, version: str) -> ReviewEvent:
        return [each for each in self.application.reviews if each.kind == "sent"][int(version) - 1]

    def _mark(self, version: str) -> int:
        """The number of the last change that belongs to a version."""
        if version != NOW:
            return self._sent(version).mark
        return max((each.id for each in self.events), default=0)

    def _standing(self, version: str) -> dict[str, Answer]:
        if version == NOW:
            return dict(self.application.answers)
        mark = self._mark(version)
        return {each.answer.slot: each.answer for each in self.events if each.id <= mark}


def _of(field: Field, answers: dict[str, Answer]) -> tuple[Answer, ...]:
    found = (answers[path] for path in field.paths if path in answers)
    return tuple(each for each in found if each.value is not None or each.blank is not None)


def _said(field: Field, answers: dict[str, Answer]) -> list[tuple[object, ...]]:
    return [(each.slot, each.value, each.blank) for each in _of(field, answers)]
