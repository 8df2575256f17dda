"""Stories: a coordinator, counties and the province in one real house, word by word, on both databases.

``--update`` rewrites what is heard; a reviewer reads the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialogs.record.application import Answer
from tests.bot.telling import Story, Turned, stories, tell

FILES = stories(Path(__file__).parent / "stories")


@pytest.fixture
def story(
    tmp_path: Path, database_url: str, answers: tuple[Answer, ...], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Story]:
    """An empty house without LibreOffice, on either database."""
    del database_url  # stands in the environment
    monkeypatch.setenv("PATH", str(tmp_path))
    told = Story(Turned(data=tmp_path / "data"), answers)
    yield told
    told.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_story_goes_as_written(story: Story, path: Path, update: bool) -> None:
    """What is said gets the answers that the story shows, and everybody else hears what it shows."""
    text = path.read_text("utf-8")
    written = tell(story, text)
    if update:
        path.write_text(written, "utf-8")
    assert written == text


def test_there_are_stories() -> None:
    """A folder without stories would prove nothing."""
    assert len(FILES) >= 8
