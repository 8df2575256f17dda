"""The command line, as people use it: real processes in an empty folder."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.settings import Settings
from dialogs.record import codec
from dialogs.turn.messages import Render
from storage import people, requests
from storage.database import Database
from tests import forked
from tests.bot.conftest import NOON

pytestmark = pytest.mark.usefixtures("database_url")


def run(data: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run `shenbao` with this data folder."""
    environment = {**os.environ, "SHENBAO_DATA": str(data), "SHENBAO_NOW": "2024-04-11T09:30:00+08:00"}
    return forked.run(*arguments, environment=environment, typed=typed)


def test_a_link_is_made_for_a_county_by_name(tmp_path: Path) -> None:
    """`invite --region 临西县` prints a link; a name that two counties share is refused in a sentence."""
    data = tmp_path / "data"
    assert "/i/" in run(data, "invite", "--name", "张三", "--region", "临西县").stdout
    refused = run(data, "invite", "--region", "桥西区")
    assert refused.returncode == 2
    assert "桥西区" in refused.stderr
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_the_form_on_paper_names_every_question_and_rule(tmp_path: Path) -> None:
    """`outline` as text holds questions, rules in words, evidence and inconsistencies; as .docx it opens."""
    text = run(tmp_path, "outline").stdout
    for word in ("2.7 其中：集群中小企业数量", "规则 X-1", "佐证 E-1", "I-45", "附件2第9条"):
        assert word in text
    assert run(tmp_path, "outline", str(tmp_path / "form.docx")).returncode == 0
    assert ZipFile(tmp_path / "form.docx").testzip() is None


@pytest.mark.office
def test_an_application_is_exported_as_word_and_as_pages(tmp_path: Path) -> None:
    """A conversation in the terminal, then `export` to .docx and .pdf; somebody unknown is refused in a sentence."""
    data = tmp_path / "data"
    assert run(data, "chat", "--contact", "甲", typed="开始\n否\n").returncode == 0
    for name in ("form.docx", "form.pdf"):
        assert run(data, "export", "--contact", "甲", str(tmp_path / name)).returncode == 0
    assert (tmp_path / "form.docx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "form.pdf").read_bytes()[:5] == b"%PDF-"
    assert "乙" in run(data, "export", "--contact", "乙", str(tmp_path / "no.docx")).stderr


@pytest.mark.office
def test_a_piped_conversation_waits_for_its_documents(tmp_path: Path) -> None:
    """`/file` after asking writes what was asked for: the form as .docx, the review as .pdf, a page as .png."""
    files = [tmp_path / name for name in ("form.docx", "head.pdf", "page.png")]
    asked = zip(("预览", "审阅稿", "看页面"), files, strict=True)
    lines = ["开始", "否", *(line for words, file in asked for line in (words, f"/file {file}")), f"/file {files[0]}2"]
    ended = run(tmp_path / "data", "chat", typed="\n".join(lines))
    assert ended.returncode == 0
    assert [file.read_bytes()[:4] for file in files] == [b"PK\x03\x04", b"%PDF", b"\x89PNG"]
    assert (tmp_path / "form.docx2").read_bytes() == files[0].read_bytes()
    assert "申报表共 18 页，1.10 在第 2 页" in ended.stdout


def test_a_terminal_takes_up_what_it_left(tmp_path: Path) -> None:
    """A document that was asked for when the terminal was killed comes at its next start, once."""
    data = tmp_path / "data"
    run(data, "chat", typed="开始\n否\n")
    database = Database(Settings(data=data).database)
    with database.write() as session:
        address = people.find(session, "console", "local")
        assert address is not None
        requests.add(session, address.id, "Render", codec.dumps(Render("application", draft=True)), NOON)
    database.close()
    screens = [run(data, "chat", typed="").stdout for _ in range(2)]
    assert [screen.count("申报表（草稿）.docx") for screen in screens] == [1, 0]
