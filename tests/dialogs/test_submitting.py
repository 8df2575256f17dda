"""提交: facts on the way to the city, each with its receipt; a change after the seal says first what it costs."""

from __future__ import annotations

import pytest

from dialogs.definition.form import Form
from dialogs.record.application import Act, Application
from dialogs.turn import paging, sealing
from dialogs.turn.messages import Happened, Sent
from tests.county import fill
from tests.talk import Talk


@pytest.fixture(scope="module")
def filled(form: Form) -> Application:
    """An application in which everything is filled in."""
    talk = Talk(form)
    talk.say("开始")
    fill(talk)
    return talk.application


@pytest.fixture
def talk(form: Form, filled: Application) -> Talk:
    """A contact whose form is complete."""
    return Talk(form, applications={"a1": filled})


def kinds(talk: Talk) -> list[str]:
    """The acts on record."""
    return [act.kind for act in talk.application.acts]


def sealed(talk: Talk) -> None:
    """Say that the paper is signed and sealed."""
    talk.say("提交")
    talk.press("负责人已签字")


def test_what_is_not_filled_cannot_be_sealed(form: Form) -> None:
    """A form with open questions says how many, and offers no seal."""
    talk = Talk(form)
    talk.say("开始")
    said = talk.say("提交")[-1]
    assert "表还没填完" in said
    assert "还不能盖章" in said
    assert not any("公章" in label for label in talk.phrased[-1].buttons)


def test_each_step_is_a_fact_of_its_own(talk: Talk) -> None:
    """Sealed is not mailed, mailed is not received; every step has its receipt, in their order."""
    assert "可以盖章了" in talk.say("提交")[-1]
    assert "1 号回执" in "\n".join(talk.press("送市局审核"))
    said = "\n".join(talk.press("负责人已签字"))
    assert "2 号回执" in said
    assert "✓ 已盖章签字（2024年4月11日 local，2 号回执" in said
    assert "□ 邮件已发" in said
    assert "□ 市局已收" in said
    talk.press("邮件已发")
    said = "\n".join(talk.press("纸质已送"))
    assert "4 号回执" in said
    assert kinds(talk) == ["sent", "sealed", "mailed", "posted"]
    assert not any(label.startswith("市局已收") for label in talk.phrased[-1].buttons)


def test_the_scan_comes_in_parts(talk: Talk) -> None:
    """After the seal files go to the scan until it is said to be complete; they are no evidence."""
    sealed(talk)
    assert "可以分几个文件发" in "\n".join(talk.press("传盖章扫描件"))
    for name in ("一.pdf", "二.pdf"):
        talk.happen(Sent(name, 10, f"id-{name}", media_type="application/pdf"))
    assert "② 二.pdf" in talk.words[-1]
    assert "3 号回执" not in "\n".join(talk.press("扫描件已传完"))
    assert kinds(talk) == ["sealed", "scanned"]
    assert {proof.item for proof in talk.application.proofs} == {"scan"}


def test_a_change_after_the_seal_is_asked_about_first(talk: Talk) -> None:
    """What has to be printed and sealed again, and what the city holds; nothing changes until that is accepted."""
    sealed(talk)
    talk.press("邮件已发")
    said = talk.say("改 {#staff} 8900 9260 9700")[-1]
    assert talk.numbered("改 {#staff} 以后") in said
    assert "三、创新能力情况" in said
    assert "市局手里的是第 0 版" in said
    assert str(talk.application.answers["staff/2023"].value) == "9640"
    talk.press("不，照旧")
    assert str(talk.application.answers["staff/2023"].value) == "9640"
    talk.say("改 {#staff} 8900 9260 9700")
    talk.press("照改")
    assert str(talk.application.answers["staff/2023"].value) == "9700"
    assert sealing.sealed(talk.form, talk.application) is None


def test_a_change_that_is_taken_back_leaves_the_seal(talk: Talk) -> None:
    """The seal is for answers, not for the moment: the same answers are sealed as before."""
    sealed(talk)
    talk.say("改 {#staff} 8900 9260 9700")
    talk.press("照改")
    assert "已盖章签字（" not in talk.say("提交")[-1]
    talk.say("撤销")
    assert "✓ 已盖章签字（" in talk.say("提交")[-1]


def test_several_lines_end_a_seal_and_say_so(talk: Talk) -> None:
    """Where several answers are changed at once nobody was asked before, so it is said at once."""
    sealed(talk)
    said = "\n".join(talk.say("{#staff} 8900 9260 9700\n{#rd_staff} 620 680 750"))
    assert "不再对得上" in said


