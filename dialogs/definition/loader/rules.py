"""Rules: from YAML records to checks, one for each year where a rule speaks of each year."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.definition.form import Field
from dialogs.definition.loader.records import Record
from dialogs.definition.loader.scopes import Names, expression, template
from dialogs.rules.expressions import Check, Expression
from dialogs.rules.rule import Rule, Severity


def read_rule(record: Record, fields: Mapping[str, Field], names: Names) -> Rule:
    """One rule. Exactly one of ``require``, ``uncheckable`` and ``enforced`` says how it is checked."""
    name, message = record.text("id"), record.prose("message")
    ways = [key for key in ("require", "uncheckable", "enforced") if record.has(key)]
    if len(ways) != 1:
        record.wrong("give one of require, uncheckable, enforced")
    checks = _checks(record, name, message, names)
    order = {field: place for place, field in enumerate(fields)}
    read = {slot.split("/")[0] for check in checks for slot in check.slots}
    involved = tuple(sorted(read, key=lambda each: order[each], reverse=True)) or record.texts("fields")
    change = record.texts("change") or involved
    for each in (*change, *involved):
        if each not in fields:
            record.wrong(f"nothing is called “{each}”")
    rule = Rule(
        id=name,
        severity=record.one_of("severity", Severity, Severity.WARNING),
        says=record.prose("says"),
        source=record.prose("source"),
        message=message,
        checks=checks,
        fields=involved,
        change=change,
        uncheckable=record.maybe_prose("uncheckable"),
        enforced=record.maybe_text("enforced"),
    )
    record.texts("fields")
    record.finish()
    return rule


def _checks(record: Record, rule: str, message: str, names: Names) -> tuple[Check, ...]:
    require, when = record.maybe_text("require"), record.maybe_text("when")
    adopt = record.mapping("adopt")
    years: tuple[str | None, ...] = names.years if record.maybe_text("each") == "year" else (None,)
    if require is None:
        return ()
    found = [_check(record, rule, message, require, when, adopt, year, names) for year in years]
    return tuple(check for check in found if check is not None)


def _check(
    record: Record,
    rule: str,
    message: str,
    require: str,
    when: str | None,
    adopt: Mapping[str, object],
    year: str | None,
    names: Names,
) -> Check | None:
    scope = names.scope(year)
    test = expression(record, require, scope)
    condition = expression(record, when, scope) if when else None
    if test is None:
        return None
    reads = dict.fromkeys([*test.reads, *(condition.reads if condition else ())])
    return Check(
        key=f"{rule}/{year}" if year else rule,
        rule=rule,
        year=year,
        test=test,
        message=template(record, message, scope),
        slots=tuple(reads),
        when=condition,
        adopt=_adopted(record, adopt, year, names),
    )


def _adopted(record: Record, adopt: Mapping[str, object], year: str | None, names: Names) -> dict[str, Expression]:
    scope = names.scope(year)
    adopted: dict[str, Expression] = {}
    for target, text in adopt.items():
        slot, value = expression(record, target, scope), expression(record, str(text), scope)
        if slot is None or value is None:
            continue
        if len(slot.reads) != 1:
            record.wrong(f"adopt: “{target}” does not name one slot")
        else:
            adopted[slot.reads[0]] = value
    return adopted
