"""Files that come in pieces: from where they were, once, within what was promised, whatever came between."""

from __future__ import annotations

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot.entering.visiting import People
from bot.entering.visitor import Visitor
from bot.evidence.incoming import Reached, UploadRefused, Whole
from bot.evidence.pieces import Pieces
from bot.evidence.receiving import Uploads, upload_link
from bot.evidence.space import RESERVE
from bot.house import House, build
from bot.keeping.tidying import tidy
from bot.work.durable import DurableJobs
from storage import upload_links
from storage.coming import COMING, promised_to
from storage.errors import NotYours
from tests.bot.web.client import Browser, browse
from tests.bot.web.real import SILENT, Furnished, sign_in

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
"""What matters here are files; rows of them stand on both databases elsewhere."""

FILE = b"".join(f"{number:07},".encode() for number in range(5_000))
WHOLE = Whole("upload-0001", "台账.txt", len(FILE))
PIECE = 16_000


@pytest.fixture
def visitor(house: House) -> Visitor:
    """Somebody on the page, with an application open."""
    found: list[Visitor] = []

    async def _visit(browser: Browser) -> None:
        visitor = People(house).find(await sign_in(browser, house))
        assert visitor is not None
        found.append(visitor)

    browse(Furnished(house), _visit, pace=SILENT)
    return found[0]


def said(house: House, visitor: Visitor) -> list[str]:
    """What stands in the conversation as the person's own."""
    return [line.text for line in house.history.messages(int(visitor.address)) if line.mine]


def files(house: House) -> list[str]:
    """What lies in the folder."""
    return sorted(path.name for path in house.documents.folder.iterdir())


def test_a_file_comes_in_pieces_and_is_kept_once(house: House, visitor: Visitor) -> None:
    """Each answer is where the file is; a repeated and a misplaced piece change nothing; the whole is told once."""
    pieces = Pieces(Uploads(house))
    assert pieces.reached(visitor, WHOLE.upload, WHOLE.size) == Reached(0)
    assert pieces.add(visitor, WHOLE, 0, FILE[:PIECE]) == Reached(PIECE)
    assert pieces.add(visitor, WHOLE, 0, FILE[:PIECE]) == Reached(PIECE)
    assert pieces.add(visitor, WHOLE, 30_000, FILE[30_000:]) == Reached(PIECE)
    assert pieces.add(visitor, WHOLE, PIECE, FILE[PIECE:] + b"more") == Reached(PIECE)
    assert said(house, visitor) == []
    for _ in range(2):
        assert pieces.add(visitor, WHOLE, PIECE, FILE[PIECE:]) == Reached(WHOLE.size, kept=True)
    assert pieces.reached(visitor, WHOLE.upload, WHOLE.size) == Reached(WHOLE.size, kept=True)
    assert said(house, visitor) == ["台账.txt"]
    assert files(house) == [hashlib.sha256(FILE).hexdigest()]


def test_another_process_goes_on_where_one_was_killed(house: House, visitor: Visitor) -> None:
    """What came is on the disk, and nothing but that says how far the file is; not even the last step is lost."""
    Pieces(Uploads(house)).add(visitor, WHOLE, 0, FILE[:PIECE])
    (coming,) = house.documents.folder.glob(f"*{COMING}")
    with coming.open("ab") as torn:
        torn.write(FILE[PIECE : PIECE + 100])  # a piece of which only this was written
    settings = house.settings
    other = build(settings, DurableJobs(settings.engine))
    try:
        pieces = Pieces(Uploads(other))
        assert pieces.reached(visitor, WHOLE.upload, WHOLE.size) == Reached(PIECE + 100)
        with coming.open("ab") as whole:
            whole.write(FILE[PIECE + 100 :])  # all of it came, and then the power went
        assert pieces.add(visitor, WHOLE, WHOLE.size, b"") == Reached(WHOLE.size, kept=True)
    finally:
        other.stop()
    assert said(house, visitor) == ["台账.txt"]


def test_a_link_s_file_goes_on_where_another_process_was_killed(house: House, visitor: Visitor) -> None:
    """By an upload link as on the page: told once to the person, and refused when the link has ended."""
    link = upload_link(house, visitor.person, None).rpartition("/")[2]
    sender = Uploads(house).find(link)
    assert sender is not None
    Pieces(Uploads(house)).add(sender, WHOLE, 0, FILE[:PIECE])
    pieces = Pieces(Uploads(house))
    assert pieces.reached(sender, WHOLE.upload, WHOLE.size) == Reached(PIECE)
    assert pieces.reached(visitor, WHOLE.upload, WHOLE.size) == Reached(0)
    for _ in range(2):
        assert pieces.add(sender, WHOLE, PIECE, FILE[PIECE:]) == Reached(WHOLE.size, kept=True)
    assert said(house, visitor) == ["台账.txt"]
    assert [each.name for each in Uploads(house).sent(sender)] == ["台账.txt"]
    with house.database.write() as session:
        upload_links.revoke(session, sender.link, house.settings.clock())
    with pytest.raises(NotYours):
        pieces.add(sender, Whole("upload-0002", "另一个.txt", 3), 0, b"one")


