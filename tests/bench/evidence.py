"""The evidence group: fifty files of 87 MB bound, the form as PDF, a long list, uploads at once."""

from __future__ import annotations

import asyncio
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
from aiohttp import ClientSession, CookieJar
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from bot.printing.binding import bind
from dialogs.definition.form import Form
from dialogs.definition.loader import load
from dialogs.record.application import Application
from dialogs.record.proofs import Proof
from renderers import pdf, word
from renderers.programs import workplace
from renderers.proofs import opened
from storage.attachments import store
from tests import drawn
from tests.bench.form import nearly_full
from tests.bench.rows import Row, median_ms
from tests.browser.started import Program

_AT_ONCE, _LONG, _PIECE = 20, 16 << 20, 512 << 10
_A3, _A4, _LETTER = (842, 1190), (595, 842), (612, 792)


def files() -> Iterator[tuple[str, bytes]]:
    """30 PDFs of mixed sizes and turns, 13 photos, a scan of three pages, 2 HEIC, 4 Word files: 87 MB, 347 pages."""
    dice = random.Random(7)
    for number in range(30):
        size = (_A4, _A4, _LETTER, _A3, (842, 595))[number % 5]
        yield f"证明{number:02}.pdf", _paper(dice, 10 + number % 3, size, turned=90 * (number % 7 == 3))
    for number in range(10):
        yield f"照片{number:02}.jpg", drawn.jpeg(_photo(dice, 4000, 3000))
    for number in range(3):
        yield f"截图{number}.png", drawn.png(drawn.certificate(1400, 2000))
    yield "扫描.tif", drawn.scan([drawn.certificate()] * 3)
    for number in range(2):
        yield f"IMG_{number}.HEIC", drawn.heic(_photo(dice, 4000, 3000))
    for number in range(4):
        yield f"说明{number}.docx", _text(number)


def _paper(dice: random.Random, pages: int, size: tuple[float, float], *, turned: int) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    for page in range(pages):
        for line in range(40):
            canvas.drawString(60, size[1] - 60 - line * 17, f"page {page} line {line} " + "word " * 12)
        if page % 4 == 0:
            picture = BytesIO(drawn.jpeg(_photo(dice, 1100, 1500)))
            canvas.drawInlineImage(Image.open(picture), 60, 60, 300, 400)
        canvas.showPage()
    canvas.save()
    return drawn.stamped(out.getvalue(), turned)


