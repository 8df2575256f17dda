"""Files that hold answers, in words: what was read, what differs, what nobody understood, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dialogs.definition.form import Form, Shape
from dialogs.gathering.documents import Spot
from dialogs.reading.results import Entry
from dialogs.saying.file_replies import FileDiffers, FileLine, FileLines, FileRead, FileTaken
from dialogs.saying.replies import Confirm, Misread
from renderers.chat.reading import confirm, misread
from renderers.chat.reports import finding
from renderers.chat.values import Told, phrase_values
from renderers.i18n import Language, mark

_COUNTS = {
    "new": mark("可采用 {count} 题（表内还空着）"),
    "same": mark("未变 {count} 题"),
    "differs": mark("冲突 {count} 题"),
    "unsure": mark("要您看一眼 {count} 题"),
    "unread": mark("没看懂 {count} 处"),
    "cleared": mark("文件里空着、表内有的 {count} 题（表内不变）"),
    "foreign": mark("不归您填的 {count} 题（不动）"),
}
_NOTES = {
    "rough": mark("有的数写的是“约”“多”，采用后记为待核实，“检查”里会列出来。"),
    "tracked": mark("文件里有修订：按接受全部修订后的样子读的。"),
    "comments": mark("批注没有读，要采纳的请写进正文。"),
    "text boxes": mark("文本框里的字没有读。"),
    "nested": mark("表格里还套着表格，请核对那几格。"),
}
_CHANGES = {
    "missing": mark("少了这几题的行：{what}"),
    "reversed": mark("年份列的顺序是 {what}"),
}
_WHY = {
    "label": mark("表里没有这一行"),
    "text": mark("不知道是哪一题"),
    "line": mark("表格外的一行，不知道是哪一题"),
    "ambiguous": mark("这个标题有好几题，分不清是哪一题"),
    "twice": mark("文件里出现了两次，写的不一样"),
    "parts": mark("一格里有两项，分不开"),
    "year": mark("本年度的表没有这一年"),
    "no year": mark("看不出是哪一年的"),
    "several": mark("有好几列，分不清用哪一列"),
    "boxes": mark("看不出勾了哪些"),
    "two boxes": mark("单选题勾了两个"),
    "target": mark("这一行没有填全"),
    "long": mark("太长了，申报表放不下"),
    "more": mark("另外还有这么多处，没有列出"),
    "date": mark("不是“2024年4月18日”这样的日期"),
}
_DOUBTS = {
    "label": mark("标题和申报表的不完全一样，写的是“{label}”。"),
    "order": mark("上面没有年份，按申报表的年份顺序读的。"),
    "heading": mark("标题和正文连在一起，请看看有没有多读或少读。"),
    "older": mark("这是往年申报表里的数，还对吗？"),
}
_HEADS = {
    "new": mark("“{name}”里可以采用的 {count} 题："),
    "differs": mark("“{name}”里和表内不一样、要确认的 {count} 题："),
    "unread": mark("“{name}”里没看懂的 {count} 处（什么也没有改）："),
    "cleared": mark("“{name}”里空着、表内有的 {count} 题（表内不变）："),
}
_LONGEST = 80


def file_read(form: Form, reply: FileRead, language: Language) -> str:
    """How much is new, the same, different and not understood; what to know about the file first."""
    lines = []
    for name, theirs, ours in reply.others:
        figures = {"label": form.by_name[name].label.partition("：")[0], "theirs": theirs, "ours": ours}
        lines.append(language.say("注意：{label}，文件写的是“{theirs}”，表内是“{ours}”。是同一家吗？", figures))
    counts = dict(reply.counts)
    told = [language.say(_COUNTS[kind], {"count": str(counts[kind])}) for kind in _COUNTS if counts.get(kind)]
    lines.append(language.say("读了“{name}”，还什么都没有改：", {"name": reply.name}))
    lines.append(language.say("；").join(told) + language.say("。"))
    if reply.years:
        lines.append(
            language.say("这是往年的表（{years} 年），请一部分一部分地确认。", {"years": "、".join(reply.years)})
        )
    lines += [language.say(_NOTES[note]) for note in reply.notes if note in _NOTES]
    changes = [language.say(_CHANGES[kind], {"what": what}) for kind, what in reply.changes if kind in _CHANGES]
    if changes:
        figures = {"changes": language.say("；").join(changes)}
        lines.append(language.say("表格样式变了（附件2第23条：不得改变表格样式）：{changes}。", figures))
    return "\n".join(lines)


def file_lines(form: Form, reply: FileLines, language: Language) -> str:
    """One kind of what was read, line by line."""
    lines = [language.say(_HEADS[reply.what], {"name": reply.name, "count": str(reply.count)})]
    if reply.section:
        lines.append(next(section.title for section in form.sections if section.name == reply.section))
    lines += [_line(form, each, reply.what, language) for each in reply.lines]
    if reply.pages > 1:
        lines.append(
            language.say("第 {page} 页，共 {pages} 页。", {"page": str(reply.page), "pages": str(reply.pages)})
        )
    return "\n".join(lines)


def _line(form: Form, line: FileLine, what: str, language: Language) -> str:
    field = form.by_name.get(line.field)
    named = f"{field.id} {' '.join(field.label.split())}" if field is not None else ""
    if what == "new" and field is not None:
        return f"{field.id} {_short(phrase_values(form, field, _bare(line.entries), language))}"
    if what == "cleared" and field is not None:
        return named
    if what == "differs" and field is not None:
        return _differing(form, line, named, language)
    place = phrase_spot(line.spot, language)
    why = _why(form, line, language)
    said = f"“{_short(line.words)}”" if line.words else ""
    return "· " + language.say("，").join(part for part in (place, named, said, why) if part)


def _differing(form: Form, line: FileLine, named: str, language: Language) -> str:
    """What stands and what the file says, in a line each."""
    parts = [named]
    if line.standing:
        parts.append(
            language.say(
                "表内：{value}",
                {"value": _short(phrase_values(form, form.by_name[line.field], line.standing, language))},
            )
        )
    said = phrase_values(form, form.by_name[line.field], _bare(line.entries), language) if line.entries else line.words
    parts.append(language.say("文件：{value}", {"value": _short(said)}))
    return "\n　".join(parts)


def _why(form: Form, line: FileLine, language: Language) -> str:
    if line.why.startswith("rule "):
        return language.say(line.why.removeprefix("rule "), line.figures).rstrip("。.")
    if line.why in _WHY:
        return language.say(_WHY[line.why])
    return misread(form, Misread(line.field, line.why, line.figures), language).rstrip("。.") if line.why else ""


def phrase_spot(spot: Spot, language: Language) -> str:
    """Where something stands in a file: 表3 第2行, Sheet1 B5."""
    if spot.name and not spot.column:
        return language.say("{name} 第{row}行", {"name": spot.name, "row": str(spot.row)})
    if spot.name:
        return f"{spot.name} {_column(spot.column)}{spot.row}"
    if spot.table:
        return language.say("表{table} 第{row}行", {"table": str(spot.table), "row": str(spot.row)})
    return ""


def _column(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def file_taken(form: Form, reply: FileTaken, language: Language) -> str:
    """How many questions were filled, and what does not hold now."""
    figures = {"name": reply.name, "count": str(reply.count)}
    lines = [language.say("从“{name}”采用了 {count} 题，发“撤销”可以一次退回。", figures)]
    if reply.evidence:
        lines.append(language.say("这些答案要附 {count} 类佐证，发“佐证”可看。", {"count": str(reply.evidence)}))
    lines += [finding(form, each, language) for each in reply.findings]
    if reply.more:
        lines.append(language.say("另有 {count} 处对不上，发“检查”逐条看。", {"count": str(reply.more)}))
    return "\n".join(lines)


def file_differs(form: Form, reply: FileDiffers, language: Language) -> str:
    """What stands, and what the file says; or what its words may mean."""
    field = form.by_name[reply.field]
    head = f"{field.id} {' '.join(field.label.split())}"
    if reply.count > 1:
        head += language.say("（{number}/{count}）", {"number": str(reply.number), "count": str(reply.count)})
    lines = [head]
    if reply.standing:
        lines.append(language.say("表内：{value}", {"value": _whole(form, reply, reply.standing, language)}))
    entries = _bare(reply.entries)
    value = _whole(form, reply, entries, language) if entries else _short(reply.words)
    place = phrase_spot(reply.spot, language)
    told = language.say("文件（{place}）：{value}", {"place": place, "value": value})
    lines.append(told if place else language.say("文件：{value}", {"value": value}))
    if reply.doubt in _DOUBTS:
        lines.append(language.say(_DOUBTS[reply.doubt], {"label": reply.spot.label}))
    if reply.why:
        lines.append(confirm(form, Confirm(reply.field, reply.why, reply.figures, ()), language))
    lines.append(language.say("也可以直接发应该填的内容。"))
    return "\n".join(lines)


def _whole(form: Form, reply: FileDiffers, told: Sequence[Told], language: Language) -> str:
    """What is said; a long text with its beginning, so that two of them can be told apart."""
    field = form.by_name[reply.field]
    text = next((each.value for each in told if isinstance(each.value, str) and len(each.value) > _LONGEST), None)
    shown = phrase_values(form, field, told, language)
    if text is None:
        return shown if field.shape is not Shape.MATRIX else f"\n{shown}"
    return f"{shown} {_short(text)}"


def _bare(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Entries without their source: the file is named already."""
    return tuple(replace(entry, source=None) for entry in entries)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


WORDS: Mapping[type[Any], Callable[[Form, Any, Language], str]] = {
    FileRead: file_read,
    FileLines: file_lines,
    FileTaken: file_taken,
    FileDiffers: file_differs,
}
