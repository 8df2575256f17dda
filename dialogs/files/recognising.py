"""What was read on a photo or scan, understood: which paper it is, which proof it may be, whose it is, until when.

Letters that a program read may be wrong, so words are compared by pairs of letters and a code only counts where its
check digit fits. All of it is a proposal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from math import log

from dialogs.definition.form import Form
from dialogs.derived.lists import valid_code
from dialogs.record.proofs import Recognised

_MOST_ITEMS = 3
_HEAD = 12
"""Lines from the top in which a heading is looked for."""
_WORDS_ENOUGH, _LABEL_ENOUGH = 0.7, 0.6
_EXACT = 5
"""Letters up to which words have to be there as they are."""
_LONGEST_FIRM = 60
_NAMED = re.compile(
    r"(?:(?:企业|单位|公司|机构)?(?:名称|全称)|持证人|(?:专利)?权利?人|申请人|注册人|获证组织)\s*[:：]?\s*(?P<name>\S.{2,})"
)
_FIRM = re.compile(r"[\u4e00-\u9fff（）()·A-Za-z0-9]{3,}?(?:公司|集团|工厂|厂|合作社|研究院|研究所|协会|商会|中心)")
_OFFICE = re.compile(r".*(?:厅|局|委员会|人民政府|部|评审中心|认证中心|认定中心)$")
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])")
_MISTAKEN = str.maketrans("OISZ", "0152")
"""Letters that no code has, and the figures that they are taken for."""
_LABELLED = re.compile(r"信用代码")
_DAY = r"(?P<year>20[0-9]{2})\s*[年./-]\s*(?P<month>[01]?[0-9])\s*[月./-]\s*(?P<day>[0-3]?[0-9])\s*日?"
_UNTIL = re.compile(r"(?:至|到|截止(?:日期|时间)?|届满日?期?|有效期限?)\s*[:：]?\s*" + _DAY)
_VALID = re.compile(r"有效|届满|截止")
_ISSUED = re.compile(r"(?:发证|颁发|批准|认定|签发|评定)(?:时间|日期|日)?\s*[:：]?\s*" + _DAY)
_TERM = re.compile(r"有效期\s*(?:为|是)?\s*[:：]?\s*(?P<years>[一二三四五六七八九十0-9]{1,2})\s*年(?!\s*[0-9月])")
_DIGITS = {**{char: number for number, char in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0, "O": 0}
_CHINESE_DAY = re.compile(
    r"(?P<year>二[〇零○O][〇一二三四五六七八九零○O]{2})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)


def recognise(form: Form, lines: Sequence[str], today: date, lies: int = 0) -> Recognised:
    """What these lines, from the head of a paper down, say of it; ``lies``: how far it is off standing upright."""
    plain = [unicodedata.normalize("NFKC", line).strip() for line in lines]
    paper, items = _paper(form, plain)
    code, wrong = _code(plain)
    until = _until(plain)
    return Recognised(
        paper=paper,
        items=items or _by_label(form, plain),
        firm=_firm(plain),
        code=code,
        wrong=wrong,
        until=until.isoformat() if until is not None else "",
        expired=until is not None and until < today,
        lies=lies,
    )


# --- which paper ----------------------------------------------------------------------------------------------------


def _paper(form: Form, lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The known paper whose words stand nearest to the head, and its items."""
    for line in _headings(lines):
        best = max(
            ((_share(words, line), len(words), paper) for paper in form.papers for words in paper.words),
            key=lambda each: each[:2],
            default=None,
        )
        if best is not None and best[0] >= _WORDS_ENOUGH:
            return best[2].name, best[2].items
    return "", ()


def _headings(lines: Sequence[str]) -> Iterator[str]:
    """The first lines, each by itself and with the next one: large headings take two."""
    folded = [_folded(line) for line in lines[:_HEAD]]
    for at, line in enumerate(folded):
        yield line
        yield line + "".join(folded[at + 1 : at + 2])


