"""Documents on request: an application is printed on one or several papers, with names that people recognise."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dialogs.application import Application
from dialogs.form import Form
from dialogs.journey import Journey
from renderers import pdf, word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_TITLES = {"application": "申报表", "summary": "推荐汇总表", "review": "领导审阅稿", "pages": "申报表"}

OFFICE_KINDS = frozenset({"review", "pages"})
"""Kinds of documents that LibreOffice takes part in."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One file that came of printing; a picture of a page has the page's number and the fields that stand on it."""

    name: str
    content: bytes
    media_type: str
    page: int = 0
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of printing; ``trouble`` says why something is missing.

    ``office missing``: LibreOffice is not there; ``office failed``: it did not do it; ``failed``: our own fault.
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
    leash: pdf.Leash = field(default_factory=pdf.Leash)

    def key(self, application: Application, kind: str, *, draft: bool) -> str:
        """What makes a document: of the same key it is the same, and need not be made again."""
        template = word.summary_template if kind == "summary" else word.application_template
        paper = _fingerprint(self.template if self.template and kind != "summary" else template(self.form.edition))
        state = "draft" if draft else "final"
        return ":".join((application.id, str(application.version), kind, state, self.form.edition, paper))

    def print(self, application: Application, kind: str, *, draft: bool) -> Printed:
        """Print what is asked for; what needs LibreOffice may be missing, and the Word file is there all the same.

        It is a draft where one was asked for, and where the application is not complete (any more).
        """
        draft = draft or not Journey(self.form, application).complete
        return Printed((self._word(application, kind, draft),), draft)

    def make(self, application: Application, kind: str, *, draft: bool) -> bytes:
        """The Word file of this kind."""
        if kind == "summary":
            return word.fill_summary(self.form, application, draft=draft)
        return word.fill(self.form, application, draft=draft, template=self.template)

    def _word(self, application: Application, kind: str, draft: bool) -> Paper:
        content = self.make(application, kind, draft=draft)
        return Paper(f"{_title(application, kind)}{'（草稿）' if draft else ''}.docx", content, WORD)


def _title(application: Application, kind: str) -> str:
    """The cluster's name and what the paper is."""
    answer = application.answer("cluster_name")
    cluster = str(answer.value) if answer is not None and answer.value is not None else ""
    return f"{_UNSAFE.sub('', cluster)[:60]}{_TITLES[kind]}"


@lru_cache(maxsize=8)
def _fingerprint(template: Path) -> str:
    return hashlib.sha256(template.read_bytes()).hexdigest()[:16]
