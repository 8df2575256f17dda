"""Drafts as others leave them behind: every difference is either read right or shown, none is misread in silence."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable

import pytest
from lxml.etree import _Element

from dialogs.definition.form import Form
from dialogs.files.weighing import Weighed, weigh
from dialogs.gathering import Gathered, gather
from dialogs.record.application import Application
from dialogs.state.conversation import Conversation
from dialogs.turn.step import Step
from renderers import pdf
from renderers.importing.blank import furniture
from renderers.importing.wordml import NoDocument, read_word
from tests.renderers.wordfiles import W, boxes, changed, row_of, set_text, text_of, track, values
from tests.talk import NOW

OWN = ("研发人员数量（人）",)
"""What the county itself wrote where labels stand: its own targets."""
LISTED = "是否已被纳入省统计的县域特色产业集群"
Change = Callable[[_Element], None]


def read(form: Form, content: bytes) -> Gathered:
    """What the form recognises."""
    return gather(form, read_word(content), furniture(form))


def weighed(form: Form, application: Application, content: bytes) -> dict[str, Weighed]:
    """What a file would change, by question; a question with several lines by its gravest."""
    step = Step(form, application, Conversation("local", "console"), NOW)
    return {each.field.name: each for each in weigh(step, read(form, content))}


def differing(found: dict[str, Weighed]) -> dict[str, str]:
    """The questions that are not unchanged, and how."""
    return {name: each.standing for name, each in found.items() if each.standing != "same"}


def noisy_labels(root: _Element) -> None:
    """Blanks and line ends in labels, brackets of the other width."""
    for row in root.iter(f"{W}tr"):
        first = next(row.iter(f"{W}t"), None)
        if first is not None and first.text and len(first.text) > 6 and first.text not in OWN:
            first.text = first.text.replace("（", " (").replace("）", ") ").replace("集群", "集 群").replace("%", "％")


def full_width_figures(root: _Element) -> None:
    """Figures as an input method leaves them."""
    for text in root.iter(f"{W}t"):
        said = text.text or ""
        if said and set(said) <= set("0123456789."):
            text.text = "".join(chr(ord(each) + 0xFEE0) for each in said)


def reversed_years(root: _Element) -> None:
    """2023, 2022, 2021 from left to right in 二, heads and figures."""
    industry = list(root.iter(f"{W}tbl"))[2]
    for row in list(industry.iter(f"{W}tr")):
        own = values(row)
        if len(own) == 3:
            first, last = text_of(own[0]), text_of(own[2])
            set_text(own[0], last)
            set_text(own[2], first)


def split_labels(root: _Element) -> None:
    """Labels that were merged downwards stand in the first row only."""
    for merge in list(root.iter(f"{W}vMerge")):
        parent = merge.getparent()
        assert parent is not None
        parent.remove(merge)


@pytest.mark.parametrize("change", [noisy_labels, full_width_figures, reversed_years], ids=lambda each: each.__name__)
def test_harmless_changes_change_nothing(form: Form, county: Application, paper: bytes, change: Change) -> None:
    """Labels with noise, figures of another width, years in another order: all unchanged."""
    assert differing(weighed(form, county, changed(paper, change))).keys() <= {"target_extra"}  # the county's own words


@pytest.mark.parametrize("style", ["squares", "ticks", "crosses", "symbols", "letters", "controls"])
def test_boxes_of_every_style(form: Form, county: Application, paper: bytes, style: str) -> None:
    """■ √ ☒, Wingdings as symbols and as letters, content controls: the same boxes."""
    assert differing(weighed(form, county, changed(paper, lambda root: boxes(root, style)))) == {}


def test_boxes_behind_their_options(form: Form, county: Application, paper: bytes) -> None:
    """是☐ 否☑ is 否; what cannot be told apart is not understood."""
    content = changed(paper, lambda root: set_text(values(row_of(root, LISTED))[0], "是□　否■"))
    assert differing(weighed(form, county, content)) == {"provincial_list": "differs"}
    unclear = changed(paper, lambda root: set_text(values(row_of(root, LISTED))[0], "是■否"))
    assert [each.field for each in read(form, unclear).unread] == ["provincial_list"]


def test_reversed_years_are_named(form: Form, paper: bytes) -> None:
    """附件2-23: the style of the tables must not be changed."""
    assert ("reversed", "2023、2022、2021") in read(form, changed(paper, reversed_years)).changes


def test_tracked_changes_count_as_accepted(form: Form, county: Application, paper: bytes) -> None:
    """The new figure is read, the old one is not, and the file says that there were changes."""
    content = changed(paper, lambda root: track(values(row_of(root, "集群总产值（亿元）"))[1], "133.50"))
    found = weighed(form, county, content)
    assert differing(found) == {"output": "differs"}
    assert [str(entry.value) for entry in found["output"].entries] == ["133.50"]
    assert "tracked" in read(form, content).notes


def test_split_labels_are_read_or_told(form: Form, county: Application, paper: bytes) -> None:
    """Where a label stands in the first of its rows only, nothing is taken for something else."""
    found = weighed(form, county, changed(paper, split_labels))
    wrong = {name: how for name, how in differing(found).items() if how in ("new", "differs")}
    assert wrong == {}
    assert found["carbon_intensity"].standing == "same"


def test_a_missing_row_is_named_and_nothing_takes_its_place(form: Form, county: Application, paper: bytes) -> None:
    """Without the row before it, 是否高于行业平均水平 may be two questions: it is told, not guessed."""

    def cut(root: _Element) -> None:
        row = row_of(root, "大宗工业固废综合利用率（%）")
        parent = row.getparent()
        assert parent is not None
        parent.remove(row)

    gathered = read(form, changed(paper, cut))
    assert ("missing", "5.5") in gathered.changes or any("5.5" in what for _, what in gathered.changes)
    assert "ambiguous" in [each.why for each in gathered.unread]
    assert "solid_waste_above" not in [each.field for each in gathered.found]
    assert differing(weighed(form, county, changed(paper, cut))) == {}


def test_an_extra_row_is_told_with_its_place(form: Form, paper: bytes) -> None:
    """A row that the form does not have is not understood, and the person hears where it stands."""
    content = changed(paper, lambda root: set_text(next(row_of(root, "集群企业数量").iter(f"{W}tc")), "规上企业数"))
    unread = read(form, content).unread
    assert [(each.why, each.spot.table, each.words.split()[0]) for each in unread] == [("label", 3, "规上企业数")]


@pytest.mark.parametrize(
    ("words", "standing", "value"),
    [
        ("约133.5亿元", "differs", "133.5"),
        ("1335000万元", "differs", "133.5"),
        ("131.62亿", "same", ""),
        ("一百多万吨", "unread", ""),
    ],
)
def test_free_text_with_units(
    form: Form, county: Application, paper: bytes, words: str, standing: str, value: str
) -> None:
    """What people write into a cell is read as typed words are."""
    content = changed(paper, lambda root: set_text(values(row_of(root, "集群总产值（亿元）"))[1], words))
    step = Step(form, county, Conversation("local", "console"), NOW)
    found = [each for each in weigh(step, read(form, content)) if each.field.name == "output"]
    assert standing in [each.standing for each in found]
    assert not value or [f"{entry.value:f}".rstrip("0") for each in found for entry in each.entries] == [value]


def test_another_unit_in_the_label_is_heeded(form: Form, county: Application, paper: bytes) -> None:
    """集群总产值（万元）: the figures below are in that unit."""

    def in_ten_thousands(root: _Element) -> None:
        row = row_of(root, "集群总产值（亿元）")
        set_text(next(row.iter(f"{W}tc")), "集群总产值（万元）")
        for cell, figure in zip(values(row), ("1184000", "1316200", "1469000"), strict=True):
            set_text(cell, figure)

    assert differing(weighed(form, county, changed(paper, in_ten_thousands))) == {}


@pytest.mark.parametrize("seed", range(4))
def test_no_label_is_taken_for_its_neighbour(form: Form, county: Application, paper: bytes, seed: int) -> None:
    """One letter left out of every third label: each value is right, or asked about, or stays; twice over."""
    dice = random.Random(seed)

    def shorten(root: _Element) -> None:
        for row in root.iter(f"{W}tr"):
            first = next(row.iter(f"{W}t"), None)
            if first is not None and first.text and len(first.text) > 8 and dice.random() < 0.35:
                place = dice.randrange(len(first.text))
                first.text = first.text[:place] + first.text[place + 1 :]

    for _ in range(2):
        found = weighed(form, county, changed(paper, shorten))
        found.pop("target_extra", None)  # a row of the county's own
        assert set(differing(found).values()) <= {"unsure", "unread", "cleared"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_trips_through_libreoffice(form: Form, county: Application, paper: bytes, kind: str) -> None:
    """Saved as .doc or .odt and opened again, the paper says the same."""
    other = pdf.converted(paper, ".docx", kind)
    assert differing(weighed(form, county, pdf.to_word(other, f".{kind}"))) == {}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<w:document",
        b'<!DOCTYPE d [<!ENTITY a "b">]><w:document xmlns:w="x"><w:body/></w:document>',
        b"<html/>",
    ],
)
def test_hostile_files_are_refused(paper: bytes, body: bytes) -> None:
    """Cut, foreign and booby-trapped bodies are no document."""
    from io import BytesIO
    from zipfile import ZipFile

    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("word/document.xml", body)
    for content in (out.getvalue(), b"PK", b"", paper[: len(paper) // 2]):
        with pytest.raises(NoDocument):
            read_word(content)


@pytest.mark.parametrize(
    ("label", "place", "words", "standing"),
    [
        ("集群企业数量", 0, "2066", "differs"),  # a number, no year
        ("集群企业数量", 0, "2023年 5", "unread"),  # below 2021
        ("集群企业数量", 1, "141 150 160", "unread"),  # three in the cell of one
        ("集群占地面积(平方公里)", 0, "/", "unsure"),  # struck out: perhaps 无
        ("大宗工业固废综合利用率（%）", 0, "45.2", "differs"),  # where the table says 无
    ],
)
def test_what_one_may_write_into_a_cell(
    form: Form, county: Application, paper: bytes, label: str, place: int, words: str, standing: str
) -> None:
    """Nothing is passed over, and nothing goes to the cell beside it."""
    content = changed(paper, lambda root: set_text(values(row_of(root, label))[place], words))
    step = Step(form, county, Conversation("local", "console"), NOW)
    found = [each for each in weigh(step, read(form, content)) if each.standing not in ("same", "cleared")]
    assert [each.standing for each in found] == [standing]


def test_a_day_that_is_none_is_told(form: Form, paper: bytes) -> None:
    """真实性声明: what stands where the day belongs is shown, whoever signs beside it."""
    content = changed(paper, lambda root: _write_over(root, "2024年4月18日", "四月十八"))
    assert [(each.field, each.why) for each in read(form, content).unread] == [("declared_on", "date")]


def _write_over(root: _Element, old: str, new: str) -> None:
    set_text([cell for cell in root.iter(f"{W}tc") if text_of(cell) == old][-1], new)


def test_a_row_with_a_doubt_passes_over_no_cell(form: Form, county: Application, paper: bytes) -> None:
    """0, 无 and 没统计 in one row: what nobody understands is told, whatever is doubtful beside it."""

    def written(root: _Element) -> None:
        for cell, words in zip(values(row_of(root, "集群总产值（亿元）")), ("0.0001", "无", "没统计"), strict=True):
            set_text(cell, words)

    step = Step(form, county, Conversation("local", "console"), NOW)
    found = weigh(step, read(form, changed(paper, written)))
    told = {each.standing: str(each.trouble) for each in found if each.field.name == "output"}
    assert set(told) == {"unread", "unsure"}
    assert "没统计" in told["unread"]
