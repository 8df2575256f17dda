"""A row of figures with remarks around it: the clauses before and behind it are left out, and what remains is offered.

0 0 1，去年那一家在新三板 · 312 335 361（规上28家） · 问过统计局了：92.4 101.7 113.9. Nothing is taken here: the
remark may change what the figures mean, so the person sees what would be kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import marked_label
from dialogs.reading.question import Question
from dialogs.reading.rephrasing import without_numerator
from dialogs.reading.results import Alternative, Read, Reading, Unsure, Why

_CLAUSE = re.compile(r"(?<![0-9])[,;。\n:]|[,;。\n:](?![0-9])")
_TALK_BEHIND = re.compile(r"(?<=\S)[ ]+(?!无|没|未|待|等|暂|不[详明知]|缺|空|[-—/])[^0-9 ]*[\u4e00-\u9fff]{3}[^0-9]*$")
_TALK_BEFORE = re.compile(r"我|按|折|问|给|说|数据?在|报|如下|这样|大概|查了|算了|对了|应该是")
_MATTERS = re.compile(r"美|欧|日元|港|外币|增|降|比|占|率|规上|其中|改|不|错|应|负|少|多|超|年|写")
"""What before a figure would change what it means."""
_CHANGES = re.compile(r"美|欧|日元|港|外币|[增降比改不错负少多超]|除|合计|共|总|没|无|未")
"""What would make a row behind it another one."""
_ROW = re.compile(r"[0-9.]+[^\W\d_]{0,3}(?:[\s,、/;]+[0-9.]+[^\W\d_]{0,3}){1,5}")
_OTHER_MONEY = re.compile("^[^0-9]{0,6}(?:美元|美金|欧元|日元|港元|港币)")
_LONGEST_HEADING = 12
_SHORT_HEADING = re.compile("[\u4e00-\u9fff]{1,2}")
"""在, 在册: no label of another question. A longer one may be, and stays unread."""
_EVERYWHERE = re.compile(r"[^\u4e00-\u9fff]|集群|企业|中小|数量|产业|主导|相关|情况|年均|比例|金额|国家|省级|亿元|万元")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_PARTS_IN_BRACKETS = re.compile(r"(?<=[0-9\u4e00-\u9fff%])[ ]?[(（](?!20[0-9]{2}年)[^()（）]*[0-9][^()（）]*[)）]")
_PART_BEHIND = re.compile(r"(?<=[0-9家个户件项人%])[,，、 ]?(?:其中|包括|含)[^,，;；。、\n]*(?=[,，;；。、\n]|$)")
_PART = re.compile(r"[ ,;]+(?:其中|包括|含)")
_DIGIT = re.compile(r"[0-9]|[一二三四五六七八九十百千万亿]{2}")
_YEAR = re.compile(r"20[0-9]{2}[ ]?年")
"""What names a year of its own is no remark."""
_MOST_CLAUSES = 8


def without_remarks(question: Question, text: str, again: Callable[[str], Reading]) -> Unsure | None:
    """The row that stands among remarks, offered; None where there is none. ``text`` is narrow."""
    for shorter in () if _OTHER_MONEY.search(text) else dict.fromkeys(_shorter(text, question.field.label)):
        for meant in dict.fromkeys((shorter, without_numerator(question, shorter))):
            found = offered_as(question, text, meant, again)
            if found is not None:
                return found
    return None


def fills_every_cell(question: Question, text: str) -> bool:
    """118 无 没统计: as many words as cells, the last of which is one of them and no remark."""
    cells = text.split()
    return len(cells) == len(question.slots) > 1 and cells[0][0].isdigit() and _DIGIT.search(cells[-1]) is None


def offered_as(
    question: Question, text: str, meant: str, again: Callable[[str], Reading], working: str = ""
) -> Unsure | None:
    """What words say once they are written another way; the person sees the working."""
    match again(meant):
        case Read(entries):
            slots = {slot.path: slot for slot in question.field.slots}
            label = marked_label(question.field, [slots[entry.slot] for entry in entries], entries)
            label = f"{working} = {label}" if working else label
            return Unsure(Why.CLOSEST, (Alternative(label, entries), NONE_OF_THESE), {"words": excerpt(text)})
        case Unsure() as unsure:
            return unsure
        case _:
            return None


def without_parts(text: str) -> str:
    """118件（发明9）、143件，其中发明12件: the figures without those that are parts of them."""
    return _PART_BEHIND.sub("", _PARTS_IN_BRACKETS.sub(" ", text)).strip()


def _speaks_of(label: str, before: str) -> bool:
    """研发费用 at 研发经费总额: whether words before a row share two characters with the label."""
    plain = _EVERYWHERE.sub(" ", before)
    return any(" " not in plain[at : at + 2] and plain[at : at + 2] in label for at in range(len(plain) - 1))


def _behind_a_label(bare: str, label: str) -> Iterator[str]:
    """在册133 141 152: the figures behind words of the question's own, or behind a short word that changes nothing."""
    first = _DIGIT.search(bare)
    if first is None:
        return
    before, row = bare[: first.start()], bare[first.start() :]
    about = _TALK_BEFORE.search(before) is not None or _speaks_of(label, before)
    own = _speaks_of(label, before) or _SHORT_HEADING.fullmatch(before.strip()) is not None
    headed = own and len(before) <= _LONGEST_HEADING and _ROW.fullmatch(row) is not None and not _CHANGES.search(before)
    if headed or (about and not _MATTERS.search(before)):
        yield row


def _shorter(text: str, label: str) -> Iterator[str]:
    """The text with less and less around its figures; ``label`` is the question's."""
    bare = _BRACKETS.sub(" ", text).strip()
    if bare != text and _DIGIT.search(bare):
        yield bare
    part = _PART.search(bare)
    if part is not None and _DIGIT.search(bare[: part.start()]):
        yield bare[: part.start()]
    talk = _TALK_BEHIND.search(bare)
    if talk is not None and _DIGIT.search(bare[: talk.start()]):
        yield bare[: talk.start()]
    yield from _behind_a_label(bare, label)
    cuts = [match.end() for match in _CLAUSE.finditer(bare)][:_MOST_CLAUSES]
    starts = [*([0, *(cut for cut in cuts if not _DIGIT.search(bare[:cut]))][-1:]), *cuts]
    for start in starts:
        for end in [len(bare), *reversed([cut - 1 for cut in cuts if cut > start])]:
            if _DIGIT.search(bare[start:end]) and not _YEAR.search(bare[end:]):
                clause = bare[start:end].strip()
                yield clause
                yield from () if _DIGIT.search(bare[:start] + bare[end:]) else _behind_a_label(clause, label)
