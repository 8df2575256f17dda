"""Several papers as pages, for tests."""

from __future__ import annotations

from renderers import pdf


def paged(*papers: bytes) -> list[bytes]:
    """Their PDF, from one start of LibreOffice."""
    made = [each for each in pdf.convert_each(papers) if isinstance(each, bytes)]
    assert len(made) == len(papers)
    return made
