"""Requests that no browser sends, for every route, and a web chat that runs beside the test and takes them."""

from __future__ import annotations

import asyncio
import io
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

import structlog
from hypothesis import strategies as st

from bot.channels.web.listening import listen
from bot.channels.web.server import make_app
from bot.entering.inviting import invite_person
from bot.entering.visiting import People
from bot.evidence.receiving import upload_link
from bot.house import House
from bot.redaction import log_briefly
from bot.work.limits import Allowance, Limits
from tests.bot.web.real import SILENT, Furnished
from tests.ports import free_port

_MANY = Allowance(1_000_000, 1_000_000)
NOTHING_LIMITED = Limits(_MANY, _MANY, _MANY, _MANY, _MANY, _MANY, _MANY, _MANY)
_PATIENCE = 20.0
_GLANCE = 0.4
_LONGEST_HEAD = 65_536


@dataclass
class Served:
    """A web chat on a port; ``log`` is everything that was logged, ``secrets`` what must never stand there."""

    house: House
    port: int
    log: io.StringIO
    secrets: set[str] = field(default_factory=set)
    session: str = ""

    def sign_in(self) -> str:
        """A session that holds: the one before, or a new one where that has ended."""
        people = People(self.house)
        if not self.session or people.find(self.session) is None:
            link = self.invite()
            self.session = people.redeem(link, "fuzz", self.house.settings.clock(), None)
            self.secrets.add(self.session)
        return self.session

    def invite(self) -> str:
        """The token of a fresh personal link."""
        token = invite_person(self.house, name="张三", role="county", region="", days=7).rpartition("/")[2]
        self.secrets.add(token)
        return token

    def upload(self) -> str:
        """The token of a fresh upload link."""
        token = upload_link(self.house, 1, None).rpartition("/")[2]
        self.secrets.add(token)
        return token

    def ask(self, request: bytes) -> int:
        """Send bytes and read the status; 0 where the line was closed without one.

        Where no answer comes for a while, more of the request is waited for: then nothing more comes.
        """
        with socket.create_connection(("127.0.0.1", self.port), _PATIENCE) as line:
            try:
                line.sendall(request)
                line.settimeout(_GLANCE)
                head = _head(line)
            except TimeoutError:
                line.settimeout(_PATIENCE)
                line.shutdown(socket.SHUT_WR)
                head = _head(line)
            except (ConnectionResetError, BrokenPipeError):
                return 0
        words = head.split(b" ", 2)
        return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


def _head(line: socket.socket) -> bytes:
    head = b""
    while b"\r\n" not in head and len(head) < _LONGEST_HEAD:
        try:
            more = line.recv(4096)
        except ConnectionResetError:
            return head
        if not more:
            return head
        head += more
    return head


@contextmanager
def served(house: House) -> Iterator[Served]:
    """The web chat of a house in a thread of its own, and its log."""
    log, port, ready = io.StringIO(), free_port(), threading.Event()
    kept = structlog.get_config()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(log))
    log_briefly(log)
    ending: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def _serve() -> None:
        stop = asyncio.Event()
        ending.append((asyncio.get_running_loop(), stop))
        app = make_app(Furnished(house).services, NOTHING_LIMITED, SILENT)
        ready.set()
        await listen(app, "127.0.0.1", port, 0.1, stop)

    thread = threading.Thread(target=lambda: asyncio.run(_serve()))
    thread.start()
    ready.wait(_PATIENCE)
    _until_listening(port)
    try:
        yield Served(house, port, log)
    finally:
        loop, stop = ending[0]
        loop.call_soon_threadsafe(stop.set)
        thread.join(_PATIENCE)
        structlog.configure(**kept)


def _until_listening(port: int) -> None:
    for _ in range(400):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        threading.Event().wait(0.05)
    raise TimeoutError


# --- what is sent ----------------------------------------------------------------------------------------------------

