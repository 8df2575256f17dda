"""Filling: every slot and box stands in its place, whatever people wrote."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Field, Form, Hand, Kind, Shape, Slot
from dialogs.record.application import Answer, Application, Blank
from renderers.places import UnprintableText
from renderers.word import fill, fill_summary
from tests.forms.test_acceptance import TABLE
from tests.renderers.reading import Paper, bare, boxes
from tests.renderers.samples import TARGETS, Sample, application, full, ticked

HOSTILE = "R&D<5%>“A&B” {{ 7*7 }} {% raise %} {_{ }_} </w:t> '\"--"


@pytest.fixture(scope="module")
def samples(form: Form) -> dict[str, Sample]:
    """What stands in each slot of the full application."""
    return full(form)[1]


@pytest.fixture(scope="module")
def paper(form: Form) -> Paper:
    """附件1 of the full application."""
    return Paper(fill(form, full(form)[0], draft=False))


@pytest.fixture(scope="module")
def summary(form: Form) -> Paper:
    """附件4 of the full application."""
    return Paper(fill_summary(form, full(form)[0], draft=False))


def fields_of(form: Form, *sections: str) -> list[Field]:
    """The printed fields of some sections, in printed order."""
    fields = [field for field in form.printed if field.section in sections]
    return sorted(fields, key=lambda field: [int(part) for part in field.id.lstrip("CS").split(".")])


def nth_of_label(form: Form, field: Field) -> int:
    """How many fields with the same label stand before this one in its section."""
    same = [each for each in fields_of(form, field.section) if each.label == field.label]
    return same.index(field)


def test_the_cover_carries_its_eight_values(paper: Paper, samples: dict[str, Sample]) -> None:
    """Each line of the cover shows its value, and city and county share one."""
    lines = {
        "集群名称：": ["cluster_name"],
        "所属地区：": ["city", "county"],
        "县级行政区划工业和信息化主管部门(盖章)：": ["bureau"],
        "集群运营管理机构：": ["operator"],
        "申报时间：": ["applied_on"],
        "联系人及联系电话：": ["contact", "contact_phone"],
    }
    for label, slots in lines.items():
        assert paper.beside(label) == ["　".join(samples[slot].text for slot in slots)]


def test_the_basics_repeat_the_cover_and_carry_their_own(paper: Paper, samples: dict[str, Sample]) -> None:
    """1.1, 1.2 and 1.5 are taken over; both contacts stand under their body; the area has two decimals."""
    assert paper.beside("集群名称：", 1) == [samples["cluster_name"].text]
    assert paper.beside("县级行政区划工业和信息化主管部门", 1) == [samples["bureau"].text]
    assert paper.beside("集群运营管理机构", 1) == [samples["operator"].text]
    for nth, who in enumerate(("bureau", "operator")):
        name, _, phone = paper.beside("联系人", nth + 1)
        assert (name, phone) == (samples[f"{who}_contact"].text, samples[f"{who}_phone"].text)
    assert paper.beside("集群占地面积(平方公里)") == [samples["area"].text]


def test_every_figure_stands_beside_its_label(form: Form, paper: Paper, samples: dict[str, Sample]) -> None:
    """Single and yearly figures of 二 to 七 stand in the row of their label, years from left to right."""
    checked = 0
    for field in fields_of(form, "industry", "innovation", "digital", "green", "opening"):
        if not field.numeric or field.shape not in (Shape.SINGLE, Shape.YEARLY):
            continue
        expected = [samples[slot.path].text for slot in field.slots]
        rows = paper.all_beside(field.label)
        found = [text for row in rows for text in row if not text.endswith("年") and "注：" not in text]
        assert [bare(text.split("个")[0]) for text in found] == expected, field.id
        checked += len(expected)
    assert checked == TABLE["kinds"]["beside"]["slots"]


def test_every_cell_of_the_standards_grid(form: Form, paper: Paper, samples: dict[str, Sample]) -> None:
    """The 24 cells of 3.6 stand under their year and role, in the row of their level."""
    rows = paper.all_beside(form.by_name["standards"].label)
    assert rows[0] == ["类别", "主持数量", "参与数量"] * 3
    levels = {"国际": "international", "国家": "national", "行业": "industry", "团体": "group"}
    for row, (label, level) in zip(rows[1:], levels.items(), strict=True):
        expected = []
        for year in form.years:
            grid = (samples[f"standards/{year}/{level}/{role}"].text for role in ("lead", "take_part"))
            expected += [label, *grid]
        assert row == expected


def test_every_list_of_names(form: Form, paper: Paper, samples: dict[str, Sample]) -> None:
    """The 13 pairs of 数量 and 名称, names joined by 、."""
    lists = [field for field in form.printed if field.shape is Shape.COUNT_NAMES]
    assert len(lists) == 13
    for field in lists:
        number, names = paper.beside(field.label)[0].split("\n")
        assert bare(number) == f"数量：{samples[field.name + '/count'].text}个"
        assert names == f"名称：{samples[field.name + '/names'].text}"


def test_every_text_with_a_limit(form: Form, paper: Paper, samples: dict[str, Sample]) -> None:
    """The eight texts of 二 to 七 stand beside their labels."""
    texts = [field for field in form.printed if field.kind is Kind.PARAGRAPH and field.limit == 200]
    assert len(texts) == 8
    for field in texts:
        assert paper.beside(field.label)[0] == samples[field.name].text


def test_every_box(form: Form, paper: Paper) -> None:
    """All 75 boxes stand beside their question with the official label, ticked or empty as answered."""
    seen = 0
    within = ("pilots_work", "services")  # their label stands in the cell of the boxes, beside that of their group
    for field in form.printed:
        expected = [
            (bare(next(choice.label for choice in field.choices if choice.name == name)), on)
            for each, name, on in ticked(form)
            if each is field
        ]
        if expected:
            cells = paper.all_beside((field.name in within and field.group) or field.label)
            marks = [text for row in cells for text in row if "☐" in text or "☑" in text]
            found = boxes(marks[nth_of_label(form, field)].split("（如涉及")[0])
            assert [(label.split("(注")[0].split("（注")[0], on) for label, on in found] == expected, field.id
            seen += len(found)
    assert seen == 75


def test_the_target_table(form: Form, paper: Paper, samples: dict[str, Sample]) -> None:
    """Base and target stand beside their direction and label; figures whose label names no unit bring theirs."""
    units = {"target_growth": "%", "target_quality": "家", "target_patents": "件", "target_platform": "%"}
    units["target_energy"] = "吨标准煤/万元"
    pairs = [field for field in form.printed if field.shape is Shape.PAIR]
    assert len(pairs) == 9
    for field in pairs:
        expected = [samples[slot.path].text + units.get(field.name, "") for slot in field.slots]
        assert [field.label, *expected] in paper.all_beside(field.group or ""), field.id


def test_the_plan_under_its_headings(form: Form, paper: Paper, samples: dict[str, Sample]) -> None:
    """Each of the nine texts of 八 stands between its heading and the next one."""
    texts = [field for field in fields_of(form, "plan") if field.kind is Kind.PARAGRAPH]
    assert len(texts) == 9
    for field, following in zip(texts, [*texts[1:], None], strict=True):
        assert samples[field.name].text in paper.under(field.label, following.label if following else None).split("\n")


def test_the_declaration(paper: Paper, samples: dict[str, Sample]) -> None:
    """九 has room for what is signed, sealed and dated in the county and in the city."""
    ours = "\n".join(row[0] for row in paper.all_beside("真实性声明"))
    theirs = "\n".join(row[0] for row in paper.all_beside("市级工业和信息化主管部门推荐意见"))
    assert f"负责人（签字）：{samples['head_signature'].text}\n" in ours
    assert f"主管部门（公章）：{samples['county_seal'].text}\n" in ours
    assert ours.endswith(samples["declared_on"].text)
    assert theirs.startswith(samples["city_opinion"].text)
    assert f"推荐单位（公章）：{samples['city_seal'].text}\n" in theirs
    assert theirs.endswith(samples["recommended_on"].text)


def test_the_summary(summary: Paper, samples: dict[str, Sample]) -> None:
    """附件4 carries its ten values; number, name, operator and place come from elsewhere."""
    copied = ["1", samples["cluster_name"].text, samples["operator"].text]
    place = samples["city"].text + samples["county"].text
    own = [samples[slot].text for slot in ("main_industry", "founded_on", "profile")]
    assert summary.rows[1] == [*copied, place, *own]
    assert f"县级工业和信息化主管部门：{samples['summary_authority'].text}（盖章）" in summary.lines
    line = next(line for line in summary.lines if line.startswith("联系人及电话："))
    assert line.endswith(f"{samples['summary_contact'].text}　{samples['summary_phone'].text}")


def test_the_head_of_the_summary_can_be_the_citys(form: Form) -> None:
    """The city hands in the same table under its own name (I-4)."""
    paper = Paper(fill_summary(form, Application("1", form.edition), draft=False, city=True))
    assert "市级工业和信息化主管部门：（盖章）" in paper.lines


def test_the_slots_are_all_there_are(form: Form) -> None:
    """As many in 附件1 and in 附件4 as the official form has: the tests above leave none out."""
    numbers = {True: 0, False: 0}
    for field in form.printed:
        if field.kind is not Kind.ROWS:
            numbers[field.section == "summary"] += len(field.slots)
    assert numbers == {False: TABLE["totals"]["form"]["slots"], True: TABLE["totals"]["summary"]["slots"]}


def test_a_blank_form_is_the_official_print(form: Form) -> None:
    """Nothing answered: no value, no tick, the hints and dates that the paper prints, and no draft mark."""
    paper = Paper(fill(form, Application("1", form.edition), draft=False))
    assert "☑" not in paper.text
    assert "{" not in paper.text
    assert paper.beside("集群名称：") == ["(XX(县、市、区)XX产业)"]
    assert bare(paper.beside("所属地区：")[0]) == "市县(市、区)"
    assert bare(paper.all_beside("真实性声明")[-1][0]) == "年月日"
    assert bare(paper.beside("国家制造业创新中心")[0]) == "数量：个名称："
    assert paper.header == ""


def test_the_official_text_is_kept(paper: Paper) -> None:
    """Title, issuer, headings, notes and the odd prints of the notice stand as they are (D-4, I-39)."""
    for line in ("中小企业特色产业集群申报表", "河北省工业和信息化厅 制", "一、基本情况", "七、治理和服务水平"):
        assert line in paper.lines
    for part in (
        "（注：勾选需提供佐证材料）",
        "（（吨标 准煤/万元）",
        "证明商标",
        "g. 集群单位工业产值能耗下降达到 13.5% 左右)",
    ):
        assert part in paper.text


def test_none_is_printed_and_what_waits_is_not(form: Form) -> None:
    """无 stands in every kind of slot; a slot that was put off stays empty."""
    slots = [slot for field in form.printed for slot in field.slots if not field.choices and field.by is Hand.COUNTY]
    none = {slot.path: Answer(slot.path, blank=Blank.NONE) for slot in slots}
    later = {slot.path: Answer(slot.path, blank=Blank.LATER) for slot in slots}
    filled = Paper(fill(form, Application("1", form.edition, none), draft=True))
    assert filled.beside("集群总产值（亿元）") == ["无", "无", "无"]
    assert filled.beside("国家制造业创新中心")[0].split("\n")[1] == "名称：无"
    assert filled.beside("近三年集群产值年均增速") == ["无", "无"]
    waiting = Paper(fill(form, Application("1", form.edition, later), draft=True))
    assert waiting.beside("集群总产值（亿元）") == ["", "", ""]


def test_a_draft_says_so(form: Form) -> None:
    """The mark stands in the header of both documents, and only while it is a draft."""
    empty = Application("1", form.edition)
    for render in (fill, fill_summary):
        assert Paper(render(form, empty, draft=True)).header == "草稿（未完成，不得报送）"
        assert Paper(render(form, empty, draft=False)).header == ""


@pytest.mark.parametrize("slot", ["cluster_name", "chain_text", "plan_profile", "national_platforms/names"])
def test_hostile_text_stands_as_written(form: Form, slot: str) -> None:
    """Markup, template signs and docxtpl's own escapes are text like any other."""
    assert HOSTILE in Paper(fill(form, application(form, {slot: HOSTILE}), draft=False)).text


