"""What departments hold: lists, whose figures they are in this county, texts, links and sheets, what waits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from dialogs.definition.form import Form
from dialogs.definition.parts import covers, titles
from dialogs.derived.departments import known, named, owed, owed_by
from dialogs.derived.journey import Journey
from dialogs.record import codec
from dialogs.record.application import Blank
from dialogs.saying.replies import Ask
from dialogs.saying.summaries import DepartmentCard, Departments, Forward
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import Event, Happened, Invite, Render, Request
from tests.talk import Talk, numbered

BY_DOMAIN = {
    "统计局": {"output", "energy_intensity"},
    "税务局": {"rd_spending"},
    "市场监管局": {"standards", "patents"},
    "商务局": {"fdi", "exports"},
    "生态环境分局": {"carbon_intensity", "water_reuse_rate"},
    "人社局": {"staff"},
    "科技局": {"high_tech"},
    "自然资源局": {"area"},
    "应急局": {"accidents"},
    "园区管委会": {"companies"},
}
"""Who usually holds what, some of it, by the research of the trade."""
ASKED = (
    "统计局要填什么",
    "统计局的清单",
    "县统计局还缺什么",
    "给统计局的单子",
    "统计局那边要提供哪些数",
    "统计局需要填哪些",
)
NOT_ASKED = ("统计局给的数不对", "大家要填什么", "我要填什么", "卫生局要填什么", "要填什么")
HELD = {
    "{#sme_share} 归税务局": ("sme_share", "税务局"),
    "{#sme_share}归税务局管": ("sme_share", "税务局"),
    "{#sme_share} 由发改局提供": ("sme_share", "发改局"),
    "税务局管 {#sme_share}": ("sme_share", "税务局"),
    "县税务局负责{#sme_share}": ("sme_share", "税务局"),
    "{#sme_share} 找招商中心要": None,
    "{#sme_share} 归招商中心": ("sme_share", "招商中心"),
    "{#sme_share} held by 税务局": ("sme_share", "税务局"),
}


@dataclass
class County(Talk):
    """A contact; ``asked`` is what the machine asked of the outside."""

    asked: list[Request] = field(default_factory=list)

    def _fulfil(self, request: Request) -> Event:
        self.asked.append(request)
        return super()._fulfil(request)


@pytest.fixture
def talk(form: Form) -> County:
    """A contact who has begun."""
    talk = County(form)
    talk.happen(Happened("arrived"))
    talk.say("开始")
    return talk


def test_the_edition_names_the_usual_holders(form: Form) -> None:
    """As the research has them, and nothing beyond its eleven offices."""
    for department, names in BY_DOMAIN.items():
        assert {form.by_name[name].department for name in names} == {department}
    assert {field.department for field in form.fields} - {None} == {*BY_DOMAIN, "发改局"}


def test_every_department_is_a_row(talk: County) -> None:
    """部门清单: all departments with what is missing; a row leads to the department."""
    talk.say("部门清单")
    (reply,) = talk.replies
    assert isinstance(reply, Departments)
    assert [each.department for each in reply.lines] == [each.department for each in owed(journey(talk))]
    talk.press("统计局（缺")
    assert isinstance(talk.replies[-1], DepartmentCard)


def journey(talk: Talk) -> Journey:
    """What follows from the answers."""
    return Journey(talk.form, talk.application)


@pytest.mark.parametrize("words", ASKED)
def test_a_department_is_asked_about_in_ordinary_words(talk: County, words: str) -> None:
    """The card of that department, however one asks."""
    talk.say(words)
    (reply,) = talk.replies
    assert isinstance(reply, DepartmentCard)
    assert reply.line.department == "统计局"


@pytest.mark.parametrize("words", NOT_ASKED)
def test_other_words_show_no_department(talk: County, words: str) -> None:
    """A department that nobody knows, and sentences about something else."""
    talk.say(words)
    assert not any(isinstance(reply, DepartmentCard) for reply in talk.replies)


@pytest.mark.parametrize("words", HELD)
def test_a_county_says_who_holds_a_figure(talk: County, words: str) -> None:
    """It moves to that department's list; 撤销 takes it back; nothing else changes."""
    held, before = HELD[words], talk.application
    talk.say(words)
    if held is None:
        assert talk.application == before
        return
    name, department = held
    assert talk.application.holders == {name: department}
    assert name in owed_by(journey(talk), department).fields
    assert name not in owed_by(journey(talk), "统计局").fields
    talk.say("撤销")
    assert talk.application == before


def test_a_range_of_questions_changes_hands(talk: County) -> None:
    """统计局管 2.1-2.5 names those of other departments only; a wrong number changes nothing."""
    talk.say("税务局管 {#output}-{#main_growth}")
    assert set(talk.application.holders) == {"output", "county_share", "sme_share", "main_share", "main_growth"}
    talk.say("统计局管 {#output}-{#main_growth}")
    assert talk.application.holders == {}
    talk.say("税务局管 {#output}、2.99")
    assert "没有第" in talk.words[0]
    assert talk.application.holders == {}