def test_several_tabs_send_the_same_file(house: House, visitor: Visitor) -> None:
    """Whoever is slower is told how far the file is, and it is one file with its own bytes."""
    pieces = Pieces(Uploads(house))

    def _send(_: int) -> None:
        reached = pieces.reached(visitor, WHOLE.upload, WHOLE.size)
        while not reached.kept:
            reached = pieces.add(visitor, WHOLE, reached.offset, FILE[reached.offset : reached.offset + 4_000])

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(_send, range(4)))
    assert files(house) == [hashlib.sha256(FILE).hexdigest()]
    assert said(house, visitor) == ["台账.txt"]


def test_what_may_not_be_kept_is_refused_before_its_bytes_come(house: House, visitor: Visitor) -> None:
    """Too large, beyond what one person may send with what is promised already, no room on the disk."""
    pieces, megabyte = Pieces(Uploads(house)), 1 << 20
    house.settings.upload_mb, house.settings.person_mb = 2, 3
    with pytest.raises(UploadRefused, match="large"):
        pieces.add(visitor, replace(WHOLE, size=2 * megabyte + 1), 0, b"x")
    pieces.add(visitor, replace(WHOLE, size=2 * megabyte), 0, b"x")
    with pytest.raises(UploadRefused, match="person"):
        pieces.add(visitor, replace(WHOLE, upload="upload-0002", size=2 * megabyte), 0, b"x")
    assert promised_to(house.documents.folder) == 2 * megabyte - 1
    full = Pieces(Uploads(house, lambda folder: RESERVE + 2 * megabyte))
    with pytest.raises(UploadRefused, match="full"):
        full.add(visitor, replace(WHOLE, upload="upload-0003", size=megabyte), 0, b"x")
    assert len(files(house)) == 1


def test_what_is_no_proof_leaves_nothing(house: House, visitor: Visitor) -> None:
    """It is refused when it is whole, and gone."""
    damaged = b"%PDF-1.7 cut off" * 100
    with pytest.raises(UploadRefused, match="damaged"):
        Pieces(Uploads(house)).add(visitor, Whole("upload-0004", "证书.pdf", len(damaged)), 0, damaged)
    assert files(house) == []


def test_nobody_else_goes_on_with_it(house: House, visitor: Visitor) -> None:
    """The same id from another person is another file; a session that ended sends none."""
    pieces = Pieces(Uploads(house))
    pieces.add(visitor, WHOLE, 0, FILE[:PIECE])
    assert pieces.reached(replace(visitor, person=99), WHOLE.upload, WHOLE.size) == Reached(0)
    with pytest.raises(NotYours):
        pieces.add(replace(visitor, session="none"), WHOLE, PIECE, FILE[PIECE:])


def test_what_nobody_goes_on_with_goes(house: House, visitor: Visitor) -> None:
    """After a weekend it is still there; after that it gives its room back."""
    Pieces(Uploads(house)).add(visitor, WHOLE, 0, FILE[:PIECE])
    (coming,) = house.documents.folder.glob(f"*{COMING}")
    for days, left in ((2.9, 1), (3.1, 0)):
        moment = time.time() - days * 86_400
        os.utime(coming, (moment, moment))
        tidy(house.settings, house.database, house.documents.folder)
        assert len(list(house.documents.folder.glob(f"*{COMING}"))) == left


def test_over_the_line(house: House) -> None:
    """The page's requests: how far, a piece, the last piece; damaged headers and too long pieces are refused."""

    async def _visit(browser: Browser) -> None:
        await sign_in(browser, house)
        about = {
            "X_Upload_Id": WHOLE.upload,
            "X_Upload_Size": str(WHOLE.size),
            "X_Upload_Name": "%E5%8F%B0%E8%B4%A6.txt",
        }
        for offset, reached in ((0, PIECE), (0, PIECE), (PIECE, WHOLE.size)):
            piece = FILE[:PIECE] if not offset else FILE[PIECE:]
            answer = await browser.post("/upload/piece", piece, X_Upload_Offset=str(offset), **about)
            assert await answer.json() == {"offset": reached, "kept": reached == WHOLE.size}
        assert (await (await browser.get("/upload/piece", **about)).json())["kept"]
        messages = (await (await browser.get("/messages")).json())["messages"]
        assert [each["text"] for each in messages if each["mine"]] == ["台账.txt"]
        for wrong in ({"X_Upload_Size": "1e3"}, {"X_Upload_Id": "?"}, {"X_Upload_Size": "9" * 30}):
            assert (await browser.post("/upload/piece", b"", X_Upload_Offset="0", **about | wrong)).status == 400
        large = about | {"X_Upload_Id": "upload-0009"}
        assert (await browser.post("/upload/piece", bytes(1_100_000), X_Upload_Offset="0", **large)).status == 413

    browse(Furnished(house), _visit, pace=SILENT)
