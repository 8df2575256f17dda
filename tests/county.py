"""An invented county's answers to the whole form, as its official would type them, and a hand that types them.

All figures fit each other: a run through the form meets no finding. Names of people are placeholders.
"""

from __future__ import annotations

from dialogs.answers.answering import understand, with_entries
from dialogs.answers.asking import computed_entries
from dialogs.definition.form import Field, Form
from dialogs.gathering.sheets import label
from dialogs.reading.results import Read, Unsure
from dialogs.record.application import Application
from dialogs.saying.replies import Sheet
from dialogs.state.conversation import Asking, Composing, Conversation, Deciding
from dialogs.turn.step import Step
from tests.talk import NOW, Talk

_CHAIN = (
    "集群建有产业链图谱，上游钢材锻件、中游套圈滚动体加工、下游成品轴承装配齐备，"
    "链主企业带动配套企业六十余家，本地配套率逐年提高。"
)
_PLAN = "围绕轴承主导产业，坚持创新驱动、绿色转型、开放合作，完善治理和服务体系，推动集群迈向中高端。"

ANSWERS: dict[str, list[str]] = {
    "banned_industry": ["否"],
    "accidents": ["2"],
    "violations": ["否"],
    "city": ["邢台市"],
    "county": ["临西县"],
    "cluster_name": ["临西县轴承产业"],
    "bureau": ["临西县工业和信息化局"],
    "operator": ["临西县轴承产业园区管理委员会"],
    "applied_on": ["2024年4月18日"],
    "contact": ["张三"],
    "contact_phone": ["0319-8560000"],
    "bureau_contact": ["1"],
    "bureau_phone": ["1"],
    "operator_contact": ["李四"],
    "operator_phone": ["13900000000"],
    "area": ["36.5"],
    "industry_type": ["2"],
    "energy_benchmark": ["3"],
    "water_benchmark": ["3"],
    "provincial_list": ["是"],
    "output": ["118.40 131.62 146.90"],
    "county_share": ["21.5 22.1 23.4"],
    "sme_share": ["82.3 83.1 84.0"],
    "main_share": ["84.5 85.2 86.0"],
    "main_growth": ["用"],
    "companies": ["141 150 160"],
    "smes": ["133 141 152"],
    "specialised": ["9 12 16"],
    "little_giants": ["1 2 3"],
    "national_champions": ["无 无 1", "1"],
    "provincial_champions": ["1 1 2"],
    "high_tech": ["20 26 31"],
    "innovative": ["15 22 30"],
    "listed": ["0 0 0"],
    "pre_listing": ["1 1 1"],
    "leaders": ["1 1 2"],
    "fdi": ["无"],
    "fdi_before": ["无"],
    "fdi_growth": ["无"],
    "exports": ["12000 13500 15120"],
    "exports_before": ["10000"],
    "exports_growth": ["用"],
    "chain_text": [_CHAIN],
    "chain_work": ["1 2 4"],
    "sharing_text": ["建成共享检测中心和集中热处理车间，物流仓储统一调度，中小企业按需使用，平均降低成本约一成。"],
    "sharing_work": ["1 2 5"],
    "quality_text": ["推行卓越绩效管理，组织质量诊断，注册集体商标，区域品牌影响力不断提升。"],
    "quality_work": ["1 2 4"],
    "rd_spending": ["3.10 3.52 4.01"],
    "sme_revenue": ["95.2 106.8 120.3"],
    "rd_intensity": ["用"],
    "staff": ["8900 9260 9640"],
    "rd_staff": ["620 680 742"],
    "ip_grants": ["210 260 318"],
    "standards": [
        "2021 国际 0 0 国家 0 1 行业 1 2 团体 2 3",
        "2022 国际 0 0 国家 1 1 行业 1 2 团体 3 4",
        "2023 国际 0 0 国家 1 3 行业 2 4 团体 5 9",
    ],
    "national_platforms": ["无"],
    "provincial_platforms": ["河北省轴承技术创新中心、河北省轴承企业技术中心"],
    "other_platforms": ["邢台市轴承检测服务平台"],
    "pct": ["6"],
    "patents": ["318"],
    "patents_first": ["241"],
    "patents_second": ["275"],
    "patent_growth": ["用"],
    "invention_patents": ["318"],
    "patents_per_10k": ["用"],
    "cloud_smes": ["96"],
    "cloud_share": ["用"],
    "platform_smes": ["61"],
    "platform_share": ["用"],
    "rd_tool_firms": ["70"],
    "rd_tools_share": ["用"],
    "software_rising": ["是"],
    "software_spending": ["820 960 1150"],
    "digital_text": ["引入数字化服务商十余家，为中小企业提供诊断和轻量化改造，上云企业九十六家。"],
    "digital_work": ["1 2"],
    "pilots_text": ["两家企业入选省级工业互联网试点示范，形成可复制的数字化车间方案。"],
    "pilots_work": ["2 3"],
    "national_pilots": ["无"],
    "provincial_pilots": ["轴承行业工业互联网平台项目、智能磨加工数字化车间项目"],
    "other_pilots": ["无"],
    "carbon_monitoring": ["是"],
    "carbon_intensity": ["0.52 0.48 0.45"],
    "energy_intensity": ["0.20 0.19 0.18"],
    "reduction_basis": ["1"],
    "energy_reduction": ["用"],
    "solid_waste_rate": ["无"],
    "solid_waste_above": ["3"],
    "water_reuse_rate": ["88.5"],
    "water_reuse_above": ["1"],
    "green_text": ["开展节能诊断和清洁生产审核，推广余热回收，热处理工序改用天然气和电炉。"],
    "green_work": ["1 2 4"],
    "national_green": ["无"],
    "provincial_green": ["临西县某轴承有限公司（绿色工厂）"],
    "other_green": ["无"],
    "opening_text": ["组织企业参加中国国际中小企业博览会和境外轴承展，产品出口三十多个国家和地区。"],
    "opening_work": ["4"],
    "overseas_branches": ["2"],
    "alliances": ["临西县轴承行业协会"],
    "environment_text": ["建立专班推进机制，开展政策宣讲和权益保护，安全隐患排查实现全覆盖。"],
    "environment_work": ["1 2 3 5"],
    "national_service": ["无"],
    "provincial_service": ["临西县中小企业公共服务中心"],
    "other_service": ["无"],
    "services": ["1 2 4 6"],
    "plan_profile": [
        "临西县轴承产业集群已有四十余年历史，2023年集群总产值146.90亿元，形成完整产业链，居细分领域全省前列。",
        "完成",
    ],
    "plan_results": ["主导产业优势持续提升，创新活力增强，数字化绿色化步伐加快，开放合作和治理服务水平提高。", "完成"],
    "plan_problems": ["高端产品占比不高，研发投入强度有待提高，专业技术人才不足。", "完成"],
    "plan_approach": [_PLAN, "完成"],
    "target_growth": ["11.39 12.00"],
    "target_quality": ["46 75"],
    "target_rd": ["用"],
    "target_patents": ["用"],
    "target_platform": ["用"],
    "carbon_basis": ["1"],
    "target_carbon": ["用"],
    "target_energy": ["用"],
    "target_opening": ["产品出口三十多个国家\n新增境外展会五场、境外机构两个"],
    "target_governance": ["建有行业协会和省级服务平台\n建成国家级公共服务示范平台一个"],
    "target_extra": ["创新 | 研发人员数量（人） | 742 | 900"],
    "quality_second": ["55"],
    "quality_third": ["65"],
    "stage_one": ["产值增长12%，优质中小企业达到55家，研发经费4.45亿元，有效发明专利370件。", "完成"],
    "stage_two": ["产值增长12%，优质中小企业达到65家，研发经费4.90亿元，有效发明专利425件。", "完成"],
    "stage_three": [
        "产值年均增长12%，优质中小企业达到75家，研发经费5.34亿元，有效发明专利484件，工业互联网普及率45%，二氧化碳排放量降至542061吨，单位工业产值能耗降至0.16吨标准煤/万元。",
        "完成",
    ],
    "plan_tasks": ["一是强链补链，二是创新提升，三是数字赋能，四是绿色转型，五是开放合作，六是优化服务。", "完成"],
    "plan_safeguards": ["加强组织领导，落实财政、土地、金融、人才政策，建立考核评估机制。", "完成"],
    "declared_on": ["2024年4月18日"],
    "summary_authority": ["1"],
    "summary_contact": ["1"],
    "summary_phone": ["1"],
    "main_industry": ["轴承制造"],
    "founded_on": ["2008年6月"],
    "profile": [
        "1",
        "产业链条完整，涵盖钢材、锻件、套圈、滚动体、成品轴承；居细分领域全省前列；获“中国轴承之乡”等荣誉称号。",
        "完成",
    ],
}


