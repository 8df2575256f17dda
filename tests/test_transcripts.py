"""Golden transcripts: whole conversations in Chinese, as a person at a terminal would see them.

A file holds what was typed (lines that begin with `> `; a backslash continues one) and what was answered. `--update`
rewrites the answers; a reviewer reads the difference. Between two turns everything goes through JSON.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.channels.console import whole_messages
from dialogs.definition.form import Form
from dialogs.turn.messages import Happened
from tests.talk import Talk

FOLDER = Path(__file__).parent / "transcripts"
FILES = sorted(FOLDER.glob("*.txt"))


def typed(text: str) -> list[str]:
    """The messages of a transcript."""
    lines = "\n".join(line[2:] for line in text.splitlines() if line.startswith("> "))
    return list(whole_messages(io.StringIO(lines)))


def heading(text: str) -> str:
    """The transcript's first lines: what the conversation is about."""
    return "".join(line for line in text.splitlines(keepends=True) if line.startswith("# "))


def play(form: Form, messages: list[str]) -> str:
    """The conversation that these messages make, written down."""
    talk = Talk(form)
    talk.happen(Happened("arrived"))
    parts = ["\n\n".join(talk.words)]
    for message in messages:
        said = "\n".join(f"> {line}" for line in message.replace("\n", "\\\n").split("\n"))
        parts.extend([said, "\n\n".join(talk.say(message))])
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_conversation_goes_as_written(form: Form, path: Path, update: bool) -> None:
    """What is typed gets the answers that the transcript shows."""
    text = path.read_text("utf-8")
    written = heading(text) + "\n" + play(form, typed(text))
    if update:
        path.write_text(written, "utf-8")
    assert written == text


def test_there_are_transcripts() -> None:
    """A folder without transcripts would prove nothing."""
    assert len(FILES) >= 8
