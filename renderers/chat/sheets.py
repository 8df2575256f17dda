"""A section as one message to fill and send back, and the one echo of what was taken down from it."""

from __future__ import annotations

from dialogs.form import Form
from dialogs.replies import Filled, Sheet
from dialogs.sheets import HEAD, MARK, label
from renderers.chat.values import phrase_values
from renderers.i18n import Language, mark


def filled(form: Form, reply: Filled, language: Language) -> str:
    """One line for each question: its number and what stands there now."""
    head = language.say(mark("记下 {count} 题："), {"count": str(len(reply.rows))})
    lines = []
    for row in reply.rows:
        field = form.by_name[row.field]
        lines.append(f"{field.id} {phrase_values(form, field, row.entries, language)}")
    return "\n".join([head, *lines])


def sheet(form: Form, reply: Sheet, language: Language) -> str:
    """What to copy, and a line for each question. Labels stay Chinese: they are the form's own."""
    section = next(each for each in form.sections if each.name == reply.section)
    how = language.say(mark("复制这条，在每行“＝”后面填，再发回来；空着的行以后再问。"))
    lines = [f"{label(form.by_name[row.field])}{MARK}{row.words}" for row in reply.rows]
    return "\n".join([f"{HEAD} {section.title}（{how}）", *lines])
