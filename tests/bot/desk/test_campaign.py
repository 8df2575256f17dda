"""A whole campaign: twelve counties of two cities and one directly governed, from the list to the province's word.

Every Office file that leaves the house is read back, and Microsoft's validator finds nothing in it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from bot.house import House
from dialogs.definition.form import Form
from dialogs.record.application import Answer
from renderers import pdf
from renderers.desk.request import PITCH, Named, request
from tests.bot.desk.people import arrive, say, told
from tests.bot.desk.test_handing_up import SENTENCE, files_of, filing
from tests.renderers.test_validity import letter
from tests.renderers.validity import AVAILABLE, damages

XINGTAI = ("清河县", "威县", "临西县", "南宫市", "沙河市", "宁晋县")
HANDAN = ("永年区", "鸡泽县", "曲周县", "武安市", "涉县")
A_POINT = 25.4 / 72


def office(files: dict[str, bytes], folder: Path) -> list[str]:
    """What Microsoft's validator finds in the Word and Excel files of an archive."""
    found: list[str] = []
    for number, (name, content) in enumerate(files.items()):
        if name.endswith((".docx", ".xlsx")) and AVAILABLE:
            file = folder / f"{number}{Path(name).suffix}"
            file.write_bytes(content)
            found += [f"{name}: {each}" for each in damages(file)]
    return found


@pytest.mark.soak
def test_a_whole_campaign(
    house: House, answers: tuple[Answer, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quota, hand-up of each, 补正 and handing up again, export; the package of a city is read back file by file.

    LibreOffice is there for that package alone, to be quick.
    """
    programs = os.environ["PATH"]
    monkeypatch.setenv("PATH", str(tmp_path))
    for county in (*XINGTAI, *HANDAN, "定州市"):
        filing(house, county, answers, "sealed", "mailed")
    xingtai = arrive(house, "王科长", "city", "邢台市")
    handan = arrive(house, "李科长", "city", "邯郸市")
    dingzhou = arrive(house, "刘科长", "city", "定州市")
    above = arrive(house, "陈处长", "province", "")
    assert "邯郸市已上报 3 家" in say(house, handan, f"推荐 {'、'.join(HANDAN[:3])}", "上报", "1")
    say(house, dingzhou, "推荐 定州市", "上报", "1")
    assert office(files_of(house, dingzhou, "推荐材料好了（1 个集群"), tmp_path) == []
    monkeypatch.setenv("PATH", programs)
    say(house, xingtai, f"推荐 {'、'.join(XINGTAI[:4])}", "推荐联系人 王某 0319-2680000")
    assert SENTENCE in say(house, xingtai, f"推荐 {XINGTAI[4]}")
    say(house, xingtai, "放入备选")
    say(house, xingtai, "上报", "1")
    said = say(house, above, "上报情况")
    for words in ("邢台市第 1 次上报 4 家", "邯郸市第 1 次上报 3 家", "定州市第 1 次上报 1 家", "还没有上报 11："):
        assert words in said
    _package(files_of(house, xingtai, "推荐材料好了（4 个集群"), tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    _word_of_the_province(house, above, xingtai, dingzhou)
    _exports(house, xingtai, tmp_path)


def _word_of_the_province(house: House, above: int, xingtai: int, dingzhou: int) -> None:
    """Receipts, 受理, 补正 and 不予受理; what came back goes up again."""
    say(house, above, "收电子 邢台市", "收纸质 邢台市", "受理 邢台市", "受理 邯郸市")
    say(house, above, "补正 清河县 2.1 与佐证不符；3.2 请核对口径", "不予受理 定州市 逾期")
    assert "2.1" in told(house, xingtai, "清河县某产业：补正")
    assert told(house, dingzhou, "不予受理。原因：逾期")
    say(house, xingtai, "上报", "1")
    assert "邢台市第 2 次上报 4 家" in say(house, xingtai, "推荐")


def _exports(house: House, xingtai: int, folder: Path) -> None:
    """All of the city, and its data as it was sent."""
    say(house, xingtai, "导出全市")
    assert office(files_of(house, xingtai, "导出好了：6 份申报表（Word 6，PDF 0"), folder) == []
    say(house, xingtai, "导出数据 已上报的 报送版")
    files = files_of(house, xingtai, "数据好了")
    assert office(files, folder) == []
    assert b'"version": "sent"' in files["数据.json"]


def _package(files: dict[str, bytes], folder: Path) -> None:
    """The papers of 邢台市: whole, in order, the same in Word and Excel, 附件4 on A4 landscape."""
    assert office(files, folder) == []
    forms = [name for name in files if name.startswith("03 ")]
    assert [name.partition("_")[0] for name in forms if name.endswith(".docx")] == [
        f"03 申报材料/{number} {county}" for number, county in enumerate(XINGTAI[:4], 1)
    ]
    assert sum(name.endswith(".pdf") for name in forms) == 4
    table = Document(BytesIO(files["02 附件4 推荐汇总表.docx"])).tables[0]
    sheet = CalamineWorkbook.from_filelike(BytesIO(files["02 附件4 推荐汇总表.xlsx"])).get_sheet_by_index(0).to_python()
    of_word = [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows[1:]]
    assert of_word == [[" ".join(str(cell).split()) for cell in row] for row in sheet[-4:]]
    assert [row[1] for row in of_word] == [f"{county}某产业" for county in XINGTAI[:4]]
    page = PdfReader(BytesIO(files["02 附件4 推荐汇总表.pdf"])).pages[0].mediabox
    assert (round(float(page.width) * A_POINT), round(float(page.height) * A_POINT)) == (297, 210)


@pytest.mark.office
def test_a_page_of_the_letter_holds_22_lines_of_28_characters(form: Form) -> None:
    """GB/T 9704: counted in the pages that LibreOffice makes of it."""
    long = replace(letter(form), clusters=(Named("特" * 28 * 60, "某局"),))
    pages = PdfReader(BytesIO(pdf.convert(request(long)))).pages
    whole = [page for page in pages if page.extract_text().count("特") > 28 * 15][-1]
    lines = [line for line in whole.extract_text().splitlines() if line.count("特") > 1]
    assert {line.count("特") for line in lines[:-1]} == {28}
    assert len(lines) == 22
    assert round(PITCH * 22 * A_POINT) == 225
