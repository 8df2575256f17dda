"""Lists of firms among the evidence: their counts are held against the form and mended with a tap."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.derived.evidence import ProofState
from dialogs.derived.journey import Journey
from dialogs.derived.lists import read_list
from dialogs.record.proofs import Listed
from dialogs.turn.messages import Sent
from tests.county import fill
from tests.dialogs.test_lists import GOOD
from tests.talk import Talk


def listing(*firms: tuple[str, ...]) -> Listed:
    """A list of firms with code and whether they are small."""
    found = read_list([["企业名称", "统一社会信用代码", "是否中小企业"], *(list(each) for each in firms)])
    assert found is not None
    return found


def talking(form: Form) -> Talk:
    """A contact who has answered everything before 2.22: 2.9 is 1, 2, 3."""
    talk = Talk(form)
    talk.say("开始")
    fill(talk, until="chain_text")
    return talk


def send(talk: Talk, item: str, listed: Listed, name: str = "名单.xlsx") -> str:
    """Send a sheet to an item; returns what is said."""
    talk.say(item)
    talk.happen(Sent(name, 10, f"id-{name}", listed=listed))
    return talk.words[-1]


def state(talk: Talk, item: str) -> ProofState:
    """How an item stands."""
    return next(each.state for each in Journey(talk.form, talk.application).proofs if each.requirement.id == item)


def test_a_list_that_agrees_is_a_proof(form: Form) -> None:
    """Three rows for 2.9, where 2023 says 3."""
    talk = talking(form)
    assert talk.numbered("✓ 清单 3 家，与 {#little_giants} 一致") in send(talk, "E-5", Listed(3))
    assert state(talk, "E-5") is ProofState.GIVEN


def test_a_list_that_disagrees_is_mended_with_a_tap(form: Form) -> None:
    """The figure of the list is taken over, and the item is in order; the other years stay."""
    talk = talking(form)
    assert talk.numbered("✗ 清单 4 家，表内 {#little_giants} 是 3 家") in send(talk, "E-5", Listed(4))
    assert state(talk, "E-5") is ProofState.TROUBLED
    assert talk.numbered("记下 {#little_giants}") in "\n".join(talk.press("{#little_giants} 用清单的 4"))
    assert state(talk, "E-5") is ProofState.GIVEN
    assert str(talk.application.answers["little_giants/2022"].value) == "2"


def test_a_changed_answer_is_held_against_the_list(form: Form) -> None:
    """What agreed yesterday does not agree when the answer changes."""
    talk = talking(form)
    send(talk, "E-5", Listed(3))
    talk.say("改 {#little_giants} 1 2 5")
    assert state(talk, "E-5") is ProofState.TROUBLED


def test_two_figures_of_one_list(form: Form) -> None:
    """国家级 and 省级 champions are held against 2.10 and 2.11 each; firms and SMEs against 2.6 and 2.7."""
    talk = talking(form)
    said = send(talk, "E-6", Listed(4, (("省级", 2), ("国家级", 2))))
    assert talk.numbered("表内 {#national_champions} 是 1 家") in said
    assert talk.numbered("清单 2 家，与 {#provincial_champions} 一致") in said
    said = send(talk, "E-3", Listed(160, (("是", 150), ("否", 10))), "全部.xlsx")
    assert talk.numbered("清单 160 家，与 {#companies} 一致") in said
    assert talk.numbered("清单 150 家，表内 {#smes} 是 152 家") in said


def test_a_list_may_count_something_else(form: Form) -> None:
    """The person can say so: then it is a proof like any other."""
    talk = talking(form)
    send(talk, "E-5", Listed(9))
    talk.press("名单.xlsx")
    talk.press("不核对")
    assert state(talk, "E-5") is ProofState.GIVEN


WHOLE = (("甲公司", GOOD[0], "是"), ("乙（临西）公司", "", "是"), ("大厂", "", "否"))


def test_firms_outside_the_list_of_all_are_named(form: Form) -> None:
    """X-6: matched by code, then by a name whatever its brackets, width and spaces; named until the list has them."""
    talk = talking(form)
    send(talk, "E-10", listing(("甲有限公司", GOOD[0]), ("乙(临西) 公司", ""), ("丙公司", GOOD[1])), "领跑者.xlsx")
    assert "不在全部企业清单" not in "\n".join(talk.words)  # there is none yet
    send(talk, "E-3", listing(*WHOLE), "全部.xlsx")
    talk.say("E-10")
    assert "不在全部企业清单（E-3）里，或在那里不是中小企业的 1 家：丙公司" in talk.words[-1]
    assert state(talk, "E-10") is ProofState.TROUBLED
    send(talk, "E-3", listing(("丙 公司", "", "是")), "补充.xlsx")
    talk.say("E-10")
    assert "不在全部企业清单" not in talk.words[-1]


def test_lists_of_small_firms_hold_small_firms_of_the_list_of_all(form: Form) -> None:
    """X-42: the small firms of 2.9 and 4.1 are those of the list of all; one that is large there is named."""
    talk = talking(form)
    send(talk, "E-3", listing(*WHOLE), "全部.xlsx")
    assert "1 家：大厂" in send(talk, "E-5", listing(("大厂", ""), ("甲公司", ""), ("乙（临西）公司", "")))
    assert state(talk, "E-5") is ProofState.TROUBLED


def test_names_of_green_firms_are_held_against_the_list_of_all(form: Form) -> None:
    """X-34: products and parks may stand there too, so that it is said and troubles nobody."""
    talk = talking(form)
    send(talk, "E-3", listing(*WHOLE), "全部.xlsx")
    assert "1 家：绿色园区" in send(talk, "E-70", listing(("甲公司", GOOD[0]), ("绿色园区", "")), "绿色.xlsx")
    assert state(talk, "E-70") is not ProofState.TROUBLED


def test_a_list_of_standards_is_held_against_all_of_its_figures(form: Form) -> None:
    """X-19, X-20: its rows are the sum of the 24 figures of 3.6; the same standard of the same firm twice is named."""
    rows = [
        ["标准名称", "标准号", "企业"],
        ["轴承", "GB/T 1", "甲"],
        ["轴承", "GB/T 1", "甲"],
        ["套圈", "JB/T 2", "甲"],
    ]
    found = read_list(rows)
    assert found is not None
    assert (found.rows, found.doubles, found.doubled) == (3, 1, ("GB/T 1 轴承",))
    talk = talking(form)
    talk.say("改 {#standards}")
    talk.say("2021 国际 0 0 国家 1 0 行业 0 0 团体 0 0")
    talk.say("2022 国际 0 0 国家 0 0 行业 1 0 团体 0 0")
    talk.say("2023 国际 0 0 国家 0 0 行业 0 0 团体 0 2")
    assert talk.numbered("清单 3 行，表内 {#standards} 合计是 4") in send(talk, "E-62", found, "标准.xlsx")


def test_a_column_is_chosen_once_where_the_header_is_not_clear(form: Form) -> None:
    """The columns that may name firms are offered with how they begin; the chosen one counts, for the file."""
    rows = [["家数", "哪家", "法人"], *([str(n), f"第{n}机械有限公司", f"王小{n}"] for n in "一二三")]
    found = read_list(rows)
    assert found is not None
    assert next(begins for begins, _ in found.columns) == "B：哪家、第一机械有限公司"
    talk = talking(form)
    assert "看不出哪一列是企业名称" in send(talk, "E-5", found)
    assert talk.numbered("清单 3 家，与 {#little_giants} 一致") in "\n".join(talk.press("按 B 列"))
    assert state(talk, "E-5") is ProofState.GIVEN
    talk.say("E-5")
    assert "看不出哪一列" not in talk.words[-1]
    talk.say("撤销")
    talk.say("E-5")
    assert "看不出哪一列" in talk.words[-1]


def test_a_later_sheet_of_the_same_heading_is_read_by_the_chosen_column(form: Form) -> None:
    """It is said, nothing is asked again, and the choice for another heading is another one."""
    head = ["家数", "哪家", "法人"]
    first, later, other = (
        read_list([heads, *([str(n), f"第{n}{kind}有限公司", f"王小{n}"] for n in "一二三")])
        for heads, kind in ((head, "机械"), (head, "轴承"), (["数", "哪些", "人"], "铸造"))
    )
    assert first is not None
    assert later is not None
    assert other is not None
    talk = talking(form)
    send(talk, "E-5", first)
    talk.press("按 B 列")
    send(talk, "E-4", later, "后来的.xlsx")
    assert "按上次选的列读" in "".join(talk.words)
    assert "看不出哪一列" not in talk.words[-1]
    kept = next(each.listed for each in talk.application.proofs if each.item == "E-4")
    assert kept is not None
    assert (kept.rows, kept.columns) == (3, ())
    assert "看不出哪一列" in send(talk, "E-6", other, "别的.xlsx")


def test_the_columns_are_offered_in_english_too(form: Form) -> None:
    """A button says the column by its letter, in the language of the person; an English heading is understood."""
    found = read_list([["数", "哪家", "法人"], *([str(n), f"第{n}机械有限公司", f"王小{n}"] for n in "一二三")])
    assert found is not None
    talk = talking(form)
    talk.say("English")
    send(talk, "E-5", found)
    keyboard = next(each for each in reversed(talk.phrased) if each.buttons)
    assert any(label.startswith("By column B") for label in keyboard.buttons)
    english = read_list([["Company name", "Unified Social Credit Code"], ["某县轴承有限公司", ""]])
    assert english is not None
    assert (english.rows, english.columns) == (1, ())


def test_a_sheet_that_is_no_list_may_be_told_so(form: Form) -> None:
    """It asks for no column any more, and is a proof like any other."""
    talk = talking(form)
    found = read_list([["某县关于轴承产业的说明", "其他文字说明"], ["第二行是这样的", "第三行是那样的"]])
    assert found is not None
    assert found.columns
    send(talk, "E-5", found, "说明.xlsx")
    talk.press("“说明.xlsx”不是名单")
    assert state(talk, "E-5") is ProofState.GIVEN
