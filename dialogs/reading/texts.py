"""Texts: kept as they were typed, apart from what cannot be printed; 无 and 等…局 are the answers that they are."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.definition.form import Kind, Shape, Slot
from dialogs.reading.blanks import read_blank
from dialogs.reading.cleaning import excerpt, narrow, one_line
from dialogs.reading.cluster_names import cluster_said
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.introductions import introduced, perhaps_nothing
from dialogs.reading.marks import without_doubt, without_source
from dialogs.reading.names_in_clauses import BODIES, bodies_said
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.taken_out import without_what_its_end_names
from dialogs.reading.told_within import changed_within
from dialogs.reading.two_ends import two_halves
from dialogs.reading.wrapping import is_no_text, is_provisional, unwrapped
from dialogs.record.application import Blank, Source

_SHOWN_WHOLE, _SHOWN_AT_AN_END = 36, 16
_NOTHING = re.compile(r"[\s\\.。…·]*")
_ONE_CLAUSE = re.compile(r"[^,，。;；!！?？\n]{2,60}。")
"""平乡县工业和信息化局。: the stop ends the message, and is no part of a name."""
_SPOKEN_STOP = re.compile(r"(?<=[\u4e00-\u9fff]{2})[,，]?(?:句号|逗号)[。.]?$")
"""平乡县工业和信息化局句号: a mark that was spoken."""
_RUNS = re.compile("管(?![委理])|运营|打理|负责|牵头")
_ROLES = re.compile(
    r"(?:^|(?<=[\s;；。,，]))(?:[0-9]{4}\s?年)?(基准|目标|现状)(?:值)?(?:\s*[:：]\s*|\s*(?=[0-9]))"
    r"|(?:^|(?<=[\s;；。,，]))(?:(?:现在|目前|如今)|(?:到|至)?(?P<year>20[0-9]{2})年(?:底|末)?)[:：]\s*"
)
_RISES = re.compile(
    r"(?:由|从)(?P<base>[^,，;；\n到至]{1,60}?)(?:[,，])?(?:提高|提升|扩大|增加|增长|上升|发展|拓展|降低|下降|减少|升|降|增)?(?:到|至|为)"
    r"(?P<target>[^,，;；\n]{1,60})"
)
_HAS_AND_WANTS = re.compile(
    r"(?:现有|现在|目前|已有|20[0-9]{2}年)(?:是|为|有)?(?P<base>[^,，;；\n]{1,60})[,，;；]\s*"
    r"(?:(?:到|至)?20[0-9]{2}年(?:底|末)?(?:(?:目标|计划|力争|达到|争取|要|拟)(?:是|为|达到|到)?)?|(?:目标|计划|力争|达到|争取)(?:是|为|达到|到)?)"
    r"(?P<target>[^,，;；\n]{1,60})"
)
_LITTLE_BETWEEN = re.compile(
    r"(?!由|从)(?P<base>[^,，;；。\n]{0,20}[0-9][^0-9,，;；。\n]{0,6}?)[ ]?"
    r"(?:->|→|(?:提高|提升|扩大|增加|增长|发展|拓展|增)?[到至成])[ ]?(?P<target>[0-9][^,，;；。\n]{0,20})"
)
_NUMBER = re.compile(r"[(（]?(?P<number>[12一二①②])(?:[)）.、．]|(?<=[①②]))[ ]?(?![0-9])")
_HALVES = (("1", "2"), ("一", "二"), ("①", "②"))
_OF_SOMETHING = re.compile(
    r"(?P<what>[^,，;；。\n0-9]{1,20}?)(?:由|从)(?P<base>[0-9][^,，;；。\n到至]{0,20}?)"
    r"(?:提高|提升|扩大|增加|增长|上升|发展|拓展|降低|下降|减少|升|降|增)?(?:到|至|为)(?P<target>[0-9][^,，;；。\n]{0,20})"
)
_HEAD = re.compile(r"(?:[0-9]{4}年?)?(?:基准|现状)值?[ ]*[\t ]+(?:[0-9]{4}年?)?目标值?[ ]*")
_LINES, _CLAUSES = re.compile(r"\n+"), re.compile(r"[;；]")


def read_text(question: Question, text: str) -> Reading:
    """The reading of a text; a message without a word is no answer."""
    if _NOTHING.fullmatch(text):
        return Unreadable(Why.EMPTY)
    blank = read_blank(question, text)
    if blank is not None:
        return _run_by(question, text, blank) or blank
    if question.field.kind is Kind.PARAGRAPH and (nothing := perhaps_nothing(question, text)) is not None:
        return nothing
    if question.field.kind is Kind.PARAGRAPH:
        return _paragraph(question, "\n".join(line.rstrip() for line in text.strip().split("\n")))
    if question.field.shape is not Shape.PAIR and _ONE_CLAUSE.fullmatch(text.strip()):
        text = text.strip().rstrip("。")
    text = _SPOKEN_STOP.sub("", text.strip())
    beside = cluster_said(question, text) or introduced(question, text)
    if beside is not None:
        return beside
    plain, source = without_source(text.strip(), figures=False)
    plain, doubtful = without_doubt(plain)
    if question.field.shape is Shape.PAIR:
        return _pair(question, plain, doubtful, source)
    return Read(tuple(_entry(slot, plain, doubtful, source) for slot in question.slots))


def _run_by(question: Question, text: str, blank: Read) -> Unsure | None:
    """归羊绒小镇管委会管, where the one who runs it is asked: the answer, or who is waited for."""
    office = blank.entries[0].department
    if office is None or question.field.looks not in BODIES or not _RUNS.search(text):
        return None
    said = bodies_said(question.field.looks, narrow(text).strip(" 。"))
    name = next((each for each in said if office.endswith(each)), office)
    waits = tuple(replace(entry, department=name) for entry in blank.entries)
    is_it = tuple(Entry(slot.path, name) for slot in question.slots)
    ways = (Alternative(name, is_it), Alternative(f"等{name}", waits))
    return Unsure(Why.NO_ANSWER, (*ways, NONE_OF_THESE), {"words": excerpt(text)})


def _paragraph(question: Question, text: str) -> Reading:
    """A text, without what stands around it if the person says so; what is no text is asked about."""
    bare = without_what_its_end_names(text) or unwrapped(text)
    meant = changed_within(text) if bare is None else ()
    if bare is None and not meant and not is_no_text(text):
        return Read(tuple(Entry(slot.path, text) for slot in question.slots))
    offered = [
        Alternative(_told_apart(each, text), tuple(Entry(slot.path, each) for slot in question.slots))
        for each in (bare, *meant, text)
        if each is not None
    ]
    if bare is not None and is_provisional(text):
        draft = tuple(Entry(slot.path, bare, doubtful=True) for slot in question.slots)
        offered.insert(0, Alternative(f"{_told_apart(bare, text)}（待核实）", draft))
    if bare is None and not meant:
        later = Alternative("稍后补", tuple(Entry(slot.path, None, Blank.LATER) for slot in question.slots))
        return Unsure(Why.NO_ANSWER, (later, *offered, NONE_OF_THESE), {"words": excerpt(text)})
    return Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), {"words": excerpt(text)})


def _told_apart(text: str, whole: str) -> str:
    """A text as it is shown; where it ends as the whole message does, around the place where the two part."""
    if text == whole or shown_text(text) != shown_text(whole):
        return shown_text(text)
    at = next((place for place, (one, two) in enumerate(zip(text, whole, strict=False)) if one != two), len(text))
    before, behind = max(0, at - _SHOWN_AT_AN_END), at + _SHOWN_AT_AN_END
    return f"{'…' if before else ''}{text[before:behind]}…".replace("\n", " ")


def shown_text(text: str) -> str:
    """How a text begins and ends: where two are offered, either may be what differs."""
    plain = text.replace("\n", " ")
    return plain if len(plain) <= _SHOWN_WHOLE else f"{plain[:_SHOWN_AT_AN_END]}…{plain[-_SHOWN_AT_AN_END:]}"


def _entry(slot: Slot, text: str, doubtful: bool, source: Source | None) -> Entry:
    return Entry(slot.path, one_line(text), doubtful=doubtful, source=source)


def _pair(question: Question, text: str, doubtful: bool, source: Source | None) -> Reading:
    """Base and target in words: labelled, on two lines, or with a semicolon between; one text goes to the next slot."""
    text = _below_head(text)
    halves = _halves(question, text) or _each_rises(question, text)
    if halves is not None:
        return halves
    parts = _labelled(question, text) or _from_to(question, text)
    if not parts and (ends := two_halves(question, text)) is not None:
        return ends
    parts = parts or _listed(question, text)
    if isinstance(parts, Unreadable):
        return parts
    return Read(tuple(_pair_entry(question, slot, part, doubtful, source) for slot, part in parts))


def _below_head(text: str) -> str:
    """2023年基准值⇥2026年目标值 above two cells: the cells, a line each."""
    head, _, below = text.partition("\n")
    cells = [cell.strip() for cell in re.split(r"\t| {2,}", below.strip()) if cell.strip()]
    return "\n".join(cells) if _HEAD.fullmatch(head) and len(cells) == 2 and "\n" not in below.strip() else text


def _each_rises(question: Question, text: str) -> Unsure | None:
    """出口国家由36个增加到45个，境外机构由2个增加到4个: every clause says base and target; both are offered."""
    base, target = question.slot("base"), question.slot("target")
    clauses = [_OF_SOMETHING.fullmatch(each.strip()) for each in re.split("[,，;；。]", text) if each.strip()]
    found = [each for each in clauses if each is not None]
    if not found or len(found) < len(clauses) or base is None or target is None or len(question.slots) < 2:
        return None
    both = (
        Entry(base.path, "，".join(f"{each['what']}{each['base']}" for each in found)),
        Entry(target.path, "，".join(f"{each['what']}{each['target']}" for each in found)),
    )
    way = Alternative("；".join(str(each.value) for each in both), both)
    return Unsure(Why.CLOSEST, (way, NONE_OF_THESE), {"words": excerpt(text)})


def _halves(question: Question, text: str) -> Unsure | None:
    """出口5国到8国: base and target with little between them; offered, since it may be one of them alone."""
    base, target = question.slot("base"), question.slot("target")
    found = _LITTLE_BETWEEN.fullmatch(text)
    if found is None or base is None or target is None or len(question.slots) < 2:
        return None
    both = (
        Entry(base.path, found["base"].strip().replace("由", "").replace("从", "")),
        Entry(target.path, found["target"].strip()),
    )
    offered = [Alternative("；".join(str(each.value) for each in both), both)]
    offered.append(Alternative(excerpt(text), (Entry(question.slots[0].path, text),)))
    return Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), {"words": excerpt(text)})


def _pair_entry(question: Question, slot: Slot, text: str, doubtful: bool, source: Source | None) -> Entry:
    blank = read_blank(replace(question, slots=(slot,)), text)
    return blank.entries[0] if blank is not None else _entry(slot, text, doubtful, source)


def _labelled(question: Question, text: str) -> list[tuple[Slot, str]] | Unreadable:
    heads = list(_ROLES.finditer(text))
    if not heads or heads[0].start():
        return []
    ends = [*(head.start() for head in heads[1:]), len(text)]
    found: list[tuple[Slot, str]] = []
    for head, end in zip(heads, ends, strict=True):
        later = head["year"] is not None and int(head["year"]) > question.form.base_year
        slot = question.slot("target" if head[1] == "目标" or later else "base")
        part = text[head.end() : end].strip(" \n;；")
        if slot is not None and part:
            found.append((slot, part))
    paths = [slot.path for slot, _ in found]
    return found if len(paths) == len(set(paths)) else _too_many(len(heads), 2)


def _from_to(question: Question, text: str) -> list[tuple[Slot, str]]:
    """从20个国家扩大到31个, 现有3个，目标5个: base and target in one sentence."""
    base, target = question.slot("base"), question.slot("target")
    found = _RISES.fullmatch(text) or _HAS_AND_WANTS.fullmatch(text)
    if found is None or base is None or target is None or len(question.slots) < 2:
        return []
    return [(base, found["base"].strip()), (target, found["target"].strip())]


def _listed(question: Question, text: str) -> list[tuple[Slot, str]] | Unreadable:
    slots = question.slots
    for mark in (_LINES, _CLAUSES):
        parts = _unnumbered([part.strip() for part in mark.split(text) if part.strip()])
        if len(parts) in (len(slots), len(question.field.slots)) and len(parts) > 1:
            return list(zip(slots if len(parts) == len(slots) else question.field.slots, parts, strict=True))
    if "\n" in text and len(slots) > 1:
        return _too_many(len(_LINES.split(text)), len(slots))
    return [(slots[0], text)]


def _unnumbered(parts: list[str]) -> list[str]:
    """1. 现有… 2. 建成…: the two halves without the numbers that only tell them apart."""
    marks = [_NUMBER.match(part) for part in parts]
    told = [(mark["number"] if mark is not None else "") for mark in marks]
    apart = len(parts) == len(_HALVES[0]) and tuple(told) in _HALVES
    return [_NUMBER.sub("", part) for part in parts] if apart else parts


def _too_many(got: int, expected: int) -> Unreadable:
    return Unreadable(Why.TOO_MANY, {"got": str(got), "expected": str(expected)})
