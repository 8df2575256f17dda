"""What a county hears when it asks for its dates, before it has answered anything: its county is known by the link."""

from __future__ import annotations

import pytest

from bot.house import House
from tests.bot.desk.people import arrive, contact, say

SHIJIAZHUANG = ("zxqyc882@126.com", "石家庄市工业和信息化局", "87851916")


def test_the_date_of_ones_own_city_leads_to_that_city(house: House) -> None:
    """After 邢台市 set its date a county reads whom it hands in to, and nothing of another city's mail and papers."""
    desk, county = arrive(house, "王科长", "city", "邢台市"), contact(house, "李四", "威县")
    before = say(house, county, "期限")
    assert "截止日期和份数通知里没有写" in before
    assert not any(each in before for each in SHIJIAZHUANG)
    say(house, desk, "截止日期 4月23日", "1")
    after = say(house, county, "期限")
    assert "2024年4月23日前" in after
    assert "邢台市" in after
    assert not any(each in after for each in SHIJIAZHUANG)


@pytest.mark.parametrize("county", ["定州市", "辛集市"])
def test_who_reports_to_the_province_has_one_date(house: House, county: str) -> None:
    """定州 and 辛集 hear of 8 May alone."""
    heard = say(house, contact(house, "张三", county), "期限")
    assert "5月8日" in heard
    assert "4月25日" not in heard.replace("来文写“4月25日前”", "")
    assert not any(each in heard for each in SHIJIAZHUANG)
