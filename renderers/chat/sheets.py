"""A section as one message to fill and send back, and the one echo of what was taken down from it."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.gathering.sheets import HEAD, MARK, label
from dialogs.saying.replies import Filled, Sheet
from renderers.chat.reports import finding
from renderers.chat.values import phrase_values
from renderers.i18n import Language, mark
from renderers.numbering import ranges


def filled(form: Form, reply: Filled, language: Language) -> str:
    """One line for each question: its number and what stands there now; then the proofs, and what does not hold."""
    head = language.say(mark("记下 {count} 题："), {"count": str(len(reply.rows))})
    lines = []
    for row in reply.rows:
        field = form.by_name[row.field]
        lines.append(f"{field.id} {phrase_values(form, field, row.entries, language)}")
    if reply.evidence:
        figures = {"count": str(len(reply.evidence)), "ids": _called_for(form, reply)}
        lines.append(language.say(mark("这些答案要附 {count} 类佐证（{ids}），发“佐证”可看。"), figures))
    lines.extend(finding(form, each, language) for each in reply.findings)
    return "\n".join([head, *lines])


def _called_for(form: Form, reply: Filled) -> str:
    """The questions of the message that call for proofs."""
    said = {row.field for row in reply.rows}
    wanted = {name for each in form.evidence if each.id in reply.evidence for name in each.fields}
    return ranges(form, [form.by_name[name].id for name in said & wanted])


def sheet(form: Form, reply: Sheet, language: Language) -> str:
    """What to copy, and a line for each question. Labels stay Chinese: they are the form's own."""
    section = next(each for each in form.sections if each.name == reply.section)
    how = language.say(mark("复制这条，在每行“＝”后面填，再发回来；空着的行以后再问。"))
    lines = [f"{label(form.by_name[row.field])}{MARK}{row.words}" for row in reply.rows]
    return "\n".join([f"{HEAD} {section.title}（{how}）", *lines])
