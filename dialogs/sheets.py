"""A whole section as one message: a line for each question, to be filled in and sent back.

``2.1 集群总产值（亿元） 2021、2022、2023＝118 131 147``: the number says which question a line is about, what stands
after the mark is its answer; the label between the two is for the eye. A line without an answer says nothing.
Lines without a number go on with the answer above them, as paragraphs of a long text do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from dialogs.application import Answer, Blank
from dialogs.form import Field, Form, Kind, Shape
from dialogs.jumping import ID, by_id

HEAD = "整节"
"""What the first line begins with."""
MARK = "＝"
COMPUTED = "按系统计算"
"""What stands where the form computes a value: sent back as it is, the computed value is the answer."""
_LINE = re.compile(rf"\s*(?P<id>{ID})(?![0-9.])(?P<label>[^＝=\n]*)[＝=](?P<words>.*)", re.IGNORECASE)
_LABELLED = re.compile(r"\s*(?P<label>[^\s0-9][^\t0-9]*?)(?:\s*[:：]\s*|\s+)(?P<words>(?:[-−+]?[0-9]|无|等).*)")
_YEARS = re.compile(r"(?:20[0-9]{2}年?[\s,，、]*)+")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]*")
_QUIET = re.compile(r"[\W_]+")
_LEADING = re.compile("^(?:其中|近三年|集群内?|主导产业相关的|省级|国家级)+")


def lines_of(form: Form, words: str) -> tuple[tuple[Field, str], ...]:
    """The questions that a filled section names, with what is said there; nothing where the message is none."""
    if "\n" not in words or not (MARK in words or "=" in words):
        return ()
    first, *others = words.strip().split("\n")
    headed = first.startswith(HEAD)
    found: list[tuple[Field, list[str]]] = []
    for line in others if headed else (first, *others):
        match = _LINE.fullmatch(line)
        field = by_id(form, match["id"]) if match is not None else None
        if match is not None and field is not None:
            found.append((field, [match["words"]]))
        elif found:
            found[-1][1].append(line)
        elif line.strip() and not headed:
            return ()
    if not headed and len(found) < 2:
        return ()
    return tuple((field, "\n".join(said).strip()) for field, said in found)


def labelled_lines(form: Form, words: str) -> tuple[tuple[Field, str], ...]:
    """A block with labels before its figures (产值 118 131 147): every line names one question, or none does."""
    lines = [line for line in words.split("\n") if line.strip() and not _only_years(line)]
    matches = [_LABELLED.fullmatch(line) for line in lines]
    if len(lines) < 2 or not all(matches):
        return ()
    found = [(_named(form, match["label"]), match["words"].strip()) for match in matches if match is not None]
    named = [(field, said) for field, said in found if field is not None]
    distinct = len({field.name for field, _ in named}) == len(found)
    return tuple(named) if distinct else ()


def _only_years(line: str) -> bool:
    """A heading of years, with or without a word before it."""
    match = re.search("20[0-9]{2}", line)
    return match is not None and _YEARS.fullmatch(line[match.start() :].strip()) is not None


def _named(form: Form, label: str) -> Field | None:
    wanted = _plain(label)
    if len(wanted) < 2:
        return None
    fields = [field for field in form.fields if field.answerable and field.numeric and not field.auxiliary]
    for close in (_plain, _short):
        found = [field for field in fields if close(field.label) == close(label)]
        if len(found) == 1:
            return found[0]
    found = [field for field in fields if wanted in _plain(field.label)]
    return found[0] if len(found) == 1 else None


def _plain(label: str) -> str:
    return _QUIET.sub("", _ASIDE.sub("", unicodedata.normalize("NFKC", label))).casefold()


def _short(label: str) -> str:
    return _LEADING.sub("", _plain(label)).removeprefix("总")


def typed(field: Field, answers: Sequence[Answer]) -> str:
    """What one would type to answer the same again; nothing for what is open or was put off."""
    by_slot = {answer.slot: answer for answer in answers if answer.given}
    said = [by_slot[path] for path in field.paths if path in by_slot]
    if not said:
        return ""
    if all(answer.value is None for answer in said):
        return "无" if len(said) == len(field.paths) else ""
    if field.shape is Shape.COUNT_NAMES:
        return next((answer.value for answer in said if isinstance(answer.value, str)), "")
    if field.shape is Shape.MATRIX:
        return _matrix(field, by_slot)
    if field.numeric and len(said) < len(field.paths):
        labels = {slot.path: slot.label for slot in field.slots}
        return " ".join(f"{labels[answer.slot]} {value(field, answer)}" for answer in said)
    return (" " if field.numeric else "；").join(value(field, answer) for answer in said)


def value(field: Field, answer: Answer) -> str:
    """One value as one would type it; boxes by their numbers."""
    match answer.value:
        case Decimal():
            return f"{answer.value:f}"
        case str() if field.kind is Kind.CHOICE and field.choices:
            return str([choice.name for choice in field.choices].index(answer.value) + 1)
        case str():
            return answer.value
        case tuple() if field.kind is Kind.MULTI:
            names = [choice.name for choice in field.choices]
            return " ".join(str(names.index(str(name)) + 1) for name in answer.value)
        case tuple():
            return "\n".join(" | ".join(map(str, row)) for row in answer.value)
        case _:
            return "无" if answer.blank is Blank.NONE else ""


def _matrix(field: Field, by_slot: dict[str, Answer]) -> str:
    """Year, level and the two roles: 2021 国际 0 0 国家 1 3；2022 …; only where every value stands."""
    if len(by_slot) < len(field.slots):
        return ""
    lines: dict[str, dict[str, list[str]]] = {}
    for slot in field.slots:
        year, level, _ = slot.label.split(" ", 2)
        lines.setdefault(year, {}).setdefault(level, []).append(value(field, by_slot[slot.path]))
    return "；".join(
        " ".join([year, *(f"{level} {' '.join(each)}" for level, each in line.items())]) for year, line in lines.items()
    )
