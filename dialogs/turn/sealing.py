"""What a seal holds: which version was signed and sealed, and what a change after that costs.

A sealed paper says what it says. Whoever changes an answer after the seal hears first what has to be printed and sealed
again, and which version the city holds. A seal holds as long as the answers have the checksum that was sealed, so that
a change that is taken back leaves it as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from dialogs.definition.form import Field, Form, Hand
from dialogs.reading.results import Entry
from dialogs.record.application import Act, Application
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.turn.paging import paged, touched_pages
from dialogs.turn.step import Step

SEALED = "sealed"
HANDED = ("mailed", "posted", "offline", "received")
"""Acts after which the city holds a version."""


def sealed(form: Form, application: Application) -> Act | None:
    """The act by which the paper was sealed, if it still says what was sealed."""
    last = next((act for act in reversed(application.acts) if act.kind == SEALED), None)
    return last if last is not None and checksum_of(last) == fingerprint(form, application) else None


def held(application: Application) -> Act | None:
    """The last act by which the city got a version."""
    return next((act for act in reversed(application.acts) if act.kind in HANDED), None)


def sent_act(application: Application) -> Act | None:
    """The act by which a version went to the city: handed in, else sealed, else sent for a look."""
    by_kind = {act.kind: act for act in application.acts}
    handed = held(application)
    return handed if handed is not None else by_kind.get(SEALED) or by_kind.get("sent")


def fingerprint(form: Form, application: Application) -> str:
    """Eight letters and digits that stand for all printed answers: of the same answers they are the same.

    What the city adds (九) leaves them as they are: a county's seal does not speak of it.
    """
    slots = sorted((path, field.by is Hand.CITY) for field in form.printed for path in field.paths)
    lines = [f"{path}={'' if city else _said(application, path)}" for path, city in slots]
    return hashlib.sha256("\n".join(lines).encode(errors="replace")).hexdigest()[:8].upper()


def _said(application: Application, path: str) -> str:
    answer = application.answer(path)
    if answer is None:
        return ""
    return str(answer.blank.value if answer.blank is not None else answer.value)


def version_of(act: Act) -> str:
    """The version that an act is about, as its note says."""
    return act.note.partition(" ")[0]


def checksum_of(act: Act) -> str:
    """The checksum of the answers that an act is about."""
    return act.note.partition(" ")[2]


def changed(step: Step, entries: Iterable[Entry]) -> list[Field]:
    """The printed questions that entries would change, where the paper is sealed."""
    if sealed(step.form, step.application) is None:
        return []
    found = dict[str, Field]()
    for entry in entries:
        field = step.form.field_of(entry.slot)
        standing = step.application.answer(entry.slot)
        before = (standing.value, standing.blank) if standing is not None else (None, None)
        if not field.auxiliary and before != (entry.value, entry.blank):
            found[field.name] = field
    return list(found.values())


def warning(step: Step, entries: Iterable[Entry]) -> Told | None:
    """What is asked before a sealed paper is changed: change it, or leave it so; None where none is."""
    touched = changed(step, entries)
    if not touched:
        return None
    options, figures = (Option("change sealed"), Option("leave so")), _figures(step, touched)
    return Told("sealed change pages" if figures["pages"] else "sealed change", figures, options)


def _figures(step: Step, touched: Sequence[Field]) -> dict[str, str]:
    act, city = sealed(step.form, step.application), held(step.application)
    found = paged(step.application, checksum_of(act)) if act is not None else None
    return {
        "pages": touched_pages(step.form, found, touched) if found is not None else "",
        "ids": "、".join(each.id for each in touched),
        "at": act.at[:10] if act is not None else "",
        "by": act.by if act is not None else "",
        "papers": "、".join(papers(step.form, touched)),
        "held": version_of(city) if city is not None else "—",
    }


def papers(form: Form, touched: Sequence[Field]) -> tuple[str, ...]:
    """The parts of the paper that a change of these questions has printed anew."""
    titles = {section.name: section.title for section in form.sections}
    found = dict.fromkeys(titles[each.section] for each in touched)
    names = {each.name for each in touched}
    if any(names & set(each.copy_of) for each in form.printed if each.section == "summary"):
        found["附件4"] = None
    return tuple(found)


def tell_reopened(step: Step, entries: Iterable[Entry]) -> None:
    """A change ends the seal: said also where nobody was asked before."""
    touched = changed(step, entries)
    if touched:
        figures = _figures(step, touched)
        step.say(Told("reopened pages" if figures["pages"] else "reopened", figures))
