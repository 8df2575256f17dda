"""Applications go back and forth over a real house, on both databases: told once, whoever decides and however often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.desk.progress import refresh_all
from bot.desk.returning import BadReturn, Level, Remark, Sent, return_application
from bot.house import House
from storage import applications, people, progress
from storage.errors import NoSuchApplication
from storage.progress import Wish
from tests.bot.conftest import NOON
from tests.bot.desk.people import arrive, code_of, heard, own_application, say, times, told
from tests.bot.patience import until

DUE = "2024-04-18"
OUTPUT = Remark("output", "figures", "2022年与统计局年报不一致")


def give_back(house: House, by: int, county: int, *remarks: Remark, level: Level = "city") -> Sent:
    """Somebody returns these; whoever works on the application hears of it."""
    application = own_application(house, county)
    with house.database.write() as session:
        person = people.person(session, people.speaking(session, by).person_id)
        sent = return_application(session, house.form, person, application, remarks, DUE, NOON, level)
    for job in sent.jobs:
        house.jobs.submit(job)
    return sent


def stage(house: House) -> str:
    """How far 清河县 is."""
    refresh_all(house.database, house.form)
    with house.database.read() as session:
        (kept,) = progress.listed(session, Wish(house.form.edition, {code_of(house, "清河县")}))
    return kept.entrant.stage


def test_there_and_back(house: House, city: int, county: int) -> None:
    """The county gets exactly its question, mends it and sends it back; the city hears of both."""
    assert "清河县（张三）送审了" in told(house, city, "送审了")
    assert stage(house) == "acted"
    assert give_back(house, city, county, OUTPUT).people == 1
    assert stage(house) == "returned"
    assert "第 1 次退回，1 条意见" in told(house, county, "退回")
    assert "▸ 退回意见" in say(house, county, "改 2.1")
    say(house, county, "118.4 131.7 146.9")
    assert "已告诉王科长" in say(house, county, "送回")
    assert "清河县（张三）改好送回了" in told(house, city, "改好送回")
    assert stage(house) == "acted"
    assert "第 2 次送审" in say(house, county, "审核记录")


def test_the_province_returns_through_the_same_door(house: House, city: int, county: int) -> None:
    """Its points reach the county as its exact questions, with its name; an open round takes them in."""
    province = arrive(house, "赵处长", "province", "")
    give_back(house, city, county, OUTPUT)
    sent = give_back(
        house, province, county, Remark("E-3", "proof_missing"), Remark("", "other", "缺请示"), level="province"
    )
    assert sent.round == 1
    assert "省里（赵处长）" in told(house, county, "省里")
    assert "3 条意见，还有 3 条" in say(house, county, "退回意见")


def test_a_notice_is_told_once_to_everybody(house: House, city: int, county: int) -> None:
    """Two who return at once: both are told, each once, and the second stands on the first."""
    with ThreadPoolExecutor(2) as both:
        made = [both.submit(give_back, house, city, county, OUTPUT) for _ in range(2)]
        assert sorted(each.result().round for each in made) == [1, 1]
    told(house, county, "2 条意见")
    until(lambda: times(house, county, "次退回") == 2)
    with house.database.read() as session:
        reviews = applications.load(session, own_application(house, county)).reviews
    assert [each.comment for each in reviews if each.kind == "asked"] == ["1-1", "1-2"]


@pytest.mark.parametrize(
    "remarks",
    [
        (),
        (Remark("nothing", "figures", "x"),),
        (Remark("city_opinion", "figures", "x"),),
        (Remark("output", "no reason"),),
        (Remark("output", "figures", "  "),),
    ],
)
def test_what_is_not_there_is_not_returned(house: House, city: int, county: int, remarks: tuple[Remark, ...]) -> None:
    """Nothing, an unknown question, the city's own, an unknown reason, no words where they are wanted: no change."""
    before = heard(house, county)
    with pytest.raises(BadReturn):
        give_back(house, city, county, *remarks)
    assert heard(house, county) == before
    with house.database.write() as session:
        person = people.person(session, people.speaking(session, city).person_id)
        with pytest.raises(NoSuchApplication):
            return_application(session, house.form, person, "nothing", [OUTPUT], DUE, NOON)


def test_a_turn_over_a_return_is_done_again(house: House, city: int, county: int) -> None:
    """Whoever answers while it is returned loses nothing: the answer and the comment both stand."""
    say(house, county, "改 2.6")
    with ThreadPoolExecutor(2) as both:
        given = both.submit(give_back, house, city, county, OUTPUT)
        said = both.submit(say, house, county, "158 167 176")
        given.result()
        said.result()
    told(house, county, "次退回")
    with house.database.read() as session:
        application = applications.load(session, own_application(house, county))
    assert [each.kind for each in application.reviews] == ["sent", "returned", "asked"]
