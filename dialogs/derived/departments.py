"""Which department holds which figures, what it owes still, and since when: derived from form, county and answers.

The edition names the usual holder of a question; a county may name another one; a figure that was said to wait for a
department is owed by that one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.definition.form import Asking, Field, Form
from dialogs.derived.journey import Journey
from dialogs.record.application import Application, Blank
from dialogs.record.codec import wire

_BEFORE = re.compile("^(?:我们|咱们?|本)?(?:[县市区](?!委|场)|县里的?|市里的?)?(?:的)?")


@wire
@dataclass(frozen=True, slots=True)
class Owed:
    """The questions (by name) that a department holds, those that lack a value, and since when one waits (ISO)."""

    department: str
    fields: tuple[str, ...]
    missing: tuple[str, ...] = ()
    since: str = ""


def holder_of(journey: Journey, field: Field) -> str:
    """The department that a question is to be asked of; empty where there is none."""
    return journey.waits_for(field) or usual_holder(journey.application, field)


def usual_holder(application: Application, field: Field) -> str:
    """The department that holds a question in this county; empty where there is none."""
    return application.holders.get(field.name, field.department or "")


def owed(journey: Journey) -> tuple[Owed, ...]:
    """Every department with its questions, in the order of the form."""
    found: dict[str, list[Field]] = {}
    for name in journey.standings:
        field = journey.form.by_name[name]
        holder = holder_of(journey, field)
        if holder and field.asking is Asking.ALWAYS and journey.relevant(field):
            found.setdefault(holder, []).append(field)
    return tuple(_owed(journey, department, fields) for department, fields in found.items())


def owed_by(journey: Journey, department: str) -> Owed:
    """What one department holds; nothing where it holds nothing (any more)."""
    return next((each for each in owed(journey) if each.department == department), Owed(department, ()))


def _owed(journey: Journey, department: str, fields: list[Field]) -> Owed:
    missing = tuple(field.name for field in fields if journey.standings[field.name].unfinished)
    return Owed(department, tuple(field.name for field in fields), missing, waits_since(journey, department))


def waits_since(journey: Journey, department: str) -> str:
    """Since when the first figure waits for a department (ISO with zone); empty where none does."""
    answers = journey.application.answers.values()
    waiting = [each.at for each in answers if each.blank is Blank.WAITING and (each.department or "") == department]
    return min(waiting, default="")


def known(form: Form, application: Application) -> tuple[str, ...]:
    """The departments that the form, the county or an answer names."""
    waiting = (answer.department or "" for answer in application.answers.values() if answer.blank is Blank.WAITING)
    return tuple(name for name in dict.fromkeys((*form.departments, *application.holders.values(), *waiting)) if name)


def named(form: Form, application: Application, words: str) -> str | None:
    """The department that words mean: its name, with 县 before it, or the one name that ends or begins so."""
    return named_among(known(form, application), words)


def named_among(every: Sequence[str], words: str) -> str | None:
    """The one of these departments that words mean: 统计, 县统计局, 市场局 for 市场监管局."""
    plain = words.strip()
    for wanted in (plain, _BEFORE.sub("", plain)):
        if wanted in every:
            return wanted
        close = [name for name in every if len(wanted) > 1 and (name.endswith(wanted) or name.startswith(wanted))]
        if len(close) == 1:
            return close[0]
        short = [name for name in every if len(wanted) > 2 and name.startswith(wanted[:-1]) and name[-1] == wanted[-1]]
        if len(short) == 1:
            return short[0]
    return None
