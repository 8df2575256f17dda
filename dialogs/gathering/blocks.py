"""What stands beside one label, as words for its slots: figures by their years, boxes, numbers with names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dialogs.definition.form import Field, Kind, Shape
from dialogs.gathering.boxes import has_boxes, ticks, without_notes
from dialogs.gathering.documents import Cell, Gleaned, Spot, Unread, Worded
from dialogs.gathering.grid import Grid, Head, unit_of, year_of, years_above
from dialogs.gathering.labels import plain

_COUNTED = re.compile(
    r"\s*数量\s*[:：]?(?P<count>.*?)个?\s*(?:[\n;；,，]|(?=名称\s*[:：]))\s*名称\s*[:：]?(?P<names>.*)", re.DOTALL
)
_ROLES = ("主持", "参与")
_PHONE = re.compile(r"(?P<name>.*?)[\s,，、;；:：/]+(?P<phone>[0-9+(（][0-9+()（）\-－—\s]{6,24})\s*")
_CALLED = 5
"""Figures from which on words are a telephone number."""
_UNIT_ALONE = re.compile(r"^\s*[个家件项%]*\s*$|\s+[个家件项]\s*$")
"""The unit that the form prints behind a figure."""
_NOTHING = re.compile(r"[\s_＿　]*|[\s_＿　]*年[\s_＿　]*(?:月[\s_＿　]*日?)?[\s_＿　]*")


@dataclass(frozen=True)
class Block:
    """A label with what stands beside it: ``values`` are said, ``other`` cells are years, units and the form's own."""

    grid: Grid
    label: str
    values: tuple[tuple[int, Cell], ...]
    other: tuple[tuple[int, Cell], ...]
    heads: tuple[Head, ...]
    spot: Spot
    year: str = ""
    unit: str = ""

    @property
    def words(self) -> str:
        """Everything that is said, to be shown."""
        return " ".join(" ".join(cell.text.split()) for _, cell in self.values)


def read_block(field: Field, block: Block) -> Iterator[Gleaned | Unread]:
    """What a block says to its question."""
    block = _with_unit(field, block)
    if not block.values:
        yield Gleaned(field.name, (), block.spot)
        return
    match field.shape:
        case Shape.YEARLY:
            yield from _yearly(field, block)
        case Shape.MATRIX:
            yield from _matrix(field, block)
        case Shape.COUNT_NAMES:
            yield from _counted(field, block)
        case _:
            yield from _single(field, block)


def read_pair(pair: tuple[Field, Field], block: Block) -> Iterator[Gleaned | Unread]:
    """Two questions in one cell, apart by a wide blank; a name and a telephone number also by any other."""
    words = block.words
    parts = [part.strip() for cell in block.values for part in re.split(r"[\u3000\t\n]+|\s{2,}", cell[1].text)]
    said = [part for part in parts if not _NOTHING.fullmatch(part)]
    phone = _PHONE.fullmatch(words)
    named = phone is not None and re.search(r"[^\W\d]", phone["name"])  # 0319 8566000 is one number
    if len(said) != len(pair) and pair[1].kind is Kind.PHONE and phone is not None and named:
        said = [phone["name"], phone["phone"]]
    kept = [each for each in said if each not in _unfilled(pair)]
    if len(said) == len(pair):
        yield from _halves(pair, said, block.spot)
    elif kept and pair[1].kind is not Kind.PHONE:
        yield Gleaned(pair[1].name, (Worded("", words),), block.spot)
    elif len(kept) == 1 or (kept and not re.search(r"[^\W\d]", words)):
        half = half_of(pair, words, behind=parts[0] == "")
        yield Gleaned(half.name, (Worded("", words.strip()),), block.spot)
    elif kept:
        yield Unread(words, "parts", block.spot, pair[0].name)
    else:
        yield from (Gleaned(field.name, (), block.spot) for field in pair)


def _halves(pair: tuple[Field, Field], said: Sequence[str], spot: Spot) -> Iterator[Gleaned]:
    for field, part in zip(pair, said, strict=True):
        yield Gleaned(field.name, (Worded("", part),) if part and part not in _unfilled(pair) else (), spot)


