"""Files in an object store: two machines that share no folder, over a real S3 server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import pruning
from storage.attachments import lying, store
from storage.objects import Objects, ObjectsAway, UnsuitableObjects, behind, stand_behind
from tests.storage import s3

PDF = b"%PDF-1.7 a proof" * 1000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an S3 server of the tests' own."""
    with s3.running(tmp_path_factory.mktemp("s3")) as address:
        yield address


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A folder in its bucket; who may use it stands in the environment."""
    for name, value in s3.environment(server).items():
        monkeypatch.setenv(name, value)
    return f"s3://{s3.BUCKET}/{tmp_path.name}"


@pytest.fixture
def machines(bucket: str, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """The folders of two machines before one store."""
    both = tmp_path / "here", tmp_path / "there"
    for each in both:
        each.mkdir()
        stand_behind(each, Objects(bucket))
    yield both
    for each in both:
        stand_behind(each, None)


def names(folder: Path) -> set[str]:
    """What lies in the store behind a folder."""
    objects = behind(folder)
    assert objects is not None
    return {name for name, _ in objects.listed()}


def test_what_came_in_here_is_read_there(machines: tuple[Path, Path]) -> None:
    """It is brought once, whole, and nothing unfinished is left; what nobody has is not there, and no fault."""
    here, there = machines
    kept = store(PDF, here)
    assert names(here) == {kept.sha256}
    assert lying(there, kept.sha256).read_bytes() == PDF
    assert [each.name for each in there.iterdir()] == [kept.sha256]
    assert not lying(there, "0" * 64).exists()
    assert [each.name for each in there.iterdir()] == [kept.sha256]


def test_what_no_row_needs_goes_from_the_store_too(machines: tuple[Path, Path]) -> None:
    """Young bytes may be on their way to a row and stay; what was needed again meanwhile is put back."""
    here, there = machines
    old, again = store(b"old", here), store(b"again", here)
    needed = {old.sha256: False, again.sha256: True}
    pruning.sweep(there, needed)
    assert old.sha256 in names(here)
    objects = behind(here)
    assert objects is not None
    objects.discard(again.sha256)
    pruning.sweep(here, needed, time.time() + 7200)
    assert names(there) == {again.sha256}
    assert not (here / old.sha256).exists()


def test_a_store_that_does_not_answer_keeps_nothing_and_says_so(machines: tuple[Path, Path]) -> None:
    """No row may speak of the file; the doctor's look says the same. An address that is none is told at the start."""
    here, _ = machines
    stand_behind(here, Objects("s3://nobody-made-this/shenbao"))
    with pytest.raises(ObjectsAway):
        store(PDF, here)
    objects = behind(here)
    assert objects is not None
    with pytest.raises(ObjectsAway):
        objects.check()
    with pytest.raises(UnsuitableObjects):
        Objects("no address")


def test_a_store_that_is_well(machines: tuple[Path, Path]) -> None:
    """The doctor's look leaves nothing behind."""
    objects = behind(machines[0])
    assert objects is not None
    objects.check()
    assert names(machines[0]) == set()
