"""Telephone numbers, in the way that the form prints them. An odd one is taken as typed: V-9 warns about it."""

from __future__ import annotations

import re

from dialogs.definition.form import Kind
from dialogs.reading.blanks import read_blank
from dialogs.reading.chinese import DIGITS
from dialogs.reading.cleaning import excerpt, narrow, one_line
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.question import Question
from dialogs.reading.rephrasing import as_digits
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why

_FEWEST = 5
_MOST_OFFERED = 3
_LOCAL = re.compile("[2-9][0-9]{6,7}")
_AREA = re.compile("(0[0-9]{2,3})-")
_CLUTTER = re.compile(r"[\s\-—–_.()]+")
_SPOKEN = re.compile("[零〇一二三四五六七八九幺](?:[ ]?[零〇一二三四五六七八九幺]){6,11}")
_SPOKEN_AREA = re.compile("(?<=区号)[:：是为 ]*[零〇][一二三四五六七八九零〇幺]{2,3}")
_AREA_NAMED = re.compile(
    r"区号[:：是为]?[ ]?(?P<area>0[0-9]{2,3})[,，、 ]*(?:号码|电话|座机)?[:：是]?(?P<number>[2-9][0-9]{6,7})"
)
"""区号0311，82023344."""
_AREA_BEHIND = re.compile(
    r"(?P<number>(?<![0-9])[2-9][0-9]{6,7})[,，、 (]*(?:区号|前面加上?|前加)[:：是为]?[ ]?(?P<area>0[0-9]{2,3})[)]?"
)
"""8162233 区号0319."""
_PLUS = re.compile(r"(?<![0-9])(?P<area>0[0-9]{2,3})[ ]?(?:再?加|接)[ ]?(?=[2-9][0-9]{6,7})")
"""0319加8562345."""
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9][0-9]{9}|0?[1-9])")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(?P<area>010|02[0-9]|0[3-9][0-9]{2})(?P<number>[2-9][0-9]{6,7})")
_INSIDE = re.compile(
    r"(?<![0-9])(?:\+?86[- ]?)?(?:1[3-9](?:[-. ]?[0-9]){9}|0[0-9]{2,3}[-—–. ]{0,2}[2-9](?:[-. ]?[0-9]){6,7})(?![0-9])"
    r"(?:(?:[\s,;]{0,3}再?(?:转接|转|分机号?|内线|ext\.?|x)[\s:]{0,3}|-)[0-9]{1,6}(?![0-9]))?",
    re.IGNORECASE,
)
"""A number with its extension, among words: 座机 0319 8165020 转 806."""
_BOTH = re.compile("(?:都|均|哪个都|两个都?)(?:行|可以|能|打得|通|是|对|要|写|填)|也(?:留|写|填|登)[上个一]")
"""0317-5289911、15831706633都行: either may be called, both are to be printed."""
_WHICH = re.compile("办公|座机|固话|固定|手机|传真|电话")
_LABEL = re.compile(
    r"(?:联系|办公室?|科室|公司|手机|电话|座机|固话|固定|号码|号|tel|mobile|是|为|我的?|单位的?|也?是?微信(?:同号)?|同号|[\s:,.;。()])*",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"[\s,;]{0,3}再?(?:转接|转|分机号?|内线|ext\.?|x)[\s:]{0,3}(?P<digits>[0-9]{1,6})$|(?<=[0-9]{7})-(?P<dash>[0-9]{1,6})$",
    re.IGNORECASE,
)


