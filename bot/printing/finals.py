"""The finished forms of several applications: Word files, and their pages from one start of LibreOffice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import structlog

from bot.printing.documents import Documents
from dialogs.record.application import Application
from renderers import pdf
from renderers.programs import LetGo
from renderers.staying import doubtful, keep

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Final:
    """附件1 of an application as a Word file, and its pages where LibreOffice made them."""

    word: bytes
    pages: bytes | None = None


def finals(documents: Documents, applications: Iterable[Application], *, pages: bool = True) -> list[Final | None]:
    """The forms of these, each by itself: None where one could not be made, and the administrator reads why.

    Without ``pages`` they are not asked for, and may be there all the same. Raises ``LetGo``.
    """
    made = [_made(documents, each) for each in applications]
    if not pages:
        return made
    papers = [each.word for each in made if each is not None and each.pages is None]
    paged = iter(_paged(documents, papers))
    return [Final(each.word, next(paged)) if each is not None and each.pages is None else each for each in made]


def _made(documents: Documents, application: Application) -> Final | None:
    """The Word file; with its pages where they were needed to put its rows back on them."""
    try:
        if pdf.available() and doubtful(documents.form, application):
            return _kept(documents, application)
        return Final(documents.make(application, "application", draft=False))
    except LetGo:
        raise
    except Exception:
        log.exception("form not made", application=application.id)
        return None


def _kept(documents: Documents, application: Application) -> Final:
    try:
        stayed = keep(documents.form, application, documents.paged, draft=False, template=documents.template)
    except pdf.ConversionFailed as error:
        log.warning("pages are missing", reason=str(error))
        return Final(documents.make(application, "application", draft=False))
    return Final(stayed.word, stayed.pdf)


def _paged(documents: Documents, papers: list[bytes]) -> list[bytes | None]:
    try:
        made = pdf.convert_each(papers, seconds=documents.seconds, leash=documents.leash)
    except pdf.LibreOfficeMissing:
        return [None] * len(papers)
    for each in made:
        if isinstance(each, pdf.ConversionFailed):
            log.warning("pages are missing", reason=str(each))
    return [each if isinstance(each, bytes) else None for each in made]
