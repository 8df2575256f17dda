"""The form on paper, for sign-off: whole, and in the numbers that people read."""

from __future__ import annotations

import re

from dialogs.definition.form import Form
from renderers.outline import as_text


def test_questions_are_named_by_their_printed_numbers(form: Form) -> None:
    """Rules, hints and remarks refer to questions by name in the edition; on paper stands the number."""
    outline = as_text(form)
    assert "{" not in outline
    assert "规则 X-1［必须］每年的中小企业数量不多于企业数量。（部分不大于整体（附件1 2.6、2.7））" in outline
    assert "说明：几何平均，可为负；主导产业产值由 2.1 和 2.4 算出" in outline


def test_every_question_and_rule_stands_there(form: Form) -> None:
    """Nothing of the form is left out of what a person of the trade signs."""
    outline = as_text(form)
    assert [field.id for field in form.fields if f"{field.id} {field.label}" not in outline] == []
    said = set(re.findall(r"规则 (\S+?)［", outline))
    assert {rule.id for rule in form.rules} - said == set()
