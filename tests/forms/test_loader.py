"""A mistake in a form file stops the start, with every mistake listed at its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import dialogs
from dialogs.definition.loader import EDITION, BadForm, load

SOURCE = Path(dialogs.__file__).parent / "forms" / EDITION


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the edition that a test may spoil."""
    return Path(shutil.copytree(SOURCE, tmp_path / "edition"))


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    """Replace a text of a form file, which must be there."""
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("industry.yaml", 'id: "2.1"', "id: 2.1", "quote it"),
        ("industry.yaml", "hint: 集群内", "hnit: 集群内", "unknown key “hnit”"),
        ("industry.yaml", "name: companies", "name: smes", "stands twice"),
        ("rules/cross.yaml", "smes <= companies", "smes <= nobody", "nothing is called “nobody”"),
        ("rules/cross.yaml", "smes <= companies", "smes <= output", "do not go together"),
        ("rules/cross.yaml", "smes <= companies", "smes <= os.system('x')", "not part of the form language"),
        ("rules/cross.yaml", "{smes} 家", "{smse} 家", "nothing is called “smse”"),
        (
            "industry.yaml",
            "value: growth(part(output[first], main_share[first])",
            "value: growth(yi(exports[first])",
            "asked later",
        ),
        ("form.yaml", "base_year: 2023", "base_year: soon", "not a whole number"),
        ("industry.yaml", "不多于 {#companies}", "不多于 {#company}", "refers to “company”, which is no field"),
        ("industry.yaml", "label: 集群总产值", "label: 集群{#output}总产值", "“label” cannot refer to a question"),
        ("evidence.yaml", "fields: [area]", "fields: [aera]", "nothing is called “aera”"),
        ("industry.yaml", 'help: ["2", "5"]', 'help: ["99"]', "not an item of guidance.yaml"),
    ],
)
def test_a_mistake_stops_the_start_and_names_its_place(
    folder: Path, file: str, old: str, new: str, complaint: str
) -> None:
    """Unknown key, unquoted id, unknown name, forward reference, unit mismatch: all say where."""
    spoil(folder, file, old, new)
    with pytest.raises(BadForm) as raised:
        load(folder=folder)
    assert complaint in str(raised.value)
    assert any(mistake.startswith(f"{file}:") or file == "industry.yaml" for mistake in raised.value.mistakes)


def test_all_mistakes_are_reported_at_once(folder: Path) -> None:
    """Three mistakes in three files give three lines, not one."""
    spoil(folder, "rules/cross.yaml", "smes <= companies", "smes <= nobody")
    spoil(folder, "evidence.yaml", "fields: [area]", "fields: [aera]")
    spoil(folder, "deadlines.yaml", "2024-04-25", "2024-04-31")
    with pytest.raises(BadForm) as raised:
        load(folder=folder)
    assert len(raised.value.mistakes) >= 3


def test_a_missing_file_is_a_mistake_too(folder: Path) -> None:
    """A file that the edition names and that is not there is said, not skipped."""
    (folder / "parameters.yaml").unlink()
    with pytest.raises(BadForm, match=r"parameters\.yaml: the file is missing"):
        load(folder=folder)


def test_broken_yaml_names_its_line(folder: Path) -> None:
    """A tab or a stray bracket is reported with its line."""
    (folder / "remarks.yaml").write_text("- id: [", "utf-8")
    with pytest.raises(BadForm, match=r"remarks\.yaml:\d"):
        load(folder=folder)
