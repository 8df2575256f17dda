"""Lists of firms that check the figures: what a sheet counts, which of its rows are doubtful, where it disagrees.

A sheet is read by its header, wherever that stands: 企业名称, 统一社会信用代码, and one column that tells kinds apart
(类别, 级别, 是否中小企业). What the sheet says is only compared; a figure changes when a person takes it over.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dialogs.application import Listed
from dialogs.codec import wire
from dialogs.form import Form
from dialogs.functions import NIL
from dialogs.notice import EvidenceRequirement

_NAME = re.compile(r"(?:企业|单位|公司|机构|项目|标准|专利)?(?:全称|名称)|企业|公司|单位")
_CODE = re.compile(r"(?:统一社会)?信用代码.*")
_KIND = re.compile(r"(?:企业)?(?:类别|级别|类型|称号)|是否(?:为|属于)?中小企业|中小企业")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_HEAD_ROWS = 15
_SHOWN = 5
_MOST_KINDS = 12
_NO_ROW = re.compile(r"合计|总计|小计|共计|备注|填表|注[:：].*")


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
    plain = unicodedata.normalize("NFKC", code).strip().upper()
    if len(plain) != 18 or any(letter not in _ALPHABET for letter in plain):
        return False
    total = sum(_ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(plain[:17]))
    return _ALPHABET[(31 - total % 31) % 31] == plain[17]


def read_list(rows: Sequence[Sequence[str]]) -> Listed | None:
    """What a sheet says; None where it has no header that names firms."""
    found = next(((at, head) for at, row in enumerate(rows[:_HEAD_ROWS]) if (head := _header(row)) is not None), None)
    if found is None:
        return None
    at, (name, code, kind) = found
    named = [(number, row) for number, row in enumerate(rows[at + 1 :], at + 2) if _names_something(_cell(row, name))]
    keys = [_key(_cell(row, name), _cell(row, code)) for _, row in named]
    twice = [key for key, count in Counter(keys).items() if count > 1] if kind is None else []
    codes = [(number, _cell(row, code)) for number, row in named if _cell(row, code)]
    wrong = [f"第{number}行 {written}" for number, written in codes if not valid_code(written)]
    kinds = Counter(_cell(row, kind) for _, row in named if _cell(row, kind)) if kind is not None else Counter[str]()
    return Listed(
        len(named),
        tuple(kinds.most_common(_MOST_KINDS)),
        tuple(twice[:_SHOWN]),
        len(twice),
        tuple(wrong[:_SHOWN]),
        len(wrong),
    )


def _header(row: Sequence[str]) -> tuple[int, int | None, int | None] | None:
    """The columns of name, code and kind, where a row is a header."""
    cells = [re.sub(r"\s|[（(].*", "", unicodedata.normalize("NFKC", cell)) for cell in row]
    name = next((at for at, cell in enumerate(cells) if _NAME.fullmatch(cell)), None)
    if name is None or sum(bool(cell) for cell in cells) < 2:
        return None
    code = next((at for at, cell in enumerate(cells) if _CODE.fullmatch(cell)), None)
    return name, code, next((at for at, cell in enumerate(cells) if _KIND.fullmatch(cell)), None)


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _names_something(cell: str) -> bool:
    return bool(cell) and _NO_ROW.fullmatch(cell) is None


def _key(name: str, code: str) -> str:
    """What makes a firm the same: its code where there is one, else its name without brackets, spaces and width."""
    return code.upper() if code else re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name))


def compared(
    form: Form, requirement: EvidenceRequirement, lists: Iterable[Listed], values: Mapping[str, Any]
) -> tuple[Compared, ...]:
    """The figures that lists of an item count, beside the answers; without those that nobody answered."""
    every = list(lists)
    if not every:
        return ()
    found = []
    for name, word in requirement.counts:
        slot = _slot(form, name)
        counted = [_count(each, word) for each in every]
        if slot in values and None not in counted:
            total = sum(count for count in counted if count is not None)
            found.append(Compared(name, slot, total, _figure(values[slot])))
    return tuple(found)


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
