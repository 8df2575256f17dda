"""What was filed under an earlier edition stays where it is, and counts for nothing at this year's desk."""

from __future__ import annotations

from datetime import timedelta

from bot.campaign.planning import left_out
from bot.house import House
from dialogs.record.application import Act
from dialogs.record.region import Entrant, Stage
from storage import applications, contacts, coordination, people, progress, recommendations
from storage.progress import Progress, Wish
from tests.bot.conftest import NOON
from tests.bot.desk.people import arrive, code_of, contact, say

EARLIER = "hebei-clusters-2023"


def filed_last_year(house: House, address: int) -> str:
    """The contact of 清河县 filed last year, and the city received it; the row that was kept of it is still there."""
    before = NOON - timedelta(days=365)
    with house.database.write() as session:
        person = people.speaking(session, address).person_id
        filed = applications.create(session, EARLIER, person, before)
        received = filed.with_act(Act("received", "王科长", before.isoformat()))
        applications.save(session, filed, received, before, by="王科长", door="desk")
        county = code_of(house, "清河县")
        kept = Entrant(county, Stage.RECEIVED, filed.id, "旧集群", "received", updated=before.isoformat())
        progress.write(session, Progress(kept, person, 2))
    return filed.id


def test_the_desk_counts_its_own_edition_alone(house: House) -> None:
    """Lists, exports and what a county shows know nothing of last year's application."""
    city = arrive(house, "王科长", "city", "邢台市")
    address = contact(house, "张三", "清河县")
    old = filed_last_year(house, address)
    counted = say(house, city, "多少家")
    assert "已收" not in counted
    assert "旧集群" not in say(house, city, "进度", "打开 清河县", "导出 清河县", "审核 清河县")
    with house.database.read() as session:
        assert progress.counted(session, Wish(house.form.edition)).get("received") is None
        assert progress.of_application(session, house.form.edition, old) is None
        assert progress.of_application(session, EARLIER, old) is not None


def test_a_list_and_a_hand_up_are_of_their_year(house: House) -> None:
    """Last year's list takes nobody's place, and what was handed up then is not this year's."""
    city = arrive(house, "王科长", "city", "邢台市")
    old = filed_last_year(house, contact(house, "张三", "清河县"))
    with house.database.write() as session:
        kept = recommendations.Recommendation("邢台市", EARLIER, (old,))
        recommendations.save(session, kept, 1, NOON)
        item = recommendations.Item(old, 1, 1, "")
        handed = recommendations.HandUp(
            "old", "邢台市", EARLIER, 1, 1, "王科长", NOON, "00000000", "", "", items=(item,)
        )
        assert recommendations.hand_up(session, handed)
    said = say(house, city, "推荐")
    assert "邢台市的推荐名单（0/4）" in said
    assert "第 1 次上报" not in said
    with house.database.read() as session:
        assert recommendations.standing(session, house.form.edition) == ()
        assert recommendations.next_number(session, "邢台市", house.form.edition) == 1
        assert recommendations.next_number(session, "邢台市", EARLIER) == 2


def test_what_ended_last_year_is_reminded_of_this_year(house: House) -> None:
    """An application that was received a year ago leaves nobody out of this year's reminders, nor is it joined."""
    address = contact(house, "张三", "清河县")
    filed_last_year(house, address)
    with house.database.read() as session:
        person = people.speaking(session, address).person_id
        (known,) = contacts.contacts(session, house.form.edition, [person])
        (former,) = contacts.contacts(session, EARLIER, [person])
        joined = coordination.newest_of(session, EARLIER, code_of(house, "清河县"))
        assert coordination.newest_of(session, house.form.edition, code_of(house, "清河县")) != joined
    assert left_out(known) is None
    assert left_out(former) == "received"
