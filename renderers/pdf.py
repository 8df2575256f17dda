"""LibreOffice turns a Word file into pages. It is started here and nowhere else.

What experience teaches about it: two jobs on one profile fail, so each job has its own; exit status 0 proves nothing,
so the result is opened; a hung start ignores polite signals, so it runs in a process group of its own, which is killed.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from renderers.programs import OURS, Leash, Stopped, run, workplace

_FONTS = Path(__file__).with_name("fonts.conf")
_WORD = "MS Word 2007 XML"  # without it, LibreOffice prints the bytes of whatever it does not know
_FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'


class LibreOfficeMissing(Exception):
    """LibreOffice (soffice) is not installed here, so there are no PDF pages; the Word file is whole without them."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class ConversionFailed(Exception):
    """LibreOffice did not turn the Word file into readable pages."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{self.__doc__} {reason}")


def available() -> bool:
    """Whether this machine can convert."""
    return shutil.which("soffice") is not None


def convert(docx: bytes, *, seconds: float = 60, leash: Leash = OURS) -> bytes:
    """The pages of a Word file as PDF, its bookmarks as named destinations.

    Takes about a second of one core and 214 MB. Raises ``LibreOfficeMissing``, ``ConversionFailed`` when no readable
    PDF came out within ``seconds``, or ``LetGo`` when the leash was let go.
    """
    return _converted(docx, ".docx", [f"--infilter={_WORD}"], seconds, leash)


def convert_any(content: bytes, suffix: str, *, seconds: float = 60, leash: Leash = OURS) -> bytes:
    """The pages of a text document of whatever kind (.doc, .wps, .rtf, .docx): LibreOffice tells by the content.

    What is no document at all comes out as pages of its bytes, so that has to be told before. Raises as ``convert``.
    """
    return _converted(content, suffix, [], seconds, leash)


def to_word(content: bytes, suffix: str, *, seconds: float = 60, leash: Leash = OURS) -> bytes:
    """A text document of whatever kind (.doc, .wps, .odt, .rtf) as .docx. Raises as ``convert``."""
    return _office(content, suffix, ["--convert-to", f"docx:{_WORD}"], "form.docx", seconds, leash)


def converted(content: bytes, suffix: str, kind: str, *, seconds: float = 60, leash: Leash = OURS) -> bytes:
    """A Word file as a document of another ``kind`` (doc, odt), for whoever cannot open it. Raises as ``convert``."""
    return _office(content, suffix, ["--convert-to", kind], f"form.{kind}", seconds, leash)


def convert_each(
    papers: Sequence[bytes], *, seconds: float = 60, leash: Leash = OURS
) -> list[bytes | ConversionFailed]:
    """The pages of several Word files, each as of ``convert``, from one start of LibreOffice where that goes well.

    The start takes as long as four forms do. What does not come out with the others is tried by itself.
    Raises ``LibreOfficeMissing`` and ``LetGo``.
    """
    together = _together(papers, seconds, leash) if len(papers) > 1 else {}
    return [together.get(number) or _alone(paper, seconds, leash) for number, paper in enumerate(papers)]


def _together(papers: Sequence[bytes], seconds: float, leash: Leash) -> dict[int, bytes]:
    """The pages of those that came out, by their number."""
    orders = ["--convert-to", _FILTER, f"--infilter={_WORD}"]
    found = {}
    with workplace() as folder:
        sources = {number: Path(folder, f"form{number}.docx") for number in range(len(papers))}
        for number, source in sources.items():
            source.write_bytes(papers[number])
        with suppress(ConversionFailed):
            _run(folder, orders, list(sources.values()), seconds, leash)
        for number, source in sources.items():
            result = source.with_suffix(".pdf")
            with suppress(ConversionFailed, FileNotFoundError):
                found[number] = _checked(result.read_bytes())
    return found


def _alone(paper: bytes, seconds: float, leash: Leash) -> bytes | ConversionFailed:
    try:
        return convert(paper, seconds=seconds, leash=leash)
    except ConversionFailed as error:
        return error


def _converted(content: bytes, suffix: str, kinds: Sequence[str], seconds: float, leash: Leash) -> bytes:
    return _checked(_office(content, suffix, ["--convert-to", _FILTER, *kinds], "form.pdf", seconds, leash))


def _office(content: bytes, suffix: str, orders: Sequence[str], made: str, seconds: float, leash: Leash) -> bytes:
    """What LibreOffice makes of a document: the file of this name."""
    with workplace() as folder:
        source = Path(folder, f"form{suffix}")
        source.write_bytes(content)
        said = _run(folder, orders, [source], seconds, leash)
        result = Path(folder, made)
        if not result.exists():
            raise ConversionFailed(f"No file came out: {said}")
        return result.read_bytes()


def _run(folder: Path, orders: Sequence[str], sources: Sequence[Path], seconds: float, leash: Leash) -> str:
    """Let LibreOffice work in a folder of its own; returns what it said."""
    office = shutil.which("soffice")
    if office is None:
        raise LibreOfficeMissing
    command = [office, *_arguments(str(folder)), *orders, "--outdir", str(folder), *map(str, sources)]
    environment = {"FONTCONFIG_FILE": str(_FONTS), "TMPDIR": str(folder)}
    try:
        return run(command, seconds, environment, leash).said
    except Stopped as stopped:
        raise ConversionFailed(str(stopped)) from None


def page_map(pdf: bytes) -> dict[str, tuple[int, float]]:
    """Where each bookmark of the Word file came to stand: page (from 1) and points from the top of the page."""
    from pypdf import PdfReader  # here and below: a start of the service does not wait for it

    reader = PdfReader(BytesIO(pdf))
    found = {}
    for name, place in reader.named_destinations.items():
        page = reader.get_destination_page_number(place)
        if page is not None and place.top is not None:
            found[name.removeprefix("/")] = (
                page + 1,
                round(float(reader.pages[page].mediabox.top) - float(place.top), 1),
            )
    return found


def _arguments(folder: str) -> list[str]:
    profile = Path(folder, "profile").as_uri()
    quiet = ["--headless", "--norestore", "--nolockcheck", "--nodefault"]
    return [f"-env:UserInstallation={profile}", *quiet]


def _checked(pdf: bytes) -> bytes:
    """The PDF, once it has proved to be one, and whole."""
    if not pdf.rstrip().endswith(b"%%EOF"):
        raise ConversionFailed("The file is not whole.")
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = len(PdfReader(BytesIO(pdf)).pages)
    except PyPdfError as error:
        raise ConversionFailed(f"The file is no PDF: {error}") from error
    if not pages:
        raise ConversionFailed("The file has no pages.")
    return pdf
