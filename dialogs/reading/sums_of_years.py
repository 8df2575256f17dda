"""One figure for all the years, where each has its own: 三年合计40亿. Beside a figure for each year it is set aside."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from dialogs.definition.form import Shape
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.odd_figures import alternative_of
from dialogs.reading.question import Question
from dialogs.reading.results import Read, Reading, Unreadable, Unsure, Why

_LONGEST = 100
_TOTAL = re.compile(
    r"(?:(?:[近这]?[两二三2-5]|几|各|历)年(?:来|间|内)?(?:的)?(?:合计|总计|共计|累计|总共|一共|总数|总和|加起来|共)|累计|加起来|总和|一共|总共)"
)
_SUM_BEHIND = re.compile(
    r"[ \t,，;；、]+(?P<sum>[0-9][0-9,.]*(?:[家个件项户人名]|[万亿]?元?)?)"
    r"[ ]?[(（](?:合计|总计|共计|小计|总数|三年合计|合计数)[)）][。.]?$"
)
"""18642 19305 20118 58065（合计）."""
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_IS = r"(?:是|为|有|达到?|就是|约|[:=])?[ ]*(?P<sum>[0-9][^,，;；。 ]*?)"
_LAST = re.compile(rf"(?P<years>[^\n]*?)[ ,，;；。(（]*(?:{_TOTAL.pattern}){_IS}[)）。了吧]*")
_FIRST = re.compile(
    rf"(?:{_TOTAL.pattern}){_IS}[ ,，;；。(（]*"
    r"(?:(?:其中|各年|每年|三年)?(?:分别|依次)(?:是|为|有)?)[:， ]*(?P<years>[^\n]*?)[)）。]*"
)


def of_all_years(question: Question, plain: str, again: Callable[[str], Reading]) -> Reading | None:
    """The years beside their sum, or why the sum alone is no answer; None where the (narrow) words tell no sum."""
    summed = question.field.shape is Shape.YEARLY and len(plain) <= _LONGEST
    behind = _SUM_BEHIND.search(plain) if summed else None
    before = again(plain[: behind.start()]) if behind is not None else None
    if behind is not None and isinstance(before, Read):
        return _beside_sum(question, plain, before, again(behind["sum"])) if _is_whole(question, before) else None
    total = _TOTAL.search(plain) if question.field.shape is Shape.YEARLY else None
    if total is None:
        return None
    told = (_FIRST.fullmatch(plain) or _LAST.fullmatch(plain)) if len(plain) <= _LONGEST else None
    years = again(told["years"]) if told is not None and told["years"] else None
    if told is not None and isinstance(years, Read) and _is_whole(question, years):
        return _beside_sum(question, plain, years, again(told["sum"]))
    alone = len(_FIGURE.findall(plain[total.end() :])) == 1
    return Unreadable(Why.SUM_OF_YEARS, {"words": excerpt(plain)}) if alone else None


def _is_whole(question: Question, years: Read) -> bool:
    return len(years.entries) == len(question.field.slots)


def _beside_sum(question: Question, plain: str, years: Read, total: Reading) -> Reading:
    """The years, taken where they add up to the sum, offered where they do not."""
    read = [total.entries] if isinstance(total, Read) else []
    read += [each.entries for each in total.alternatives] if isinstance(total, Unsure) else []
    values = [entry.value for entry in years.entries if isinstance(entry.value, Decimal)]
    if len(values) == len(years.entries) and sum(values) in [entries[0].value for entries in read if entries]:
        return years
    return Unsure(Why.CLOSEST, (alternative_of(question, years), NONE_OF_THESE), {"words": excerpt(plain)})
