"""A region's progress as a picture: counties × sections, drawn as SVG and turned into PNG.

One version has no names, to be shown where others look on. Colours are told apart by their marks as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import resvg_py
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from dialogs.record.region import Entrant, Region, Stage, tally
from renderers.chat.stages import STAGES
from renderers.chat.values import phrase_moment
from renderers.i18n import Language, mark

MOST = 60
"""Rows of one picture; of more entrants those that are furthest behind are shown."""
_TEMPLATE = Path(__file__).parent / "progress.svg"
_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
)
_SCALE = 2
_FILLS = {"u": "#e9edf2", "s": "#ffd978", "t": "#f28c7d", "f": "#6bbf8a"}
_MARKS = {"u": "", "s": "…", "t": "!", "f": "✓"}
_KEYS = (("f", mark("已填完")), ("s", mark("进行中")), ("t", mark("有问题")), ("u", mark("未开始")))
_ORDER = {stage: place for place, stage in enumerate(Stage)}
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Cell:
    """One section of one entrant."""

    fill: str
    sign: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entrant: what is written at its left and right, and its sections."""

    name: str
    state: str
    cells: tuple[Cell, ...]


def progress_picture(region: Region, now: str, language: Language, *, names: bool = True) -> bytes:
    """The PNG of a region; ``now`` is the time that stands on it, ISO 8601."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=progress_svg(region, now, language, names=names),
            font_files=[path for path in _FONTS if Path(path).exists()],
            font_family="Noto Sans CJK SC",
            zoom=_SCALE,
        )
    )


def progress_svg(region: Region, now: str, language: Language, *, names: bool = True) -> str:
    """The same as SVG."""
    chosen = sorted(region.entrants, key=lambda each: (_ORDER[each.stage], each.done, region.called(each.county)))
    lines = [_line(region, number, each, language, names=names) for number, each in enumerate(chosen[:MOST], 1)]
    counts = [f"{language.say(STAGES[name])} {count}" for name, count in tally(region.entrants).items()]
    figures = {"region": region.name, "when": phrase_moment(now), "count": str(len(region.entrants))}
    return _template().render(
        title=language.say(mark("{region}申报进度　{when}　共 {count} 家"), figures),
        counts="　".join(counts),
        heads=[_head(title) for title in region.section_titles],
        lines=lines,
        more=language.say(mark("……还有 {count} 家"), {"count": str(len(chosen) - MOST)}) if len(chosen) > MOST else "",
        keys=[(_FILLS[letter], _MARKS[letter], language.say(words)) for letter, words in _KEYS],
    )


def _line(region: Region, number: int, entrant: Entrant, language: Language, *, names: bool) -> Line:
    name = region.called(entrant.county) if names else language.say(mark("第 {number} 家"), {"number": str(number)})
    cells = entrant.sections or "u" * len(region.section_titles)
    shown = tuple(Cell(_FILLS[letter], _MARKS[letter]) for letter in cells)
    return Line(_short(name), language.say(STAGES[entrant.stage]), shown)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _head(title: str) -> str:
    """一 of 一、基本情况; the first two letters of what has no number."""
    number, _, rest = title.partition("、")
    return number if rest else title[:2]


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_TEMPLATE.read_text("utf-8"))
