"""Lists of firms that check the figures: what a sheet counts, which of its rows are doubtful, where it disagrees.

A sheet is read by its header, wherever that stands: 企业名称, 统一社会信用代码, and one column that tells kinds apart
(类别, 级别, 是否中小企业). What the sheet says is only compared; a figure changes when a person takes it over.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from dialogs.definition.form import Form
from dialogs.definition.notice import EvidenceRequirement
from dialogs.derived.firms import marked, missing, names_kept, plain_code, plain_name
from dialogs.record.codec import wire
from dialogs.record.proofs import Listed
from dialogs.rules.functions import NIL

_NAME = re.compile(
    r"(?:企业|单位|公司|机构|项目|标准|专利)?(?:全称|名称)|企业|公司|单位|(?:company|enterprise|firm)(?:name)?",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?:企业|单位|公司)(?:全称|名称)|(?:company|enterprise|firm)name", re.IGNORECASE)
"""What names firms even where no other column has a heading."""
_CODE = re.compile(r"(?:统一社会)?信用代码.*|(?:unified)?(?:social)?creditcode", re.IGNORECASE)
_KIND = re.compile(r"(?:企业)?(?:类别|级别|类型|称号)|是否(?:为|属于)?中小企业|中小企业")
_NUMBER = re.compile(r"(?:标准|专利|证书|计划)(?:申请)?(?:编)?号")
_CODE_SHAPE = re.compile(r"[0-9A-Za-z]{18}")
_WORDS = re.compile(r".*[\u4e00-\u9fff].{2,}|.{2,}[\u4e00-\u9fff].*")
_FIRM = re.compile(r".+(?:公司|集团|厂|合作社|商行|经营部|中心|研究院|店)(?:[（(].*)?")
_MOST_OF = 0.6
_MOST_COLUMNS, _MOST_OFFERED, _SEEN, _LONGEST = 26, 4, 200, 40
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_HEAD_ROWS = 15
_SHOWN = 5
_MOST_KINDS = 12
_NO_ROW = re.compile(r"合计|总计|小计|共计|备注|填表|注[:：].*")

Columns = tuple[int, int | None, int | None, int | None]
"""Where name, code, kind and number stand."""


@wire
@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of the form beside what the list counts."""

    field: str
    slot: str
    counted: int
    answered: str

    @property
    def agrees(self) -> bool:
        """Whether they are the same."""
        return self.answered == str(self.counted)


def valid_code(code: str) -> bool:
    """Whether the check digit of a 统一社会信用代码 fits (GB 32100-2015)."""
    plain = plain_code(code)
    if len(plain) != 18 or any(letter not in _ALPHABET for letter in plain):
        return False
    total = sum(_ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(plain[:17]))
    return _ALPHABET[(31 - total % 31) % 31] == plain[17]


def read_list(rows: Sequence[Sequence[str]]) -> Listed | None:
    """What a sheet says; without a header that names firms, what its columns would say; None where none may."""
    found = next(((at, head) for at, row in enumerate(rows[:_HEAD_ROWS]) if (head := _header(row)) is not None), None)
    if found is not None:
        return _read(rows, found[0] + 1, found[1])
    columns = tuple(_possible(rows))
    return Listed(0, columns=columns, head=_head(rows)) if columns else None


def _head(rows: Sequence[Sequence[str]]) -> str:
    """What stands for the heading of a sheet: its first row of several cells."""
    row = next((row for row in rows[:_HEAD_ROWS] if sum(bool(cell.strip()) for cell in row) > 1), ())
    words = "|".join(re.sub(r"\s", "", unicodedata.normalize("NFKC", cell)).casefold() for cell in row)
    return sha256(words.encode(errors="replace")).hexdigest()[:12] if row else ""


def _read(rows: Sequence[Sequence[str]], start: int, columns: Columns) -> Listed:
    """What the rows from ``start`` on say, whose columns are known."""
    name, code, kind, number = columns
    named = [(at, row) for at, row in enumerate(rows[start:], start + 1) if _names_something(_cell(row, name))]
    keys = [(_key(_cell(row, name), _cell(row, code), _cell(row, number)), _cell(row, kind)) for _, row in named]
    twice = [key for (key, _), count in Counter(keys).items() if count > 1]
    codes = [(at, _cell(row, code)) for at, row in named if _cell(row, code)]
    wrong = [f"第{at}行 {written}" for at, written in codes if not valid_code(written)]
    kinds = Counter(_cell(row, kind) for _, row in named if _cell(row, kind)) if kind is not None else Counter[str]()
    return Listed(
        len(named),
        tuple(kinds.most_common(_MOST_KINDS)),
        tuple(twice[:_SHOWN]),
        len(twice),
        tuple(wrong[:_SHOWN]),
        len(wrong),
        "".join(marked(_cell(row, name), _cell(row, code), _cell(row, kind)) for _, row in named),
        names_kept(_cell(row, name) for _, row in named),
    )


