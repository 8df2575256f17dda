"""领导审阅稿: no value is lost, each number stands beside its row, and whatever needs a look is marked and told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from dialogs.definition.form import Form, Kind, Shape
from dialogs.derived.journey import Journey
from dialogs.record.application import Application, Kept
from renderers.places import UnprintableText
from renderers.review import review
from renderers.review.wordml import Tint
from renderers.word import fill
from tests.renderers.reading import Paper, bare
from tests.renderers.reviewed import Review, awaited, complete, doubted, half, unnoted
from tests.renderers.samples import application, full

HOSTILE = "R&D<5%>“A&B” {{ 7*7 }} {% raise %} {_{ }_} </place> <place xmlns='shenbao' name='x'> ]]> '\"--"


@pytest.fixture(scope="module")
def county(form: Form) -> Application:
    """An application in the middle of the work."""
    return half(form)


@pytest.fixture(scope="module")
def halfway(form: Form, county: Application) -> Review:
    """The review of an application in the middle of the work."""
    return Review(review(form, county))


@pytest.fixture(scope="module")
def finished(form: Form) -> Review:
    """The review of a complete application without findings."""
    return Review(review(form, complete(form)))


@pytest.fixture(scope="module")
def samples(form: Form) -> Review:
    """The review of an application with a value of its own in every slot."""
    return Review(review(form, full(form)[0]))


@pytest.mark.parametrize("make", [complete, lambda form: full(form)[0], doubted], ids=["complete", "full", "doubted"])
def test_every_value_stands_where_the_form_has_it(form: Form, make: Callable[[Form], Application]) -> None:
    """Without its numbers and notes, the review is the filled form: cell by cell in tables, line by line outside."""
    filled = make(form)
    paper, seen = Paper(fill(form, filled, draft=True)), unnoted(review(form, filled))
    assert [[bare(cell) for cell in row[1:]] for row in seen.rows] == [
        [bare(cell) for cell in row] for row in paper.rows
    ]
    rest = iter(seen.lines)
    assert [line for line in paper.lines if line and line not in rest] == []


def test_each_number_stands_beside_its_row(form: Form, samples: Review) -> None:
    """Every value of 封面 to 七 and of 九 is in a row that has the number of its question, and vice versa."""
    values = full(form)[1]
    for field in form.printed:
        if field.section == "summary" or field.kind in (Kind.ROWS, Kind.CHOICE, Kind.MULTI, Kind.PARAGRAPH):
            continue
        for slot in field.slots:
            if slot.path in values:
                rows = [numbers for numbers, cells in samples.rows if any(values[slot.path].text in c for c in cells)]
                assert any(field.id in numbers for numbers in rows), slot.path


def test_each_group_of_boxes_has_its_number(form: Form, samples: Review) -> None:
    """The row with a number holds the label of the question and all of its boxes."""
    for field in (field for field in form.printed if field.choices):
        text = bare("".join(samples.beside(field.id)))
        assert bare(field.label) in text, field.id
        assert all(f"☐{bare(choice.label)}" in text or f"☑{bare(choice.label)}" in text for choice in field.choices)


def test_numbers_stand_before_the_texts_of_the_plan(form: Form, samples: Review) -> None:
    """Outside tables too: the number is what comes right before the text."""
    values = full(form)[1]
    texts = [field for field in form.printed if field.section == "plan" and field.kind is Kind.PARAGRAPH]
    assert len(texts) == 9
    for field in texts:
        at = next(at for at, line in enumerate(samples.lines) if line.startswith(values[field.name].text))
        assert samples.lines[at - 1] == field.id


def test_a_row_of_several_questions_has_all_numbers(samples: Review, finished: Review) -> None:
    """City and county, a contact and the telephone; what repeats the cover names the question to change."""
    numbers = [numbers for numbers, _ in samples.rows]
    for expected in (["C2", "C3"], ["C7", "C8"], ["1.3", "1.4"], ["9.1", "9.2"], ["1.1", "同C1"], ["1.5", "同C5"]):
        assert expected in numbers
    assert numbers.count(["3.6"]) == 4
    assert numbers.count([""]) == sum(not any(n) for n, _ in finished.rows)


def test_further_targets_have_their_number(form: Form) -> None:
    """8.14 stands beside every row of them, and beside the rows that are left for them."""
    rows = (("创新", "研发人员（人）", "1", "2"), ("创新", "人才（人）", "3", "4"), ("其它", "规上（家）", "5", "6"))
    seen = Review(review(form, application(form, {"target_extra": rows})))
    assert [cells[1] for numbers, cells in seen.rows if numbers == ["8.14"]] == [
        "……",
        "研发人员（人）",
        "人才（人）",
        "",
        "",
        "规上（家）",
    ]


def test_values_look_as_the_form_has_them(form: Form, finished: Review) -> None:
    """Boxes keep their face and counts the line that they stand on, though each value has a run of its own now."""
    boxes = finished.looks(lambda text: text in ("☑", "☐"))
    assert len(boxes) == 75
    assert {style for style, _ in boxes} == {"Box"}
    lists = [field for field in form.printed if field.shape is Shape.COUNT_NAMES]
    assert sum(line == "single" for _, line in finished.looks(str.isdigit) + finished.looks("无".__eq__)) >= len(lists)


def test_notes_of_narrow_cells(form: Form) -> None:
    """A figure and its note stand one above the other; where even the note is too wide, it goes without brackets."""
    seen = Review(review(form, doubted(form)))
    assert [cell.split("\n")[1] for cell in seen.beside("2.3")[1:]] == ["〔待核实〕"] * 3
    assert [cell.split("\n")[1] for cell in seen.beside("3.6") if "待核实" in cell] == ["待核实"] * 24
    assert "\n" not in seen.beside("1.8")[1]


def test_a_complete_application_has_nothing_marked(finished: Review) -> None:
    """No tint in the tables, and the cover and the last page say that there is nothing."""
    assert set(finished.tints().values()) == {0}
    assert "没有未填、有疑和有错" in finished.lines
    assert finished.points[1] == "县里要填 121 题，已填 121 题。没有未填、有疑和有错。"
    assert not {"未填", "等部门", "待核实", "存疑", "已说明口径"} & set(finished.points)


def test_an_empty_application_says_so_everywhere(form: Form) -> None:
    """Each slot that the county owes says 未填 on a tinted ground, boxes after the last one; the others stay empty."""
    seen = Review(review(form, Application("1", form.edition)))
    for field in form.printed:
        if field.required and field.section not in ("summary", "plan"):
            blanks = [text for text, tint in seen.tinted(field.id) if tint is Tint.BLANK]
            assert blanks.count("未填") >= (1 if field.choices else len(field.slots)), field.id
    assert [text for text, _ in seen.tinted("9.4")] == []
    assert [text for text, _ in seen.tinted("8.14")] == []
    assert [text for text, _ in seen.tinted("1.10")] == ["未填"]
    assert sum(line == "未填" for line in seen.lines) == 9 + 1  # the texts of 八, and the heading on the last page
    assert seen.point("未填")[:2] == ["C1–C8　封面", "1.3–1.4、1.6–1.15　一、基本情况"]


def test_half_done(halfway: Review) -> None:
    """Put off and untouched say 未填, what a department owes names it, of three years only the missing ones."""
    assert list(halfway.tinted("1.13")) == [("未填", Tint.BLANK)]
    assert list(halfway.tinted("2.8")) == [("未填", Tint.BLANK)] * 3
    assert halfway.beside("2.14")[1:] == ["0", "未填", "未填"]
    assert list(halfway.tinted("2.2")) == [("等统计局", Tint.WAITING)] * 3
    assert list(halfway.tinted("1.11")) == [("等应急管理局", Tint.WAITING)]
    assert [text for text, _ in halfway.tinted("3.6")] == ["等市场监管局"] * 24
    assert halfway.point("等部门") == ["1.11　等应急管理局", "2.2　等统计局", "3.6　等市场监管局"]


def test_what_is_to_be_verified_is_marked(halfway: Review) -> None:
    """待核实 stands behind the figure or behind the boxes, of which the ticked ones are tinted."""
    assert list(halfway.tinted("1.8")) == [("36.50", Tint.DOUBTFUL), ("〔待核实〕", Tint.DOUBTFUL)]
    assert [text for text, _ in halfway.tinted("2.22")] == ["☑", "☑", "☑", "〔待核实〕"]
    assert halfway.point("有疑：待核实") == ["1.8　集群占地面积", "2.22　集群已开展的产业链强链补链工作"]


def test_what_does_not_fit_is_marked_and_told(form: Form, halfway: Review) -> None:
    """Only the year that the rule speaks of is tinted; the mark leads to the sentence on the last page."""
    assert list(halfway.tinted("2.7")) == [("152", Tint.TROUBLED), ("②", Tint.TROUBLED)]
    (sentence,) = halfway.point("有错（须改）")
    assert sentence == "② 2.7　其中：集群中小企业数量：2023 年 152 家，多于企业总数 150 家（2.6）。"


def test_what_was_kept_is_told_with_its_reason(halfway: Review) -> None:
    """口径说明 stands on the last page under the mark of its figure, which is not tinted."""
    assert halfway.beside("2.5")[1] == "15.50①"
    assert list(halfway.tinted("2.5")) == []
    (sentence,) = halfway.point("已说明口径")
    assert sentence.startswith("① 2.5　近三年集群主导产业产值年均增速：表内 2021 年 100.05 亿")
    assert sentence.endswith("说明：口径不同，按规上企业口径计算")


def test_the_counts_are_those_of_the_conversation(form: Form, county: Application, halfway: Review) -> None:
    """Cover and last page say how much is open, as the chat counts it."""
    tally = Journey(form, county).tally
    cover = "".join(halfway.lines[:5])
    for count in (
        f"未填 {tally.open} 题",
        f"等部门 {tally.waiting} 题",
        f"有疑 {tally.doubted} 题",
        f"有错 {tally.wrong} 题",
    ):
        assert count in cover


def test_it_says_what_it_is(form: Form, halfway: Review) -> None:
    """Every page says 领导审阅稿 and that it may not be handed in, and explains the marks."""
    document = Document(BytesIO(review(form, Application("1", form.edition))))
    texts = [paragraph.text for paragraph in document.sections[0].header.paragraphs]
    assert texts[0] == "领导审阅稿（不得报送）"
    assert [mark in texts[1] for mark in ("题号", "未填", "等部门", "〔待核实〕", "有错、有疑 ①")] == [True] * 5
    assert "草稿" not in halfway.header


def test_tints_are_read_in_black_and_white() -> None:
    """Printed in grey each ground is told from the white paper, and black letters stand out from it."""
    for tint in Tint:
        red, green, blue = (int(tint[at : at + 2], 16) for at in (0, 2, 4))
        grey = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
        assert 0.6 < grey < 0.92, tint


@pytest.mark.parametrize("slot", ["cluster_name", "chain_text", "plan_profile", "national_platforms/names"])
def test_hostile_text_stands_as_written(form: Form, slot: str) -> None:
    """Markup, template signs and the review's own traces are text like any other, also when in doubt."""
    filled = application(form, {slot: HOSTILE})
    for made in (filled, filled.with_answers([replace(filled.answers[slot], doubtful=True)])):
        assert HOSTILE in Paper(review(form, made)).text