def _photo(dice: random.Random, width: int, height: int) -> Image.Image:
    coarse = Image.frombytes("RGB", (width // 8, height // 8), dice.randbytes(3 * (width // 8) * (height // 8)))
    return coarse.resize((width, height), Image.Resampling.BICUBIC)


def _text(number: int) -> bytes:
    document, out = docx.Document(), BytesIO()
    for line in range(60):
        document.add_paragraph(f"{number} 某县产业集群佐证材料说明第{line}段。" * 6)
    document.save(out)
    return out.getvalue()


def rows() -> Iterator[Row]:
    """Every row of this group."""
    form = load()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "files"
        sent = [(name, store(content, folder)) for name, content in files()]
        yield Row("evidence", f"files bound: {len(sent)}", sum(each.size for _, each in sent) / 1e6, "MB")
        yield from binder(form, folder, [(name, each.sha256) for name, each in sent])
    yield from lists()
    yield from paged(form)
    yield from uploads()


def binder(form: Form, folder: Path, sent: list[tuple[str, str]]) -> Iterator[Row]:
    """The whole binder, beside pikepdf that puts the same files one behind the other in the same run."""
    items = [each.id for each in form.evidence if each.when is None]
    proofs = [Proof(f"f{at}", items[at % len(items)], name, sha256=sha) for at, (name, sha) in enumerate(sent)]
    application = Application("bench", form.edition).with_proofs(proofs)
    alone = _timed(lambda: _alone(folder, sent))
    before = _peak()
    ours = _timed(lambda: bind(form, application, folder).file.unlink())
    yield Row("evidence", "binder, times pikepdf alone merging the same files", ours / alone, "×", 1.5, "pikepdf")
    yield Row("evidence", "  binder, everything made anew", ours, "s")
    yield Row("evidence", "  pikepdf alone, without directory, numbers, A4", alone, "s", None, "pikepdf")
    yield Row("evidence", "  largest process, without LibreOffice", max(before, _peak()), "MB", 400)
    again = _timed(lambda: bind(form, application, folder).file.unlink())
    yield Row("evidence", "  binder, nothing changed", again, "s")


def _alone(folder: Path, sent: list[tuple[str, str]]) -> None:
    """What a script would do: pictures as they are on a page each, Word by LibreOffice, one behind the other."""
    with workplace() as place, pikepdf.Pdf.new() as body:
        kept = []
        for number, (name, sha) in enumerate(sent):
            path, made = folder / sha, place / f"{number}.pdf"
            if name.endswith(".docx"):
                made.write_bytes(pdf.convert_any(path.read_bytes(), ".docx"))
            elif not name.endswith(".pdf"):
                from renderers.proofs.pictures import open_picture

                with open_picture(path) as picture:
                    picture.convert("RGB").save(made, "PDF", quality=90)
            kept.append(pikepdf.Pdf.open(made if made.exists() else path))
            body.pages.extend(kept[-1].pages)
        body.save(place / "all.pdf")


def _peak() -> float:
    """The most memory that any child so far had, in MB; LibreOffice's is not its own child but its launcher's."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _timed(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


def lists() -> Iterator[Row]:
    """A list of 5,000 firms from its bytes to what is doubtful in it."""
    firms = [[str(at), f"某县第{at}号制造有限公司", "91130535MA00000000", "是", ""] for at in range(5_000)]
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "list.xlsx"
        path.write_bytes(drawn.sheet([["序号", "企业名称", "统一社会信用代码", "是否中小企业", "备注"], *firms]))
        job = {"path": str(path), "name": "企业清单.xlsx", "thumbnail": str(Path(place) / "none")}
        took = min(_timed(lambda: opened("look", job)) for _ in range(3))
    yield Row("evidence", "a list of 5,000 rows, looked at in a child", took, "s", 2.0)


def uploads() -> Iterator[Row]:
    """Twenty large files at once into the real service: how much more memory it takes while they come."""
    with tempfile.TemporaryDirectory() as place, Program(Path(place) / "data", anew=True) as program:
        before = _memory(program.pid)
        grown = asyncio.run(_sent(program)) - before
    name = f"memory of the server, more under {_AT_ONCE} uploads of {_LONG >> 20} MB"
    yield Row("evidence", name, grown, "MB", 50)


async def _sent(program: Program) -> float:
    """Send them; returns the most memory that the server had."""
    origin = {"Origin": program.url.rstrip("/")}
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        await session.post(program.link, headers=origin)
        await session.get(program.url)
        peak, over = 0.0, asyncio.Event()

        async def _watch() -> None:
            nonlocal peak
            while not over.is_set():
                peak = max(peak, _memory(program.pid))
                await asyncio.sleep(0.05)

        watching = asyncio.create_task(_watch())
        await asyncio.gather(*(_send(session, program.url, origin, number) for number in range(_AT_ONCE)))
        over.set()
        await watching
        return peak


async def _send(session: ClientSession, url: str, origin: dict[str, str], number: int) -> None:
    offset, kept = 0, False
    about = {"X-Upload-Id": f"bench-{number:06}", "X-Upload-Size": str(_LONG), "X-Upload-Name": f"{number}.txt"}
    while not kept:
        piece = f"{number:08}".encode() * (min(_PIECE, _LONG - offset) // 8)
        headers = {**origin, **about, "X-Upload-Offset": str(offset)}
        async with session.post(f"{url}upload/piece", data=piece, headers=headers) as answer:
            if answer.status == 429:
                await asyncio.sleep(0.5)
                continue
            said = await answer.json()
            offset, kept = said["offset"], said["kept"]


def _memory(process: int) -> float:
    """What a process holds in memory now, in MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def paged(form: Form) -> Iterator[Row]:
    """附件1 as PDF, and where its rows came to stand."""
    made = word.fill(form, nearly_full(form).application, draft=True)
    pages = pdf.convert(made)
    yield Row("evidence", "附件1 as PDF", min(_timed(lambda: pdf.convert(made)) for _ in range(3)), "s")
    yield Row("evidence", "page map of 附件1", median_ms(lambda: pdf.page_map(pages), 5), "ms")
