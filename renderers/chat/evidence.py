"""The evidence list in words: what is called for, what is there, what is missing."""

from __future__ import annotations

from itertools import groupby

from dialogs.evidence import section_of
from dialogs.form import Form
from dialogs.notice import EvidenceRequirement
from dialogs.summaries import Evidence, ProofRow, ProofRows
from renderers.i18n import Language, mark

STATES = {
    "missing": mark("缺"),
    "given": mark("已传"),
    "troubled": mark("有问题"),
    "unneeded": mark("无需"),
    "undecided": mark("题还没答"),
}
_MARKS = {"missing": "□", "given": "✓", "troubled": "✗", "unneeded": "－", "undecided": "－"}


def checklist(form: Form, reply: Evidence, language: Language) -> str:
    """How many proofs there are to be, and how many are missing; the sections stand on the buttons."""
    figures = {"count": str(len(reply.required)), "missing": str(sum(line.missing for line in reply.lines))}
    lines = [language.say("按现在的填报，要附 {count} 类佐证，还缺 {missing} 类。", figures)]
    literal = sum(form.evidence_by_id[each].literal for each in reply.required)
    if literal:
        figures = {"count": str(literal)}
        lines.append(language.say("其中 {count} 类是非勾选项，只按附件3字面才要，可用自我声明。", figures))
    if reply.unsorted:
        lines.append(language.say("另有 {count} 个文件待归类。", {"count": str(reply.unsorted)}))
    lines.append(
        language.say("答案改了，清单跟着变；传过的文件都留着。缺佐证不影响填完，但影响报送。涉密材料不要发来。")
    )
    return "\n".join(lines)


def rows(form: Form, reply: ProofRows, language: Language) -> str:
    """The proofs of one section with their states, or everything that is missing."""
    if not reply.rows:
        return language.say("要附的佐证都有了。") if not reply.section else language.say("这一部分现在不要佐证。")
    titles = {section.name: section.title for section in form.sections}
    count = {"count": str(len(reply.rows))}
    lines = [language.say("还缺 {count} 类佐证：", count)] if not reply.section else []
    for section, group in groupby(reply.rows, key=lambda row: section_of(form, form.evidence_by_id[row.item])):
        lines.append(f"【{titles[section]}】")
        lines.extend(_row(form, row, language, plain=not reply.section) for row in group)
    return "\n".join(lines)


def _row(form: Form, row: ProofRow, language: Language, *, plain: bool) -> str:
    requirement = form.evidence_by_id[row.item]
    line = f"{_MARKS[row.state]} {requirement.id} {named(form, requirement)}"
    if row.state == "missing" and plain:
        return line
    state = language.say(STATES[row.state])
    files = language.say("{count} 个文件", {"count": str(row.files)}) if row.files else ""
    return f"{line}　{state}" + (f" {files}" if files else "")


def named(form: Form, requirement: EvidenceRequirement) -> str:
    """What is to be proved, with the printed numbers of its questions."""
    ids = "、".join(form.by_name[name].id for name in requirement.fields)
    return requirement.what + (f"（{ids}）" if ids else "")
