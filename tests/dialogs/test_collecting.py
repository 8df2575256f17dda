"""Files that are sent find their place: asked for, offered, named in words; each change can be taken back."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.derived.journey import Journey
from dialogs.record.proofs import REMOVED, UNSORTED, ProofKind
from dialogs.state.conversation import Asking, Filing, Proving
from dialogs.turn.messages import Sent
from tests.county import asked, fill
from tests.talk import Talk


def talking(form: Form, until: str = "sharing_text") -> Talk:
    """A contact who has answered everything up to this question."""
    talk = Talk(form)
    talk.say("开始")
    fill(talk, until=until)
    return talk


def send(talk: Talk, *names: str, caption: str = "") -> list[str]:
    """Send files one after the other; returns what was said to the last."""
    for name in names:
        talk.happen(Sent(name, 1000, f"id-{name}", caption, media_type="image/jpeg"))
    return talk.words


def lying(talk: Talk) -> dict[str, list[str]]:
    """The names of the files by item."""
    found: dict[str, list[str]] = {}
    for proof in talk.application.proofs:
        found.setdefault(proof.item, []).append(proof.name)
    return found


def test_a_file_is_offered_the_proofs_of_the_question_just_answered(form: Form) -> None:
    """After the boxes of 2.22 their proofs stand first; one tap files it, and the question that was open comes back."""
    talk = talking(form)
    before = asked(talk)
    said = send(talk, "IMG_0001.jpg")[-1]
    assert "放到哪一项佐证" in said
    assert "1. E-14 绘制产业链图谱" in said
    said = talk.press("E-14")[0]
    assert "已放到 E-14" in said
    assert lying(talk) == {"E-14": ["IMG_0001.jpg"]}
    assert asked(talk) == before


def test_a_file_is_offered_the_place_that_its_name_says(form: Form) -> None:
    """集群全部企业清单.xlsx goes to E-3, whatever was asked last."""
    talk = talking(form)
    assert "1. E-3 集群全部企业清单" in send(talk, "集群全部企业清单.xlsx")[-1]


def test_a_place_is_said_in_words(form: Form) -> None:
    """A number, several numbers, the number of a question or words of the proof."""
    for words, items in (
        ("E-5", ["E-5"]),
        ("e4、E-5", ["E-4", "E-5"]),
        ("放到E-5", ["E-5"]),
        ("{#little_giants}", ["E-5"]),
        ("领跑者", ["E-10"]),
    ):
        talk = talking(form)
        send(talk, "扫描件.pdf")
        talk.say(words)
        assert sorted(lying(talk)) == items, words


def test_words_that_may_mean_several_places_are_asked_about(form: Form) -> None:
    """2.22 has a proof for each ticked box: which of them."""
    talk = talking(form)
    send(talk, "扫描件.pdf")
    assert "1. E-14" in talk.say("{#chain_work}")[-1]
    assert isinstance(talk.conversation.state, Filing)
    talk.say("2")
    assert list(lying(talk)) == ["E-15"]


def test_whoever_goes_on_with_the_question_loses_nothing(form: Form) -> None:
    """An answer is the answer to the question behind; the file waits among the unsorted, and is sorted later."""
    talk = talking(form, until="sme_share")
    send(talk, "扫描件.pdf")
    said = "\n".join(talk.say("82.3 83.1 84.0"))
    assert talk.numbered("记下 {#sme_share}") in said
    assert "先放待归类（1 个）" in said
    assert lying(talk) == {UNSORTED: ["扫描件.pdf"]}
    assert "扫描件.pdf" in talk.say("归类")[0]
    talk.press("E-2")
    assert list(lying(talk)) == ["E-2"]


def test_several_files_are_asked_about_once(form: Form) -> None:
    """Three photos in a row have one keyboard, and go to one place together."""
    talk = talking(form)
    assert "3 个文件" in send(talk, "1.jpg", "2.jpg", "3.jpg")[-1]
    talk.press("E-14")
    assert lying(talk) == {"E-14": ["1.jpg", "2.jpg", "3.jpg"]}


def test_a_caption_names_the_place(form: Form) -> None:
    """A photo with “E-5” under it needs no question; the one that was open goes on."""
    talk = talking(form)
    send(talk, "证书.jpg", caption="E-5")
    assert list(lying(talk)) == ["E-5"]
    assert asked(talk) == "sharing_text"


def test_an_open_item_takes_what_is_sent(form: Form) -> None:
    """E-3 opens the item; files go there, one after the other; 继续 leads back to the question."""
    talk = talking(form, until="sme_share")
    assert "现在发照片或文件" in talk.say("E-3")[-1]
    assert "② b.xlsx" in send(talk, "a.xlsx", "b.xlsx")[-1]
    talk.say("继续")
    assert asked(talk) == "sme_share"
    assert lying(talk) == {"E-3": ["a.xlsx", "b.xlsx"]}


def test_what_can_be_done_with_files(form: Form) -> None:
    """Order, name, remove, use elsewhere, say who vouches: in words, on the item that is open."""
    talk = talking(form)
    talk.say("E-4")
    send(talk, "a.jpg", "b.jpg", "c.jpg")
    talk.say("顺序 3 1 2")
    assert lying(talk)["E-4"] == ["c.jpg", "a.jpg", "b.jpg"]
    talk.say("改名 1 认定文件")
    assert lying(talk)["E-4"] == ["认定文件.jpg", "a.jpg", "b.jpg"]
    talk.say("删除 3")
    assert lying(talk) == {"E-4": ["认定文件.jpg", "a.jpg"], UNSORTED: ["b.jpg"]}
    talk.say("也放到 E-5、E-7")
    assert lying(talk)["E-7"] == ["认定文件.jpg", "a.jpg"]
    assert "主管部门证明" in talk.say("主管部门证明")[-1]
    assert {proof.kind for proof in talk.application.proofs if proof.item == "E-4"} == {ProofKind.DEPARTMENT}
    assert "没有这个编号" in talk.say("删除 9")[0]


def test_a_file_is_replaced(form: Form) -> None:
    """The next file takes the place of the one chosen; the old one waits among the unsorted."""
    talk = talking(form)
    talk.say("E-4")
    send(talk, "a.jpg", "b.jpg")
    talk.press("a.jpg")
    talk.press("换一个文件")
    send(talk, "new.jpg")
    assert lying(talk) == {"E-4": ["new.jpg", "b.jpg"], UNSORTED: ["a.jpg"]}
    send(talk, "more.jpg")
    assert lying(talk)["E-4"] == ["new.jpg", "b.jpg", "more.jpg"]


def test_undo_brings_a_file_back(form: Form) -> None:
    """撤销 takes back what was done with files last, and the item stays open; answers are next in line."""
    talk = talking(form)
    talk.say("E-4")
    send(talk, "a.jpg")
    talk.say("删除 1")
    assert "E-4" not in lying(talk)
    talk.say("撤销")
    assert lying(talk) == {"E-4": ["a.jpg"]}
    assert isinstance(talk.conversation.state, Proving)
    talk.say("撤销")
    assert lying(talk) == {UNSORTED: ["a.jpg"]}


def test_what_was_removed_is_fetched_back(form: Form) -> None:
    """Nothing is deleted for good: 找回文件 lays it among the unsorted again."""
    talk = talking(form)
    talk.say("E-4")
    send(talk, "a.jpg")
    talk.say("删除 1")
    proof = talk.application.proofs[0]
    talk.applications["a1"] = talk.application.with_proofs(
        [type(proof)(proof.file, REMOVED, proof.name, proof.media_type)], [proof.key]
    )
    assert "找回了 1 个文件" in talk.say("找回文件")[0]
    assert lying(talk) == {UNSORTED: ["a.jpg"]}


def test_a_photo_that_cannot_be_read_is_no_proof(form: Form) -> None:
    """看不清 leaves the item missing until another photo takes its place."""
    talk = talking(form)
    talk.say("E-4")
    send(talk, "a.jpg")
    talk.press("a.jpg")
    talk.press("看不清")
    assert "E-4" in {each.id for each in Journey(form, talk.application).missing_evidence}


def test_a_changed_answer_says_which_proofs_are_not_needed_any_more(form: Form) -> None:
    """无 for 2.22 leaves the photo of E-14 where it is, and says that nothing is asked for it."""
    talk = talking(form)
    send(talk, "图谱.jpg", caption="E-14")
    said = "\n".join(talk.say("改 {#chain_work} 2"))
    assert "不再需要：E-14" in said
    assert lying(talk) == {"E-14": ["图谱.jpg"]}


def test_a_declaration_is_made_for_chosen_items_and_its_scan_goes_to_all_of_them(form: Form) -> None:
    """自我声明: the yes/no answers with one tap; the photo of the signed one is offered all of them at once."""
    talk = talking(form)
    talk.say("自我声明")
    assert "正在生成自我声明" in talk.press("是非勾选项")[0]
    send(talk, "声明.jpg")
    talk.press("自我声明的")
    literal = {each.id for each in form.evidence if each.literal}
    items = set(lying(talk))
    assert items <= literal
    assert len(items) == 7
    assert {proof.kind for proof in talk.application.proofs} == {ProofKind.DECLARATION}


def test_the_proofs_of_a_question_are_asked_for_by_its_number(form: Form) -> None:
    """2.22 的佐证 lists the boxes that are ticked; 2.6的佐证 opens the only one."""
    talk = talking(form)
    assert "E-14" in talk.say("{#chain_work}的佐证")[-1]
    assert talk.say("{#companies} 佐证")[-1].startswith("E-3")
    assert "不需要佐证" in talk.say("{#output}的佐证")[-1]


def test_a_file_for_another_cluster_stays_there(form: Form) -> None:
    """What was sent for another application is not put into this one."""
    talk = talking(form)
    talk.happen(Sent("a.pdf", 10, "id-a", application="a9"))
    assert "另一个集群" in talk.words[-1]
    assert talk.application.proofs == ()
    assert isinstance(talk.conversation.state, Asking) or asked(talk) == "sharing_text"