def said(field: Field) -> list[str]:
    """What the county types; to a question that is newer than the county, the question's own example."""
    newer = [field.example] if field.example and field.answerable and not field.auxiliary else []
    return ANSWERS.get(field.name, newer)


class Stuck(AssertionError):
    """The conversation did not go on as the county's answers expect."""


def answered(form: Form) -> Application:
    """The county's application, read answer by answer without a conversation, in a moment."""
    step = Step(form, Application("a1", form.edition), Conversation("local", "console", application="a1"), NOW)
    for field in form.fields:
        for words in said(field):
            if words == "1" and field.draft is not None:  # takes the draft that is offered
                continue
            if words == "用":
                step.application = with_entries(step, computed_entries(step, field), words)
                continue
            slots = step.journey.untouched_slots(field)
            if not slots:  # 完成, and what is said to a doubt
                break
            reading = understand(step, field, slots, _typed(step, field, words))
            assert isinstance(reading, Read | Unsure), (field.id, reading)
            entries = reading.entries if isinstance(reading, Read) else reading.alternatives[0].entries
            step.application = with_entries(step, entries, words)
    return step.application


def _typed(step: Step, field: Field, words: str) -> str:
    """“1” where the same as elsewhere is offered is that."""
    answer = step.application.answer(field.suggest) if field.suggest else None
    return str(answer.value) if answer is not None and words == "1" else words


