"""Documents on request: an application is printed on one or several papers, with names that people recognise."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import structlog

from bot.printing.binding import Binder, NothingToBind, bind, fingerprint, lists_in, proved, title_of
from bot.printing.packing import Part, checklist, originals, packed
from bot.printing.preparing import Office, Told, silent
from dialogs.definition.form import Form
from dialogs.derived.departments import owed_by
from dialogs.derived.journey import Journey
from dialogs.record.application import Application
from dialogs.turn.messages import Render
from renderers import pages, pdf, word
from renderers.declaration import declaration
from renderers.department_sheet import department_sheet
from renderers.lists import list_template
from renderers.programs import Leash
from renderers.proofs import NotOpened
from renderers.review import review
from renderers.staying import Stayed, doubtful, keep

log = structlog.get_logger()

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
PNG = "image/png"
ZIP = "application/zip"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {"docx": WORD, "pdf": PDF}
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_TITLES = {
    "application": "申报表",
    "summary": "推荐汇总表",
    "review": "领导审阅稿",
    "pages": "申报表",
    "declaration": "自我声明",
    "binder": "佐证册",
    "set": "报送材料",
    "department": "填报表",
}


def kind_of(asked: Render) -> str:
    """The kind of a document, with the items that a declaration is for, the department that a sheet is for."""
    return f"{asked.kind}:{asked.about or ''}" if asked.kind in ("declaration", "list", "department") else asked.kind


OFFICE_KINDS = frozenset({"review", "pages", "binder", "set"})
"""Kinds of documents that LibreOffice takes part in."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One file that came of printing; a picture of a page has the page's number and the fields that stand on it.

    A large one lies in a ``file``, which its taker removes; ``figures`` are what there is to say about it.
    """

    name: str
    content: bytes
    media_type: str
    page: int = 0
    fields: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of printing; ``trouble`` says why something is missing.

    ``office missing``, ``poppler missing``: the program is not there; ``office failed``: it did not do it;
    ``nothing to bind``: no file has a place yet; ``failed``: our own fault.
    """

    papers: tuple[Paper, ...]
    draft: bool
    trouble: str = ""


