"""Next year's form is a folder: 2024 copied to 2025, every year one later, is asked and printed as it stands.

The whole product is copied to a temporary folder and run there as people run it; nothing but the edition's folder is
added to it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

import dialogs
from dialogs.definition.loader import load
from renderers.department_sheet import department_sheet
from renderers.numbering import place_of
from renderers.word import fill
from tests.county import answered
from tests.renderers.doors import DOORS
from tests.renderers.reading import Paper
from tests.renderers.validity import AVAILABLE, damages

ROOT = Path(dialogs.__file__).parents[1]
OLD, NEW = "hebei-clusters/2024", "hebei-clusters/2025"
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
"""A year, in whatever text of the edition it stands."""

Run = Callable[..., subprocess.CompletedProcess[str]]


def a_year_later(text: str) -> str:
    """The text with every year in it one later."""
    return YEAR.sub(lambda year: str(int(year[0]) + 1), text)


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product with the edition 2025 beside 2024, and its templates drawn by what `make template` runs."""
    folder = tmp_path_factory.mktemp("product")
    for part in ("bot", "dialogs", "renderers", "storage"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(folder / "dialogs/forms" / OLD, folder / "dialogs/forms" / NEW)
    for file in (folder / "dialogs/forms" / NEW).rglob("*.yaml"):
        file.write_text(a_year_later(file.read_text("utf-8")), "utf-8")
    command = [sys.executable, "-m", "renderers.reconstruction", NEW]
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}, check=True, timeout=120)
    return folder


@pytest.fixture
def shenbao(product: Path, tmp_path: Path) -> Run:
    """Runs `shenbao` with the new edition."""

    def run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        ours = {"PYTHONPATH": str(product), "SHENBAO_EDITION": NEW, "SHENBAO_DATA": str(tmp_path / "data")}
        environment = {**os.environ, **ours, "SHENBAO_NOW": "2025-04-11T09:30:00+08:00"}
        environment.pop("SHENBAO_DATABASE_URL", None)
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(
            command, input=typed, cwd=product, env=environment, capture_output=True, text=True, check=True, timeout=120
        )

    return run


def years_in(text: str) -> set[str]:
    """The years that a text names."""
    return set(YEAR.findall(text))


def test_the_outline_speaks_of_the_new_years(shenbao: Run) -> None:
    """The same questions and rules, each year one later, and no year before those of the form."""
    old = subprocess.run([sys.executable, "-m", "bot", "outline"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shenbao("outline").stdout == a_year_later(old.stdout)


def test_the_templates_speak_of_the_new_years(product: Path) -> None:
    """Both Word templates, drawn from the copied form: what 2024 prints, a year later."""
    for name in ("application.docx", "summary.docx"):
        old, new = (Document(str(product / "renderers/templates" / edition / name)) for edition in (OLD, NEW))
        assert new.core_properties.comments == a_year_later(old.core_properties.comments)
        for before, after in zip(old.element.body.iter(), new.element.body.iter(), strict=True):
            assert (after.tag, after.text) == (before.tag, before.text and a_year_later(before.text))


def test_a_conversation_and_its_documents(shenbao: Run, tmp_path: Path) -> None:
    """The new years are asked for, understood, kept, and printed in both documents."""
    said = [
        "开始",
        "改 2.1 2022年118 2023年131 2024年147",
        "改 3.6",
        "2022 国际 0 0 国家 1 3 行业 2 4 团体 5 9",
        "改 8.5 12.9 11.5",
        "预览",
        f"/file {tmp_path / 'form.docx'}",
        "期限",
    ]
    screen = shenbao("chat", typed="\n".join(said)).stdout
    assert "记下 2.1：118.00、131.00、147.00 亿元" in screen
    assert "还缺 2023、2024 年。" in screen
    assert "2024年基准 12.90%，2027年目标 11.50%" in screen
    assert "2025年5月8日" in screen
    assert years_in(screen) & {"2020", "2021"} == set()
    shenbao("export", "--summary", str(tmp_path / "summary.docx"))
    form, summary = (Paper((tmp_path / f"{name}.docx").read_bytes()) for name in ("form", "summary"))
    assert form.beside("集群总产值（亿元）") == ["118.00", "131.00", "147.00"]
    assert ["年度", "2022 年", "2023 年", "2024 年"] in form.rows
    assert ["方向", "指标", "2024 年基准值", "2027 年目标值"] in form.rows
    assert "2025 年度河北省中小企业特色产业集群推荐汇总表" in summary.lines
    assert years_in(form.text + summary.text) == {str(year) for year in range(2022, 2028)}
    if AVAILABLE:
        assert [each for name in ("form", "summary") for each in damages(tmp_path / f"{name}.docx")] == []


def test_last_years_application_begins_this_years(shenbao: Run, tmp_path: Path) -> None:
    """In the same database: a new application, in which the former one's answers are offered, section by section."""
    old = {"PYTHONPATH": str(ROOT), "SHENBAO_DATA": str(tmp_path / "data"), "SHENBAO_NOW": "2024-04-11T09:30:00+08:00"}
    environment = {**os.environ, **old}
    environment.pop("SHENBAO_DATABASE_URL", None)
    said = "开始\n改 2.1 118 131 147\n改 1.8 36.57\n"
    command = [sys.executable, "-m", "bot", "chat"]
    subprocess.run(command, input=said, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    screen = shenbao("chat", typed="用去年的表\n1\n1\n4\n2.1\n").stdout
    assert "这是往年的表（2023 年），请一部分一部分地确认。" in screen
    assert "从“2024年度申报表”采用了 1 题" in screen
    assert "文件：36.57 平方公里\n这是往年申报表里的数，还对吗？" in screen
    standing = screen.rpartition("现在：")[2]
    assert standing.startswith("2022年 131.00 亿元（即 1,310,000 万元），2023年 147.00 亿元")
    assert "2024年度申报表" in standing.partition("\n")[0]


def test_papers_and_data_of_last_year_are_read_as_such(shenbao: Run, tmp_path: Path) -> None:
    """附件1, 数据.json and a department's sheet of 2024 in 2025: figures keep their years, others are confirmed."""
    old = load("hebei-clusters/2024")
    county = answered(old)
    made = {
        "去年.docx": fill(old, county, draft=False),
        "去年.json": DOORS["json"](old, county)["data.json"],
        "去年.xlsx": department_sheet(old, county, "统计局", ["patents", "area"]),
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
        screen = shenbao("chat", typed=f"开始\n/send {tmp_path / name}\n读进申报表\n逐条看\n").stdout
        assert "这是往年的表（" in screen, name
        assert "这是往年申报表里的数，还对吗？" in screen, name
    screen = shenbao("chat", typed=f"/send {tmp_path / '去年.docx'}\n读进申报表\n没看懂的\n").stdout
    assert "本年度的表没有这一年" in screen


def test_printed_order_is_the_order_of_numbers() -> None:
    """The templates' tables follow the printed numbers, 2.10 after 2.9, whatever order the questions are asked in."""
    assert sorted(["2.10", "2.9", "3.1", "2.1"], key=place_of) == ["2.1", "2.9", "2.10", "3.1"]
