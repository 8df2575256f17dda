"""The campaign's clock: ticks in one process at a time, goes on after a failure, and hears of a moved date at once."""

from __future__ import annotations

from datetime import date

from bot.channels.mail.sending import MailServer
from bot.house import House
from bot.reminding.clockwork import Clockwork
from bot.reminding.service import Campaigner
from storage import deadlines
from tests.bot.campaigning import Campaigned, moment
from tests.bot.patience import until


def test_it_ticks_until_it_is_stopped_and_survives_a_failure(house: House) -> None:
    """Every other tick fails; the clock goes on, and stops when told to."""
    ticks: list[int] = []

    def tick() -> None:
        ticks.append(len(ticks))
        if len(ticks) % 2:
            raise RuntimeError("this tick fails")

    clock = Clockwork(house.database, house.presence.name, tick, every=0.01)
    clock.start()
    until(lambda: len(ticks) >= 4)
    clock.stop()
    stopped = len(ticks)
    assert not clock._thread.is_alive()
    assert len(ticks) == stopped


def test_of_two_processes_one_ticks_and_the_other_takes_over(house: House) -> None:
    """Who came second waits, and goes on as soon as the first one leaves."""
    first, second = [0], [0]

    def count(ticks: list[int]) -> None:
        ticks[0] += 1

    one = Clockwork(house.database, "one", lambda: count(first), every=0.01)
    one.start()
    until(lambda: first[0])
    other = Clockwork(house.database, "other", lambda: count(second), every=0.01)
    other.start()
    until(lambda: first[0] >= 10)
    assert second[0] == 0
    one.stop()
    until(lambda: second[0])
    other.stop()


def test_between_two_looks_only_what_is_planned_goes_on_and_a_moved_date_is_a_look(house: House) -> None:
    """Within five minutes nothing is planned anew, unless a coordinator moves a date."""
    campaign = Campaigned(house)
    address = campaign.come("张三", "130123")
    object.__setattr__(house.settings, "now", moment("04-11 09:31"))
    campaigner = Campaigner(house, MailServer(house.settings))
    campaigner.tick()
    assert len(campaign.told(address)) == 1
    with house.database.write() as session:
        deadlines.move(session, house.form.edition, "to_city", "石家庄市", date(2024, 4, 23), moment("04-11 09:31"))
    object.__setattr__(house.settings, "now", moment("04-11 09:45"))
    campaigner.tick()
    assert campaign.told(address)[-1].startswith("日期改了：2024年4月23日")