def test_hostile_words_around_the_values(form: Form, county: Application) -> None:
    """The name of a department and a reason for keeping a figure are shown as they were typed."""
    kept = county.kept["X-8.a"]
    typed = Kept(kept.finding, HOSTILE, kept.figures, kept.by, kept.at)
    seen = Review(review(form, county.with_kept(typed)))
    assert seen.point("已说明口径")[0].endswith(f"说明：{HOSTILE}")
    waiting = Review(review(form, awaited(form, "{{ 局 }}<局>&")))
    assert waiting.beside("2.1")[1:] == ["等{{ 局 }}<局>&"] * 3


def test_many_lines_are_all_tinted(form: Form) -> None:
    """A text of several paragraphs keeps them, and the note stands behind the last."""
    filled = application(form, {"plan_tasks": "一、甲\n二、乙\n三、丙"})
    doubtful = filled.with_answers([replace(filled.answers["plan_tasks"], doubtful=True)])
    seen = Review(review(form, doubtful))
    at = seen.lines.index("一、甲")
    assert seen.lines[at - 1 : at + 3] == ["8.18", "一、甲", "二、乙", "三、丙〔待核实〕"]


def test_a_very_long_text_is_kept_whole(form: Form) -> None:
    """30,000 characters without a space lose none, and what is wrong with them is told."""
    text = "超长文本" * 7500
    seen = Paper(review(form, application(form, {"chain_text": text})))
    assert text in seen.text


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\x07b", "a\ud83db", "a\uffffb", "a\x85b"])
def test_what_would_damage_the_file_is_refused_by_name(form: Form, text: str) -> None:
    """Control characters and half characters never reach the file; the slot is named."""
    with pytest.raises(UnprintableText) as refused:
        review(form, application(form, {"quality_text": text}))
    assert refused.value.slot == "quality_text"
    with pytest.raises(UnprintableText):
        review(form, awaited(form, text))


def test_marks_do_not_run_out(form: Form) -> None:
    """Over fifty findings each have a mark of their own, which stands once in the form and once on the last page."""
    seen = Review(review(form, full(form)[0]))
    marks = [line.split(" ")[0] for title in ("有错（须改）", "有疑") for line in seen.point(title)]
    assert len(marks) > 60
    assert len(set(marks)) == len(marks)
    assert {"①", "⑳", "㉑", "㊱", "㊿", "(51)"} <= set(marks)
