"""The terminal as a channel: one message per line in, replies as text out, buttons as numbered lines.

A trailing backslash continues a line, so that a whole conversation can be piped. Typing a number presses the button
with that number; ``/file PATH`` writes the latest document and exists here only.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bot.app import House
from bot.channel import File, Message
from dialogs.messages import Happened, Said
from storage import attachments, people


@dataclass
class Console:
    """One contact at a terminal."""

    house: House
    address: int
    person: int
    out: TextIO
    seen: int = 0

    def run(self, lines: Iterator[str]) -> None:
        """Answer every line until there are no more."""
        self.seen = self._latest()
        self._receive(Happened("arrived"))
        for line in lines:
            if line.startswith("/file"):
                self._write_file(line.removeprefix("/file").strip())
            else:
                self._receive(Said(line))

    def _latest(self) -> int:
        latest = self.house.history.messages(self.address, limit=1)
        return latest[-1].sequence if latest else 0

    def _receive(self, event: Said | Happened) -> None:
        self.house.conversations.receive(self.address, f"console:{secrets.token_hex(8)}", event)
        while messages := self.house.history.messages(self.address, after=self.seen or -1):
            self.seen = messages[-1].sequence
            for message in messages:
                if not message.mine:
                    self._print(message)

    def _print(self, message: Message) -> None:
        lines = [message.text, *(f"{number}. {button.label}" for number, button in enumerate(message.buttons, 1))]
        if message.file is not None:
            lines.append("（发 /file 路径 保存这个文件）")
        self._show("\n".join(lines))

    def _show(self, text: str) -> None:
        """Print at once: whoever pipes a conversation waits for the answer before going on."""
        print(f"{text}\n", file=self.out, flush=True)

    def _write_file(self, path: str) -> None:
        latest = self._latest_file()
        if latest is None or not path:
            self._show("还没有文件。发“预览”生成，再发 /file 路径。" if path else "用法：/file 路径")
            return
        with self.house.database.read() as session:
            found = attachments.find(session, latest.attachment, self.person)
        target = Path(path).expanduser()
        try:
            shutil.copyfile(attachments.path_of(found, self.house.documents.folder), target)
        except OSError as error:
            self._show(f"写不进 {target}：{error.strerror}")
            return
        self._show(f"已写入 {target}")

    def _latest_file(self) -> File | None:
        """The latest application form; the summary table comes with it and is fetched by its own name."""
        files = [each.file for each in self.house.history.messages(self.address) if each.file is not None]
        forms = [each for each in files if "汇总表" not in each.name]
        latest = forms or files
        return latest[-1] if latest else None


def chat(house: House, contact: str, lines: TextIO, out: TextIO) -> None:
    """A conversation at the terminal, as the contact of this name."""
    now = house.settings.clock()
    with house.database.write() as session:
        known = people.find(session, "console", contact)
        person = known.person_id if known is not None else people.register(session, contact, "county", "", now).id
        address = people.ensure(session, person, "console", contact)
    house.conversations.catch_up(address.id)
    Console(house, address.id, person, out).run(whole_messages(lines))


def whole_messages(lines: TextIO) -> Iterator[str]:
    """Messages: lines, joined where one ends in a backslash."""
    parts: list[str] = []
    for line in lines:
        text = line.rstrip("\r\n")
        if text.endswith("\\"):
            parts.append(text[:-1])
            continue
        yield "\n".join([*parts, text])
        parts = []
    if parts:
        yield "\n".join(parts)
