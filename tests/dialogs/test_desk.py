"""The desk's machine over a region made by hand: what is typed is done, or asked about; nothing is lost."""

from __future__ import annotations

from itertools import product

import pytest

from dialogs.definition.form import Form
from dialogs.desk.ground.words import PATTERNS
from dialogs.desk.hearing.commanding import COMMANDS, WITH_WORDS
from dialogs.state.conversation import Conversation, DeskState, Resting
from dialogs.state.desk_states import Awaiting, Doubt, Drafting, Invitee, Listing
from dialogs.state.errands import (
    Annotate,
    Broadcast,
    Export,
    InvitePeople,
    Look,
    Receive,
    Reissue,
    SaveFilter,
    SetDate,
)
from dialogs.state.examining import Examining
from dialogs.turn.messages import Chose, Commanded, Elapsed, Event, Happened, Request, Said, Sent
from tests.dialogs.desk import LINXI, QINGHE, WEI, Desk, region_of, sent


def test_the_first_screen_says_what_needs_doing(desk: Desk) -> None:
    """Days left, who has nobody, who stands still, who is wrong, which links wait; a button for each way on."""
    said = desk.say("今天")
    assert "邢台市共 18 家：未联系 15，不申报 1，填报中 1，已填完 1。" in said
    assert "还有 17 个工作日、27 天" in said
    assert "15 家还没有人进来" in said
    assert "1 家进来了、三天没动" in said
    assert "1 家有对不上的数" in said
    assert "1 条链接" in said
    assert desk.buttons == ("进度", "谁没动（16 家）", "谁有问题（1 家）", "邀请", "群发", "多少家")


def test_a_number_opens_its_list(desk: Desk) -> None:
    """进度 shows every county; each count is a button that opens who that is."""
    said = desk.say("进度")
    assert "临西县（临西轴承） 填报中，2/11 节，2 处不对，7 天没动　✎ 周三再问" in said
    assert "威县 不申报（没有合适的产业）" in said
    assert "未联系 14：襄都区、" in said
    assert "临城县 未联系，链接已发，未进入" in said
    said = desk.say(str(desk.buttons.index("已填完（1）") + 1))
    assert said == "已填完 1 家\n清河县（清河羊绒） 已填完，11/11 节，缺佐证 3"
    assert desk.buttons[0] == "清河县"


def test_how_many_is_one_line(desk: Desk) -> None:
    """The line that is forwarded has the time, the total and each state."""
    assert desk.say("多少家") == "截至4月11日 09:30，邢台市共 18 家：未联系 15，不申报 1，填报中 1，已填完 1。"
    assert desk.say("how many") == desk.say("多少家了？".removesuffix("？"))


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("打开 清河县", [Look("a1")]),
        ("清河", [Look("a1")]),
        ("看看临西", [Look("a2")]),
        ("open 清河县", [Look("a1")]),
        ("标记 清河县", [Annotate(QINGHE, flagged=True)]),
        ("取消标记 临西", [Annotate(LINXI, flagged=False)]),
        ("备注 临西 已打电话", [Annotate(LINXI, note="已打电话")]),
        ("重发 清河县", [Reissue(QINGHE)]),
        ("导出 清河县", [Export("drafts", (QINGHE,))]),
        ("导出 清河县 Word", [Export("drafts", (QINGHE,), only="word")]),
        ("导出 清河县 只要PDF版", [Export("drafts", (QINGHE,), only="pdf")]),
        ("导出PDF 清河县", [Export("drafts", (QINGHE,), only="pdf")]),
        ("导出 清河县 报送版 pdf", [Export("drafts", (QINGHE,), version="sent", only="pdf")]),
        ("导出 清河县 Word和PDF", [Export("drafts", (QINGHE,))]),
        ("导出全市 PDF", [Export("drafts", (QINGHE,), ("a1",), only="pdf")]),
        ("导出 PDF", [Export("drafts", only="pdf")]),
        ("已收 清河县", [Receive("a1")]),
        ("导出全市", [Export("drafts")]),
        ("导出数据", [Export("data")]),
        ("表格", [Export("table")]),
        ("图片", [Export("picture")]),
        ("不带县名的图", [Export("plain picture")]),
        ("存筛选 急 填报中 5天没动", [SaveFilter("急", "填报中 5天没动")]),
        ("邀请 清河县 李四 13900002222", [InvitePeople((Invitee(QINGHE, "李四", "13900002222"),))]),
        ("威县 李四 13900002222", [InvitePeople((Invitee(WEI, "李四", "13900002222"),))]),
        ("invite 清河县 李四 另报", [InvitePeople((Invitee(QINGHE, "李四", "", together=False),))]),
    ],
)
def test_what_is_typed_is_asked_of_the_outside(desk: Desk, words: str, asked: list[Request]) -> None:
    """A command with what stands behind it, in whatever words."""
    desk.region = sent(desk.region)
    desk.say(words)
    assert desk.asked == asked


