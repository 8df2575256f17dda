"""kill -9 in the middle of a bind: the next start, or another process, hands the binder over, once and whole."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import drawn
from tests.bot import patience
from tests.bot.phone import Phone
from tests.browser.started import Program

pytestmark = [pytest.mark.soak, pytest.mark.usefixtures("database_url")]

PHOTOS = 12


def asked(program: Program, data: Path) -> Phone:
    """A contact who has sent photos and asked for the binder, of which some pages are made by now."""
    phone = Phone(program.link)
    phone.say("开始")
    phone.say("E-1")
    for number in range(PHOTOS):
        phone.send(f"照片{number:02}.jpg", drawn.jpeg(drawn.certificate(2400, 3300 + number)))
    phone.say("装订")
    made = patience.until(lambda: list((data / "pages").glob("*.note")), 120, glance=0.05)
    assert len(made) < PHOTOS, "it was faster than the kill"
    return phone


def handed_over(phone: Phone) -> None:
    """The binder comes, once, with a page for each photo."""
    patience.until(lambda: phone.files("佐证册.pdf"), 120, glance=0.5)
    assert phone.heard(f"{PHOTOS} 个文件，正文 {PHOTOS} 页")
    assert len(phone.files("佐证册.pdf")) == 1


def test_the_next_start_goes_on(tmp_path: Path) -> None:
    """Killed while pages are made: they are not made again, and the binder is handed over once."""
    with Program(tmp_path / "data") as program:
        phone = asked(program, tmp_path / "data")
        program.kill()
        before = {path.name: path.stat().st_ino for path in (tmp_path / "data" / "pages").glob("*.note")}
        program.start()
        handed_over(phone)
        after = {path.name: path.stat().st_ino for path in (tmp_path / "data" / "pages").glob("*.note")}
        assert before.items() <= after.items()
        assert len(after) == PHOTOS


def test_another_process_goes_on(tmp_path: Path) -> None:
    """Two processes on one folder: the one that binds is killed, and the other hands the binder over, once."""
    with ExitStack() as stack:
        here, there = (stack.enter_context(Program(tmp_path / "data")) for _ in range(2))
        phone = asked(here, tmp_path / "data")
        here.kill()
        phone.move(there.url)
        handed_over(phone)
        here.start()