@dataclass(frozen=True)
class Documents:
    """Prints applications of one form; ``folder`` is where the files are kept.

    LibreOffice has so many ``seconds`` for a document, and hangs on the ``leash``.
    """

    form: Form
    folder: Path
    template: Path | None = None
    seconds: float = 60
    leash: Leash = field(default_factory=Leash)

    def key(self, application: Application, kind: str, *, draft: bool) -> str:
        """What makes a document: of the same key it is the same, and need not be made again."""
        if kind == "binder":
            return ":".join((application.id, fingerprint(self.form, application), kind, self.form.edition))
        state, edition = "draft" if draft else "final", self.form.edition
        own = word.summary_template(edition) if kind == "summary" else self.template
        template = _fingerprint(own or word.application_template(edition))
        return ":".join((application.id, str(application.version), kind, state, edition, template))

    def print(self, application: Application, kind: str, *, draft: bool, told: Told = silent) -> Printed:
        """Print what is asked for; what needs LibreOffice may be missing, and the Word file is there all the same.

        It is a draft where one was asked for, and where the application is not complete (any more).
        """
        made = self._small(application, kind)
        if made is not None:
            return Printed((made,), draft=False)
        if kind == "binder":
            return self._binder(application, told)
        draft = draft or not Journey(self.form, application).complete
        if kind == "set":
            return self._set(application, draft, told)
        if kind == "application":
            return Printed((self._form(application, draft),), draft)
        word_file = self._paper(application, kind, draft, self.make(application, kind, draft=draft))
        return (
            self._shown(application, kind, draft, word_file) if kind in OFFICE_KINDS else Printed((word_file,), draft)
        )

    def _shown(self, application: Application, kind: str, draft: bool, word_file: Paper) -> Printed:
        """The copy for the head with its PDF, or pictures of the form's pages; the Word file alone where that fails."""
        try:
            made = self._stayed(application, draft).pdf if kind == "pages" else self.paged(word_file.content)
        except (pdf.LibreOfficeMissing, pdf.ConversionFailed) as error:
            return Printed((word_file,), draft, _blamed(error))
        paged = self._paper(application, kind, draft, made, "pdf")
        if kind == "review":
            return Printed((word_file, paged), draft)
        try:
            return Printed(self._pictures(made), draft)
        except (pages.PopplerMissing, pages.DrawingFailed) as error:
            return Printed((word_file, paged), draft, _blamed(error))

    def make(self, application: Application, kind: str, *, draft: bool) -> bytes:
        """The Word file of this kind."""
        if kind == "summary":
            return word.fill_summary(self.form, application, draft=draft)
        if kind == "review":
            return review(self.form, application, template=self.template)
        return word.fill(self.form, application, draft=draft, template=self.template)

    def _form(self, application: Application, draft: bool) -> Paper:
        """附件1 as a Word file; its rows are put back on their pages where a long list may have moved them."""
        if pdf.available() and doubtful(self.form, application):
            try:
                return self._kept(application, draft, self._stayed(application, draft))
            except pdf.ConversionFailed as error:
                _blamed(error)
        return self._paper(application, "application", draft, self.make(application, "application", draft=draft))

    def _kept(self, application: Application, draft: bool, stayed: Stayed) -> Paper:
        """The Word file, with what there is to say about its pages."""
        said = {"shortened": "、".join(stayed.shortened), "moved": "、".join(stayed.moved)}
        paper = self._paper(application, "application", draft, stayed.word)
        return replace(paper, figures={name: ids for name, ids in said.items() if ids})

    def _stayed(self, application: Application, draft: bool, where: Mapping[str, str] | None = None) -> Stayed:
        return keep(self.form, application, self.paged, draft=draft, template=self.template, where=where)

    def for_seal(self, application: Application) -> tuple[bytes, bytes]:
        """附件1 and 附件4 as they are printed for the seal, as PDF; raises as ``renderers.pdf.convert``."""
        summary = self.paged(self.make(application, "summary", draft=False))
        return self._stayed(application, draft=False).pdf, summary

    def _small(self, application: Application, kind: str) -> Paper | None:
        """A paper that is no print of the form: a declaration for some items, the sheet of one."""
        what, _, items = kind.partition(":")
        if what == "declaration":
            made = declaration(self.form, application, items.split())
            return Paper(f"{_title(application, what)}.docx", made, WORD)
        if what == "list":
            return Paper(f"清单模板 {items}.xlsx", list_template(self.form, items), EXCEL)
        if what == "department":
            fields = owed_by(Journey(self.form, application), items).fields
            made = department_sheet(self.form, application, items, fields)
            return Paper(f"{_UNSAFE.sub('', items)[:30]}{_title(application, what)}.xlsx", made, EXCEL)
        return None

    def _binder(self, application: Application, told: Told) -> Printed:
        """佐证册: the PDF of all evidence."""
        try:
            made = self._bound(application, told)
        except NothingToBind:
            return Printed((), draft=False, trouble="nothing to bind")
        except NotOpened as error:
            log.warning("binder not made", reason=str(error))
            return Printed((), draft=False, trouble="failed")
        figures = {"pages": str(made.pages), "files": str(made.files), "unbound": "、".join(made.unbound)}
        paper = Paper(f"{_title(application, 'binder')}.pdf", b"", PDF, figures=figures, file=made.file)
        return Printed((paper,), draft=False)

    def _bound(self, application: Application, told: Told) -> Binder:
        return bind(self.form, application, self.folder, Office(self.seconds, self.leash, told))

    def _bound_or_not(self, application: Application, told: Told) -> tuple[Binder | None, str]:
        """The binder, and the trouble with it; without any evidence there is neither: the list says what is missing."""
        try:
            return self._bound(application, told), ""
        except NothingToBind:
            return None, ""
        except NotOpened as error:
            log.warning("binder not made", reason=str(error))
            return None, "failed"

    def _twice(
        self, application: Application, kind: str, number: str, draft: bool, bound: Binder | None
    ) -> tuple[Part, Part]:
        """A paper as Word file and as PDF, for the set."""
        if kind == "application":
            where = lists_in(self.form, bound.places) if bound is not None else {}
            stayed = self._stayed(application, draft, where)
            paper, paged = self._kept(application, draft, stayed), stayed.pdf
        else:
            paper = self._paper(application, kind, draft, self.make(application, kind, draft=draft))
            paged = self.paged(paper.content)
        name = f"{number} {paper.name}"
        return Part(name, paper.content), Part(f"{name.removesuffix('docx')}pdf", paged)

    def _set(self, application: Application, draft: bool, told: Told) -> Printed:
        """打包: form, summary, binder, originals and the list of what goes to whom, as far as each can be made."""
        bound, trouble = self._bound_or_not(application, told)
        parts = list[Part]()
        for kind, number in (("application", "01"), ("summary", "02")):
            try:
                parts.extend(self._twice(application, kind, number, draft, bound))
            except (pdf.LibreOfficeMissing, pdf.ConversionFailed) as error:
                trouble = _blamed(error)
                paper = self._paper(application, kind, draft, self.make(application, kind, draft=draft))
                parts.append(Part(f"{number} {paper.name}", paper.content))
        if bound is not None:
            parts.append(Part(f"03 {_title(application, 'binder')}.pdf", bound.file))
        parts.extend(originals(proved(self.form, application), self.folder))
        contents = [part.name for part in parts if "/" not in part.name]
        listed = checklist(self.form, application, title_of(application), contents)
        parts.insert(0, Part("00 报送清单.docx", listed))
        name = f"{_title(application, 'set')}{'（草稿）' if draft else ''}.zip"
        figures = {"parts": str(len(parts))}
        package = packed(parts)
        for part in parts:
            if isinstance(part.content, Path) and part.content.parent != self.folder:
                part.content.unlink()
        return Printed((Paper(name, b"", ZIP, figures=figures, file=package),), draft, trouble)

    def _paper(self, application: Application, kind: str, draft: bool, content: bytes, suffix: str = "docx") -> Paper:
        mark = "（草稿）" if draft and kind != "review" else ""
        return Paper(f"{_title(application, kind)}{mark}.{suffix}", content, _TYPES[suffix])

    def paged(self, content: bytes) -> bytes:
        """The pages of a Word file; raises as ``renderers.pdf.convert``."""
        return pdf.convert(content, seconds=self.seconds, leash=self.leash)

    def _pictures(self, paged: bytes) -> tuple[Paper, ...]:
        drawn = pages.pictures(paged, seconds=self.seconds, leash=self.leash)
        stands = pages.pages_of(self.form, paged)
        return tuple(
            Paper(f"申报表第{page}页.png", picture, PNG, page, tuple(name for name in stands if stands[name] == page))
            for page, picture in enumerate(drawn, 1)
        )


def _blamed(error: Exception) -> str:
    """Which trouble this is; the administrator reads more of it."""
    log.warning("pages are missing", reason=str(error))
    if isinstance(error, pages.PopplerMissing):
        return "poppler missing"
    return "office missing" if isinstance(error, pdf.LibreOfficeMissing) else "office failed"


def _title(application: Application, kind: str) -> str:
    """The cluster's name and what the paper is."""
    answer = application.answer("cluster_name")
    cluster = str(answer.value) if answer is not None and answer.value is not None else ""
    return f"{_UNSAFE.sub('', cluster)[:60]}{_TITLES[kind]}"


@lru_cache(maxsize=8)
def _fingerprint(template: Path) -> str:
    return hashlib.sha256(template.read_bytes()).hexdigest()[:16]