def asked(talk: Talk) -> str | None:
    """The field that is being asked, if one is."""
    state = talk.conversation.state
    return state.field if isinstance(state, Asking | Composing) else None


def fill(talk: Talk, *, until: str | None = None) -> list[str]:
    """Answer question after question until this field is asked, or nothing more is; returns what was typed."""
    typed: list[str] = []
    while (name := asked(talk)) is not None and name != until:
        before = dict(talk.application.answers)
        messages = said(talk.form.by_name[name])
        for message in messages:
            talk.say(message)
            typed.append(message)
        if isinstance(talk.conversation.state, Deciding) or talk.application.answers == before:
            raise Stuck(f"{name} {messages}: " + "\n".join(talk.words))
    return typed


def fill_by_sections(talk: Talk) -> list[str]:
    """Ask for section after section and send each back filled, then answer what is asked; returns what was typed."""
    typed: list[str] = []

    def say(words: str) -> None:
        typed.append(words)
        talk.say(words)

    say("开始")
    done = set[str]()
    while (name := asked(talk)) is not None:
        if talk.form.homes[name] in done:
            for answer in said(talk.form.by_name[name]):
                say(answer)
        else:
            done.add(talk.form.homes[name])
            say("整节填")
            say(_filled(talk, next(reply for reply in reversed(talk.replies) if isinstance(reply, Sheet))))
        while isinstance(talk.conversation.state, Deciding):
            say("稍后")  # what the short profile lacks is for 检查
    return typed


def _filled(talk: Talk, sheet: Sheet) -> str:
    """The sheet with the county's answers in it."""
    fields = [(talk.form.by_name[row.field], row.words) for row in sheet.rows]
    return "\n".join(["整节", *(f"{label(field)}＝{card_answer(field, standing)}" for field, standing in fields)])


def card_answer(field: Field, standing: str) -> str:
    """What the county writes behind a line; what is to be computed or offered it leaves as it stands."""
    answers = [each for each in said(field) or [""] if each != "完成"]
    pressed = answers[0] == "1" and field.kind.value not in ("choice", "multi")
    return standing or "\n".join(answers[1:] if pressed else answers[:1] if len(answers) < 3 else answers)
