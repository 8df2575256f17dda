"""Print on photos and scans is read by a child with limits, whatever colour is stamped upon it and however it lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from renderers.recognition import Page, available, recognise
from tests import drawn

LINES = ("高新技术企业证书", "企业名称：某县宏远轴承有限公司", "发证时间：2021年9月18日", "有效期至：2024年9月17日")
pytestmark = pytest.mark.skipif(
    not available(), reason="NOT TESTED: the extra [ocr] is not installed (SHENBAO_OCR=yes make test)"
)


def read(folder: Path, content: bytes, most: int = 2, turned: int = 0) -> tuple[Page, ...]:
    """What stands on the pages of a file."""
    path = folder / "file"
    path.write_bytes(content)
    return recognise(path, most=most, turned=turned)


def test_print_below_a_red_seal_is_read(tmp_path: Path) -> None:
    """Every line comes out, those that a seal is stamped upon as well."""
    (page,) = read(tmp_path, drawn.jpeg(drawn.printed(LINES, sealed=True)))
    plain = [line.replace(":", "：").replace(" ", "") for line in page.lines]
    assert plain[:4] == list(LINES)
    assert page.lies == 0


def test_a_photo_that_lies_is_read_upright(tmp_path: Path) -> None:
    """On its side it is read all the same, and how far it is off is told; a person who turned it is believed."""
    lying = drawn.on_its_side(drawn.printed(LINES))
    (page,) = read(tmp_path, drawn.jpeg(lying))
    assert (page.lines[0], page.lies) == (LINES[0], 90)
    (turned,) = read(tmp_path, drawn.jpeg(lying), turned=90)
    assert (turned.lines[0], turned.lies) == (LINES[0], 0)


def test_pages_of_a_scan_are_read_one_after_the_other(tmp_path: Path) -> None:
    """A PDF and a TIFF of several pages, as many as were asked for; a child takes only some of them."""
    pages = [drawn.printed([f"第{number}页申报表"]).crop((0, 0, 700, 400)) for number in "一二三四五六七"]
    many = read(tmp_path, drawn.scan(pages), most=40)
    assert [page.lines[0] for page in many] == [f"第{number}页申报表" for number in "一二三四五六七"]
    content = tmp_path / "scan.pdf"
    pages[0].save(content, "PDF", save_all=True, append_images=pages[1:3], resolution=150)
    paper = read(tmp_path, content.read_bytes(), most=2)
    assert [page.lines[0] for page in paper] == ["第一页申报表", "第二页申报表"]


def test_a_page_without_print_says_nothing(tmp_path: Path) -> None:
    """An empty page has no lines; what is no picture has no pages."""
    assert read(tmp_path, drawn.png(Image.new("RGB", (800, 1200), "white"))) == (Page(()),)
    assert read(tmp_path, b"plain text") == ()
