"""What was returned and does not come back: the county is reminded once before the day, the city sees it after it."""

from __future__ import annotations

from bot.desk.returning import Remark, return_application
from bot.house import House
from dialogs.record.application import Answer
from storage import people
from tests.bot.campaigning import Campaigned
from tests.bot.conftest import NOON
from tests.bot.desk.people import arrive, own_application, say
from tests.bot.desk.test_handing_up import filing

OUTPUT, SMES = Remark("output", "figures", "与年报不一致"), Remark("smes", "figures", "请核对")


def returned(house: House, county: int, due: str) -> None:
    """The city returned two points of what the county had sent."""
    with house.database.write() as session:
        person = people.register(session, "王科长", "city", "邢台市", NOON)
        return_application(session, house.form, person, own_application(house, county), (OUTPUT, SMES), due, NOON)


def about_it(campaign: Campaigned, address: int) -> list[str]:
    """The reminders of the return."""
    return [text for text in campaign.told(address) if "退回的意见" in text]


def test_the_county_is_reminded_once_of_what_is_still_open(house: House, answers: tuple[Answer, ...]) -> None:
    """The working day before, at nine, of what is neither mended nor explained; not again, and not once it is back."""
    campaign = Campaigned(house)
    mending, silent, back = (filing(house, each, answers) for each in ("清河县", "威县", "临西县"))
    for each in (mending, silent, back):
        say(house, each, "送审")
        returned(house, each, "2024-04-18")
    campaign.say(mending, "改 2.1", "118.4 131.7 146.9")
    campaign.say(back, "改 2.1", "数据无误，统计局口径", "改 2.7", "数据无误，统计局口径", "送回")
    for day in (15, 16, 17, 18, 19):
        for hour in ("09:00", "09:01", "15:00"):
            campaign.at(f"04-{day} {hour}")
    head = "退回的意见请在 2024年4月18日 前改好或说明，再送回。"
    assert about_it(campaign, mending) == [f"{head}还有 1 处没有改：2.7。"]
    assert about_it(campaign, silent) == [f"{head}还有 2 处没有改：2.1、2.7。"]
    assert about_it(campaign, back) == []


def test_the_city_sees_who_is_late(house: House, answers: tuple[Answer, ...]) -> None:
    """今天 names the county and the day; not before that day is over."""
    city = arrive(house, "李科长", "city", "邢台市")
    late, today = (filing(house, each, answers) for each in ("清河县", "威县"))
    for each, due in ((late, "2024-04-10"), (today, "2024-04-11")):
        say(house, each, "送审")
        returned(house, each, due)
    assert "1 家退回后过了日子还没送回：清河县（2024年4月10日）" in say(house, city, "今天")