@pytest.mark.parametrize(
    ("words", "counties"),
    [
        ("筛选 填报中", ["临西县"]),
        ("只看 填报中 已填完", ["清河县", "临西县"]),
        ("筛选 填报中 5天没动", ["临西县"]),
        ("筛选 填报中 8天没动", []),
        ("筛选 缺佐证", ["清河县"]),
        ("筛选 标记的", ["临西县"]),
        ("筛选 威县、清河县", ["威县", "清河县"]),
        ("filter filling filled", ["清河县", "临西县"]),
        ("重点", ["清河县", "临西县"]),
        ("谁有问题", ["临西县"]),
    ],
)
def test_words_choose_counties(desk: Desk, words: str, counties: list[str]) -> None:
    """States widen, conditions narrow; a saved filter is known by its name."""
    lines = desk.say(words).splitlines()[1:]
    assert [
        next(name for name in ("清河县", "临西县", "威县") if line.startswith((name, f"★ {name}"))) for line in lines
    ] == (counties)


def test_a_place_outside_is_not_found(desk: Desk) -> None:
    """A county of another city is nothing here, whatever is asked of it."""
    for words in ("打开 正定县", "导出 正定县", "备注 正定县 x", "标记 正定县", "重发 正定县"):
        assert "“正定县”属石家庄市，不在邢台市" in desk.say(words)
        assert desk.asked == []


def test_a_list_is_taken_down_and_doubts_are_asked(desk: Desk) -> None:
    """Columns in any order, a heading, a missing name, a county elsewhere, an odd number: asked one by one."""
    lines = ("县\t姓名\t电话", "威县\t李四\t13900002222", "13900003333 南宫市 钱一", "正定县 孙二 13900004444")
    said = desk.say("\n".join((*lines, "沙河市 0319-123", "清河 周三 1380000")))
    assert "“正定县 孙二 13900004444”里的县不在您的地区" in said
    assert "没有写姓名" in desk.say("1") or "电话" in desk.say("1")
    while isinstance(desk.conversation.state, Listing) and desk.conversation.state.doubts:
        desk.say("1")
    assert desk.buttons[0].startswith("做这 ")
    desk.say("1")
    (request,) = desk.asked
    assert isinstance(request, InvitePeople)
    assert {(each.county, each.name) for each in request.people} >= {
        (WEI, "李四"),
        ("130581", "钱一"),
        (QINGHE, "周三"),
    }


def test_a_doubt_is_mended_by_writing_the_line_again(desk: Desk) -> None:
    """The name that was missing is typed, and the telephone number stays with it."""
    assert "没有写姓名" in desk.say("邀请 威县 13900002222")
    desk.say("刘九")
    assert desk.asked == [InvitePeople((Invitee(WEI, "刘九", "13900002222"),))]


def test_people_who_were_named_are_said_when_the_coordinator_goes_elsewhere(desk: Desk) -> None:
    """Those that were clear and the line in doubt are quoted, ready to be sent again; no link is made in silence."""
    desk.say("邀请\n威县 丁某 13900003333\n南宫市 戊某 13900004444\n赵县 己某 13900005555")
    said = desk.say("进度")
    assert "名单里的 3 人还没有发链接" in said
    assert all(line in said for line in ("威县 丁某 13900003333", "南宫市 戊某 13900004444", "赵县 己某 13900005555"))
    assert desk.asked == []
    assert "还没有发链接" not in desk.say("进度")


def test_a_list_longer_than_the_machine_takes_is_not_cut(desk: Desk) -> None:
    """Nobody of it is invited, and the sentence says how many lines go at once."""
    said = desk.say("邀请\n" + "\n".join(f"威县 客{number}" for number in range(401)))
    assert "这里有 401 行，一次最多 400 行" in said
    assert desk.asked == []


def test_content_is_not_exported_before_it_is_sent(desk: Desk) -> None:
    """What was not sent is the county's own, also where it is filled; where it stands is shown instead."""
    for county, application in (("临西县", "a2"), ("清河县", "a1")):
        assert "还没有送审" in desk.say(f"导出 {county}")
        assert desk.asked == [Look(application)]
    assert "没有可导出的" in desk.say("导出 南宫市")


def test_a_reply_reaches_the_coordinator_with_the_county(desk: Desk) -> None:
    """The county's name, the person and the words, and a button that answers."""
    said = desk.happen(Happened("replied", {"county": QINGHE, "name": "王五", "words": "收到，周四报"}))
    assert said == "清河县 王五：收到，周四报"
    assert desk.buttons == ("清河县", "回他")


def test_word_from_outside_leaves_a_keyboard_in_use(desk: Desk) -> None:
    """A reply that comes while a broadcast is being confirmed does not take the buttons of the confirmation away."""
    desk.say("群发：请查收", "清河县")
    revision = desk.conversation.revision
    assert "清河县 王五：收到" in desk.happen(Happened("replied", {"county": QINGHE, "name": "王五", "words": "收到"}))
    desk.happen(Chose(revision, (1,)))
    assert desk.asked == [Broadcast("请查收", (11,), "", "清河县")]


