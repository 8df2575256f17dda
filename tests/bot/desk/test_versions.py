"""Any two versions of an application side by side, over a real house."""

from __future__ import annotations

from functools import partial

import pytest

from bot.house import House
from dialogs.record.application import Answer
from tests.bot.desk.people import arrive, say, times
from tests.bot.desk.test_handing_up import filing
from tests.bot.patience import until

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])


def buttons(house: House, address: int, words: str) -> str:
    """What stands on the buttons below the answer."""
    say(house, address, words)
    keyboards = [each.buttons for each in house.history.messages(address) if not each.mine and each.buttons]
    return "、".join(button.label for button in keyboards[-1])


def seen(house: House, address: int, words: str) -> bool:
    """Whether an address was told this."""
    return times(house, address, words) > 0


def test_any_two_versions_are_compared(house: House, answers: tuple[Answer, ...]) -> None:
    """As it was sent each time and as it is now: typed with the county or in its review, tapped; each change once."""
    city = arrive(house, "王科长", "city", "邢台市")
    county = filing(house, "清河县", answers)
    say(house, county, "送审")
    assert "一共送审了 1 次" in say(house, city, "比较 清河县 第1版 第2版")
    for figure, note in (("131.7", "甲"), ("131.8", "乙")):
        say(house, city, "审核 清河县", f"批注 2.1 {note}", "2", "退回", "4月18日", "1")
        until(partial(seen, house, county, note))
        say(house, county, "改 2.1", f"118.4 {figure} 146.9", "送回")
    until(lambda: times(house, city, "改好送回") == 2)
    say(house, county, "改 2.6 160 170 190", "1")
    said = say(house, city, "比较 清河县 第1版 第3版")
    assert "第1次送审 → 第3次送审：改了 1 题" in said
    assert "↻ 2022年 131.62 → 131.80（清河县联系人" in said
    assert "没有要求改" not in said
    ways = "比较 第1次和第2次送审、比较 第2次和第3次送审、比较 第3次送审和现在"
    assert ways in buttons(house, city, "比较 清河县 3 1")
    assert "↻ 2022年 131.62 → 131.70" in say(house, city, "1")
    assert "↻ 2022年 131.70 → 131.80" in say(house, city, "比较")
    assert "第1次送审 → 现在：改了 2 题" in say(house, city, "对比 第一版和现在")
    said = say(house, city, "比较 第3版 现在")
    assert "改了 1 题" in said
    assert "没有要求改" in said
    assert "比较 第3次送审和现在" in buttons(house, city, "审核记录")
    assert "第 3 次送审：" in say(house, city, "审核 清河县")
