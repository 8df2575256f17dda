"""`shenbao doctor`: what is there, what is missing, and how to mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.channels.switching import bot_name, mail_trouble
from bot.house import House
from bot.keeping.doctor import clock_finding, examine
from bot.settings import Settings
from storage import deadlines
from tests.bot.conftest import NOON
from tests.bot.test_command_line import run
from tests.storage import s3


def healths(settings: Settings) -> dict[str, str]:
    """What was looked at, and how it stands."""
    return {finding.what: finding.health for finding in examine(settings, bot_name, mail_trouble)}


def test_a_house_that_serves_is_well(house: House) -> None:
    """Form, disk, database and calendar of a fresh house are good; Telegram is off, which is no fault."""
    found = healths(house.settings)
    assert [found[what] for what in ("form", "disk", "database", "processes", "calendar", "Telegram")] == ["good"] * 6
    assert found["clock"] == "poor"  # it stands still, as SHENBAO_NOW says
    assert {"LibreOffice", "fonts"} <= set(found)


def test_a_deadline_beyond_the_calendar_is_warned_of(house: House) -> None:
    """A date in a year whose holidays nobody entered: the doctor names the date and the file to add."""
    with house.database.write() as session:
        deadlines.move(session, house.form.edition, "to_province", "邢台市", date(2025, 1, 9), NOON)
    (calendar,) = (each for each in examine(house.settings, bot_name, mail_trouble) if each.what == "calendar")
    assert calendar.health == "bad"
    assert "2025-01-09" in calendar.said
    assert "notice for 2025" in calendar.mend


def test_nothing_is_made_by_looking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first start there is no folder, and the doctor makes none; with a folder, no database."""
    monkeypatch.delenv("SHENBAO_DATABASE_URL", raising=False)
    data = tmp_path / "data"
    ended = run(data, "doctor")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert not data.exists()
    data.mkdir()
    assert "none yet" in run(data, "doctor").stdout
    assert list(data.iterdir()) == []


def test_a_damaged_database_is_named_and_the_command_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is no database: one line that says so, one that says what helps, status 1."""
    monkeypatch.delenv("SHENBAO_DATABASE_URL", raising=False)
    data = tmp_path / "data"
    data.mkdir()
    (data / "app.db").write_bytes(b"this is no database at all" * 100)
    ended = run(data, "doctor")
    assert ended.returncode == 1
    assert "✗ database" in ended.stdout
    assert "Backup" in ended.stdout


@pytest.mark.parametrize(("ahead", "health"), [(0.3, "good"), (-4.0, "good"), (30.0, "bad"), (-3600.0, "bad")])
def test_clocks_that_differ_are_warned_of(
    ahead: float, health: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a minute between two machines, and each takes the other for dead."""
    monkeypatch.setenv("PATH", str(tmp_path))  # no timedatectl
    found = clock_finding(Settings(data=tmp_path), ahead)
    assert found.health == health
    assert bool(found.mend) == (health == "bad")


def test_a_clock_that_the_network_does_not_set_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What timedatectl says is believed."""
    program = tmp_path / "timedatectl"
    program.write_text("#!/bin/sh\necho no\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = clock_finding(Settings(data=tmp_path), 0.0)
    assert found.health == "poor"
    assert "set-ntp" in found.mend


def test_an_object_store_is_tried(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Off is no fault; one that keeps files is well; one without the bucket, and no address, are named with the way."""
    assert healths(house.settings)["object store"] == "good"
    with s3.running(tmp_path_factory.mktemp("s3")) as address:
        for name, value in s3.environment(address).items():
            monkeypatch.setenv(name, value)
        for url, health in (("s3://shenbao/files", "good"), ("s3://nowhere/files", "bad"), ("nonsense", "bad")):
            set_so = house.settings.model_copy(update={"objects": url})
            assert healths(set_so)["object store"] == health, url
