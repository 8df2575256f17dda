"""A section as one message to fill and send back, and the one echo of what was taken down from it."""

from __future__ import annotations

from dialogs.form import Field, Form, Kind, Shape
from dialogs.reading.places import is_place
from dialogs.replies import Filled, Sheet
from dialogs.sheets import HEAD, MARK
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


def label(field: Field) -> str:
    """The number, the official label, its unit, and what stands in which order."""
    name = f"{field.group}：{field.label}" if field.group else field.label
    parts = [field.id, " ".join(name.split())]
    if field.unit is not None and field.unit not in name:
        parts.append(f"（{field.unit}）")
    return " ".join([parts[0], "".join(parts[1:]), *_columns(field)])


def _columns(field: Field) -> tuple[str, ...]:
    if field.kind in (Kind.CHOICE, Kind.MULTI):
        if is_place(field.name):
            return ()
        return (" ".join(f"{number}.{choice.label}" for number, choice in enumerate(field.choices, 1)),)
    if field.shape is Shape.YEARLY:
        return ("、".join(slot.label.removesuffix("年") for slot in field.slots),)
    if field.shape is Shape.PAIR:
        return ("、".join(slot.label for slot in field.slots),)
    if field.shape is Shape.MATRIX:
        return ("年 级别 主持 参与",)
    return (f"≤{field.limit}字",) if field.limit else ()