def test_what_waits_goes_with_its_holder(talk: County) -> None:
    """Whoever holds a figure from now on is who is waited for; 撤销 brings the former one back."""
    talk.say("改 {#sme_share}", "等统计局", "{#sme_share} 归税务局")
    assert journey(talk).waits_for(talk.form.by_name["sme_share"]) == "税务局"
    talk.say("撤销")
    assert journey(talk).waits_for(talk.form.by_name["sme_share"]) == "统计局"


def test_a_text_to_forward_asks_what_is_missing(talk: County) -> None:
    """Number, label, unit, years and help in a line each, then how to answer; no name of a question is left in it."""
    talk.say("改 {#output} 118 131 147", "统计局要填什么")
    words = talk.press("转发用的文字")[1]
    assert isinstance(talk.replies[1], Forward)
    assert talk.numbered("{#output} 集群总产值") not in words
    head = talk.numbered("{#sme_share} 集群内中小企业产值占集群总产值比例（%） 2021、2022、2023＝")
    assert f"{head}\n　　中小企业产值 ÷ 集群总产值 × 100" in words
    assert "{#" not in words
    assert words.startswith("统计局：\n您好！")
    assert "回复办法" in words


def test_a_link_for_a_department_opens_its_questions_only(talk: County) -> None:
    """The link is for the questions, whatever sections they stand in; nothing of others is seen or changed."""
    talk.say("改 {#area} 36.57", "统计局要填什么")
    talk.press("专用链接")
    (invite,) = talk.asked
    assert isinstance(invite, Invite)
    assert invite.name == "统计局"
    assert set(invite.sections) == set(owed_by(journey(talk), "统计局").fields)
    theirs = Conversation("统计局", "web", application="a1", sections=invite.sections, owner="local")
    colleague = Talk(talk.form, conversation=theirs, applications=talk.applications)
    colleague.happen(Happened("arrived"))
    assert talk.numbered("只填这几部分：{#output}、{#county_share}") in colleague.words[0]
    assert colleague.words[-1].startswith(talk.numbered("{#output} "))
    for words in (
        talk.numbered("改 {#area} 40"),
        talk.numbered("{#area} 归税务局"),
        talk.numbered("{#area} 税务局给的"),
        talk.numbered("{#area}"),
        "检查",
        "部门清单",
        "来源",
        "分工",
    ):
        assert "36.57" not in "\n".join(colleague.say(words))
    assert str(colleague.application.answers["area"].value) == "36.57"
    assert colleague.application.holders == {}
    for name in invite.sections:
        assert covers(talk.form, invite.sections, talk.form.by_name[name])
    asked_for = {reply.field for reply in colleague.replies if isinstance(reply, Ask)}
    for _ in range(30):
        colleague.say("下一题")
        asked_for |= {reply.field for reply in colleague.replies if isinstance(reply, Ask)}
    assert asked_for <= {*invite.sections}
    assert len(asked_for) > len(invite.sections) / 2


def test_a_colleague_hands_nothing_on(talk: County) -> None:
    """Links and sheets are the contact's to give."""
    talk.conversation = replace(talk.conversation, sections=("industry",), owner="张三")
    talk.say("统计局要填什么")
    assert "张三" in talk.press("专用链接")[0]
    talk.say("统计局要填什么")
    assert "张三" in talk.press("Excel")[0]


def test_a_sheet_is_ordered(talk: County) -> None:
    """The request names the department."""
    talk.say("统计局要填什么")
    talk.press("Excel")
    assert talk.asked == [Render("department", draft=False, about="统计局")]


def test_what_waits_is_seen_with_its_day_and_can_be_hurried(talk: County) -> None:
    """记为等统计局: nobody is asked these meanwhile; 进度 says since when, with a text to copy."""
    talk.say("统计局要填什么")
    before = talk.application
    talk.press("这 10 题记为等统计局")
    assert all(talk.application.answers[f"output/{year}"].blank is Blank.WAITING for year in talk.form.years)
    assert not any(talk.form.by_name[name].department == "统计局" for name in fresh(talk))
    talk.now = "2024-04-16T09:30:00+08:00"
    assert "等统计局 9 题（4月11日起）" in talk.say("进度")[0]
    words = talk.press("催统计局")[1]
    assert "4月11日请贵单位提供的下面 10 项数据还没有收到" in words
    talk.say("撤销")
    assert talk.application == before


def fresh(talk: Talk) -> list[str]:
    """The questions that would be asked of their own accord."""
    return [field.name for field in journey(talk).fresh]


def test_names_of_departments_are_known_by_their_ends(form: Form, talk: County) -> None:
    """县统计局, 环境分局 and 市场监管 mean the office; a name that could be two means none."""
    assert named(form, talk.application, "县统计局") == "统计局"
    assert named(form, talk.application, "环境分局") == "生态环境分局"
    assert named(form, talk.application, "市场监管") == "市场监管局"
    assert named(form, talk.application, "局") is None
    assert "发改局" in known(form, talk.application)


def test_no_question_is_called_as_a_section(form: Form) -> None:
    """Parts of a colleague are sections and questions, told apart by nothing but their names."""
    assert not {section.name for section in form.sections} & form.by_name.keys()
    assert titles(form, ("digital", "output", "area")) == ("四、数字化升级情况", numbered(form, "{#area}、{#output}"))
    assert codec.loads(codec.dumps(owed(Journey(form, Talk(form).application)))) == owed(
        Journey(form, Talk(form).application)
    )
