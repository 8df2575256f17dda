"""``python -m renderers.reconstruction [EDITION …]``: draws both templates of an edition, over the ones that are there.

Without an edition, those of all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from dialogs.definition.form import Form
from dialogs.definition.loader import editions, load
from renderers.reconstruction.cover import basics, cover
from renderers.reconstruction.figures import industry, innovation
from renderers.reconstruction.layout import PageTurn
from renderers.reconstruction.package import COVER, LANDSCAPE, PORTRAIT, packed
from renderers.reconstruction.plan import declaration, plan
from renderers.reconstruction.progress import digital, governance, green, opening
from renderers.reconstruction.summary import summary
from renderers.reconstruction.wordml import Pen
from renderers.word import application_template, summary_template

_SECTIONS = (basics, industry, innovation, digital, green, opening, governance, plan, declaration)


def draw_application(form: Form) -> bytes:
    """附件1: the cover, then 一 to 九."""
    blocks = (*cover(form), PageTurn(), *(block for section in _SECTIONS for block in section(form)))
    return packed(Pen(form, COVER).draw(blocks) + PORTRAIT, form.title, form.notice)


def draw_summary(form: Form) -> bytes:
    """附件4."""
    return packed(Pen(form).draw(summary(form)) + LANDSCAPE, form.summary_title, form.notice)


def main(wanted: Iterable[str]) -> None:
    """Write both files of each of these editions."""
    for edition in wanted:
        form = load(edition)
        application_template(edition).parent.mkdir(parents=True, exist_ok=True)
        application_template(edition).write_bytes(draw_application(form))
        summary_template(edition).write_bytes(draw_summary(form))


if __name__ == "__main__":
    main(sys.argv[1:] or editions())