def read_phone(question: Question, text: str) -> Reading:
    """The reading of a message for a telephone number; fewer than five digits are none."""
    typed = one_line(narrow(text))
    plain = numbers_in_figures(typed)
    plain = _SPOKEN_AREA.sub(lambda run: run[0].translate(DIGITS), plain)
    plain = _PLUS.sub(r"\g<area>-", plain)
    for named in (_AREA_NAMED, _AREA_BEHIND):
        plain = named.sub(r"\g<area>-\g<number>", plain)
    blank = read_blank(question, plain)
    if blank is not None:
        return blank
    if sum(character in "0123456789" for character in plain) < _FEWEST:
        return Unreadable(Why.NOT_A_PHONE, {"words": excerpt(plain)})
    number = _regular(plain)
    meant = _regular(_LABEL.sub("", as_digits(plain), count=1)) if number is None and not plain.isdigit() else None
    if meant is not None:
        return _offered(question, meant, one_line(text)) if as_digits(plain) != plain else _read(question, meant)
    if number is None and (among := _among_words(question, plain, one_line(text))) is not None:
        return among
    number = number or (one_line(text) if plain == typed else plain)
    plain = _LABEL.sub("", plain, count=1) if _LABEL.match(plain) else plain
    area = _area_of(question) if _LOCAL.fullmatch(_CLUTTER.sub("", plain)) else None
    if area is not None:
        return _with_area(question, f"{area}-{_CLUTTER.sub('', plain)}", number)
    return _read(question, number)


def numbers_in_figures(text: str) -> str:
    """Telephone numbers that are said figure by figure, 幺三九…, as they are written."""
    return _SPOKEN.sub(lambda run: run[0].translate(DIGITS), text)


def _read(question: Question, number: str) -> Read:
    return Read(tuple(Entry(slot.path, number) for slot in question.slots))


def _among_words(question: Question, plain: str, typed: str) -> Reading | None:
    """One number beside a label of its own (电话：139…) is that number; beside other words it is offered."""
    found = _INSIDE.findall(plain)
    numbers = [number for each in found if (number := _regular(each)) is not None]
    if len(numbers) > 1 and len(numbers) <= _MOST_OFFERED:
        if _BOTH.search(_INSIDE.sub("", plain)) or _names_each(plain, len(numbers)):
            return _offered(question, "、".join(numbers), *numbers, words=typed)
        return _offered(question, *numbers, typed)
    number = numbers[0] if len(found) == len(numbers) == 1 else None
    if number is None:
        return None
    before, _, behind = plain.partition(found[0])
    if _LABEL.fullmatch(before) and _LABEL.fullmatch(behind):
        return _read(question, number)
    return _offered(question, number, typed)


def _names_each(plain: str, many: int) -> bool:
    """座机0319 5566123 手机15831977020: every number with what it is, and nothing else said."""
    *labels, behind = _INSIDE.split(plain)
    told = [said[0] for each in labels if (said := _WHICH.search(each)) is not None]
    return len(set(told)) == many and all(map(_LABEL.fullmatch, (*labels, behind)))


def _with_area(question: Question, full: str, typed: str) -> Unsure:
    """A landline without its area code: the code that stands in another answer is offered."""
    return _offered(question, full, typed)


def _offered(question: Question, *numbers: str, words: str = "") -> Unsure:
    """The numbers that may be meant; the words as they were typed are the last, where they are not given."""
    offered = [Alternative(each, tuple(Entry(slot.path, each) for slot in question.slots)) for each in numbers]
    return Unsure(Why.CLOSEST, (*offered, NONE_OF_THESE), {"words": excerpt(words or numbers[-1])})


def _area_of(question: Question) -> str | None:
    """The area code in another telephone number of the application."""
    phones = [slot.path for field in question.form.fields if field.kind is Kind.PHONE for slot in field.slots]
    values = [value for path in phones if isinstance(value := question.value(path), str)]
    found = next((match for value in values if (match := _AREA.match(value))), None)
    return found[1] if found is not None else None


def _regular(plain: str) -> str | None:
    """A mobile number without gaps, or area code, number and extension with dashes between."""
    extension = _EXTENSION.search(plain)
    main = plain[: extension.start()] if extension else plain
    digits = _COUNTRY.sub("", _CLUTTER.sub("", main))
    if _MOBILE.fullmatch(digits):
        return digits if extension is None else None
    landline = _LANDLINE.fullmatch(digits)
    if landline is None:
        return None
    tail = f"-{extension['digits'] or extension['dash']}" if extension else ""
    return f"{landline['area']}-{landline['number']}{tail}"
