"""A small form, built by hand: one field of every kind and shape that reading knows, named as in the real one.

Reading must not depend on the edition's files, so its tests do not either. ``told`` writes a reading in one line, the
way the examples expect it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dialogs.definition.form import Choice, Field, Form, Kind, Shape, Slot, Typical
from dialogs.definition.notice import County, QuotaRule, ReportingGroup
from dialogs.definition.workdays import WorkCalendar
from dialogs.reading.results import Entry, Read, Reading, Unsure
from dialogs.record.application import Answer, Application, Blank, Source

YEARS = ("2021", "2022", "2023")
_LEVELS = {"international": "国际", "national": "国家", "industry": "行业", "group": "团体"}
_ROLES = {"lead": "主持数量", "take_part": "参与数量"}
_BLANKS = {Blank.NONE: "无", Blank.LATER: "稍后"}


def _slots(name: str, kind: Kind, shape: Shape, unit: str | None) -> tuple[Slot, ...]:
    parts: dict[Shape, list[tuple[tuple[str, ...], Kind, str]]] = {
        Shape.SINGLE: [((), kind, "")],
        Shape.YEARLY: [((year,), kind, f"{year}年") for year in YEARS],
        Shape.PAIR: [(("base",), kind, "2023年基准值"), (("target",), kind, "2026年目标值")],
        Shape.COUNT_NAMES: [(("count",), Kind.INTEGER, "数量"), (("names",), Kind.NAMES, "名称")],
        Shape.MATRIX: [
            ((year, level, role), kind, f"{year}年 {label} {words}")
            for year in YEARS
            for level, label in _LEVELS.items()
            for role, words in _ROLES.items()
        ],
    }
    return tuple(
        Slot("/".join((name, *part)), name, part, each, label, None if each is Kind.NAMES else unit)
        for part, each, label in parts[shape]
    )


def a_field(name: str, id_: str, label: str, kind: Kind, shape: Shape = Shape.SINGLE, **more: Any) -> Field:
    """A field with the slots of its shape; ``more`` are the other properties of ``Field``."""
    unit = more.pop("unit", "%" if kind is Kind.PERCENT else None)
    slots = _slots(name, kind, shape, unit)
    return Field(name, id_, label, "section", kind, shape, unit=unit, slots=slots, **more)


def _choices(**labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(name, label) for name, label in labels.items())


def _typical(low: str, high: str, mistaken_for: str) -> Typical:
    return Typical(Decimal(low), Decimal(high), mistaken_for)


_YES_NO = _choices(yes="是", no="否")
FIELDS = (
    a_field("city", "C2", "所属地区：____市", Kind.CHOICE),
    a_field("county", "C3", "所属地区：____县(市、区)", Kind.CHOICE),
    a_field("contact", "C7", "联系人", Kind.TEXT),
    a_field("contact_phone", "C8", "联系电话", Kind.PHONE),
    a_field("declared_on", "9.3", "声明日期", Kind.DATE),
    a_field("founded_on", "S9", "集群成立时间", Kind.DATE, coarse=True),
    a_field(
        "area", "1.8", "集群占地面积（平方公里）", Kind.DECIMAL, unit="平方公里", typical=_typical("0.05", "300", "亩")
    ),
    a_field(
        "industry_type",
        "1.9",
        "主导产业所属产业类型",
        Kind.CHOICE,
        choices=_choices(primary="第一产业", secondary="第二产业", tertiary="第三产业"),
    ),
    a_field("accidents", "1.11", "近三年是否发生较大及以上安全、质量、环境污染等事故", Kind.CHOICE, choices=_YES_NO),
    a_field(
        "energy_benchmark",
        "1.13",
        "属于高耗能行业的集群，能效水平是否达到行业基准值",
        Kind.CHOICE,
        choices=(*_YES_NO, Choice("not_applicable", "非高耗能行业，不适用")),
    ),
    a_field(
        "output",
        "2.1",
        "集群总产值（亿元）",
        Kind.DECIMAL,
        Shape.YEARLY,
        unit="亿元",
        department="统计局",
        typical=_typical("1", "3000", "万元"),
    ),
    a_field("county_share", "2.2", "集群总产值占所在县级行政区划产值比例（%）", Kind.PERCENT, Shape.YEARLY, share=True),
    a_field("cloud_share", "4.2", "集群中小企业上云比例（%）", Kind.PERCENT, share=True),
    a_field("main_growth", "2.5", "近三年集群主导产业产值年均增速（%）", Kind.PERCENT),
    a_field("energy_reduction", "5.4", "近三年集群单位产值能耗降低率（%）", Kind.PERCENT),
    a_field("companies", "2.6", "集群企业数量（家）", Kind.INTEGER, Shape.YEARLY, unit="家", department="统计局"),
    a_field("smes", "2.7", "其中：集群中小企业数量（家）", Kind.INTEGER, Shape.YEARLY, unit="家"),
    a_field("staff", "3.3", "集群中小企业从业人员数量（人）", Kind.INTEGER, Shape.YEARLY, unit="人"),
    a_field("fdi", "2.17", "集群外商直接投资额（万元）", Kind.DECIMAL, Shape.YEARLY, unit="万元", department="商务局"),
    a_field(
        "exports",
        "2.19",
        "集群主导产品出口贸易额（万元）",
        Kind.DECIMAL,
        Shape.YEARLY,
        unit="万元",
        typical=_typical("50", "2000000", "亿元"),
    ),
    a_field("usd_rate", "核17", "汇率（元/美元）", Kind.DECIMAL, Shape.YEARLY, unit="元/美元"),
    a_field(
        "energy_intensity",
        "5.3",
        "近三年集群单位工业产值能耗（吨标准煤/万元）",
        Kind.DECIMAL,
        Shape.YEARLY,
        unit="吨标准煤/万元",
        typical=_typical("0.005", "8", "千克标准煤/万元"),
    ),
    a_field("energy_total", "核20", "能源消费总量（吨标准煤）", Kind.DECIMAL, Shape.YEARLY, unit="吨标准煤"),
    a_field("pct", "3.10", "集群中小企业 PCT 国际专利申请量（件）", Kind.INTEGER, unit="件"),
    a_field("patents_per_10k", "3.12", "每万人有效发明专利拥有量（件/万人）", Kind.DECIMAL, unit="件/万人"),
    a_field("standards", "3.6", "近三年主持或参与制修订标准数量情况（项）", Kind.INTEGER, Shape.MATRIX, unit="项"),
    a_field("platforms", "3.7", "国家级创新平台名称及数量", Kind.NAMES, Shape.COUNT_NAMES, unit="个"),
    a_field(
        "chain_work",
        "2.22",
        "集群已开展的产业链强链补链工作",
        Kind.MULTI,
        choices=_choices(
            chain_map="绘制产业链图谱，开展产业链培育",
            challenge_list="形成产业链技术难点清单或创新项目库，建立“揭榜挂帅”、“赛马”等激励机制",
            innovation_union="联合集群上下游企业，组建创新联合体，开展产业链联合攻关",
            university_research="引入高等院校、科研院所，开展产业链关键环节产学研协同创新",
            supply_sales="建有产业链上下游产供销一体化协同协作机制",
            chain_leader="与产业链“链主”企业建立稳定合作配套关系",
        ),
    ),
    a_field(
        "boxes",
        "7.9",
        "十二个选项",
        Kind.MULTI,
        choices=_choices(**{f"box_{n}": f"选项甲{n:02}" for n in range(1, 13)}),
    ),
    a_field("chain_text", "2.21", "集群产业链强链补链情况", Kind.PARAGRAPH, limit=200),
    a_field("target_patents", "8.8", "有效发明专利数量（件）", Kind.INTEGER, Shape.PAIR, unit="件"),
    a_field("target_growth", "8.5", "近三年集群产值年均增速（%）", Kind.PERCENT, Shape.PAIR),
    a_field("target_carbon", "8.10", "二氧化碳排放量", Kind.DECIMAL, Shape.PAIR),
    a_field("target_opening", "8.12", "定性描述", Kind.TEXT, Shape.PAIR),
    a_field("target_extra", "8.14", "其它 ……", Kind.ROWS),
)


def _county(code: str, name: str, city: str, group: str = "", former: tuple[str, ...] = ()) -> County:
    return County(code, name, city, group or city, former)


COUNTIES = (
    _county("130104", "桥西区", "石家庄市"),
    _county("130107", "井陉矿区", "石家庄市"),
    _county("130121", "井陉县", "石家庄市"),
    _county("130123", "正定县", "石家庄市"),
    _county("130181", "辛集市", "石家庄市", "辛集市"),
    _county("130321", "青龙满族自治县", "秦皇岛市"),
    _county("130502", "襄都区", "邢台市", former=("桥东区",)),
    _county("130503", "信都区", "邢台市", former=("桥西区", "邢台县")),
    _county("130505", "任泽区", "邢台市", former=("任县",)),
    _county("130506", "南和区", "邢台市", former=("南和县",)),
    _county("130533", "威县", "邢台市"),
    _county("130534", "清河县", "邢台市"),
    _county("130629", "容城县", "保定市", "雄安新区"),
    _county("130638", "雄县", "保定市", "雄安新区"),
    _county("130682", "定州市", "保定市", "定州市"),
    _county("130702", "桥东区", "张家口市"),
    _county("130703", "桥西区", "张家口市"),
)
_GROUPS = ("石家庄市", "秦皇岛市", "邢台市", "保定市", "张家口市", "定州市", "辛集市", "雄安新区")

FORM = Form(
    edition="invented/2024",
    title="申报表",
    summary_title="汇总表",
    notice="某函〔2024〕1号",
    notice_title="",
    issuer="",
    years=(2021, 2022, 2023),
    base_year=2023,
    target_year=2026,
    sections=(),
    fields=FIELDS,
    rules=(),
    evidence=(),
    deadlines=(),
    calendar=WorkCalendar(),
    quota=QuotaRule("", ""),
    groups=tuple(ReportingGroup(name, 4, "") for name in _GROUPS),
    counties=COUNTIES,
    guidance={},
    parameters={},
    remarks=(),
    introduction=(),
    lexicon={},
    desk_lexicon={},
    literal_evidence=False,
)


def field_of(name: str) -> Field:
    """A field of the form."""
    return FORM.by_name[name]


def answered(**values: str | int | Blank) -> Application:
    """An application with these answers; a double underscore stands for the slash of a slot (``output__2021``)."""
    answers = []
    for name, value in values.items():
        slot = name.replace("__", "/")
        if isinstance(value, Blank):
            answers.append(Answer(slot, blank=value))
        else:
            answers.append(Answer(slot, Decimal(value) if isinstance(value, int) else value))
    return Application("a1", FORM.edition).with_answers(answers)


def told(reading: Reading) -> str:
    """A reading in one line: entries, or the doubt with its alternatives, or the refusal with its figures."""
    if isinstance(reading, Read):
        return " · ".join(map(_entry, reading.entries))
    if isinstance(reading, Unsure):
        labels = " | ".join(each.label or "重填" for each in reading.alternatives)
        return f"{reading.why.value}? {labels}"
    return f"{reading.why.value}! {_figures(reading.figures)}".rstrip()


def _figures(figures: Mapping[str, str]) -> str:
    return " ".join(figure for name, figure in figures.items() if figure)


def _entry(entry: Entry) -> str:
    name = "/".join(entry.slot.split("/")[1:])
    marks = f"{' [' + entry.typed_unit + ']' if entry.typed_unit else ''}{' 待核实' if entry.doubtful else ''}"
    return f"{name} {_content(entry)}{marks}{_source(entry.source)}".strip()


def _content(entry: Entry) -> str:
    match entry.value:
        case None if entry.blank is Blank.WAITING:
            return f"等{entry.department}"
        case None:
            return _BLANKS[entry.blank or Blank.LATER]
        case Decimal():
            return f"{entry.value:f}"
        case str():
            return entry.value
        case _:
            return "; ".join(" | ".join(each) if isinstance(each, tuple) else each for each in entry.value)


def _source(source: Source | None) -> str:
    if source is None:
        return ""
    return " ← " + "/".join(part or "" for part in (source.department, source.document, source.date))
