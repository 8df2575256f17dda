"""装订 and 打包 in a real house: files that were sent and filed come back as one PDF and as a ZIP, beside the chat."""

from __future__ import annotations

import time
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from bot.channels.console import chat
from bot.evidence.incoming import Incoming, UploadRefused
from bot.evidence.receiving import Uploads, event_of
from bot.house import House
from bot.views.message import Message
from dialogs.turn.messages import Happened, Said
from storage import applications, attachments, people
from storage.attachments import Arriving
from tests import drawn
from tests.bot.conftest import NOON

ADDRESS = 1


def begun(house: House) -> None:
    """Somebody who has come in."""
    with house.database.write() as session:
        person = people.register(session, "张三", "county", "", NOON).id
        people.ensure(session, person, "console", "张三")
    house.conversations.receive(ADDRESS, "arrived", Happened("arrived"))


def say(house: House, *texts: str) -> list[Message]:
    """Say these things; returns what was answered to the last, when nothing more comes."""
    before = 0
    for text in texts:
        before = house.history.messages(ADDRESS)[-1].sequence
        house.conversations.receive(ADDRESS, f"said-{before}-{text}", Said(text))
    return [each for each in house.history.messages(ADDRESS, after=before) if not each.mine]


def send(house: House, content: bytes, name: str) -> None:
    """Send a file, as every channel does."""
    with house.database.read() as session:
        application = applications.of_person(session, 1)[0].id
    with Arriving(house.documents.folder) as arriving:
        arriving.write(content)
        kept = Uploads(house).keep(Incoming(arriving, name, content[:40_000]), 1, application, name)
    house.conversations.receive(ADDRESS, f"upload:{name}", event_of(kept))


def came(house: House, suffix: str) -> tuple[str, bytes]:
    """The document with this end to its name, as soon as it is there."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        for each in reversed(house.history.messages(ADDRESS)):
            if each.file is not None and not each.mine and each.file.name.endswith(suffix):
                with house.database.read() as session:
                    found = attachments.find(session, each.file.attachment, 1)
                return each.file.name, attachments.path_of(found, house.documents.folder).read_bytes()
        time.sleep(0.1)
    raise AssertionError([each.text for each in house.history.messages(ADDRESS)])


def test_a_binder_comes_to_the_chat(house: House) -> None:
    """Files that were filed are bound in the order of the form; what was said of it agrees with the PDF."""
    begun(house)
    say(house, "E-3")
    send(house, drawn.sheet([["企业名称"], ["甲公司"]]), "名单.xlsx")
    say(house, "E-1")
    send(house, drawn.jpeg(drawn.certificate()), "规划图.jpg")
    assert "正在装订" in say(house, "装订")[0].text
    name, content = came(house, "佐证册.pdf")
    reader = PdfReader(BytesIO(content))
    assert len(reader.pages) == 3
    titles = [each.title for each in reader.outline if not isinstance(each, list)]
    assert titles == ["目录", "一、基本情况", "二、主导产业情况"]
    told = house.history.messages(ADDRESS)[-1].text
    assert "2 个文件，正文 2 页" in told
    assert name == "佐证册.pdf"


def test_nothing_to_bind_is_said(house: House) -> None:
    """Without files there is no binder, and the way to the list is told."""
    begun(house)
    assert "还没有文件" in say(house, "装订")[0].text


@pytest.mark.office
def test_the_set_is_complete(house: House) -> None:
    """Form, summary, binder, originals in folders of their items, the list of what goes to whom; names marked UTF-8."""
    begun(house)
    photo = drawn.jpeg(drawn.certificate())
    say(house, "E-1")
    send(house, photo, "规划图.jpg")
    say(house, "也放到 E-2")
    say(house, "打包")
    name, content = came(house, ".zip")
    assert name == "报送材料（草稿）.zip"
    with ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        assert names[0] == "00 报送清单.docx"
        assert {"01 申报表（草稿）.docx", "01 申报表（草稿）.pdf", "02 推荐汇总表（草稿）.docx"} <= set(names)
        assert "03 佐证册.pdf" in names
        (original,) = (each for each in names if each.startswith("04 "))
        assert original == "04 佐证原件/E-01 集群占地面积：清晰的空间规划图/1 规划图.jpg"
        assert package.read(original) == photo
        assert all(each.flag_bits & 0x800 for each in package.infolist() if not each.filename.isascii())


@pytest.mark.parametrize(("content", "why"), [(b"%PDF-1.7 cut", "damaged"), (b"<html></html>", "mismatch")])
def test_nothing_is_kept_of_what_is_refused(house: House, content: bytes, why: str) -> None:
    """No row, no file: a refusal leaves the folder as it was."""
    begun(house)
    before = set(house.documents.folder.iterdir())
    with Arriving(house.documents.folder) as arriving:
        arriving.write(content)
        with pytest.raises(UploadRefused, match=why):
            Uploads(house).keep(Incoming(arriving, "证明.pdf", content), 1, None, "x")
    assert set(house.documents.folder.iterdir()) == before


def test_the_terminal_sends_files_too(house: House, tmp_path: Path) -> None:
    """/send puts a file of this machine into the open item; what is no proof is refused in a sentence."""
    photo, broken = tmp_path / "规划图.jpg", tmp_path / "坏.pdf"
    photo.write_bytes(drawn.jpeg(drawn.certificate()))
    broken.write_bytes(b"%PDF-1.7 cut")
    out = StringIO()
    typed = f"开始\nE-1\n/send {photo}\n/send {broken}\n/send {tmp_path}/nowhere.pdf\n"
    chat(house, "张三", StringIO(typed), out)
    said = out.getvalue()
    assert "① 规划图.jpg" in said
    assert "字和章看得清吗" in said
    assert "“坏.pdf”打不开" in said
    assert "读不了" in said
