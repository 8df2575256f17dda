"""A year of the form, or its place in a row, as people say it: 22年, 前年, 最后一年, 中间那个."""

from __future__ import annotations

_BEFORE_THE_LAST = {
    2: ("大前年", "最早那年", "最早一年", "头一年", "第一年"),
    1: ("前年", "中间那年", "中间一年", "第二年", "次年", "翌年"),
    0: ("去年", "上年", "最后一年", "最后那年", "最近一年", "末年", "第三年"),
}
_PLACES = {
    2: ("第一个", "头一个", "最前面那个", "最早那个", "开头那个"),
    1: ("第二个", "中间那个", "中间一个"),
    0: ("第三个", "最后一个", "最后那个", "末尾那个", "最后面那个"),
}
_BACK = {words: back for named in (_BEFORE_THE_LAST, _PLACES) for back, every in named.items() for words in every}

YEARS = "|".join(words for every in _BEFORE_THE_LAST.values() for words in every)
"""Words that mean a year wherever they stand."""
PLACES = "|".join(words for every in _PLACES.values() for words in every)
"""Words that mean a year only where a row of years is spoken of."""


def year_of(spoken: str, last: int) -> str:
    """The year that such words mean, in a form whose last year is this one."""
    return str(last - _BACK[spoken])
