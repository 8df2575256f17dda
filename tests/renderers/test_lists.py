"""清单模板: what is handed out is what is read back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from dialogs.definition.form import Form
from dialogs.derived.lists import read_list
from dialogs.record import codec
from dialogs.record.proofs import Listed
from renderers.lists import list_template
from renderers.proofs import opened
from tests import drawn


@pytest.mark.parametrize(("item", "kind"), [("E-4", ""), ("E-3", "是否中小企业"), ("E-7", "类别"), ("E-62", "标准号")])
def test_a_template_is_read_back(tmp_path: Path, form: Form, item: str, kind: str) -> None:
    """Its header is the one that is looked for; empty, it counts nothing."""
    path = tmp_path / "template.xlsx"
    path.write_bytes(list_template(form, item))
    rows = opened("read", {"path": str(path), "name": "template.xlsx"})["rows"]
    assert read_list(rows) == Listed(0)
    assert (kind in rows[1]) is bool(kind)


def test_codes_stay_text(form: Form) -> None:
    """18 digits are not rounded: every cell that will be filled in is a text cell."""
    with ZipFile(BytesIO(list_template(form, "E-3"))) as package:
        assert b'formatCode="@"' in package.read("xl/styles.xml")


def test_five_thousand_rows_are_looked_at(tmp_path: Path) -> None:
    """A long list is counted as it comes."""
    path = tmp_path / "list.xlsx"
    path.write_bytes(
        drawn.sheet([["企业名称", "序号"], *([f"第{number}公司", str(number)] for number in range(5_000))])
    )
    job = {"path": str(path), "name": "list.xlsx", "thumbnail": str(tmp_path / "none")}
    found: Listed = codec.loads(opened("look", job)["listed"])
    assert (found.rows, found.doubles, found.columns) == (5_000, 0, ())
