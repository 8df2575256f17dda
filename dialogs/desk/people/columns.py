"""A list of people as a sheet: which columns are county, name and telephone number; doubts are asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dialogs.desk.ground.choosing import called
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.people import inviting
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.actions import Action
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Columns, Do
from dialogs.state.errands import ReadPeople

_HEAD_ROWS = 15
_SAMPLE = 60
_MOST_ROWS, _MOST_COLUMNS, _LONGEST_CELL = 400, 12, 40
_ENOUGH = 0.5
UNKNOWN, NONE = -1, -2
_HEADS: Mapping[str, re.Pattern[str]] = {
    "county": re.compile(r"(?:所属|所在)?(?:县级?|区县|县区|县市区|市县|地区|行政区划?|辖区|县或区)(?:名称|名|单位)?"),
    "name": re.compile(r"(?:联系人|联络人|联络员|经办人|填报人|负责人|分管领导|姓名|名字)(?:姓名|名字)?"),
    "phone": re.compile(r"(?:联系|办公|移动|手机)?(?:电话|手机|号码|联系方式)(?:号码?)?|手机号码?"),
}
_MOBILE = re.compile(r"(?:\+?86)?1[3-9][0-9]{9}")
_PHONE = re.compile(rf"{_MOBILE.pattern}|0[0-9]{{2,3}}-?[0-9]{{7,8}}|[2-9][0-9]{{6,7}}")
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")


def take(step: DeskStep, attachment: str, name: str) -> None:
    """Have a sheet read."""
    step.update(state=Resting())
    step.request(ReadPeople(attachment, name))


def read(step: DeskStep, payload: Mapping[str, str]) -> None:
    """The sheet was read: find its columns, ask about them, take its people down."""
    cells: Sequence[Sequence[str]] = codec.loads(payload["rows"])
    rows = tuple(_trimmed(row) for row in cells if any(cell.strip() for cell in row))
    if len(rows) > _MOST_ROWS:
        step.say(Note("too many people", {"count": str(len(rows)), "limit": str(_MOST_ROWS)}))
    elif not rows:
        step.say(Note("list empty", {"name": payload["name"]}))
    else:
        go_on(step, _begun(step, rows))


def unread(step: DeskStep, payload: Mapping[str, str]) -> None:
    """It is no sheet that can be read."""
    step.say(Note("list unread", {"name": payload["name"]}))


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(_plain(cell)[:_LONGEST_CELL] for cell in row[:_MOST_COLUMNS])


def _plain(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", cell).split())


def _begun(step: DeskStep, rows: tuple[tuple[str, ...], ...]) -> Columns:
    """The columns as far as one of them alone is likely."""
    head = next((at for at, row in enumerate(rows[:_HEAD_ROWS]) if _kinds(row) >= 2), None)
    found = Columns(rows, -1 if head is None else head, {})
    chosen = {kind: _only(candidates(step, found, kind)) for kind in _HEADS}
    return replace(found, chosen=chosen)


def _kinds(row: Sequence[str]) -> int:
    return sum(any(head.fullmatch(_bare(cell)) for cell in row) for head in _HEADS.values())


def _bare(cell: str) -> str:
    return re.sub(r"\s|[(（].*|[:：*]", "", cell)


def _only(places: Sequence[int]) -> int:
    return places[0] if len(places) == 1 else UNKNOWN


def candidates(step: DeskStep, columns: Columns, kind: str) -> list[int]:
    """The columns that may hold this: those headed so, or without a head those whose cells look so."""
    if columns.head >= 0:
        heads = [_bare(cell) for cell in columns.rows[columns.head]]
        headed = [at for at, head in enumerate(heads) if _HEADS[kind].fullmatch(head)]
        filled = [at for at in headed if any(_cell(row, at) for row in _body(columns))]
        if filled:
            return filled
    return [at for at in range(_MOST_COLUMNS) if _looks(step, columns, at, kind)]


def _looks(step: DeskStep, columns: Columns, at: int, kind: str) -> bool:
    cells = [cell for row in _body(columns)[:_SAMPLE] if (cell := _cell(row, at))]
    likely: Callable[[str], bool] = {
        "county": lambda cell: _county(step, cell) != "",
        "name": lambda cell: _NAME.fullmatch(cell) is not None and not _county(step, cell),
        "phone": lambda cell: _PHONE.search(re.sub(r"[\s()]", "", cell)) is not None,
    }[kind]
    return bool(cells) and sum(map(likely, cells)) / len(cells) > _ENOUGH


def _body(columns: Columns) -> tuple[tuple[str, ...], ...]:
    return columns.rows[columns.head + 1 :]


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if 0 <= at < len(row) else ""


def _county(step: DeskStep, cell: str) -> str:
    """The name of the county that a cell speaks of: 清河县工信局 is of 清河县."""
    if called(step.form, step.region, cell):
        return cell
    return next((each.name for each in step.form.counties if len(each.name) > 1 and each.name in cell), "")


def go_on(step: DeskStep, columns: Columns) -> None:
    """The next column that is not certain; then the people."""
    open_ = next((kind for kind, at in columns.chosen.items() if at == UNKNOWN), None)
    if open_ is None:
        _people(step, columns)
        return
    places = candidates(step, columns, open_) or [
        at for at in range(_width(columns)) if at not in columns.chosen.values()
    ]
    ways: list[tuple[Option, Action]] = [
        (Option("desk column", {"name": _head(columns, at), "sample": _sample(columns, at)}), Do("column", (str(at),)))
        for at in places
    ]
    if open_ != "name":
        ways.append((Option("desk no column"), Do("column", (str(NONE),))))
    ways.append((Option("desk stop"), Do("stop")))
    note = Note(f"which column {open_}", {"count": str(len(_body(columns)))}, tuple(option for option, _ in ways))
    step.offer(note, [action for _, action in ways], replace(columns, asking=open_))


def _width(columns: Columns) -> int:
    return max(len(row) for row in columns.rows)


def _head(columns: Columns, at: int) -> str:
    head = _cell(columns.rows[columns.head], at) if columns.head >= 0 else ""
    return head or chr(ord("A") + at)


def _sample(columns: Columns, at: int) -> str:
    return next((cell for row in _body(columns) if (cell := _cell(row, at))), "")


def chosen(step: DeskStep, at: str) -> None:
    """A column was chosen."""
    if isinstance(step.state, Columns) and step.state.asking:
        known = {**step.state.chosen, step.state.asking: int(at)}
        go_on(step, replace(step.state, chosen=known, asking=""))
    else:
        step.say(Note("old button"))


def _people(step: DeskStep, columns: Columns) -> None:
    """Line by line; a county that stands once for several lines below it, as merged cells do, is carried down."""
    lines, before = [], ""
    county, name, phone = (columns.chosen[kind] for kind in ("county", "name", "phone"))
    for row in _body(columns):
        here = _county(step, _cell(row, county)) or _cell(row, county) or before
        person = "".join(_cell(row, name).split())
        if person or _cell(row, phone):
            lines.append("\t".join(part for part in (here, person, _first(_cell(row, phone))) if part))
        before = here
    inviting.take_down(step, lines)


def _first(cell: str) -> str:
    """Of several numbers the first mobile one, else the first; a cell with none as it is."""
    plain = re.sub(r"[\s()]", "", cell)
    found = _MOBILE.search(plain) or _PHONE.search(plain)
    return found[0] if found is not None and len(plain) > len(found[0]) else plain