def test_english_commands_mean_the_same(desk: Desk) -> None:
    """The interface is complete in English, and its own words work."""
    desk.say("English")
    assert "15 have nobody here yet" in desk.say("today")
    assert "How" not in desk.say("how many")
    for word in ("progress", "idle", "contacts", "broadcast", "picture", "table", "export all", "broadcasts"):
        said = desk.say(word)
        assert "was not understood" not in said
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in said.split(":")[0] if letter not in "邢台市")


def test_every_state_takes_every_event(form: Form) -> None:
    """The table State × Event is total, and something is always said or asked."""
    doubt = Doubt("x", "no county")
    states: list[DeskState] = [
        Resting(),
        Listing(),
        Listing((Invitee(QINGHE, "甲"),), (doubt,)),
        Drafting(),
        Drafting("audience", "文字"),
        Drafting("confirm", "文字", people=(11,)),
        Awaiting("note", (QINGHE,)),
        Awaiting("filter", ("填报中",)),
        Awaiting("invite"),
        Examining("a1", QINGHE),
        *(
            Examining("a1", QINGHE, waits=waits, about="output", reason="figures")
            for waits in ("reason", "note", "due", "confirm", "needs", "verify", "opinion")
        ),
    ]
    words = [word for word in form.desk_lexicon if word.isascii() is False][::3]
    events: list[Event] = [
        *(
            Said(word)
            for word in (*words, "", " ", "1", "9", "随便说说", "清河县", "x" * 20_000, "邀请", "邀请：", "5天没动")
        ),
        Chose(0, (1,)),
        Chose(1, ()),
        Chose(1, (1, 2)),
        *(Commanded(command) for command in (*COMMANDS, "nonsense")),
        Sent("a.pdf", 1, "f"),
        Sent("a.pdf", 1),
        Elapsed("reminder"),
        Happened("arrived"),
        Happened("nonsense"),
        Happened("refused"),
        Happened("export failed"),
    ]
    region = region_of(form)
    for state, event in product(states, events):
        desk = Desk(form, region, Conversation("王科长", "web", state=state))
        assert desk.happen(event) or desk.asked or event in (Said(""), Said(" "))


def test_every_command_with_words_has_a_pattern() -> None:
    """No pattern without a command, no command without a pattern."""
    assert {verb for verb, _ in PATTERNS} == WITH_WORDS.keys() | ({"announce"} & WITH_WORDS.keys())


def test_every_word_has_a_command(form: Form) -> None:
    """The words of the desk and its commands are the same, both ways."""
    assert set(form.desk_lexicon.values()) == COMMANDS.keys()


@pytest.mark.parametrize(
    "words", ["清河县怎么样了", "看看清河", "清河县联系人电话是多少", "收到清河县材料", "清河县的佐证"]
)
def test_a_sentence_about_one_county_opens_it(form: Form, words: str) -> None:
    """Nothing is done by it: what cannot be taken back is a button there."""
    desk = Desk(form, region_of(form))
    assert desk.happen(Said(words)) == ""
    assert desk.asked == [Look("a1")]


@pytest.mark.parametrize(
    ("words", "errand"),
    [
        ("清河县申请延期到4月26", SetDate(QINGHE, "2024-04-26", really=False)),
        ("把清河的表发我", Export("drafts", (QINGHE,))),
        ("把清河的PDF发我", Export("drafts", (QINGHE,), only="pdf")),
        ("给我一份清河县报送版的word", Export("drafts", (QINGHE,), version="sent", only="word")),
    ],
)
def test_a_sentence_about_one_county_begins_what_it_asks_for(form: Form, words: str, errand: Request) -> None:
    """A date is weighed first, a draft comes where it may be seen."""
    desk = Desk(form, sent(region_of(form)))
    desk.happen(Said(words))
    assert desk.asked == [errand]


def test_a_county_that_is_to_be_reminded_gets_a_draft(form: Form) -> None:
    """催一下清河县 asks for the text; with the text behind it the preview stands there, and nothing is sent."""
    desk = Desk(form, region_of(form))
    assert "群发什么" in desk.happen(Said("催一下清河县"))
    desk = Desk(form, region_of(form))
    assert "请尽快" in desk.happen(Said("给清河县发消息 请尽快"))
    assert isinstance(desk.conversation.state, Drafting)
    assert desk.asked == []


def test_a_sentence_about_two_counties_is_not_guessed_at(form: Form) -> None:
    """清河县、威县都催一下 does nothing of its own."""
    desk = Desk(form, region_of(form))
    assert "什么也没有做" in desk.happen(Said("清河和威县都抓紧吧"))
    assert desk.asked == []
