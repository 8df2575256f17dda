"""The terminal as a channel: one message per line in, replies as text out, buttons as numbered lines.

A trailing backslash continues a line, so that a whole conversation can be piped. Typing a number presses the button
with that number; ``/file NUMBER PATH`` writes the file under which that line was printed, ``/file PATH`` the latest
form (a PDF or a page's picture, where PATH ends like one); these exist here only,
and so does ``/send PATH``, which sends a file as evidence. Replies are printed at once; the next
line is read when the documents that were asked for have come.
"""

from __future__ import annotations

import re
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bot.entering.inviting import region_of_role
from bot.evidence.incoming import HEAD, Incoming, UploadRefused
from bot.evidence.receiving import Uploads
from bot.house import House
from bot.turns.notices import tell
from bot.views.message import File, Message, numbered
from dialogs.saying.replies import Told
from dialogs.turn.messages import Happened, Said
from storage import attachments, broadcasts, exports, inbox, people, requests
from storage.tables.people import Role

_PATIENCE = 90.0
_GLANCE = 0.02
_FORM = "申报表"
_NUMBERED = re.compile(r"(?P<line>[0-9]{1,9})\s+(?P<path>\S.*)")


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
            elif line.startswith("/send"):
                self._send(line.removeprefix("/send").strip())
            else:
                self._receive(Said(line))

    def _latest(self) -> int:
        latest = self.house.history.messages(self.address, limit=1)
        return latest[-1].sequence if latest else 0

    def _receive(self, event: Said | Happened) -> None:
        self.house.conversations.receive(self.address, f"console:{secrets.token_hex(8)}", event)
        self._print_new()
        self.wait()

    def wait(self) -> None:
        """Print the documents that are on their way as they come; they are not waited for longer than is sensible."""
        end = time.monotonic() + _PATIENCE
        while self._more_comes() and time.monotonic() < end:
            time.sleep(_GLANCE)
            self._print_new()
        self._print_new()

    def _more_comes(self) -> bool:
        with self.house.database.read() as session:
            if requests.unsettled(session, self.address) or inbox.todo(session, self.address):
                return True
            made = {each.address_id for each in exports.waiting(session)}
            return self.address in made | {each.address_id for each in broadcasts.under_way(session)}

    def _print_new(self) -> None:
        while messages := self.house.history.messages(self.address, after=self.seen or -1):
            self.seen = messages[-1].sequence
            for message in messages:
                if not message.mine:
                    self._print(message)

    def _print(self, message: Message) -> None:
        place = [f"〔{message.place}〕"] if message.place else []
        ways = [" · ".join(message.ways)] if message.ways else []
        lines = [*place, message.text, *ways, *numbered(message.buttons)]
        if message.file is not None:
            lines.append(f"（发 /file {message.sequence} 路径 保存这个文件）")
        if message.pictures:
            lines.append(f"（发 /file {message.sequence} 路径.png 保存第一张）")
        self._show("\n".join(lines))

    def _show(self, text: str) -> None:
        """Print at once: whoever pipes a conversation waits for the answer before going on."""
        print(f"{text}\n", file=self.out, flush=True)

    def _write_file(self, said: str) -> None:
        numbered = _NUMBERED.fullmatch(said)
        path = numbered["path"] if numbered is not None else said
        latest = self._file_under(int(numbered["line"])) if numbered else self._latest_file(Path(path).suffix.lower())
        if latest is None or not path:
            missing = "这一条下面没有文件。" if numbered else "还没有文件。发“预览”生成，再发 /file 路径。"
            self._show(missing if path else "用法：/file 路径")
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

    def _send(self, path: str) -> None:
        """Send a file of this machine, as other channels do."""
        source, key = Path(path).expanduser(), secrets.token_hex(8)
        uploads = Uploads(self.house)
        try:
            with source.open("rb") as stream, uploads.begin(source.stat().st_size) as arriving:
                head = stream.read(HEAD)
                arriving.write(head)
                shutil.copyfileobj(stream, arriving)
                uploads.take_at(self.address, self.person, key, Incoming(arriving, source.name, head))
        except OSError as error:
            self._show(f"读不了 {source}：{error.strerror}" if path else "用法：/send 路径")
            return
        except UploadRefused as refused:
            what = "file not kept" if refused.why in ("empty", "large") else f"file {refused.why}"
            figures = {"name": source.name, "limit": str(refused.limit // (1024 * 1024))}
            tell(self.house, self.address, f"upload:{key}", Told(what, figures))
        self._print_new()
        self.wait()

    def _file_under(self, line: int) -> File | None:
        """The file, or the first picture, that was printed with this number."""
        found = next(iter(self.house.history.messages(self.address, after=max(line - 1, -1), limit=1)), None)
        if found is None or found.sequence != line or found.mine:
            return None
        return found.file or next(iter(found.pictures), None)

    def _latest_file(self, suffix: str) -> File | None:
        """The latest file of a kind: a PDF, the first of the pictures, otherwise the application form.

        The summary table and the paper for the boss come with names of their own and do not hide the form.
        """
        messages = self.house.history.messages(self.address)
        if suffix == ".png":
            return next((each.pictures[0] for each in reversed(messages) if each.pictures), None)
        files = [each.file for each in reversed(messages) if each.file is not None]
        if suffix in (".pdf", ".xlsx", ".zip"):
            return next((each for each in files if each.name.endswith(suffix)), None)
        forms = (each for each in files if each.name.endswith(".docx") and _FORM in each.name)
        return next(forms, next(iter(files), None))


def chat(house: House, contact: str, lines: TextIO, out: TextIO, role: Role = "county", region: str = "") -> None:
    """A conversation at the terminal, as the contact of this name, or a coordinator; role and region count once."""
    now, place = house.settings.clock(), region_of_role(house.form, role, region)
    with house.database.write() as session:
        known = people.find(session, "console", contact)
        person = known.person_id if known is not None else people.register(session, contact, role, place, now).id
        address = people.ensure(session, person, "console", contact)
        people.audit(session, now, "signed in", "terminal", person_id=person, detail={})
    house.start(address.id)
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
