"""不得串页: every row of 一 to 七 stays on the page on which the blank form has it.

What pushes rows away are long lists of names. They are printed smaller, step by step; where that is not enough they
become their first names, their number, and where the whole list stands among the evidence. What pushes rows away even
then is named, so that a person shortens it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from docx.oxml.ns import qn

from dialogs.definition.form import Field, Form, Kind, Slot
from dialogs.record.application import Application
from renderers.pdf import page_map
from renderers.places import place
from renderers.review.tracing import untrace
from renderers.review.wordml import resize, tighten
from renderers.word import application_template, fill, fill_traced, places_of

Convert = Callable[[bytes], bytes]

_STEPS = ((12.0, 18.0), (10.5, 15.0), (9.0, 12.5))
"""Sizes of letters and heights of lines in points; the first is the form's own."""
_LONG = 60
"""Characters of a text that is worth making smaller."""
_MOST = 150
"""Characters that a list of names may have before anybody has to look."""
_NAMED = 2
_BLANKS: dict[tuple[str, str, int], bytes] = {}
_ROW = re.compile(r"r([1-7])x.*[az]")


@dataclass(frozen=True, slots=True)
class Stayed:
    """The form as Word file and PDF.

    ``shortened`` are questions whose list of names points to the evidence, ``moved`` those whose texts still push rows
    off their page; both by their printed numbers.
    """

    word: bytes
    pdf: bytes
    shortened: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


def doubtful(form: Form, application: Application) -> bool:
    """Whether there is a text of which nobody knows without trying that it leaves every row where it was."""
    texts = places_of(form, application, draft=False)
    return any(len(texts[place(slot.path)]) > _MOST for _, slot in _lists(form))


def keep(
    form: Form,
    application: Application,
    convert: Convert,
    *,
    draft: bool,
    template: Path | None = None,
    where: Mapping[str, str] | None = None,
) -> Stayed:
    """附件1 with every row on its page, as far as that can be done; ``where`` says of a question where its list stands.

    Converts up to seven times. Raises as ``renderers.word.fill`` and ``convert``.
    """
    blank = _rows_of(_blank(form, template or application_template(form.edition), convert))
    texts = places_of(form, application, draft=draft)
    made = fill(form, application, draft=draft, template=template)
    found = Stayed(made, convert(made))
    moved = sections = _moved(blank, found.pdf)
    short = _shortened(form, texts, sections, where or {})
    ids = tuple(dict.fromkeys(field.id for field, slot in _lists(form) if place(slot.path) in short))
    attempts = [*((texts, size, ()) for size in _STEPS[1:]), *((texts | short, size, ids) for size in _STEPS)]
    for said, size, shortened in attempts:
        if not moved:
            return found
        made = smaller(form, application, said, sections, size, template)
        found = Stayed(made, convert(made), shortened)
        moved = _moved(blank, found.pdf)
        sections |= moved
    return replace(found, moved=tuple(_pushing(form, texts | short, moved)))


def _blank(form: Form, template: Path, convert: Convert) -> bytes:
    """The pages of the blank form, made once; a template that changed is another one."""
    key = form.edition, str(template), template.stat().st_mtime_ns
    if key not in _BLANKS:
        _BLANKS.clear()
        _BLANKS[key] = convert(fill(form, Application("", form.edition), draft=False, template=template))
    return _BLANKS[key]


def _rows_of(pdf: bytes) -> Mapping[str, int]:
    return {name: page for name, (page, _) in page_map(pdf).items() if _ROW.fullmatch(name)}


def _moved(blank: Mapping[str, int], pdf: bytes) -> set[str]:
    """The sections, by their digit, of which a row is not on its page."""
    now = _rows_of(pdf)
    return {name[1] for name, page in blank.items() if now.get(name, page) != page}


def _lists(form: Form) -> Iterator[tuple[Field, Slot]]:
    return (
        (field, slot) for field in form.printed for slot in field.slots if slot.kind is Kind.NAMES and not field.choices
    )


def _long(form: Form, texts: Mapping[str, str], sections: set[str]) -> Iterator[tuple[Field, Slot]]:
    """Texts of these sections that take more than a line or two, the longest first."""
    own = [
        (field, slot)
        for field in form.printed
        for slot in field.slots
        if field.id[:1] in sections and len(texts.get(place(slot.path), "")) > _LONG
    ]
    return iter(sorted(own, key=lambda each: -len(texts[place(each[1].path)])))


def smaller(
    form: Form,
    application: Application,
    texts: Mapping[str, str],
    sections: set[str],
    size: tuple[float, float],
    template: Path | None,
) -> bytes:
    """The form with the long texts of these sections in smaller letters."""
    document, _ = fill_traced(form, application, texts, template=template)
    spots = untrace(document.element.body)
    for _, slot in _long(form, texts, sections):
        for run in spots.get(place(slot.path), ()):
            resize(run, size[0])
            tighten(next(run.iterancestors(qn("w:p"))), size[1])
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _shortened(form: Form, texts: Mapping[str, str], sections: set[str], where: Mapping[str, str]) -> dict[str, str]:
    """Lists of names as their first ones, their number, and where the list stands."""
    found = {}
    lists = {slot.path for _, slot in _lists(form)}
    for field, slot in _long(form, texts, sections):
        names = texts[place(slot.path)].split("、")
        if slot.path in lists and len(names) > _NAMED + 1:
            listed = where.get(field.name, "名单见佐证材料")
            found[place(slot.path)] = f"{'、'.join(names[:_NAMED])}等{len(names)}个（{listed}）"
    return found


def _pushing(form: Form, texts: Mapping[str, str], sections: set[str]) -> Iterator[str]:
    """The questions of these sections with the longest texts, by their printed numbers; a few."""
    if sections:
        yield from list(dict.fromkeys(field.id for field, _ in _long(form, texts, sections)))[:4]
