"""What a colleague was asked to fill: sections and single questions, each by its name; no part means all of them."""

from __future__ import annotations

from collections.abc import Collection

from dialogs.definition.form import Field, Form, Section


def covers(form: Form, parts: Collection[str], field: Field) -> bool:
    """Whether a question belongs to these parts."""
    return not parts or form.homes[field.name] in parts or field.name in parts


def touches(form: Form, parts: Collection[str], section: Section) -> bool:
    """Whether a section has a question of these parts."""
    if not parts or section.name in parts:
        return True
    return any(form.homes[name] == section.name for name in parts if name in form.by_name)


def titles(form: Form, parts: Collection[str]) -> tuple[str, ...]:
    """What the parts are called: whole sections by their titles, single questions together by their numbers."""
    sections = [section.title for section in form.sections if section.name in parts]
    ids = [field.id for field in form.fields if field.name in parts]
    return (*sections, "、".join(ids)) if ids else tuple(sections)
