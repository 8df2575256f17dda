"""Whoever has many documents made does not hold up the others."""

from __future__ import annotations

from pathlib import Path

from bot.house import build
from bot.settings import Settings
from bot.work.fairness import Rounds
from bot.work.jobs import DirectJobs, Job, Jobs
from tests.bot.conftest import NOON
from tests.bot.patience import until
from tests.bot.printing import HeldJobs
from tests.bot.test_durable import Worker, started, worker
from tests.bot.test_rendering import ask, contact

__all__ = ["worker"]


def test_everybody_has_one_job_in_a_round() -> None:
    """Ten of one, then three of others, who come in the round that is being served; then one more of the first."""
    rounds = Rounds()
    assert [rounds.give("many") for _ in range(10)] == [*range(1, 11)]
    rounds.began(1)
    rounds.began(2)
    assert [rounds.give(each) for each in ("a", "b", "a")] == [2, 2, 3]
    assert rounds.give("many") == 11
    rounds.began(11)
    assert rounds.give("a") == 11


def test_many_people_who_come_later_do_not_starve_the_first() -> None:
    """However many come: whoever waits in a round is served before anybody who comes in the next one."""
    rounds = Rounds()
    assert [rounds.give("first") for _ in range(3)] == [1, 2, 3]
    for number in range(1, 4):
        rounds.began(number)
        assert all(rounds.give(f"{number}-{other}") == number for other in range(100))


def in_turn(jobs: Jobs, worker: Worker, width: int) -> list[str]:
    """The order in which five jobs of one person and one of each of two others are begun, after those that run."""
    worker.gate.clear()
    for number in range(width):
        jobs.submit(Job(f"running-{number}", f"running-{number}", "office", whose="many"))
    until(lambda: len(worker.begun) == width)
    for number in range(5):
        jobs.submit(Job(f"many-{number}", f"many-{number}", "office", whose="many"))
    for whose in ("a", "b"):
        jobs.submit(Job(whose, whose, "office", whose=whose))
    worker.gate.set()
    until(lambda: len(worker.done) == width + 7)
    return worker.begun[width:]


def test_jobs_of_this_process_take_turns(worker: Worker) -> None:
    """The two others are next."""
    jobs = DirectJobs()
    jobs.start(worker.work, "this")
    assert in_turn(jobs, worker, 1) == ["a", "b", *(f"many-{number}" for number in range(5))]
    jobs.stop()


def test_durable_jobs_take_turns(tmp_path: Path, worker: Worker) -> None:
    """Two run at once; the two others are next, and a job that is handed over twice stays one."""
    with started(tmp_path / "engine.db", worker.work) as jobs:
        begun = in_turn(jobs, worker, 2)
    assert set(begun[:2]) == {"a", "b"}
    assert sorted(begun) == ["a", "b", *(f"many-{number}" for number in range(5))]


def test_a_job_says_whose_it_is(tmp_path: Path) -> None:
    """The person who asked, whatever the channel."""
    jobs = HeldJobs()
    house = build(Settings(data=tmp_path / "data", now=NOON), jobs)
    addresses = [contact(house, name) for name in ("a", "b")]
    for address in addresses:
        ask(house, address, "review")
    assert [each.whose for each in jobs.kept] == ["1", "2"]
    house.database.close()