TEXT = st.text(max_size=40) | st.sampled_from(
    ["", "\x00", "\ud800", "张三\u202e", "'; DROP TABLE person; --", "9" * 40]
)
PIECE = TEXT.map(lambda words: quote(words.encode("utf-8", "replace"))) | st.sampled_from(
    ["%00", "%ff", "..%2f..", "%", "a" * 3000, "{token}"]
)
"""A piece of a path."""
HEADER = st.sampled_from(
    [
        "Accept",
        "Accept-Language",
        "Cookie",
        "Content-Type",
        "Content-Length",
        "Content-Encoding",
        "Expect",
        "Host",
        "If-None-Match",
        "If-Modified-Since",
        "Last-Event-ID",
        "Origin",
        "Range",
        "Referer",
        "Transfer-Encoding",
        "Upgrade",
        "User-Agent",
        "X-Conversation",
        "X-Forwarded-For",
        "X-Upload-Id",
    ]
)
VALUE = st.binary(max_size=60).map(lambda value: value.replace(b"\r", b"").replace(b"\n", b"")) | st.sampled_from(
    [
        b"",
        b"-1",
        b"99999999999999999999",
        b"chunked",
        b"gzip",
        b"100-continue",
        b"multipart/form-data",
        b'multipart/form-data; boundary="',
        b"application/json; charset=utf-7",
        b"bytes=5-1",
        b"bytes=0-0,99-",
        b"websocket",
        b"\xff\xfe",
        b"a=b; a=b; =; ;",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)
SAYING = st.fixed_dictionaries(
    {"id": st.just("fuzz-12345678") | JSON, "after": st.integers(0, 9) | JSON},
    optional={
        "text": TEXT | JSON,
        "revision": st.integers(-1, 9) | JSON,
        "numbers": st.lists(st.integers(-1, 9), max_size=5) | JSON,
        "field": st.sampled_from(["output", "area", "nowhere"]) | JSON,
    },
)
DISPOSITION = st.sampled_from(
    [
        b'form-data; name="file"; filename="a.pdf"',
        b'form-data; name="device"',
        b'form-data; name="tap"',
        b'form-data; name="file"; filename="\x00"',
        b"form-data; name=file; filename*=utf-8''%ff%00",
        b"form-data; name",
        b"attachment",
        b'form-data; name="_charset_"',
        b"",
    ]
)
PART = st.tuples(
    DISPOSITION,
    st.lists(st.tuples(st.sampled_from(["Content-Type", "Content-Transfer-Encoding", "X"]), VALUE), max_size=2),
    st.binary(max_size=80),
)


def part(made: tuple[bytes, list[tuple[str, bytes]], bytes]) -> bytes:
    """One part of a form, as it stands on the line."""
    disposition, headers, body = made
    lines = [b"--x", b"Content-Disposition: " + disposition]
    lines += [name.encode() + b": " + value for name, value in headers]
    return b"\r\n".join([*lines, b"", body, b""])


FORM = st.tuples(st.lists(PART, max_size=3), st.sampled_from([b"--x--\r\n", b"--x", b""])).map(
    lambda made: b"".join(part(each) for each in made[0]) + made[1]
)


@dataclass(frozen=True)
class Asked:
    """A request before it is filled in: ``{token}`` and the like stand for what holds at that moment."""

    method: str
    path: str
    query: str
    headers: list[tuple[str, bytes]]
    kind: str
    body: bytes
    length: int | None
    signed_in: bool

    def written(self, session: str, port: int) -> bytes:
        """The request as it goes over the line."""
        target = self.path + (f"?{self.query}" if self.query else "")
        standing: list[tuple[str, bytes]] = [("Host", b"127.0.0.1"), ("Origin", b"http://127.0.0.1")]
        if self.signed_in:
            standing.append(("Cookie", f"shenbao_session={session}".encode()))
        standing += [("Content-Type", self.kind.encode()), ("X-Upload-Id", b"upload-12345")]
        length = len(self.body) if self.length is None else self.length
        standing.append(("Content-Length", str(length).encode()))
        given = {name for name, _ in self.headers}
        lines = [pair for pair in standing if pair[0] not in given] + self.headers
        head = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in lines)
        return f"{self.method} {target} HTTP/1.1\r\n".encode("utf-8", "replace") + head + b"\r\n" + self.body


BODY = st.one_of(
    st.tuples(st.just("application/json"), SAYING.map(lambda value: json.dumps(value).encode("utf-8", "replace"))),
    st.tuples(st.just("application/json"), JSON.map(lambda value: json.dumps(value).encode("utf-8", "replace"))),
    st.tuples(st.just("application/json"), st.binary(max_size=60)),
    st.tuples(st.just("multipart/form-data; boundary=x"), FORM),
    st.tuples(st.just("application/x-www-form-urlencoded"), st.binary(max_size=60)),
    st.tuples(st.just("application/x-www-form-urlencoded"), st.just(b"device=x&alone=yes&tap=1")),
)


def requests(routes: list[str]) -> st.SearchStrategy[Asked]:
    """Requests for these routes, ``GET /files/{attachment}`` and the like, and for some that there are not."""

    @st.composite
    def _made(draw: st.DrawFn) -> Asked:
        method, path = draw(st.sampled_from(routes)).split(" ")
        method = draw(st.sampled_from([method, method, method, method, "HEAD", "PUT", "DELETE", "OPTIONS", "POST"]))
        while "{" in path:
            name = path[path.index("{") : path.index("}") + 1]
            path = path.replace(name, draw(st.just("<token>") | PIECE.map(lambda piece: piece.strip("{}") or "x")), 1)
        kind, body = draw(BODY)
        return Asked(
            method,
            path,
            draw(
                st.just("") | PIECE | st.sampled_from(["after=1", "after=%00", "before=-1", "field=area", "address=9"])
            ),
            draw(st.lists(st.tuples(HEADER, VALUE), max_size=3)),
            kind,
            body,
            draw(st.none() | st.none() | st.integers(0, 200)),
            draw(st.booleans() | st.just(True)),
        )

    return _made()
