"""The county's own targets (8.14): one a line, with direction, 指标, base and target."""

from __future__ import annotations

import re

from dialogs.reading.blanks import read_blank
from dialogs.reading.cleaning import excerpt, one_line
from dialogs.reading.question import Question
from dialogs.reading.results import Entry, Read, Reading, Unreadable, Why

_COLUMNS = 4
_DIRECTIONS = {
    "主导产业": "主导产业",
    "创新": "创新",
    "创新能力": "创新",
    "数字化": "数字化",
    "数字化升级": "数字化",
    "绿色化": "绿色化",
    "绿色化转型": "绿色化",
    "开放合作": "开放合作",
    "治理和服务": "治理和服务",
    "其它": "其它",
    "其他": "其它",
}
_ROLES = re.compile(
    r"^(?:(?:20[0-9]{2}年?(?:底|末)?)?(?:基准|现状|目标|现在|目前|现有|力争|计划|到)(?:值)?(?:20[0-9]{2}年)?"
    r"(?:是|为|有|达到|到)?[:：]?|20[0-9]{2}年(?:底|末)?(?:是|有|达到|到)?)[ ]?(?=[0-9])"
)
"""现在2个，目标5个: which of the two a figure is."""
_MARKS = tuple(re.compile(mark) for mark in ("[|｜]", "\t", "[、；;]", "[,，]", " +"))
_MOST = 50
_LABELLED = re.compile(
    r"(?P<name>[^:：,，;；|\n]{2,40})[:：][ ]?(?P<base>[^,，;；|\n]{1,30}?)"
    r"(?:[ ]?[,，][ ]?|[ ]+|(?:提高|增加|增长|降低|下降|减少)?[到至])(?P<target>[^,，;；|\n]{1,30})"
)
_FROM_TO = re.compile(
    r"(?P<name>[^:：,，;；|\n0-9]{2,40}?)(?:由|从)(?P<base>[^,，;；|\n到至]{1,30}?)"
    r"(?:提高|提升|扩大|增加|增长|上升|发展|拓展|降低|下降|减少|压减|升|降|增)?[到至为](?P<target>[^,，;；|\n]{1,30})"
)
"""规上企业从60家增加到80家."""
_NO_MORE = re.compile(
    "^(?:没有?|无|不用|不再?|就?不|不需要?|没|暂无)(?:其[他它]|别的|另外的|更多)?(?:要|需要)?(?:补充|加|添|写|填)?(?:的)?(?:指标|了)?"
    "(?:[,，、 ]+(?:就|先|也)?(?:不用|不需要|不)(?:再)?(?:补充?|加|添|写|填)?了?|[,，、 ]+就这些)?[吧。.]?$"
)
_LED_IN = re.compile(
    r"^\s*(?:(?:请|麻烦|帮[我忙]|那就|还要|我?想|要|另外?|再|还)*(?:加|补充?|添|增加|新增|写|填)(?:上|进去)?(?:(?:[一二两三1-3])?[个项条行]|一下)?"
    r"(?:(?:其[他它]|自[定选]|特色)?的?指标)?|(?:就|只|只有|还?有)(?:[一二两三1-3][个项条行])(?:指标)?|"
    r"(?:第?[一二三1-3])[个项条行](?:指标)?(?:是|叫)?)(?:吧|是|叫)?[,，:： ]+"
)
"""加一行，…; 再加一个指标：…"""
_ADDS = re.compile("[加补添增].*(?:行|指标)")
_LED_OUT = re.compile("(?<=[0-9家个户件项人元吨%])(?:吧|了|呗|就行|就这样|谢谢|[。 ])+$")
_NAME_AND_TWO = re.compile(
    r"(?P<name>[^0-9:：|]{2,30}?)(?:现有|现在|目前|基准|是|为|有|[ ,，])*(?P<base>[0-9][0-9.]*[^0-9,，\s到至]{0,6})"
    r"(?:[,，到至→ ]+)(?:20[0-9]{2}年(?:底|末)?)?(?:目标|力争|计划|达到|到|为|是|[ ])*"
    r"(?P<target>[0-9][0-9.]*[^0-9,，\s]{0,6})"
)
"""共享工厂2个，目标5个."""
_ARROW = re.compile(
    r"(?P<name>[^:：→|\n0-9]{2,40}?)[ ]*(?P<base>[0-9][^→|\n>-]{0,12}?)[ ]?(?:→|->|=>|—>)[ ]?"
    r"(?P<target>[0-9][^,，;；|\n]{0,12})"
)
_NAMED_FIGURE = re.compile(r"(?P<name>[^0-9]{2,30}?)(?P<figure>[0-9].{0,20})")
_HEADS = frozenset(("方向", "指标", "指标名称", "基准值", "目标值", "2023年基准值", "2026年目标值", "基准", "目标"))
_HEADING = re.compile("指标$|^(?:基准|目标|现状|其[他它])")
_LINES = re.compile("\n")
_APART = re.compile("[;；\n]")
_CLAUSES = re.compile("[,，;；。\n]")