def test_a_very_long_text_is_kept_whole(form: Form) -> None:
    """30,000 characters without a space in a cell lose none."""
    text = "超长文本" * 7500
    assert text in Paper(fill(form, application(form, {"chain_text": text}), draft=False)).text


def test_a_city_that_is_its_own_county_is_named_once(form: Form) -> None:
    """定州市 reports for itself: S7 does not say 定州市定州市."""
    paper = Paper(fill_summary(form, application(form, {"city": "定州市", "county": "定州市"}), draft=False))
    assert paper.rows[1][3] == "定州市"


def test_lines_become_paragraphs(form: Form) -> None:
    """A text that arrived in several lines keeps them, without empty ones."""
    paper = Paper(fill(form, application(form, {"plan_tasks": "一、甲\r\n\r\n  二、乙\n三、丙"}), draft=False))
    assert paper.under("(三) 重点任务", "(四) 保障措施").split("\n") == ["一、甲", "二、乙", "三、丙"]


@pytest.mark.parametrize("text", ["a\x00b", "a\x08b", "a\x0bb", "a\x0cb", "a\x07b", "a\ud83db", "a\uffffb", "a\x85b"])
def test_what_would_damage_the_file_is_refused_by_name(form: Form, text: str) -> None:
    """Control characters and half characters never reach the file; the slot is named."""
    with pytest.raises(UnprintableText, match="quality_text") as refused:
        fill(form, application(form, {"quality_text": text}), draft=False)
    assert refused.value.slot == "quality_text"


