"""自我声明: a sheet to be printed, signed and sealed, by which the county vouches for items itself (附件2第4条)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from dialogs.definition.form import Form
from dialogs.definition.notice import EvidenceRequirement
from dialogs.record.application import Application
from renderers.papers import HEAD, line, page, plain
from renderers.values import printed

_UNKNOWN = "　" * 8


def declaration(form: Form, application: Application, items: Sequence[str]) -> bytes:
    """The Word file: what is declared with the answers as they stand, room for signature, seal and date."""
    document = Document()
    page(document)
    line(document, "自我声明", font=HEAD, size=22, align=WD_ALIGN_PARAGRAPH.CENTER)
    line(document, "")
    bureau, cluster = _said(form, application, "bureau"), _said(form, application, "cluster_name")
    line(
        document,
        f"本单位（{bureau}）组织申报“{cluster}”{form.title}。现就表内下列事项声明如下，所填情况真实、完整：",
        indent=True,
    )
    for number, item in enumerate(items, 1):
        line(document, f"{number}. {_declared(form, application, form.evidence_by_id[item])}", indent=True)
    line(document, "如有不实，愿承担相应责任。", indent=True)
    line(document, "")
    for words in ("负责人（签字）：" + "　" * 8, "单位（公章）：" + "　" * 8, "年　　月　　日"):
        line(document, words, align=WD_ALIGN_PARAGRAPH.RIGHT)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _declared(form: Form, application: Application, requirement: EvidenceRequirement) -> str:
    """One item: what it is about, the printed numbers of its questions, and what is answered there."""
    what = requirement.what.partition("：主管部门证明或自我声明")[0]
    fields = [form.by_name[name] for name in requirement.fields]
    ids = "、".join(field.id for field in fields)
    answers = [_said(form, application, field.name) for field in fields if len(field.slots) == 1]
    answer = f"：{'；'.join(answers)}" if requirement.literal and answers else ""
    return f"{what}{answer}" + (f"（申报表 {ids}；佐证 {requirement.id}）" if ids else f"（佐证 {requirement.id}）")


def _said(form: Form, application: Application, name: str) -> str:
    field = form.by_name[name]
    answer = application.answer(field.paths[0])
    return _UNKNOWN if answer is None or not answer.given else plain(printed(field, field.slots[0], answer))