def test_a_question_that_is_not_printed_breaks_no_seal(talk: Talk) -> None:
    """可选核对 is on no paper."""
    sealed(talk)
    talk.say("改 核5 1 2 3")
    assert sealing.sealed(talk.form, talk.application) is not None


def test_only_the_city_says_that_it_received(talk: Talk) -> None:
    """An act of the city's shows in the list; the contact is never offered it."""
    sealed(talk)
    received = Act("received", "李丽丽", "2024-04-20T10:00:00+08:00", "9 ABCDEF12")
    talk.applications["a1"] = talk.application.with_act(received)
    assert "✓ 市局已收（2024年4月20日 李丽丽" in talk.say("提交")[-1]


def test_a_checksum_stands_for_the_answers(form: Form, filled: Application) -> None:
    """The same answers have the same one, whoever gave them and when."""
    first = sealing.fingerprint(form, filled)
    again = [type(each)(each.slot, each.value, each.blank) for each in filled.answers.values()]
    assert sealing.fingerprint(form, Application("b", form.edition).with_answers(again)) == first
    assert sealing.fingerprint(form, filled.with_answers([], ["staff/2023"])) != first


def paged(talk: Talk) -> dict[str, str]:
    """How the paper was counted: on which pages its questions stand."""
    first = "1=C1,C2;2={#basics_cluster_name},{#basics_bureau};7={#staff},{#rd_staff};8={#patents_per_10k}"
    return {"pages": "22", "summary": "1", "of": talk.numbered(f"{first};18={{#plan_profile}};22=9.1")}


def test_a_change_after_the_seal_names_the_pages(talk: Talk) -> None:
    """The pages on which the question stands, in one word and where several lines are changed; nobody counts twice."""
    talk.paged = paged(talk)
    sealed(talk)
    assert [kind for kind in kinds(talk) if kind == "paged"] == ["paged"]
    talk.press("邮件已发")
    said = talk.say("改 {#staff} 8900 9260 9700")[-1]
    assert "申报表第 7 页（三、创新能力情况" in said
    assert "市局手里的是第 0 版" in said
    talk.press("不，照旧")
    assert "申报表第 7 页" in "\n".join(talk.say("{#staff} 8900 9260 9700\n{#rd_staff} 620 680 750"))


def test_a_text_of_the_plan_moves_the_pages_behind_it(talk: Talk) -> None:
    """From its own page to the last one: what stands in 八 may take any number of lines."""
    talk.paged = paged(talk)
    sealed(talk)
    found = paging.paged(talk.application, sealing.fingerprint(talk.form, talk.application))
    assert found is not None
    plan = talk.form.by_name["plan_profile"]
    staff = talk.form.by_name["staff"]
    assert paging.touched_pages(talk.form, found, [staff, plan]) == "7、18–22"
    assert paging.touched_pages(talk.form, found, [staff, talk.form.by_name["patents_per_10k"]]) == "7–8"


def test_a_scan_with_other_pages_than_the_paper_is_warned_of(talk: Talk) -> None:
    """Its parts together against form and summary; without the summary it is said that this is still to come."""
    talk.paged = paged(talk)
    sealed(talk)
    talk.press("传盖章扫描件")
    for pages, said in ((21, "页数对不上"), (1, "汇总表（1 页）还没有"), (1, "和盖章的申报表、汇总表页数一致")):
        name = f"{len(talk.application.proofs)}.pdf"
        talk.happen(Sent(name, 10, f"id-{name}", media_type="application/pdf", hint=f"pages={pages}"))
        assert said in talk.words[-1]


def test_pages_counted_after_the_scan_came_are_compared_then(talk: Talk) -> None:
    """LibreOffice takes its time: a scan that was there before it hears of a wrong number of pages."""
    sealed(talk)
    talk.press("传盖章扫描件")
    talk.happen(Sent("扫描件.pdf", 10, "id-1", media_type="application/pdf", hint="pages=20"))
    assert "页数请和盖章的纸对一下" in talk.words[-1]
    told = {"application": "a1", "checksum": sealing.fingerprint(talk.form, talk.application)}
    talk.happen(Happened("paged", {**told, **paged(talk)}))
    assert "扫描件共 20 页，盖章的申报表是 22 页" in talk.words[-1]