def half_of(pair: tuple[Field, Field], words: str, *, behind: bool = False) -> Field:
    """Which of two questions that share a cell its only words belong to.

    A telephone number is told by its figures, of which a few do where the words stand ``behind`` a blank.
    """
    figures = sum(each.isdigit() for each in words)
    named = any(each.isalpha() and each not in "转分机" for each in words)
    called = not named and figures >= (1 if behind else _CALLED)
    return pair[1] if pair[1].kind is Kind.PHONE and called else pair[0]


def _unfilled(fields: Sequence[Field]) -> set[str]:
    return {field.unfilled.strip() for field in fields if field.unfilled}


def _with_unit(field: Field, block: Block) -> Block:
    """The block with the unit of a column of its own (计量单位), where it is another than the official one."""
    units = {unit for _, cell in block.other if (unit := unit_of(cell.text))}
    if len(units) == 1 and not block.unit:
        unit = units.pop()
        return replace(block, unit=unit if unit != field.unit else "")
    return block


def _figured(block: Block, text: str) -> str:
    """A figure with the unit that stands elsewhere, unless it brings one."""
    words = text.strip()
    return f"{words}{block.unit}" if block.unit and re.search(r"[0-9]$", words) else words


def _yearly(field: Field, block: Block) -> Iterator[Gleaned | Unread]:
    dated: dict[str, list[tuple[int, Cell]]] = {}
    for row, cell in block.values:
        dated.setdefault(_year_of(block, row, cell), []).append((row, cell))
    loose = dated.pop("", [])
    if loose:
        yield from _undated(field, block, loose, dated)
    slots = {slot.part[0]: slot.path for slot in field.slots}
    said = []
    for year, cells in dated.items():
        texts = dict.fromkeys(cell.text.strip() for _, cell in cells)
        spot = block.grid.spot(*cells[0], block.label)
        if year not in slots:
            yield Unread(" ".join(texts), "year", spot, field.name)
        elif len(texts) > 1:
            yield Unread(" ".join(texts), "twice", spot, field.name)
        else:
            said.append(Worded(slots[year], _figured(block, next(iter(texts)))))
    if said:
        yield Gleaned(field.name, tuple(said), block.spot)


def _year_of(block: Block, row: int, cell: Cell) -> str:
    """The year of a value: its label's, the one above it or left of it in the block, or the one heading its column."""
    if block.year:
        return block.year
    above = [(at, head) for at, head in block.other if at < row and year_of(head.text)]
    inside = [
        head for _, head in above if head.column < cell.column + cell.span and cell.column < head.column + head.span
    ]
    if inside:
        return year_of(inside[-1].text)
    beside = [head for at, head in block.other if at == row and head.column < cell.column and year_of(head.text)]
    if beside:
        return year_of(beside[-1].text)
    years = years_above(block.heads, cell)
    return years.pop() if len(years) == 1 else ""


def _undated(
    field: Field, block: Block, loose: Sequence[tuple[int, Cell]], dated: dict[str, list[tuple[int, Cell]]]
) -> Iterator[Gleaned | Unread]:
    """Values without a year: one cell may hold them all in words; three without any heading are confirmed."""
    words = " ".join(cell.text.strip() for _, cell in loose)
    if len(loose) == 1 and not dated:
        yield Gleaned(field.name, (Worded("", _figured(block, words)),), block.spot)
    elif len(loose) == len(field.slots) and not dated:
        said = tuple(
            Worded(slot.path, _figured(block, cell.text)) for slot, (_, cell) in zip(field.slots, loose, strict=True)
        )
        yield Gleaned(field.name, said, block.spot, "order")
    else:
        yield Unread(words, "no year", block.spot, field.name)


