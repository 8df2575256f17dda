"""Files that hold answers, in the chat: shown before anything changes, decided one by one, taken back at once."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.record.application import Application
from dialogs.state.conversation import TakingOver
from dialogs.turn.messages import Said
from tests.dialogs.sending import begun, edited, send


def test_a_file_with_the_forms_labels_is_asked_about(form: Form, paper: bytes) -> None:
    """Read into the form, or kept as evidence: neither happens silently."""
    talk = begun(form)
    asked = send(talk, paper)
    assert "1. 读进申报表\n2. 作为佐证/附件" in asked
    assert not talk.application.answers
    assert "放到哪一项佐证" in "\n".join(talk.say("作为佐证"))


def test_a_draft_fills_an_empty_application_after_one_confirmation(
    form: Form, county: Application, paper: bytes
) -> None:
    """Nothing is applied before 采用; then every printed answer stands, the file its source; one 撤销 ends it."""
    talk = begun(form)
    send(talk, paper)
    talk.say("读进申报表")
    assert "可采用 116 题" in talk.words[-1]
    assert not talk.application.answers
    talk.say("采用")
    assert "采用了 116 题" in "\n".join(talk.words)
    for slot, answer in county.answers.items():
        field = form.field_of(slot)
        if not field.auxiliary and field.section not in ("summary", "auxiliary") and answer.given:
            read = talk.application.answer(slot)
            assert read is not None, slot
            assert read.source is not None, slot
            assert read.source.file == "旧稿.docx", slot
    talk.say("撤销")
    assert not [answer for answer in talk.application.answers.values() if answer.given]


def test_the_same_paper_changes_nothing(form: Form, county: Application, paper: bytes) -> None:
    """Everything is unchanged, to the decimals that are printed."""
    talk = begun(form, county)
    send(talk, paper)
    before = dict(talk.application.answers)
    talk.say("读进申报表")
    assert "未变 116 题" in talk.words[-1]
    assert "冲突" not in talk.words[-1]
    assert talk.application.answers == before


def test_three_conflicts_are_confirmed_one_by_one(form: Form, county: Application, paper: bytes) -> None:
    """文件, 表内 and a value of one's own; the same 撤销 takes all of it back."""
    talk = begun(form, county)
    changes = {"131.62": "133.50", "152": "158", "36.50": "37.10"}
    send(talk, edited(paper, changes))
    talk.say("读进申报表")
    assert "冲突 3 题" in talk.words[-1]
    before = dict(talk.application.answers)
    first = "\n".join(talk.say("逐条看"))
    assert talk.numbered("{#area}") in first
    assert "表内：36.50" in first
    assert "文件（表2 第6行）：37.10" in first
    assert talk.numbered("{#output}") in "\n".join(talk.say("文件"))
    assert str(talk.application.answers["area"].value) == "37.10"
    assert talk.numbered("{#smes}") in "\n".join(talk.say("表内"))
    talk.say("133 141 155")
    assert str(talk.application.answers["smes/2023"].value) == "155"
    assert str(talk.application.answers["output/2022"].value) == "131.62"
    talk.say("撤销", "撤销")
    assert {slot: each.value for slot, each in talk.application.answers.items()} == {
        slot: each.value for slot, each in before.items()
    }


def test_what_was_open_is_said_when_the_person_goes_elsewhere(form: Form, county: Application, paper: bytes) -> None:
    """Another message in between leaves the file waiting, says so, and 读文件 goes on with it."""
    talk = begun(form, county)
    send(talk, edited(paper, {"131.62": "133.50"}))
    talk.say("读进申报表", "逐条看")
    said = "\n".join(talk.say("进度"))
    assert "“旧稿.docx”先放着，还有 1 处没定" in said
    assert not isinstance(talk.conversation.state, TakingOver)
    assert "冲突 1 题" in "\n".join(talk.say("读文件"))


def test_another_countys_paper_is_warned_of(form: Form, county: Application, paper: bytes) -> None:
    """The summary begins with what differs, and the first button takes nothing."""
    talk = begun(form, county)
    send(talk, edited(paper, {"邢台市　临西县": "邢台市　清河县", "临西县轴承产业": "清河县羊绒产业"}))
    talk.say("读进申报表")
    assert talk.words[-1].startswith("注意：")
    assert "文件写的是“清河县”，表内是“临西县”" in talk.words[-1]
    assert "1. 这个文件不用了" in talk.words[-1]
    before = dict(talk.application.answers)
    talk.say("1")
    assert talk.application.answers == before


def test_several_files_wait_side_by_side(form: Form, county: Application, paper: bytes) -> None:
    """The second one is shown, the first one is said to wait."""
    talk = begun(form, county)
    send(talk, edited(paper, {"131.62": "133.50"}), "甲.docx", "f1")
    talk.say("读进申报表")
    assert "“甲.docx”先放着" in send(talk, edited(paper, {"36.50": "37.10"}), "乙.docx", "f2")
    talk.say("读进申报表", "逐条看", "文件")
    assert str(talk.application.answers["area"].value) == "37.10"
    assert "甲.docx" in "\n".join(talk.say("读文件"))


def test_a_figure_typed_before_the_file_was_in_sight_is_no_button(
    form: Form, county: Application, paper: bytes
) -> None:
    """“1” said to the question behind never takes a file over."""
    talk = begun(form)
    talk.say("改 {#output}")
    send(talk, paper)
    talk.say("读进申报表")
    talk.happen(Said("1", about="output"))
    assert not [answer for answer in talk.application.answers.values() if answer.given]


def test_rough_figures_are_announced(form: Form, paper: bytes) -> None:
    """约131.6 and 一百多 are taken with the others, but not without a word; 检查 names them afterwards."""
    talk = begun(form)
    send(talk, edited(paper, {"131.62": "约131.6亿元"}))
    talk.say("读进申报表")
    assert "采用后记为待核实" in talk.words[-1]
    talk.say("采用")
    assert talk.application.answers["output/2022"].doubtful
