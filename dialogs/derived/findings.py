"""Which rules do not hold: the checks of a form over the answers of an application. Pure, and derived every time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.definition.form import Asking, Field, Form
from dialogs.reading.results import Entry
from dialogs.record.application import Answer, Application, Blank
from dialogs.rules.expressions import Check, Values, shown
from dialogs.rules.functions import NIL
from dialogs.rules.rule import Rule, Severity
from dialogs.rules.verdicts import fails


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that does not hold (or, ``severity`` ``None``, that nobody can check).

    ``key`` names rule and year; ``figures`` fill the message; ``adopt`` is what one tap would store; ``stands_on`` are
    the values that a reason for keeping it speaks of; ``reason`` is that reason, if it still stands.
    """

    key: str
    rule: Rule
    figures: Mapping[str, str]
    field: str
    adopt: tuple[Entry, ...] = ()
    stands_on: tuple[str, ...] = ()
    reason: str | None = None
    unknown: bool = False

    @property
    def error(self) -> bool:
        """Whether it blocks completion."""
        return self.rule.severity is Severity.ERROR and not self.unknown

    @property
    def open(self) -> bool:
        """Whether the person still has something to decide."""
        return not self.unknown and self.reason is None


def values_of(application: Application) -> dict[str, Any]:
    """The answers as expressions see them: values and 无; what waits is unanswered."""
    return {
        slot: NIL if answer.value is None else answer.value
        for slot, answer in application.answers.items()
        if answer.value is not None or answer.blank is Blank.NONE
    }


def unknown(check: Check, values: Values) -> bool:
    """Whether a check applies (as far as one can tell) and cannot be decided."""
    applies = check.when(values) if check.when is not None else True
    return applies is None or (applies is True and check.test(values) is None)


def finding_of(form: Form, application: Application, values: Values, check: Check, *, unknown: bool = False) -> Finding:
    """The finding that a failing check makes, with what could be adopted and any reason given for keeping it."""
    rule = form.rules_by_id[check.rule]
    stands_on = tuple(shown(values.get(slot)) for slot in check.slots)
    kept = application.kept.get(check.key)
    return Finding(
        key=check.key,
        rule=rule,
        figures=check.message.figures(values),
        field=form.last_fields[check.key],
        adopt=() if unknown else adoptable(form, check, values),
        stands_on=stands_on,
        reason=kept.reason if kept is not None and kept.figures == stands_on else None,
        unknown=unknown,
    )


def adoptable(form: Form, check: Check, values: Values) -> tuple[Entry, ...]:
    """The computed values that one tap takes over; nothing while one of them is unknown."""
    entries = [computed_entry(slot, expression(values)) for slot, expression in check.adopt.items()]
    return tuple(entry for entry in entries if entry is not None) if None not in entries else ()


def computed_entry(slot: str, value: Any) -> Entry | None:
    """A computed value as an answer: 无 where the computation has no result, nothing while it is unknown."""
    if value is None:
        return None
    return Entry(slot, blank=Blank.NONE) if value is NIL else Entry(slot, value=value)


def uncheckable(form: Form, application: Application, values: Values) -> list[Finding]:
    """What nobody can check: rules that say so, and checks whose auxiliary data are missing."""
    found = [
        Finding(rule.id, rule, {}, rule.fields[0] if rule.fields else form.printed[0].name, unknown=True)
        for rule in form.rules
        if rule.uncheckable
    ]
    for check in form.checks:
        if unknown(check, values) and _only_auxiliary_missing(form, application, check, values):
            found.append(finding_of(form, application, values, check, unknown=True))
    return found


def _only_auxiliary_missing(form: Form, application: Application, check: Check, values: Values) -> bool:
    """Whether nothing but auxiliary figures is missing, and the conversation will not ask for them by itself."""
    missing = [slot for slot in check.slots if slot not in values]
    return bool(missing) and all(
        form.field_of(slot).auxiliary and (form.field_of(slot).asking is Asking.OPTIONAL or slot in application.answers)
        for slot in missing
    )


def acceptable(form: Form, application: Application, field: Field, entries: Iterable[Entry]) -> bool:
    """Whether what is offered would be taken: it can be, and it breaks no rule on its field that held before."""
    entries = tuple(entries)
    changed = application.with_answers(Answer(entry.slot, entry.value, entry.blank) for entry in entries)
    before, after = values_of(application), values_of(changed)
    if impossible(form, changed, field, after) is not None:
        return False
    touched = {entry.slot for entry in entries}
    checks = (check for check in form.checks_by_field[field.name] if touched & set(check.slots))
    return not any(fails(check, after) and not fails(check, before) for check in checks)


def impossible(form: Form, application: Application, field: Field, values: Values) -> Finding | None:
    """A value of this field that cannot be, whatever else is answered: it is not stored.

    Texts over their length are stored all the same, since nobody should type them twice, and so is a figure for which
    there is a better one to offer.
    """
    if not field.numeric:
        return None
    for check in form.refusals[field.name]:
        if fails(check, values):
            return finding_of(form, application, values, check)
    return None
