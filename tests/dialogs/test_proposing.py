"""What was read on photos is proposed and confirmed by people: places, doubts, figures, pages of a scan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from dialogs.definition.form import Form
from dialogs.record import codec
from dialogs.record.proofs import SCAN, Recognised
from dialogs.state.conversation import Composing, Filing
from dialogs.turn.messages import Happened, Sent
from tests.dialogs.test_collecting import lying, talking
from tests.dialogs.test_pinning import asking
from tests.talk import Talk

CERTIFICATE = "高新技术企业证书\n企业名称：某县宏远轴承有限公司\n有效期至：2024年3月1日"


def came(talk: Talk, name: str = "IMG_1.jpg", caption: str = "", media_type: str = "image/jpeg") -> None:
    """A photo comes where photos are read."""
    event = Sent(name, 1000, f"id-{name}", caption, media_type=media_type, legible=True)
    talk.happen(event)


def read(talk: Talk, name: str, lines: str, **more: str) -> str:
    """What stands on a photo is known; returns what was said to that."""
    talk.happen(Happened("read", {"file": f"id-{name}", "name": name, "about": "", "lines": lines, **more}))
    return "\n".join(talk.words)


def test_a_place_is_proposed_and_confirmed_by_a_tap(form: Form) -> None:
    """The paper, its place, its firm, and that it expired; the file lies nowhere before the tap."""
    talk = talking(form)
    came(talk)
    assert "像是" not in talk.words[-1]
    said = read(talk, "IMG_1.jpg", CERTIFICATE)
    assert talk.numbered("像是高新技术企业证书，放到 E-7（{#high_tech}–{#innovative} 的佐证）？") in said
    assert "某县宏远轴承有限公司" in said
    assert "2024年3月1日，像是已经过期" in said
    assert lying(talk) == {"": ["IMG_1.jpg"]}
    talk.press("E-7")
    assert lying(talk) == {"E-7": ["IMG_1.jpg"]}
    talk.say("E-7")
    assert "像是已过期" in talk.words[-1]


def test_an_album_is_proposed_at_once_when_all_is_read(form: Form) -> None:
    """One keyboard for all; one tap puts each where it seems to belong, and asks about the rest."""
    talk = talking(form)
    for name in ("1.jpg", "2.jpg", "3.jpg"):
        came(talk, name)
    assert read(talk, "1.jpg", CERTIFICATE) == ""
    assert read(talk, "2.jpg", "会议照片") == ""
    said = read(talk, "3.jpg", "关于绘制产业链图谱，开展产业链培育的情况说明")
    assert "1.jpg：像是高新技术企业证书" in said
    assert "2.jpg：" not in said
    talk.press("按建议放好（2 个）")
    assert lying(talk) == {"": ["2.jpg"], "E-7": ["1.jpg"], "E-14": ["3.jpg"]}
    assert isinstance(talk.conversation.state, Filing)


def test_what_could_not_be_read_changes_nothing(form: Form) -> None:
    """A failed reading is silent: the question where the file goes stands as it was."""
    talk = talking(form)
    came(talk)
    before = talk.conversation
    assert read(talk, "IMG_1.jpg", "", problem="failed") == ""
    assert talk.conversation == before
    assert read(talk, "none.jpg", CERTIFICATE) == ""


def test_a_file_that_has_its_place_keeps_it(form: Form) -> None:
    """Read later, it is only said what speaks against the place; the question that is open stays."""
    talk = talking(form)
    came(talk)
    talk.press("E-14")
    state = talk.conversation.state
    assert isinstance(state, Composing)
    said = read(talk, "IMG_1.jpg", CERTIFICATE)
    assert "一般放 E-7，现在放在 E-14" in said
    assert "已经过期" in said
    assert talk.conversation.state == state
    assert lying(talk) == {"E-14": ["IMG_1.jpg"]}
    talk.say("撤销")
    assert lying(talk) == {"": ["IMG_1.jpg"]}


def test_reading_that_is_off_says_so_when_it_is_asked_for(form: Form) -> None:
    """识别 reads the photo that came last; without the extra the answer says that people have to look themselves."""
    talk = talking(form)
    assert "还没有可识别的照片" in talk.say("识别")[-1]
    talk.happen(Sent("IMG_1.jpg", 1000, "id-IMG_1.jpg", "E-14", media_type="image/jpeg"))
    talk.letters = {"id-IMG_1.jpg": {"problem": "off"}}
    assert "没有开启识别" in talk.say("识别照片")[-1]
    talk.letters = {"id-IMG_1.jpg": {"lines": CERTIFICATE}}
    assert "像是高新技术企业证书" in talk.say("识别")[-1]


def test_a_figure_on_a_pinned_photo_is_proposed_and_taken_with_a_tap(form: Form) -> None:
    """By its years, with the unit it has there; nothing enters the form before the tap."""
    talk = asking(form)
    talk.say("{#sme_share}")
    talk.letters = {
        "id-报表.jpg": {"lines": "统计局证明\n中小企业产值占比\n2021年 45.10%\n2022年 46.20%\n2023年 47.30%"}
    }
    came(talk, "报表.jpg", talk.numbered("钉到 {#sme_share}"))
    assert talk.numbered("“报表.jpg”上像是：{#sme_share}") in "".join(talk.words)
    before = dict(talk.application.answers)
    talk.press("填 ")
    changed = {slot: answer.value for slot, answer in talk.application.answers.items() if before.get(slot) != answer}
    assert sorted(changed.values(), key=str) == [Decimal("45.10"), Decimal("46.20"), Decimal("47.30")]


def test_a_figure_for_another_question_is_only_said(form: Form) -> None:
    """The question that is open keeps its keyboard; the words that would take the figure over are there to be sent."""
    talk = asking(form)
    talk.letters = {"id-报表.jpg": {"lines": "集群总产值 2021年118.40亿元，2022年131.62亿元，2023年146.90亿元"}}
    came(talk, "报表.jpg", talk.numbered("钉到 {#output}"))
    said = "".join(talk.words)
    assert talk.numbered("要填就发“改 {#output} 2021年118.40亿元，2022年131.62亿元，2023年146.90亿元”") in said
    talk.say("改 {#output} 2021年118.40亿元，2022年131.62亿元，2023年146.90亿元")
    answer = talk.application.answer("output/2022")
    assert answer is not None
    assert answer.value == Decimal("131.62")


def test_a_photo_without_the_figure_says_so(form: Form) -> None:
    """A telephone number is no output."""
    talk = asking(form)
    talk.letters = {"id-报表.jpg": {"lines": "联系电话 13800000000"}}
    came(talk, "报表.jpg", talk.numbered("钉到 {#output}"))
    assert talk.numbered("没有认出 {#output} 的数") in "".join(talk.words)


def test_a_photo_that_was_read_before_is_read_for_the_figure_when_it_is_pinned(form: Form) -> None:
    """What was read for a place says nothing of figures: the photo is looked at again."""
    talk = asking(form)
    came(talk, "报表.jpg")
    read(talk, "报表.jpg", "某县统计局")
    talk.letters = {"id-报表.jpg": {"lines": "集群总产值 2021年118.40亿元，2022年131.62亿元，2023年146.90亿元"}}
    talk.say("钉到 {#output}")
    assert talk.numbered("要填就发“改 {#output}") in "".join(talk.words)


def test_odd_pages_of_a_scan_are_named(form: Form) -> None:
    """Pages that are not the form's, pages of an older version; what agrees is said to agree, as far as one can see."""
    talk = talking(form)
    talk.happen(Sent("扫描件.pdf", 1000, "id-扫描件.pdf", media_type="application/pdf"))
    proof = talk.application.proofs[0]
    talk.applications["a1"] = talk.application.with_proofs([replace(proof, item=SCAN)], [proof.key])
    odd = codec.dumps(Recognised(strange=(3,), old=((7, talk.numbered("{#output}")),)))
    told = {"file": "id-扫描件.pdf", "name": "扫描件.pdf", "about": SCAN, "pages": "22"}
    talk.happen(Happened("read", {**told, "scan": odd}))
    said = "\n".join(talk.words)
    assert "第 3 页不像" in said
    assert talk.numbered("第 7 页像是旧版：{#output}") in said
    talk.happen(Happened("read", {**told, "scan": codec.dumps(Recognised())}))
    assert "都像是盖章的这一版" in talk.words[-1]
    talk.happen(Happened("read", {**told, "problem": "failed"}))
    assert "请自己核对每一页" in talk.words[-1]