def read_extra_rows(question: Question, text: str) -> Reading:
    """The rows of a message; a line that has not all four columns makes it unread."""
    blank = read_blank(question, _NO_MORE.sub("无", text.strip()))
    if blank is not None:
        return blank
    text = _LED_OUT.sub("", _LED_IN.sub("", text))
    clauses = [each.strip() for each in _CLAUSES.split(text) if each.strip()]
    if clauses and all(_FROM_TO.fullmatch(each) for each in clauses):
        lines = clauses
    else:
        lines = [line for line in (_APART if _all_labelled(text) else _LINES).split(text) if line.strip()]
    lines = lines[1:] if len(lines) > 1 and _is_head(lines[0]) else lines
    if not lines or len(lines) > _MOST:
        return Unreadable(Why.NOT_ROWS, {"words": excerpt(text)})
    rows = [_row(line) for line in lines]
    if None in rows and len(apart := [line for line in _APART.split(text) if line.strip()]) <= _MOST:
        lines, rows = (apart, several) if None not in (several := [_row(line) for line in apart]) else (lines, rows)
    wrong = next((line for line, row in zip(lines, rows, strict=True) if row is None), None)
    if wrong is not None:
        return Unreadable(Why.NOT_ROWS, {"words": excerpt(wrong)})
    value = tuple(row for row in rows if row is not None)
    return Read(tuple(Entry(slot.path, value) for slot in question.slots))


def adds_a_row(text: str) -> bool:
    """Whether words say that a row is to be added, and which: 再加一行，海外仓，1个，3个."""
    led = _LED_IN.match(text)
    return led is not None and _ADDS.search(led[0]) is not None and led.end() < len(text)


def _all_labelled(text: str) -> bool:
    """亩均税收：15万元，20万元；研发投入：2% 3%: every piece a name, a base and a target."""
    pieces = [piece.strip() for piece in _APART.split(text) if piece.strip()]
    found = [_LABELLED.fullmatch(piece) for piece in pieces]
    return bool(found) and all(each is not None and not _HEADING.search(each["name"]) for each in found)


def _of_direction(line: str) -> tuple[str, ...] | None:
    """主导产业：规上企业数量60家，目标80家: the direction, then what is counted with both figures."""
    said = _LABELLED.fullmatch(line)
    direction = _DIRECTIONS.get(said["name"].strip()) if said is not None else None
    counted = _NAMED_FIGURE.fullmatch(said["base"].strip()) if said is not None and direction is not None else None
    if said is None or direction is None or counted is None:
        return None
    target = re.sub("^(?:目标值?|到)[是为]?", "", said["target"].strip())
    return direction, one_line(counted["name"]), one_line(counted["figure"]), one_line(target)


def _is_head(line: str) -> bool:
    cells = [cell.strip() for cell in re.split("[|｜\t]| {2,}", line) if cell.strip()]
    return len(cells) > 2 and _HEADS.issuperset(cells)


def _row(line: str) -> tuple[str, ...] | None:
    """The four columns, none of them empty."""
    row = _columns(line)
    return row if row is not None and all(row) else None


def _columns(line: str) -> tuple[str, ...] | None:
    """The four columns; without a direction the row is 其它."""
    of_direction = _of_direction(line.strip())
    if of_direction is not None:
        return of_direction
    labelled = _ARROW.fullmatch(line.strip()) or _LABELLED.fullmatch(line.strip()) or _FROM_TO.fullmatch(line.strip())
    if labelled is not None and not _HEADING.search(labelled["name"]):
        return ("其它", *(one_line(labelled[each]) for each in ("name", "base", "target")))
    for mark in _MARKS:
        cells = [one_line(cell) for cell in mark.split(line.strip(" |｜\t"))]
        direction = _DIRECTIONS.get(cells[0])
        if len(cells) == _COLUMNS and direction is not None and all(cells):
            return (direction, cells[1], *(_ROLES.sub("", cell) for cell in cells[2:]))
        if len(cells) == _COLUMNS - 1 and direction is None and all(cells):
            return ("其它", cells[0], *(_ROLES.sub("", cell) for cell in cells[1:]))
    counted = _NAME_AND_TWO.fullmatch(line.strip())
    return ("其它", *(one_line(counted[each]) for each in ("name", "base", "target"))) if counted is not None else None
