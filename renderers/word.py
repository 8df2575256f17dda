"""Filling the Word templates of an edition: 附件1 (申报表) and 附件4 (汇总表).

A template holds named places and nothing else (see ``places``): no loops, no conditions, so that a person can lay it
out in Word. The templates in this repository are a **reconstruction** from the text of the notice; the province's own
.docx can replace them (``template=``) once it has the same places, which ``check_template`` tells.

docxtpl fills. Patching and compiling a template is most of its work and comes to the same every time, so both are
remembered. What it would lose or garble (control characters, lone surrogates, its own escape sequences) is kept away
from it, and the tests read every value back out of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.document import Document as DocxDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import _Element
from markupsafe import Markup, escape

from dialogs.definition.form import Form, Kind
from dialogs.record.application import Application
from renderers.acceptable import acceptable
from renderers.places import SPARE_ROWS, contents, extra_rows

_TEMPLATES = Path(__file__).with_name("templates")
_NEW_PARAGRAPH = "\a"  # docxtpl's sign for it
TRACE = "{shenbao}place"
"""The element around each line of a text in a document from ``fill_traced``; its ``name`` is the place's."""

_PLACES_ONLY = (nodes.Output, nodes.TemplateData, nodes.Name)


def application_template(edition: str) -> Path:
    """The reconstruction of 附件1."""
    return _TEMPLATES / edition / "application.docx"


def summary_template(edition: str) -> Path:
    """The reconstruction of 附件4."""
    return _TEMPLATES / edition / "summary.docx"


def fill(form: Form, application: Application, *, draft: bool, template: Path | None = None) -> bytes:
    """附件1 as a .docx: every answer in its place, the rest as the blank form has it, each page marked if a ``draft``.

    Raises ``UnprintableText`` naming the slot, ``jinja2.UndefinedError`` when the template has a place that the form
    does not know, and ``LookupError`` when further targets find no row to go to.
    """
    document = _Document(BytesIO(_content(template or application_template(form.edition))))
    _write_all(document, form, application, places_of(form, application, draft=draft))
    return _saved(document)


def fill_traced(
    form: Form, application: Application, places: Mapping[str, str], *, template: Path | None = None
) -> tuple[DocxDocument, list[_Element]]:
    """附件1 with these texts in its places, for whoever goes on working at it, and the rows of further targets.

    Each line of a place's text stands in an element ``TRACE`` that names the place; they have to be taken out before
    the document is saved. Raises as ``fill``.
    """
    document = _Traced(BytesIO(_content(template or application_template(form.edition))))
    rows = _write_all(document, form, application, places)
    return document.docx, rows


def places_of(form: Form, application: Application, *, draft: bool, summary: bool = False) -> dict[str, str]:
    """What stands in every named place of 附件1, or of 附件4 (its ``summary_level`` apart)."""
    return contents(form, application, draft=draft, summary=summary)


def fill_summary(
    form: Form,
    application: Application,
    *,
    draft: bool,
    city: bool = False,
    template: Path | None = None,
    over: Mapping[str, str] | None = None,
) -> bytes:
    """附件4 as a .docx, with one cluster; county and ``city`` each hand in such a table (I-4). Raises as ``fill``.

    ``over`` are texts in place of those that the county wrote: who stands in the head is the city's to say.
    """
    places = places_of(form, application, draft=draft, summary=True) | dict(over or {})
    places["summary_level"] = "市级" if city else "县级"
    return _saved(_filled(template or summary_template(form.edition), places))


def check_template(form: Form, path: Path, *, summary: bool = False) -> list[str]:
    """What is wrong with a .docx that is to serve as template of 附件1 (or of 附件4), in words; empty when it fits."""
    try:
        found, programs = _named_places(path)
    except (OSError, PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        return [f"{path.name} cannot be read as a Word file: {error}"]
    except TemplateSyntaxError as error:
        return [f"{path.name}: {error.message}"]
    wanted = set(contents(form, Application("", form.edition), draft=False, summary=summary))
    wanted |= {"summary_level"} if summary else set(SPARE_ROWS.values())
    return [
        *(f"{path.name} holds a program ({program}); a template holds named places only" for program in programs),
        *(f"{path.name} has no place {name}" for name in sorted(wanted - found)),
        *(f"{path.name} has a place {name}, which the form does not know" for name in sorted(found - wanted)),
    ]


class _Sandbox(SandboxedEnvironment):
    """Evaluates places, and refuses to reach into anything; compiles each text once."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self._compiled: dict[str, Template] = {}

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,
        template_class: type[Template] | None = None,
    ) -> Template:
        if not isinstance(source, str):
            return super().from_string(source, globals, template_class)
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source, globals, template_class)
        return self._compiled[source]


class _Document(DocxTemplate):  # type: ignore[misc]
    """docxtpl's document, which patches each text once."""

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)


