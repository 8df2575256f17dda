"""The blank form as pages, once for all tests of a process."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from dialogs.record.application import Application
from renderers import pdf
from renderers.word import fill

PageMap = dict[str, tuple[int, float]]


@pytest.fixture(scope="session")
def blank_pages(form: Form) -> bytes:
    """The blank form as PDF."""
    return pdf.convert(fill(form, Application("1", form.edition), draft=False))


@pytest.fixture(scope="session")
def blank(blank_pages: bytes) -> PageMap:
    """Where everything stands in the blank form."""
    return pdf.page_map(blank_pages)
