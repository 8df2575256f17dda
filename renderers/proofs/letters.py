"""What stands on photos and scans: print is found and read by RapidOCR's models, where that extra is installed.

Only the red channel is looked at, and red ink in it made as light as the paper: the words under a seal come out. A
sheet that lies on its side shows many boxes taller than wide, and is read again upright. Nothing leaves this machine.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps, ImageSequence
from rapidocr import RapidOCR

from renderers.proofs.kinds import IMAGES, kind_of
from renderers.proofs.pictures import LARGEST_PIXELS, open_picture

_SIDE = 1_600
"""Dots of the longer side at which print is read: more cost time and tell nothing."""
_SECONDS = 60
_TALL = 1.5
_FEW = 3
_QUARTERS = (90, 270)
_UNSURE = 0.75
_REDDISH, _DARK, _PAPER = 40, 110, 80
"""Shades by which red ink is no grey, below which a dot is print under it; per cent of dots darker than paper is."""
_NICE = 2
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.max_side_len": _SIDE,
    "Global.use_cls": False,  # it turns single lines round, and hides that the page stands on its head
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}

Reader = Callable[[Any], Any]
"""RapidOCR: a picture in, boxes with words and how sure they are out."""

Box = tuple[float, float, float, float, str, float]
"""Left, upper, right and lower edge, the words, how sure they are (0 to 1)."""


def letters(job: dict[str, Any]) -> dict[str, Any]:
    """``path``, ``first`` (from 0), ``count``, ``turned`` → ``pages``: of each its lines, and the degrees it lies off.

    A file ends where it ends: fewer pages come back than were asked for.
    """
    os.nice(_NICE)
    reader: Reader = RapidOCR(params=_SETTINGS)
    pages = _pictures(Path(job["path"]), int(job["first"]), int(job["count"]))
    return {"pages": [_page(reader, page, int(job["turned"])) for page in pages]}


def _page(reader: Reader, picture: Image.Image, turned: int) -> dict[str, Any]:
    """The lines of one page, as it stands after it was turned to the right by a person."""
    grey = _ink(picture.rotate(-turned, expand=True) if turned else picture)
    boxes, lies = _boxes(reader, grey), 0
    for quarter in _doubts(boxes):
        upright = _boxes(reader, grey.rotate(-quarter, expand=True))
        if _weight(upright) > _weight(boxes):
            boxes, lies = upright, quarter
    return {"lines": list(_lines(boxes)), "lies": lies}


def _doubts(boxes: Sequence[Box]) -> tuple[int, ...]:
    """The degrees by which a page is tried again: on its side, or upside down; mostly none."""
    tall = [box for box in boxes if box[3] - box[1] > _TALL * (box[2] - box[0])]
    if len(tall) >= _FEW and 2 * len(tall) > len(boxes):
        return _QUARTERS
    unsure = [box for box in boxes if box[5] < _UNSURE]
    return (180,) if len(unsure) >= _FEW and 2 * len(unsure) > len(boxes) else ()


def _ink(picture: Image.Image) -> Image.Image:
    """The page in greys without its red: where that is stamped upon paper it becomes as light as the paper."""
    small = picture.convert("RGB")
    small.thumbnail((_SIDE, _SIDE))
    dots = np.asarray(small).astype(np.int16)
    red, others = dots[:, :, 0], dots[:, :, 1:].max(axis=2)
    paper = np.percentile(red, _PAPER)
    grey = np.where((red - others > _REDDISH) & (red > _DARK), np.maximum(red, paper), red)
    return Image.fromarray(grey.astype(np.uint8))


def _boxes(reader: Reader, grey: Image.Image) -> list[Box]:
    found = reader(np.asarray(Image.merge("RGB", (grey, grey, grey))))
    if found.boxes is None:
        return []
    every = zip(found.boxes, found.txts, found.scores, strict=True)
    return [(*_edges(box), str(text), float(sure)) for box, text, sure in every]


def _edges(box: Any) -> tuple[float, float, float, float]:
    left, upper, right, lower = (float(each) for each in (*box.min(axis=0), *box.max(axis=0)))
    return left, upper, right, lower


def _weight(boxes: Sequence[Box]) -> float:
    return sum(sure**4 * len(text) for *_, text, sure in boxes)


def _lines(boxes: Sequence[Box]) -> Iterator[str]:
    """Boxes beside one another are one line: a label and its value, a row of a table."""
    left = sorted(boxes, key=lambda box: box[1] + box[3])
    while left:
        first = left[0]
        middle = (first[1] + first[3]) / 2
        same = [box for box in left if box[1] <= middle <= box[3] and first[1] <= (box[1] + box[3]) / 2 <= first[3]]
        left = [box for box in left if box not in same]
        yield " ".join(box[4] for box in sorted(same))


def _pictures(path: Path, first: int, count: int) -> Iterator[Image.Image]:
    """So many pages of a file from one on: of a PDF as poppler draws them, of a photo or scan its frames."""
    kind = kind_of(path)
    if kind == "pdf":
        yield from _drawn(path, first, count)
    elif kind in IMAGES:
        with open_picture(path) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= first + count:
                    return
                if number >= first and frame.width * frame.height <= LARGEST_PIXELS:
                    yield ImageOps.exif_transpose(frame)


def _drawn(path: Path, first: int, count: int) -> Iterator[Image.Image]:
    with tempfile.TemporaryDirectory() as folder:
        pages = ["-f", str(first + 1), "-l", str(first + count)]
        command = ["pdftoppm", "-q", *pages, "-scale-to", str(_SIDE), str(path), f"{folder}/page"]
        subprocess.run(command, check=True, timeout=_SECONDS, capture_output=True)
        for drawn in sorted(Path(folder).glob("page-*.ppm"), key=lambda each: int(each.stem.partition("-")[2])):
            with Image.open(drawn) as page:
                yield page.copy()