def _share(words: str, line: str) -> float:
    """How much of some words stands in a line: short ones wholly or not at all."""
    wanted = _folded(words)
    if len(wanted) <= _EXACT or wanted in line:
        return float(wanted in line)
    pairs = _pairs(wanted)
    return sum(pair in line for pair in pairs) / len(pairs)


def _by_label(form: Form, lines: Sequence[str]) -> tuple[str, ...]:
    """Items of the list whose own words stand in the text; rare pairs of letters weigh more."""
    text = "".join(_folded(line) for line in lines)
    weighed = _labels(tuple((each.id, each.what) for each in form.evidence))
    scored = sorted(((-_likeness(pairs, text), item) for item, pairs in weighed), key=lambda each: each[0])
    return tuple(item for score, item in scored[:_MOST_ITEMS] if -score >= _LABEL_ENOUGH)


def _likeness(pairs: Sequence[tuple[str, float]], text: str) -> float:
    every = sum(weight for _, weight in pairs)
    return sum(weight for pair, weight in pairs if pair in text) / every if len(pairs) > 3 else 0.0


@lru_cache(maxsize=4)
def _labels(items: tuple[tuple[str, str], ...]) -> tuple[tuple[str, tuple[tuple[str, float], ...]], ...]:
    """The pairs of letters of every item's label, each with its weight: how few items have it."""
    own = {item: _pairs(_folded(what)) for item, what in items}
    having: dict[str, int] = {}
    for pairs in own.values():
        for pair in pairs:
            having[pair] = having.get(pair, 0) + 1
    return tuple(
        (item, tuple((pair, log(len(own) / having[pair]) + 0.1) for pair in sorted(pairs)))
        for item, pairs in own.items()
    )


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}


# --- whose it is ----------------------------------------------------------------------------------------------------


def _firm(lines: Sequence[str]) -> str:
    """The firm that a line names as such; else the first line that is a firm's name and no office's."""
    for line in lines:
        named = _NAMED.search(line)
        found = _FIRM.search(named["name"]) if named is not None else None
        if found is not None:
            return found[0][:_LONGEST_FIRM]
    whole = (line for line in lines if _FIRM.fullmatch(line.strip(" :：")) and _OFFICE.fullmatch(line) is None)
    return next(whole, "")[:_LONGEST_FIRM].strip(" :：")


def _code(lines: Iterable[str]) -> tuple[str, str]:
    """The 统一社会信用代码 whose check digit fits, and one that is called so and does not."""
    wrong = ""
    for line in lines:
        for found in _CODE.findall(re.sub(r"(?<=[0-9A-Z])\s(?=[0-9A-Z])", "", line.upper())):
            code = found.translate(_MISTAKEN)
            if valid_code(code):
                return code, ""
            if _LABELLED.search(line):
                wrong = wrong or found
    return "", wrong


# --- until when -----------------------------------------------------------------------------------------------------


def _until(lines: Sequence[str]) -> date | None:
    """The day until which it holds: as it stands there, or some years after it was given."""
    arabic = [_CHINESE_DAY.sub(_in_figures, line) for line in lines]
    for at, line in enumerate(arabic):
        found = next(reversed(list(_UNTIL.finditer(line))), None)
        if found is not None and _VALID.search("".join(arabic[max(at - 1, 0) : at + 1])):
            return _day(found)
    term = next((found for line in arabic if (found := _TERM.search(line)) is not None), None)
    issued = next((found for line in arabic if (found := _ISSUED.search(line)) is not None), None)
    given = _day(issued) if issued is not None else None
    if term is None or given is None:
        return None
    years = int(term["years"]) if term["years"].isdigit() else _small(term["years"])
    return given.replace(year=given.year + years, day=min(given.day, 28) if given.month == 2 else given.day)


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _in_figures(found: re.Match[str]) -> str:
    year = "".join(str(_DIGITS.get(char, 2 if char == "二" else 0)) for char in found["year"])
    return f"{year}年{_small(found['month'])}月{_small(found['day'])}日"


def _small(words: str) -> int:
    """A number below a hundred in Chinese: 九, 十二, 二十一."""
    tens, ten, ones = words.rpartition("十")
    return (_DIGITS.get(tens, 1) if ten else 0) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
