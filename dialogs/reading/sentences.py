"""Figures inside a sentence: read where it holds exactly those that are asked, asked about where it holds others too.

This is the second look at a message that is no row of figures by itself. First what merely surrounds a row goes
(thanks, “嗯”, a remark in brackets); then characters that look like digits are offered as such; a range or an
increment is no figure, and is said to be none; last come the figures between words, each with its unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dialogs.definition.form import Kind
from dialogs.reading.arithmetic import begins_with_sum, sum_first, total_of, worked_out
from dialogs.reading.chinese import with_digits
from dialogs.reading.cleaning import excerpt
from dialogs.reading.commas import thousands_by_cells
from dialogs.reading.conversion import converted
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import marked_label
from dialogs.reading.mentions import NUMERALS, PERIODS
from dialogs.reading.named_years import SHORT_YEAR
from dialogs.reading.nothing_said import (
    begins_with_none,
    beside_none,
    in_foreign_money,
    none_of_it,
    reason_first,
    says_none,
    says_otherwise,
)
from dialogs.reading.numbers import DOWN, UP, Figure, figure_at
from dialogs.reading.placing import as_named, of_another_year, of_one_year, order_said, turned
from dialogs.reading.question import Question
from dialogs.reading.remarked import fills_every_cell, offered_as, without_parts, without_remarks
from dialogs.reading.rephrasing import in_their_places, rephrased
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.roughly import of_round_hundreds, roughly_said

_LONGEST = 300
_MOST_OFFERED = 4
_AROUND = re.compile(
    r"^(?:(?:嗯+|呃+|额|哦|那个|这个|你好|您好|老师|好的|大家好|应该|就是|就?(?:先)?(?:填|写|按)|报告)[,，。 ]*)+|"
    r"^[\u4e00-\u9fff]{1,6}[嘛呀呢么][,，。 ]+(?=[0-9])|"
    r"(?:[,，。;； ]*(?:对吧|对吗|是吧|对不对|谢谢|多谢|辛苦了?|麻烦了|仅供参考|请查收|以此为准|就这些|没了|"
    r"以[^0-9,，。]{2,8}为准|吧|哈|呢|啊|哦|了|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]))+[。.!！ ]*$"
)
_SPOKEN_LARGE = re.compile(r"(?<=[一二三四五六七八九十百千零两0-9来多几余])个(?=[亿万]|平方|公顷|亩)")
_ROUGH_REMARK = re.compile(r"快报|预计|初步|估|暂|约")
_REMARK = re.compile(r"[(（][^()（）0-9一二三四五六七八九十]{1,20}[)）]")
_HEDGED = re.compile(r"约|大概|大致|差不多|估|初步|测算|快报|暂|预计|不到|以上|左右|上下|将近|接近")
"""Words that make all the figures of a sentence uncertain, wherever they stand in it."""
_CHECKED_LATER = re.compile(
    r"(?<=[0-9])[ ,，;；。]{0,2}(?:回头|之后|以后|还要?|待|需要?)(?:再)?(?:核实?|核对|确认)(?:一下)?[。.]?$"
)
_ROUGH_RIDER = re.compile(
    r"(?<=[0-9])[,，;；。 ]*(?:都|均|全)?(?:是|为)?(?:快报|初步|预计|预估|估算|测算|暂估)(?:数据?|的数?|值)?[。.]?$"
)
_TEN_THOUSAND = re.compile(r"(?<=[0-9])[wW](?![A-Za-z])")
_ALL_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_UNIT_NAMED = re.compile(
    r"(?<=[0-9])[ ,，;；(（]*(?:单位|都|均|全)(?:都)?(?:是|为|[:：])?[ ]?"
    r"(?P<unit>[亿万]元?|[家户个件项人名吨]|%)[)）。.]?$"
)
"""21.8 24.3 26 单位亿: one unit for all, named behind them."""
_DOT = re.compile(r"(?<=[0-9])(?:·|\. )(?=[0-9])")
_TWO, _THREE = re.compile("俩"), re.compile("仨")
_POINTS = re.compile(r"(?<=[0-9])[ ]?个?(?:百分)?点(?![0-9])")
_SPOKEN_POINTS = re.compile(r"(?<=[0-9])[ ]?个点(?![0-9])")
_MINUS = re.compile(r"(?:(?<=[\s,;、])|^)[—–](?=[0-9])")
_FIGURE = r"[0-9]+(?:\.[0-9]+)?"
_RANGE = re.compile(
    rf"(?:约|大约|大概|有|在)?[ ]*(?:{_FIGURE}[ ]*(?:-|—|–|~|～|到|至|、)[ ]*{_FIGURE}|"
    r"(?P<one>[一二三四五六七八九])[、]?(?!(?P=one))[二三四五六七八九](?![一二三四五六七八九])|"
    r"[一二三四五六七八九]?十(?:来|几|多)|[0-9]{0,6}几[十百千万]?)"
    r"[ ]*[\u4e00-\u9fff%]{0,4}(?:之间|左右)?"
)
_COMPARED = re.compile(
    r"(?:翻|增长?|提高)?(?:了)?(?:[一二两三四五0-9.]+倍|一番|两番)|"
    r"(?:不到|不足|少于)[ ]*[0-9一二三四五六七八九十百千万.]+[\u4e00-\u9fff%]{0,4}|"
    r"(?:上|前)?(?:一)?(?:季度|半年).{0,10}|(?:大约|大概|约)?[一二三四五六七八九十]+分之[一二三四五六七八九十]+|约?[0-9]{1,3}/[0-9]{1,4}|(?:基本)?持平|略有(?:增长|下降)|差不多|若干|很多|不少|少量|几[个家件项]|多[个家]"
)
_VAGUE_CELL = re.compile(r"(?:^|[\s,、])(?:持平|同上|同前|一样|不变|翻番)(?=$|[\s,、])")
_START = re.compile(rf"(?:[-−负+]|(?:{DOWN})了?)?[ ]?[0-9{NUMERALS}]+(?:[.点][0-9{NUMERALS}]+)*")
_COMPARISON = re.compile(r"[ ,，;；。]{1,3}(?:比|较|同比|环比)(?:上年|去年|前年|上一年|往年|同期)?[^,，;；。\n]{1,20}$")
"""118 131 147，比去年多了16: what a row is held against is none of its figures."""
_LONE_NUMERAL = re.compile(f"[{NUMERALS}]")
_NOT_DONE = re.compile(rf"[0-9{NUMERALS}成.]")
_WORDS = re.compile(rf"(?:(?![{NUMERALS}家户个件项人名元吨克亩和与到至及是为])[\u4e00-\u9fff])")
_STEP_WORDS = re.compile(rf"(?:{UP}|{DOWN}|比上年|较上年|同比|环比)了?[ ]*$|[+＋][ ]*$")
_PART_OF_IT = re.compile(r"[,，;；(（ ]+(?:其中|包括|包含|含)[^,，;；]{1,30}$")
_ROUGH_BEFORE = re.compile(r"[(（](预计|估计|预估|暂估|初步)[)）][ ]?(?=[0-9])")
_WHOLE = re.compile(r"(?:^|[,，;；])([^,，;；]*(?:全部|一共|总共|合计|总计)[^,，;；]*)")
_LIMITS = re.compile(r"不属于|不算|不是|不含|不计|除外")
_OVERLAPS = re.compile(r"其中|含|包括|占|共|合计|总|规划|目标|原|改|去年|上年|不是|比|增|减|还是|或")
"""What says that figures are no parts of one sum."""
_CONTRADICTORY = re.compile(rf"(?:{UP}|{DOWN})[ ]?[-−+]")
_OWN_WORDS = re.compile(r"[\u4e00-\u9fff]{2,}")
_UNITS = re.compile(
    r"(?:平方公里|平方米|万元|亿元|人民币|美元|企业|百分点|分别|依次|以及|增长|提高|下降|达到|左右|年度?)"
)
_YEAR = re.compile(r"20[0-9]{2}")
_NO_ANSWER = re.compile(
    r"[?？]|不$|除了|(?<=[0-9])[ ]?[点号楼页题遍岁版期](?![0-9])|(?<=[0-9])的人了|下午|上午|电话|手机"
)
"""What figures of a sentence are not about the form."""
_FRACTION = re.compile(
    r"[,，](?!其中)[^0-9,，。;；]{0,3}占[^0-9,，。;；]{0,4}?[二三四五六七八九十]分之[一二三四五六七八九](?:左右|上下|多)?$"
)


def read_sentence(question: Question, text: str, again: Callable[[str], Reading]) -> Reading | None:
    """What a sentence says of the figures asked; None where it says nothing of them. ``text`` is narrow."""
    if len(text) > _LONGEST:
        return None
    level = text if question.field.unit == "%" else _FRACTION.sub("", text)
    plain = _tidied(thousands_by_cells(level), share=question.field.share)
    if plain != text:
        reading = again(plain)
        if not isinstance(reading, Unreadable):
            return reading
    looked = of_round_hundreds(question, plain, again) or _written_otherwise(question, text, plain, again)
    if looked is not None:
        return looked
    if _says_no_figure(question, plain):
        return roughly_said(question, plain, again) or Unreadable(Why.ONE_FIGURE, {"words": excerpt(plain)})
    if says_none(plain) or says_otherwise(question, plain):
        return none_of_it(question, plain)
    found = _in_another_order(question, plain) or _among_words(question, text, plain, again)
    if isinstance(found, Read) and begins_with_none(plain):
        return beside_none(question, plain, found)
    return reason_first(question, plain, found) or found or in_foreign_money(question, plain)


def _in_another_order(question: Question, plain: str) -> Unsure | None:
    order = order_said(question, plain)
    found, beside, _ = _figures(question, SHORT_YEAR.sub(r"20\1年", plain)) if order else ([], True, "")
    return None if order is None or beside else turned(question, found, order, plain)


def _written_otherwise(question: Question, text: str, plain: str, again: Callable[[str], Reading]) -> Unsure | None:
    """What the sentence says with its sums done, or once it is written another way."""
    sums = worked_out(question, plain)
    ways = [*([sums] if sums is not None else []), *((meant, "") for meant in rephrased(question, plain))]
    offered = (offered_as(question, text, meant, again, working) for meant, working in ways)
    return next((each for each in offered if each is not None), None)


def _says_no_figure(question: Question, plain: str) -> bool:
    """A range, a comparison or increments."""
    vague = _VAGUE_CELL.search(plain) or _RANGE.fullmatch(plain) or _COMPARED.fullmatch(plain)
    return vague is not None or _steps(question, plain)


def _among_words(question: Question, text: str, plain: str, again: Callable[[str], Reading]) -> Reading | None:
    """The figures between words, or the row that is left once remarks are left out."""
    whole = without_parts(plain)
    row = offered_as(question, text, whole, again) if whole != plain else None
    if row is not None and row.why is Why.CLOSEST:
        return row
    found = _between_words(question, plain)
    if found is not None and not isinstance(found, Unreadable):
        return found
    if fills_every_cell(question, plain):
        return found
    placed = in_their_places(question, plain)
    offered = offered_as(question, text, placed, again) if placed != plain else None
    return offered or without_remarks(question, plain, again) or _fewer(question, plain, again) or found


def _tidied(text: str, *, share: bool) -> str:
    whole = _ALL_IN_BRACKETS.fullmatch(text)
    text = with_digits(whole[1] if whole is not None else text)
    plain = _UNIT_NAMED.sub(r"\g<unit>", text)
    plain = _COMPARISON.sub("", _SPOKEN_LARGE.sub("", _AROUND.sub("", plain).strip()))
    rider = _ROUGH_RIDER.search(plain) or _CHECKED_LATER.search(plain)
    if rider is not None:
        plain = " ".join(f"{each}待核实" for each in plain[: rider.start()].split())
    plain = _ROUGH_BEFORE.sub(r"\1", plain)
    plain = _REMARK.sub(lambda remark: " 待核实" if _ROUGH_REMARK.search(remark[0]) else " ", plain)
    for pattern, put in (
        (_TEN_THOUSAND, "万"),
        (_DOT, "."),
        (_TWO, "2"),
        (_THREE, "3"),
        (_MINUS, "-"),
    ):
        plain = pattern.sub(put, plain)
    return (_SPOKEN_POINTS if share else _POINTS).sub("%", plain).strip(" ,，")


def _steps(question: Question, text: str) -> bool:
    """`31 +11 +15`: increments, where levels are asked."""
    if question.field.unit == "%":
        return False
    return len(re.findall(r"(?<![0-9])[+][0-9]", text)) > 0 and re.fullmatch(r"[0-9.+,、\s]+", text) is not None


def _between_words(question: Question, text: str) -> Reading | None:
    readable = _WORDS.search(text) is not None and _CONTRADICTORY.search(text) is None
    text = SHORT_YEAR.sub(r"20\1年", text)
    readable = readable and not of_another_year(question, text)
    found, beside, _ = _figures(question, text) if readable else ([], False, "")
    slots = question.slots
    if not found:
        return None
    whole = len(slots) in (1, len(question.field.slots))
    if len(slots) > 1 and _each_named(text):
        in_one = None if _OVERLAPS.search(text) else of_one_year(question, found, text)
        if in_one is not None:
            return in_one
        got, asked = str(len(found)), str(len(slots))
        return Unreadable(Why.TOO_MANY, {"got": got, "expected": asked}) if len(found) > len(slots) else None
    if len(found) == len(slots) and not beside and whole and not _LIMITS.search(text) and _years_fit(question, text):
        return Read(tuple(_entry(slot.path, entry) for slot, entry in zip(slots, found, strict=True)))
    if len(found) > _MOST_OFFERED and len(slots) == 1:
        return None
    return _which(question, found, text) if len(found) >= len(slots) else None


def _fewer(question: Question, text: str, again: Callable[[str], Reading]) -> Unsure | None:
    """省级的有2家，都是去年的: which years these figures are of, the person says."""
    text = _PART_OF_IT.sub("", SHORT_YEAR.sub(r"20\1年", text))
    whole = _WHOLE.search(text)
    text = whole[1] if whole is not None else text
    found, beside, words = _figures(question, text)
    talk = _WORDS.search(text) is None or _NO_ANSWER.search(text) or _each_named(text)
    own = {part for slot in question.field.slots for part in slot.part}
    talk = talk or not own >= set(_YEAR.findall(text))
    reading = again(words) if 0 < len(found) < len(question.slots) and not beside and not talk else None
    return reading if isinstance(reading, Unsure) else None


def _each_named(text: str) -> bool:
    """Whether the figures carry words of their own (共1405家，其中中小企业1396家): these are no row of years."""
    pieces = _START.split(PERIODS.sub("", _YEAR.sub("", text)))[1:-1]
    return any(_OWN_WORDS.search(_UNITS.sub("", piece)) for piece in pieces)


def _which(question: Question, found: Sequence[Entry], text: str) -> Reading | None:
    """Several figures where fewer are asked: which of them?"""
    slots = question.slots
    found = as_named(question, found, text)
    sets = [found[: len(slots)]] if len(slots) > 1 else [[each] for each in sum_first(found, text)]
    offered: list[Alternative] = []
    for chosen in sets:
        entries = tuple(_entry(slot.path, entry) for slot, entry in zip(slots, chosen, strict=True))
        label = marked_label(question.field, slots, entries)
        if label not in [each.label for each in offered]:
            offered.append(Alternative(label, entries))
    parts = len(slots) == 1 and _each_named(text) and not _OVERLAPS.search(text)
    whole = total_of(question, found) if parts else None
    if whole is not None:
        sums = question.field.kind is Kind.INTEGER and not begins_with_sum(found)
        offered.insert(0 if sums else len(offered), whole)
    return Unsure(Why.CLOSEST, (*offered[:_MOST_OFFERED], NONE_OF_THESE), {"words": excerpt(text)})


def _entry(path: str, entry: Entry) -> Entry:
    return Entry(path, entry.value, doubtful=entry.doubtful, typed_unit=entry.typed_unit)


def _figures(question: Question, text: str) -> tuple[list[Entry], bool, str]:
    """The figures that may answer, in order, whether there are others beside them (shares, steps), and their words."""
    slot = next(slot for slot in question.field.slots if slot.kind is not Kind.NAMES)
    text = PERIODS.sub(lambda period: "　" * len(period[0]), text)
    found: list[Entry] = []
    words: list[str] = []
    beside = False
    place = 0
    while (start := _START.search(text, place)) is not None:
        read = figure_at(text, start.start())
        if read is None or read[1] < start.end() or _NOT_DONE.match(text, read[1]):
            return [], False, ""  # a numeral that nobody can be sure of: the message stays unread
        place = read[1]
        if read[0].bare and _LONE_NUMERAL.fullmatch(start[0]) and "成" not in text[start.start() : read[1]]:
            return [], False, ""  # 一般, 一打, 十分: part of a word as likely as a figure
        if _is_year(read[0], text[start.start() : read[1]]):
            continue
        number = converted(read[0], question.field, slot)
        level = question.field.unit != "%" or question.field.share
        stepped = level and _STEP_WORDS.search(text[max(0, start.start() - 8) : start.start()])
        if isinstance(number, Why) or stepped:
            beside = True
        else:
            roughly = read[0].roughly or read[0].bound or _HEDGED.search(text) is not None
            found.append(Entry("", number.value, doubtful=roughly, typed_unit=number.typed_unit))
            words.append(text[start.start() : read[1]] + ("待核实" if roughly else ""))
    return found, beside, " ".join(words)


def _is_year(figure: Figure, words: str) -> bool:
    return figure.bare and _YEAR.fullmatch(words.strip()) is not None


def _years_fit(question: Question, text: str) -> bool:
    """Whether the years that a sentence names are those of the slots, in their order, or none."""
    named = _YEAR.findall(text)
    asked = [slot.part[0] for slot in question.slots if slot.part and slot.part[0].isdigit()]
    return not named or not asked or named == asked or named in ([asked[0], asked[-1]], [str(asked[-1])] * len(named))
