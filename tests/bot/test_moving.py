"""Moving a date: what would change and who would hear of it is shown before it is done."""

from __future__ import annotations

from datetime import date

import pytest

from bot.house import House
from bot.reminding.moving import move_by_hand, preview
from dialogs.derived.deadlines import NotMovable
from tests.bot.campaigning import Campaigned, moment
from tests.bot.test_command_line import run

LINXI, WEIXIAN = "130535", "130533"


@pytest.fixture
def campaign(house: House) -> Campaigned:
    """The house of the tests, with three contacts of 邢台."""
    campaign = Campaigned(house)
    campaign.come("张三", LINXI)
    campaign.come("李四", WEIXIAN)
    done = campaign.come("王五", WEIXIAN)
    campaign.say(done, "已报送")
    return campaign


def test_a_move_is_shown_before_it_is_done(campaign: Campaigned) -> None:
    """A reference of 18 counties becomes the city's own date; two contacts will be told, one has handed in."""
    lines = list(move_by_hand(campaign.house, "邢台市", date(2024, 4, 23), "to_city", really=False))
    assert lines[0].startswith("to_city: 2024-04-25（参考） → 2024-04-23: 18 counties: 襄都区")
    assert lines[1].startswith("2 contacts will be told, 1 not")
    assert lines[-1].startswith("nothing was changed")
    assert campaign.rows("SELECT count(*) FROM deadline_change") == [(0,)]


def test_those_concerned_hear_of_it_and_others_do_not(campaign: Campaigned) -> None:
    """After an extension of one county its contact is told; the neighbour's date and chat stay as they were."""
    with campaign.house.database.read() as session:
        addresses = [row[0] for row in campaign.rows("SELECT id FROM address ORDER BY id")]
        shown = preview(session, campaign.reminding.campaign(session), LINXI, date(2024, 4, 29))
    assert [contact.name for contact in shown.told] == ["张三"]
    list(move_by_hand(campaign.house, LINXI, date(2024, 4, 29), "to_city", really=True))
    campaign.at("04-11 09:31")
    told = [campaign.told(address)[-1:] for address in addresses]
    assert told[0][0].startswith("日期改了：2024年4月29日前交市里")
    assert all("4月29日" not in text for texts in told[1:] for text in texts)
    assert campaign.rows("SELECT action, subject FROM audit WHERE action = 'date moved'") == [("date moved", LINXI)]


def test_an_extension_stays_when_the_city_moves(campaign: Campaigned) -> None:
    """The city's new date is for the other 17 counties; the extended one keeps its own."""
    house = campaign.house
    list(move_by_hand(house, LINXI, date(2024, 4, 29), "to_city", really=True))
    lines = list(move_by_hand(house, "邢台市", date(2024, 4, 23), "to_city", really=True))
    assert "17 counties" in lines[0]
    assert "临西县" not in lines[0]


@pytest.mark.parametrize(
    ("place", "on", "deadline"),
    [
        ("定州市", date(2024, 4, 29), "to_city"),
        ("太原市", date(2024, 4, 29), "to_city"),
        ("邢台市", date(2024, 5, 20), "to_city"),
        ("石家庄市", date(2024, 4, 25), "to_city"),
        ("邢台市", date(2024, 4, 29), "to_moon"),
    ],
)
def test_what_cannot_be_set_is_refused(campaign: Campaigned, place: str, on: date, deadline: str) -> None:
    """No date to the city for 定州, no city outside, none after the province's date, no date that is there already."""
    with pytest.raises(NotMovable):
        list(move_by_hand(campaign.house, place, on, deadline, really=True))
    assert campaign.rows("SELECT count(*) FROM deadline_change") == [(0,)]


def test_from_the_command_line(campaign: Campaigned) -> None:
    """`shenbao deadline` shows; with --yes it does it; what cannot be is one sentence and status 2."""
    data = campaign.house.settings.data
    assert "nothing was changed" in run(data, "deadline", "邢台市", "2024-04-23").stdout
    assert "done" in run(data, "deadline", "邢台市", "2024-04-23", "--yes").stdout
    refused = run(data, "deadline", "定州市", "2024-04-23")
    assert refused.returncode == 2
    assert "直接报省里" in refused.stderr
    campaign.hand.now = moment("04-11 10:00")
    assert campaign.rows("SELECT place, day FROM deadline_change") == [("邢台市", "2024-04-23")]
