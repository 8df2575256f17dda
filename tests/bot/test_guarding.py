"""A real clamd with one signature of the tests' own: what it finds is refused, what it did not scan is not clean."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.evidence.guarding import Scan, scan
from bot.evidence.incoming import Incoming, UploadRefused
from bot.house import House
from bot.keeping.doctor import Finding, examine
from storage.attachments import Arriving
from tests.bot.test_binding import ADDRESS, begun, say, send

VIRUS = b"words, then shenbao-test-virus, then words"
LARGEST = 1 << 20


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The socket of a scanner that takes files of a megabyte, and knows one virus."""
    program = shutil.which("clamd")
    if program is None:
        pytest.fail("no clamd here: `.ci/system-packages test` installs it")
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "db").mkdir()
    (folder / "db" / "ours.ndb").write_text(f"Shenbao.Test:0:*:{b'shenbao-test-virus'.hex()}\n")
    line = folder / "socket"
    settings = ("Foreground true", f"DatabaseDirectory {folder}/db", f"LocalSocket {line}", "StreamMaxLength 1M")
    (folder / "clamd.conf").write_text("\n".join((*settings, "AlertExceedsMax yes", "")))
    with subprocess.Popen([program, "-c", folder / "clamd.conf"], stdout=subprocess.DEVNULL) as process:
        end = time.monotonic() + 60
        while not line.exists() and time.monotonic() < end:
            time.sleep(0.05)
        yield line
        process.terminate()


def scanned(folder: Path, content: bytes, clamd: Path | None) -> Scan:
    """What a scanner says of a file."""
    with Arriving(folder) as arriving:
        arriving.write(content)
        return scan(Incoming(arriving, "a.txt", content[:100]), clamd)


def test_a_virus_is_refused_and_the_rest_is_clean(tmp_path: Path, clamd: Path) -> None:
    """Found by its signature anywhere in the file; several pieces are one file."""
    assert scanned(tmp_path, b"words " * 100_000, clamd) == "clean"
    with pytest.raises(UploadRefused, match="infected"):
        scanned(tmp_path, b"words " * 100_000 + VIRUS, clamd)


def test_what_was_not_scanned_is_not_clean(tmp_path: Path, clamd: Path) -> None:
    """Longer than it takes, no scanner at the socket, no socket: none of it is clean; without a setting it is off."""
    assert scanned(tmp_path, bytes(2 * LARGEST) + VIRUS, clamd) == "unscanned"
    assert scanned(tmp_path, VIRUS, tmp_path / "nowhere") == "unscanned"
    assert scanned(tmp_path, VIRUS, None) == "off"


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_the_chat_says_what_was_not_scanned(house: House, clamd: Path) -> None:
    """A refused file leaves nothing; one that could not be scanned is taken and said to be unscanned."""
    begun(house)
    house.settings.clamd = clamd
    say(house, "E-1")
    with pytest.raises(UploadRefused, match="infected"):
        send(house, VIRUS, "毒.txt")
    assert list(house.documents.folder.iterdir()) == []
    send(house, b"words", "说明.txt")
    assert "没有查过毒" not in house.history.messages(ADDRESS)[-1].text
    house.settings.clamd = clamd.with_name("nowhere")
    send(house, b"other words", "说明二.txt")
    assert "没有查过毒" in house.history.messages(ADDRESS)[-1].text


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_the_doctor_looks_at_the_scanner(house: House, clamd: Path) -> None:
    """Off, without signatures of a known day, not there."""

    def _found(line: Path | None) -> Finding:
        house.settings.clamd = line
        findings = examine(house.settings, lambda _: None, lambda _: None)
        return next(each for each in findings if each.what == "virus scanner")

    assert _found(None).health == "good"
    assert _found(clamd).health == "poor"
    assert _found(clamd.with_name("nowhere")).health == "bad"