def _possible(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, Listed]]:
    """Columns that may name firms, the likeliest first, each with its letter and how it begins."""
    width = min(max((len(row) for row in rows), default=0), _MOST_COLUMNS)
    seen = rows[:_SEEN]
    cells = {at: [cell for row in seen if (cell := _cell(row, at))] for at in range(width)}
    code = next((at for at in range(width) if _share(cells[at], _CODE_SHAPE) > _MOST_OF), None)
    likely = sorted((at for at in range(width) if _may_name(cells[at])), key=lambda at: -_share(cells[at], _FIRM))
    for at in likely[:_MOST_OFFERED]:
        start = next(place for place, row in enumerate(rows) if _cell(row, at))
        if _share(cells[at][1:], _FIRM) > _MOST_OF and not _FIRM.fullmatch(cells[at][0]):
            start += 1  # its first cell is a heading of some kind
        yield f"{chr(65 + at)}：{'、'.join(cells[at][:2])}"[:_LONGEST], _read(rows, start, (at, code, None, None))


def _may_name(cells: Sequence[str]) -> bool:
    """Whether a column's cells are words, and not always the same ones."""
    return len(cells) > 1 and _share(cells, _WORDS) > _MOST_OF and len(set(cells)) > len(cells) * _MOST_OF


def _share(cells: Sequence[str], shape: re.Pattern[str]) -> float:
    return sum(shape.fullmatch(cell) is not None for cell in cells) / max(len(cells), 1)


def _header(row: Sequence[str]) -> Columns | None:
    """The columns of name, code, kind and number, where a row is a header."""
    cells = [re.sub(r"\s|[（(].*", "", unicodedata.normalize("NFKC", cell)) for cell in row]
    name, code, kind, number = (
        next((at for at, cell in enumerate(cells) if shape.fullmatch(cell)), None)
        for shape in (_NAME, _CODE, _KIND, _NUMBER)
    )
    if name is None or (sum(bool(cell) for cell in cells) < 2 and _ALONE.fullmatch(cells[name]) is None):
        return None
    return name, code, kind, number


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _names_something(cell: str) -> bool:
    return bool(cell) and _NO_ROW.fullmatch(cell) is None


def _key(name: str, code: str, number: str) -> str:
    """What makes a row the same: a firm's code, else its name; with a number, that of its standard or patent."""
    firm = plain_code(code) if code else plain_name(name)
    return f"{number} {firm}" if number else firm


def compared(
    form: Form, requirement: EvidenceRequirement, lists: Iterable[Listed], values: Mapping[str, Any]
) -> tuple[Compared, ...]:
    """The figures that lists of an item count, beside the answers; without those that nobody answered."""
    every = [each for each in lists if not each.columns]
    if not every:
        return ()
    found = []
    for name, word in requirement.counts:
        slot, answered = _answered(form, name, values)
        counted = [_count(each, word) for each in every]
        if answered is not None and None not in counted:
            total = sum(count for count in counted if count is not None)
            found.append(Compared(name, slot, total, answered))
    return tuple(found)


def outside(
    form: Form, requirement: EvidenceRequirement, lists: Iterable[Listed], whole: Iterable[Listed]
) -> tuple[str, ...]:
    """Names on the lists of an item that are not on the list of all firms (or there not as small ones)."""
    small = requirement.within in {name for each in form.evidence for name, word in each.counts if word}
    return missing(lists, whole, small=small) if requirement.within is not None else ()


def _answered(form: Form, name: str, values: Mapping[str, Any]) -> tuple[str, str | None]:
    """The slot that a list is about, and its figure; of a table of figures their sum, which stands in no slot."""
    field = form.by_name[name]
    if field.shape != "matrix":
        slot = _slot(form, name)
        return slot, _figure(values[slot]) if slot in values else None
    given = [values[path] for path in field.paths if path in values]
    if len(given) < len(field.paths):
        return "", None
    return "", str(sum(int(_figure(each)) for each in given))


def _slot(form: Form, name: str) -> str:
    """The slot that a list is about: that of the last statistic year, or the only one."""
    paths = form.by_name[name].paths
    return next((path for path in paths if path.endswith((f"/{form.base_year}", "/count"))), paths[0])


def _count(listed: Listed, word: str) -> int | None:
    if not word:
        return listed.rows
    if not listed.kinds:
        return None
    return sum(count for kind, count in listed.kinds if word in kind or kind in word)


def _figure(value: Any) -> str:
    if value is NIL:
        return "0"
    return (
        str(value.to_integral_value())
        if isinstance(value, Decimal) and value == value.to_integral_value()
        else str(value)
    )
