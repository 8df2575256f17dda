"""比较 清河县 第1版 第3版: two versions of what a county sent, or one and today's; without numbers the last two."""

from __future__ import annotations

import re
import unicodedata

from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import looking
from dialogs.desk.reviews import reviewing
from dialogs.desk.reviews.commenting import opened
from dialogs.reading.chinese import chinese_number

_VERSION = re.compile(r"第\s*(?P<spelled>\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:版本?|次(?:送审)?|稿)?")
_BARE = re.compile(r"(?<![\d.])(?P<spelled>\d{1,2})(?![\d.])\s*(?:版本?|稿)?")
_NOW = re.compile(r"现在(?:的)?|当前|今天(?:的)?|目前|最新(?:的)?(?:版本?)?|today|now", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s、，,:：和与跟到至]+|两版|两个版本|的$|and|with", re.IGNORECASE)


def compare(step: DeskStep, words: str) -> bool:
    """With a county, or of the review that is open: False where the words name none, and none is open."""
    pair, rest = _meant(words)
    place = f"compare:{pair}"
    if rest:
        return looking.with_county(step, rest, reviewing.review_county, "review", place)
    reviewing.go(step, place)
    return True


def compare_open(step: DeskStep) -> None:
    """The review that is open."""
    if opened(step) is not None:
        reviewing.go(step, "compare:")


def _meant(words: str) -> tuple[str, str]:
    """The two versions as a place has them (1:3, 2:now), and the words without them."""
    plain = unicodedata.normalize("NFKC", words)
    found: list[str] = []
    for pattern in (_VERSION, _BARE):
        found += [_number(each["spelled"]) for each in pattern.finditer(plain)]
        plain = pattern.sub(" ", plain)
    if _NOW.search(plain):
        found.append("now")
        plain = _NOW.sub(" ", plain)
    if len(found) == 1:
        found.append("now")
    return ":".join(found[:2]), _BETWEEN.sub(" ", plain).strip()


def _number(spelled: str) -> str:
    number = int(spelled) if spelled.isdigit() else chinese_number(spelled)
    return str(int(number)) if number is not None else "0"