def _matrix(field: Field, block: Block) -> Iterator[Gleaned | Unread]:
    levels = {slot.label.split(" ")[1]: slot.part[1] for slot in field.slots}
    roles = {word: slot.part[2] for slot in field.slots for word in _ROLES if word in slot.label.split(" ")[2]}
    every = (*block.values, *block.other)
    titles = [(row, cell) for row, cell in every if plain(cell.text).startswith(_ROLES)]
    paths = {slot.part: slot.path for slot in field.slots}
    said, lost = [], []
    for row, cell in block.values:
        if plain(cell.text).startswith(_ROLES) or plain(cell.text).removesuffix("标准") in levels:
            continue
        level = _level(every, row, cell, levels)
        role = next(
            (roles[plain(title.text)[:2]] for at, title in reversed(titles) if at < row and _above(title, cell)), ""
        )
        path = paths.get((_year_of(block, row, cell), level, role))
        if path is None:
            lost.append(cell.text.strip())
        else:
            said.append(Worded(path, cell.text.strip()))
    if lost and not said and len(lost) == 1:
        yield Gleaned(field.name, (Worded("", lost[0]),), block.spot)
    elif lost:
        yield Unread(" ".join(lost), "no year", block.spot, field.name)
    if len({each.slot for each in said}) < len(said):
        yield Unread(block.words, "twice", block.spot, field.name)
    elif said:
        yield Gleaned(field.name, tuple(said), block.spot)


def _level(every: Sequence[tuple[int, Cell]], row: int, cell: Cell, levels: dict[str, str]) -> str:
    """The level that stands nearest at the left in the row."""
    left = [each for at, each in every if at == row and each.column < cell.column]
    named = [each for each in left if plain(each.text).removesuffix("标准") in levels]
    nearest = max(named, key=lambda each: each.column, default=None)
    return levels[plain(nearest.text).removesuffix("标准")] if nearest is not None else ""


def _above(title: Cell, cell: Cell) -> bool:
    return title.column < cell.column + cell.span and cell.column < title.column + title.span


def _counted(field: Field, block: Block) -> Iterator[Gleaned | Unread]:
    """数量：2个 名称：甲、乙, in one cell or in two."""
    text = "\n".join(cell.text for _, cell in block.values)
    count, names = field.slots
    match = _COUNTED.fullmatch(text)
    if match is None:
        words = re.sub(r"数量\s*[:：]\s*个?|名称\s*[:：]", " ", without_notes(text)).strip()
        yield Gleaned(field.name, (Worded("", words),) if words.strip(" 个\u3000\n") else (), block.spot)
        return
    parts = (
        (count, match["count"].strip(" \u3000_\n\t")),
        (names, without_notes(match["names"]).strip(" \u3000_\n\t")),
    )
    said = tuple(Worded(slot.path, words) for slot, words in parts if words)
    yield Gleaned(field.name, said, block.spot)


def _single(field: Field, block: Block) -> Iterator[Gleaned | Unread]:
    texts = list(dict.fromkeys(cell.text.strip() for _, cell in block.values))
    if field.choices and any(has_boxes(text) for text in texts):
        yield from _ticked(field, block, "\n".join(texts))
        return
    if len(texts) > 1 and field.kind is not Kind.PARAGRAPH:
        yield Unread(block.words, "several", block.spot, field.name)
        return
    words = "\n".join(texts) if field.kind in (Kind.PARAGRAPH, Kind.TEXT) else without_notes("\n".join(texts))
    if _NOTHING.fullmatch(words) or words == field.unfilled.strip():
        words = ""
    words = _figured(block, unicodedata.normalize("NFKC", words)) if field.numeric else words
    if field.numeric:
        words = _UNIT_ALONE.sub("", words)
    yield Gleaned(field.name, (Worded("", words),) if words else (), block.spot)


def _ticked(field: Field, block: Block, text: str) -> Iterator[Gleaned | Unread]:
    found = ticks(text, field.choices)
    if found.trouble:
        yield Unread(found.trouble, "boxes", block.spot, field.name)
    elif field.kind is Kind.CHOICE and len(found.names) > 1:
        yield Unread(block.words, "two boxes", block.spot, field.name)
    else:
        names = [choice.name for choice in field.choices]
        numbers = " ".join(str(names.index(name) + 1) for name in found.names)
        yield Gleaned(field.name, (Worded("", numbers),) if numbers else (), block.spot)