def test_further_targets_take_the_spare_rows(form: Form) -> None:
    """Extra rows stand in their direction in the order given; without any, …… stays; values are not templates."""
    rows = tuple((group, f"{group}指标{n}", f"{n}", f"{{{{ {n} }}}}") for group in TARGETS for n in (1, 2, 3))
    paper = Paper(fill(form, application(form, {"target_extra": rows}), draft=False))
    for group in TARGETS:
        found = [row for row in paper.all_beside(group) if row[0].startswith(f"{group}指标")]
        assert found == [[f"{group}指标{n}", f"{n}", f"{{{{ {n} }}}}"] for n in (1, 2, 3)]
    assert "……" not in paper.text
    assert ["……", "", ""] in Paper(fill(form, application(form, {}), draft=False)).all_beside("主导产业")


def test_a_direction_without_spare_row_goes_to_the_others(form: Form) -> None:
    """A further target of 开放合作 stands under 其它 with its direction named."""
    paper = Paper(fill(form, application(form, {"target_extra": (("开放合作", "出口国家", "3", "6"),)}), draft=False))
    assert ["开放合作：出口国家", "3", "6"] in paper.all_beside("其它")


def test_no_slot_is_written_twice_by_mistake(form: Form, samples: dict[str, Sample]) -> None:
    """The sample values differ from one another, so a value in the wrong place would be seen."""
    paths: list[Slot] = [slot for field in form.printed for slot in field.slots if slot.path in samples]
    texts = [samples[slot.path].text for slot in paths if samples[slot.path].text]
    repeated = [text for text in texts if texts.count(text) > 1 and "月" not in text]
    assert repeated == []