class _Traced(_Document):
    """A document in whose body one can see where each text comes from."""

    def build_xml(self, context: Mapping[str, Markup], jinja_env: SandboxedEnvironment | None = None) -> str:
        return str(super().build_xml({name: _traced(name, text) for name, text in context.items()}, jinja_env))


_SANDBOX = _Sandbox()


@lru_cache(maxsize=32)
def _patched(source: str) -> str:
    return str(DocxTemplate(BytesIO()).patch_xml(source))


@lru_cache(maxsize=8)
def _content(path: Path) -> bytes:
    return acceptable(path.read_bytes())


def _filled(path: Path, places: Mapping[str, str]) -> _Document:
    document = _Document(BytesIO(_content(path)))
    _render(document, places)
    return document


def _render(document: _Document, places: Mapping[str, str]) -> None:
    document.render({name: _inert(text) for name, text in places.items()}, _SANDBOX, autoescape=True)


def _write_all(document: _Document, form: Form, application: Application, places: Mapping[str, str]) -> list[_Element]:
    """Fills the places and the rows of further targets; returns these rows."""
    _render(document, places)
    rows: list[_Element] = []
    for field in form.printed:
        if field.kind is Kind.ROWS:
            rows += _add_rows(document.docx.element.body, extra_rows(application, field.name))
    return rows


def _traced(name: str, text: Markup) -> Markup:
    lines = (f'<place xmlns="shenbao" name="{name}">{line}</place>' for line in text.split(_NEW_PARAGRAPH))
    return Markup(_NEW_PARAGRAPH.join(lines))  # noqa: S704 -- the lines are markup, and names are identifiers


def _inert(text: str) -> Markup:
    """The text as XML in which docxtpl finds nothing to act on: it takes ``{_{`` in a value for an escaped ``{{``."""
    xml = str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(xml.replace("\n", _NEW_PARAGRAPH))  # noqa: S704 -- escaped above


def _saved(document: _Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _named_places(path: Path) -> tuple[set[str], list[str]]:
    """The places of a template, spare rows among them, and the kinds of programs that it should not hold."""
    document = DocxTemplate(BytesIO(path.read_bytes()))
    parts = [document.get_docx().element.body]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        parts += [part.element for _, part in document.get_headers_footers(uri)]
    parsed = [_SANDBOX.parse(document.patch_xml(document.xml_to_string(part))) for part in parts]
    names = {name.name for tree in parsed for name in tree.find_all(nodes.Name)}
    programs = {type(node).__name__ for tree in parsed for node in tree.find_all(nodes.Node)}
    marks = {str(mark.get(qn("w:name"))) for mark in parts[0].iter(qn("w:bookmarkStart"))}
    return names | (marks & set(SPARE_ROWS.values())), sorted(programs - {kind.__name__ for kind in _PLACES_ONLY})


def _add_rows(body: _Element, rows: Iterable[tuple[str, ...]]) -> list[_Element]:
    """Puts further targets where the form prints …… or an empty row for them; returns their rows."""
    written = []
    for direction, group in groupby(sorted(rows, key=itemgetter(0)), itemgetter(0)):
        row = _spare_row(body, SPARE_ROWS[direction])
        for place, (_, *texts) in enumerate(group):
            if place:
                row = _row_below(row)
            _write(row, texts)
            written.append(row)
    return written


def _spare_row(body: _Element, name: str) -> _Element:
    for mark in body.iter(qn("w:bookmarkStart")):
        if mark.get(qn("w:name")) == name:
            return next(mark.iterancestors(qn("w:tr")))
    raise LookupError(f"the template has no row {name}")


def _row_below(row: _Element) -> _Element:
    """A copy of the row under it, within the same direction, without its bookmarks."""
    copy = deepcopy(row)
    for mark in [*copy.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        if (parent := mark.getparent()) is not None:
            parent.remove(mark)
    merge = next(copy.iter(qn("w:vMerge")), None)
    if merge is not None:
        merge.set(qn("w:val"), "continue")
    row.addnext(copy)
    return copy


def _write(row: _Element, texts: Iterable[str]) -> None:
    """Writes 指标, 基准值 and 目标值 into the last three cells."""
    for cell, text in zip(row.findall(qn("w:tc"))[-3:], texts, strict=True):
        paragraph = next(cell.iterchildren(qn("w:p")))
        for old in paragraph.findall(qn("w:r")):
            paragraph.remove(old)
        run, words = OxmlElement("w:r"), OxmlElement("w:t")
        words.text = text.replace("\n", " ")
        run.append(words)
        paragraph.append(run)
