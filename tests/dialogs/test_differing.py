"""Differences between a file and the table where more is at stake: a sealed paper, a colleague's answer, many lines."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document

from dialogs.definition.form import Form
from dialogs.record.application import Act, Application
from dialogs.turn import sealing
from renderers.chat import phrase
from renderers.i18n import language
from tests.dialogs.sending import begun, edited, send
from tests.talk import Talk

CHANGES = {"131.62": "133.50", "152": "158", "36.50": "37.10"}
TELEGRAM = 4096


def sealed(talk: Talk) -> None:
    """Let the head sign and seal the paper."""
    act = Act(
        sealing.SEALED, "张三", "2024-04-18T09:00:00+08:00", f"1 {sealing.fingerprint(talk.form, talk.application)}"
    )
    talk.applications["a1"] = replace(talk.application, acts=(act,))
    assert sealing.sealed(talk.form, talk.application) is not None


def by_colleague(talk: Talk, slot: str, value: str) -> None:
    """Let a colleague answer meanwhile, elsewhere."""
    answer = talk.application.answers[slot]
    changed = replace(answer, value=Decimal(value), by="李四", version=answer.version + 1)
    talk.applications["a1"] = replace(talk.application, answers={**talk.application.answers, slot: changed})


@pytest.mark.parametrize("way", ["文件", "都用文件的"])
def test_a_sealed_paper_is_changed_only_by_whom_was_told(
    form: Form, county: Application, paper: bytes, way: str
) -> None:
    """What has to be sealed anew is said before the first difference is taken; nothing is stored until then."""
    talk = begun(form, county)
    sealed(talk)
    send(talk, edited(paper, CHANGES))
    talk.say("读进申报表", "逐条看")
    before = dict(talk.application.answers)
    asked = "\n".join(talk.say(way))
    assert "重新打印、盖章、扫描" in asked
    assert talk.application.answers == before
    talk.say("照改")
    assert str(talk.application.answers["area"].value) == "37.10"
    assert sealing.sealed(form, talk.application) is None


def test_a_sealed_paper_stays_as_it_is(form: Form, county: Application, paper: bytes) -> None:
    """不，照旧: nothing is changed, and the file waits."""
    talk = begun(form, county)
    sealed(talk)
    send(talk, edited(paper, CHANGES))
    talk.say("读进申报表", "逐条看", "文件")
    assert "先放着" in "\n".join(talk.say("不，照旧"))
    assert sealing.sealed(form, talk.application) is not None


def test_new_answers_break_a_seal_too(form: Form, county: Application, paper: bytes) -> None:
    """What the sealed paper left open is filled from a file only after the same question."""
    kept = {slot: each for slot, each in county.answers.items() if slot != "area"}
    talk = begun(form, replace(county, answers=kept))
    sealed(talk)
    send(talk, paper)
    talk.say("读进申报表")
    assert "重新打印、盖章、扫描" in "\n".join(talk.say("采用"))
    assert "area" not in talk.application.answers
    talk.say("照改")
    assert "area" in talk.application.answers


def test_what_a_colleague_changed_meanwhile_is_not_replaced(form: Form, county: Application, paper: bytes) -> None:
    """The difference is put again with what stands now; the next choice is one."""
    talk = begun(form, county)
    send(talk, edited(paper, CHANGES))
    talk.say("读进申报表", "逐条看")
    by_colleague(talk, "area", "36.90")
    said = "\n".join(talk.say("文件"))
    assert talk.numbered("{#area} 刚被李四改过") in said
    assert "表内：36.90" in said
    assert str(talk.application.answers["area"].value) == "36.90"
    talk.say("文件")
    assert str(talk.application.answers["area"].value) == "37.10"


def test_all_the_rest_replaces_nothing_that_changed_meanwhile(form: Form, county: Application, paper: bytes) -> None:
    """都用文件的 is about what was shown, not about what a colleague wrote since."""
    talk = begun(form, county)
    send(talk, edited(paper, CHANGES))
    talk.say("读进申报表", "逐条看")
    by_colleague(talk, "smes/2023", "157")
    assert talk.numbered("{#smes} 刚被李四改过") in "\n".join(talk.say("都用文件的"))
    assert str(talk.application.answers["area"].value) == "36.5"
    talk.say("都用文件的")
    assert str(talk.application.answers["smes/2023"].value) == "158"


def test_hundreds_of_lines_have_pages(form: Form, county: Application, paper: bytes) -> None:
    """冲突 and 没看懂 in pages of fifteen, each a message of Telegram; 下一页 and 上一页 by button or words."""
    other = {
        slot: replace(each, value=each.value + 1) if isinstance(each.value, Decimal) else each
        for slot, each in county.answers.items()
    }
    talk = begun(form, replace(county, answers=other))
    send(talk, paper)
    talk.say("读进申报表", "冲突列成一张表")
    first = talk.words[-1]
    assert "第 1 页，共" in first
    assert "表内：" in first
    second = talk.say("下一页")[-1]
    assert "第 2 页" in second
    assert second != first
    assert talk.say("上一页")[-1] == first
    pages = 0
    while "下一页" in talk.words[-1]:
        talk.say("下一页")
        pages += 1
        assert all(len(phrase(form, reply, language("zh")).text) < TELEGRAM for reply in talk.replies)
    assert pages >= 2
    assert "冲突" in "\n".join(talk.say("返回文件"))


def test_rows_that_nobody_knows_have_pages(form: Form, paper: bytes) -> None:
    """Three hundred strange rows in a file are listed fifteen at a time."""
    talk = begun(form)
    send(talk, with_strange_rows(paper, 300))
    talk.say("读进申报表")
    listed = talk.say("没看懂的")[-1]
    assert "第 1 页，共 20 页" in listed
    assert listed.count("·") == 15


def with_strange_rows(paper: bytes, count: int) -> bytes:
    """The paper with a table of rows that the form does not have."""
    document = Document(BytesIO(paper))
    table = document.add_table(count, 2)
    for number, row in enumerate(table.rows):
        row.cells[0].text, row.cells[1].text = f"本县自定指标之{number}", str(number)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
