"""Verdicts at the desk: typed by question or number, beside what the county said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.house import House
from dialogs.record.application import Source
from storage import applications
from tests.bot.conftest import NOON
from tests.bot.desk.people import arrive, own_application, say, told
from tests.databases import SQLITE_FIRST

MANY = ("2.1", "2.2", "2.6", "2.7", "2.8", "2.9", "3.1", "3.2", "3.3", "整份")


@pytest.fixture
def returned(house: House, city: int, county: int) -> None:
    """Ten comments went to the county, which mended one, explained one, and sent it back with the rest open."""
    say(house, city, "审核 清河县")
    for each in MANY:
        say(house, city, f"批注 {each} 请核对", "2")
    say(house, city, "退回", "4月18日", "1")
    told(house, county, "次退回")
    say(house, county, "改 2.1", "118.4 131.7 146.9", "改 2.7", "数据无误，统计局口径", "送回", "2")
    told(house, city, "改好送回")


VERDICTS = {
    "全部接受": "2.1 已认可。",
    "接受 2.7": "2.7 已认可。",
    "采纳 第4条": "2.7 已认可。",
    "认可 1-4": "2.7 已认可。",
    "接受 2.1、2.7": "2.1、2.7 已认可。",
    "accept 2.1 and 3": "2.1、2.6 已认可。",
    "接受 2.7，但要补年报复印件": "2.7 已认可，另需：补年报复印件",
    "认可 2.7 但还需": "认可 2.7，还需要县里做什么",
    "接受但要补年报": "哪一条？",
    "接受 整份": "1-10 已认可。",
    "接受 3.9": "没有 3.9 这一条，什么也没有做。现在有：2.1、2.2、2.6",
    "接受 30": "没有 30 这一条",
    "再问 2.7 是哪个口径": "选一个理由，也可以先写要说的话。（写好的：是哪个口径）",
}


@pytest.mark.parametrize("kind", SQLITE_FIRST)
def test_verdicts_are_typed_by_question_or_number(house: House, city: int, county: int, returned: None) -> None:
    """As they are spoken, also where there are more than the buttons show; a wrong number does nothing."""
    said = say(house, city, "审核 清河县", "只看新的")
    assert "全部接受" in said
    assert "认可 3.2、全部认可（已答复的 2 条）、更多（还有 2 条）" in _buttons(house, city, "只看新的")
    assert "认可 3.3、认可 1-10、全部认可（已答复的 2 条）、更多（还有 8 条）" in _buttons(house, city, "10")
    assert "还有 9 条意见没有定" in say(house, city, "只看新的", "接受 2.7")
    for words, expected in VERDICTS.items():
        assert expected in say(house, city, "审核 清河县", words), words


def _buttons(house: House, address: int, *words: str) -> str:
    say(house, address, *words)
    keyboards = [each.buttons for each in house.history.messages(address) if not each.mine and each.buttons]
    return "、".join(button.label for button in keyboards[-1])


@pytest.mark.parametrize("kind", SQLITE_FIRST)
def test_drafts_are_called_by_their_question(house: House, city: int, county: int) -> None:
    """删掉草稿 2.7, or its number in the list of this application; more than eight have a second page."""
    say(house, city, "审核 清河县")
    for each in MANY:
        say(house, city, f"批注 {each} 请核对", "2")
    assert "更多草稿" in _buttons(house, city, "批注草稿")
    assert "删掉草稿 10（整份）" in _buttons(house, city, "9")
    assert "删掉了" in say(house, city, "删掉草稿 2.7")
    assert "草稿 4 2.7" not in say(house, city, "批注草稿")
    assert "删掉了" in say(house, city, "删草稿 10")
    assert "没有 2.7 这一条" in say(house, city, "删掉草稿 2.7")
    assert "8 条意见" in say(house, city, "退回", "4月18日")


def test_a_kept_comment_is_seen_beside_its_question(house: House, city: int, county: int) -> None:
    """The question alone follows, not the whole section from which it was written; a step is called by what it is."""
    said = say(house, city, "审核 清河县", "二", "批注 2.7 请核对", "2")
    assert "▹ 草稿 1 2.7" in said
    assert "2.8" not in said
    assert "□ 申报材料已受理" in _buttons(house, city, "审核步骤")


def test_the_reviewer_sees_where_a_figure_comes_from(house: House, city: int, county: int) -> None:
    """Department, document and date, and who wrote it down."""
    source = Source(department="统计局", document="统计年报", date="2024年3月")
    with house.database.write() as session:
        before = applications.load(session, own_application(house, county))
        known = [
            replace(each, source=source, by="张三")
            for each in before.answers.values()
            if each.slot.startswith("output/")
        ]
        applications.save(session, before, before.with_answers(known), NOON, by="张三", door="web")
    said = say(house, city, "审核 清河县", "二")
    assert "来源：统计局 统计年报 2024年3月（张三 4月11日 09:30 填）" in said


@pytest.mark.parametrize("kind", SQLITE_FIRST)
def test_what_is_still_needed_reaches_the_county_with_the_pass(
    house: House, city: int, county: int, returned: None
) -> None:
    """A pass names what was accepted with something left to do; a desk without a review open says how to open one."""
    assert "还没有打开哪一份" in say(house, arrive(house, "副科长", "city", "邢台市"), "接受 2.7")
    say(house, city, "审核 清河县", "接受 2.7，但要补年报复印件", "审核通过", "1")
    assert "另需：2.7 补年报复印件" in told(house, county, "审核通过")
