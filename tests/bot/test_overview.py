"""The application at a glance: what is open, wrong, doubtful, and who said what."""

from __future__ import annotations

import pytest

from bot.views.overview import Colleague, Overview, QuestionLine, overview_of
from dialogs.definition.form import Form
from dialogs.derived.journey import Journey
from dialogs.record.application import Answer
from dialogs.record.standing import Standing
from renderers.i18n import language
from tests.county import fill
from tests.talk import Talk


def seen(talk: Talk, *mine: str, locale: str = "zh") -> Overview:
    """The overview of what was said."""
    return overview_of(Journey(talk.form, talk.application, mine), language(locale))


def line(overview: Overview, name: str) -> QuestionLine:
    """The line of a question."""
    return next(each for part in overview.sections for each in part.questions if each.name == name)


def started(form: Form, until: str) -> Talk:
    """The county has answered up to this question."""
    talk = Talk(form)
    talk.say("开始")
    fill(talk, until=until)
    return talk


def test_an_empty_application(form: Form) -> None:
    """Every question that the county answers is there, open, under the form's title."""
    overview = seen(Talk(form))
    assert overview.title == form.title
    assert [part.name for part in overview.sections][:2] == ["cover", "basics"]
    assert {each.standing for part in overview.sections for each in part.questions} == {Standing.OPEN}
    wanted = {field.name for field in form.fields if field.required}
    for part in overview.sections:
        count = sum(each.name in wanted for each in part.questions)
        assert part.tally == (f"0/{count}" if count else "")


def test_an_answer_says_who_when_and_what(form: Form) -> None:
    """Short words, the person, the moment and the door; the title is the cluster's name."""
    talk = started(form, until="county_share")
    overview = seen(talk)
    assert overview.title == "临西县轴承产业"
    output = line(overview, "output")
    assert (output.id, output.standing, output.by, output.door) == ("2.1", Standing.FILLED, "local", "console")
    assert output.value.startswith("118.40、131.62、146.90 亿元")
    assert output.at == talk.now
    assert line(overview, "county_share") == QuestionLine(
        "county_share", "2.2", line(overview, "county_share").label, Standing.OPEN, "未填", "", "", "", ""
    )


@pytest.mark.parametrize(
    ("words", "standing", "value"),
    [
        ("稍后", Standing.LATER, "稍后补"),
        ("等统计局", Standing.WAITING, "等统计局"),
        ("21.5 22.1 23.4 待核实", Standing.DOUBTED, "21.50%、22.10%、23.40%（待核实）"),
        ("21.5 等统计局 23.4", Standing.WAITING, "2021年 21.50%，2022年 等统计局，2023年 23.40%"),
        ("2021年 21.5", Standing.OPEN, "2021年 21.50%"),
    ],
)
def test_what_stands_in_the_way_is_shown(form: Form, words: str, standing: Standing, value: str) -> None:
    """Put off, waiting for a department, doubtful, half answered: each has its own state."""
    talk = started(form, until="county_share")
    talk.say(words)
    found = line(seen(talk), "county_share")
    assert (found.standing, found.value) == (standing, value)


def test_an_error_is_the_gravest(form: Form) -> None:
    """More small companies than companies: the question is wrong, and so is its section, which counts it."""
    talk = started(form, until="specialised")
    talk.say("改 2.7", "999 999 999")
    talk.say("稍后")
    overview = seen(talk)
    industry = next(part for part in overview.sections if part.name == "industry")
    assert line(overview, "smes").standing is Standing.WRONG
    assert industry.standing is Standing.WRONG
    assert "有错 " in industry.tally


def test_long_answers_are_short_here(form: Form) -> None:
    """A paragraph is cut, lines become one."""
    talk = Talk(form)
    talk.applications["a1"] = talk.application.with_answers([Answer("profile", "字" * 290)])
    assert line(seen(talk), "profile").value == "字" * 79 + "…"


def test_whose_sections(form: Form) -> None:
    """A colleague sees which parts are the own ones; who works here stands below."""
    overview = seen(Talk(form), "digital", "green")
    assert [part.name for part in overview.sections if part.mine] == ["digital", "green", "auxiliary"]
    people = [Colleague("张三", (), here=True), Colleague("园区", ("digital",), here=False)]
    assert overview_of(Journey(form, Talk(form).application), language("zh"), people).people == tuple(people)


def test_in_english_our_own_words_are(form: Form) -> None:
    """Official titles stay as on paper; the section and the questions that are not printed are translated."""
    overview = seen(Talk(form), locale="en")
    titles = {part.name: part.title for part in overview.sections}
    assert titles["basics"] == "一、基本情况"
    assert titles["auxiliary"] == "Optional checks"


def test_a_whole_application(form: Form) -> None:
    """Nothing is open once all is answered."""
    talk = Talk(form)
    talk.say("开始")
    fill(talk)
    overview = seen(talk)
    assert {part.standing for part in overview.sections} == {Standing.FILLED}
    assert all(part.tally.endswith("已填") for part in overview.sections if part.tally)
