"""How things are spelled: the number of a question as printed or spoken (二点一, 2。1), Chinese words in pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product

_LONGEST = 80
_NUMERALS = {each: str(number) for number, each in enumerate("零一二三四五六七八九")} | {"幺": "1", "两": "2"}
SPOKEN_ID = re.compile(
    r"(?<![零一二三四五六七八九十百千万])(?P<part>[2-9]|1|[一二三四五六七八九])(?:[.点。．·]|dian)"
    r"(?P<number>[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
    r"(?![0-9.%％一二三四五六七八九十])"
)
_SAID_OF_ID = re.compile(
    rf"(?<![0-9.])(?:(?<=[改把将看第到])|(?<=^))[ ]?{SPOKEN_ID.pattern}"
    r"(?=[ ]?(?:题|改|应|的|那|这|填|写|错|不对|有误))"
)


_SOUNDS_ALIKE = (
    (re.compile("(?<=[题个项数它年])该(?=一?下|成|为)"), "改"),
    (re.compile("(?<=[写改换填])城(?=[0-9])"), "成"),
    (re.compile("加商(?=[0-9])"), "加上"),
    (re.compile("(?<=也)油(?=$|[,，。 ])"), "有"),
)
"""把上一题该一下，2023年写城43.18: words of a change in characters that sound like theirs."""


def respelled(words: str) -> str:
    """A message with the number of a question as it is printed: 2。1 改成 140, 把二点一的2022年改成130."""
    if len(words) > _LONGEST:
        return words
    for pattern, meant in _SOUNDS_ALIKE:
        words = pattern.sub(meant, words)
    return _SAID_OF_ID.sub(lambda found: printed(found[0].strip()), words)


def printed(words: str) -> str:
    """A question's number as it is printed, however it was spoken: 二点一, 2点1, 2。1 → 2.1."""
    spoken = SPOKEN_ID.fullmatch(words)
    if spoken is None:
        return words.upper()
    return f"{_NUMERALS.get(spoken['part'], spoken['part'])}.{_figure(spoken['number'])}"


def _figure(spelled: str) -> str:
    if spelled.isdigit():
        return spelled
    tens, ten, ones = spelled.rpartition("十")
    if not ten:
        return _NUMERALS[spelled]
    return f"{_NUMERALS.get(tens, '1')}{_NUMERALS.get(ones, '0')}"


_LATIN_RUN = re.compile("[a-z]+(?:[ ']+[a-z]+)*")
_LATIN_WORD = re.compile("[a-z]{4,}")
_LETTERS = re.compile("[A-Za-z]+(?:[ ']+[A-Za-z]+)*")
_JOINED = re.compile("(?<=[\u4e00-\u9fff0-9])[ ]+(?=[\u4e00-\u9fff])")
_MOST_SOUNDS = 4
_LONGEST_SOUND = 24


def sounds(words: Iterable[str], syllables: Mapping[str, str]) -> dict[str, str]:
    """Chinese words by their pinyin without tones and blanks; of words that sound alike the first."""
    readings: dict[str, list[str]] = {}
    for syllable, characters in syllables.items():
        for each in characters:
            readings.setdefault(each, []).append(syllable)
    found: dict[str, str] = {}
    for word in words:
        known = [readings.get(each, [])[:2] for each in word]
        for sound in list(product(*known))[:_MOST_SOUNDS] if word and all(known) else ():
            found.setdefault("".join(sound), word)
    return found


def in_characters(words: str, sounds: Mapping[str, str], known: Iterable[str] = ()) -> str:
    """A message whose Latin letters are pinyin throughout, in characters: wo yao chexiao → 我要撤销.

    Words of another language (``known``) and what no words sound like stay as they are.
    """
    if len(words) > _LONGEST or not _LATIN_RUN.search(words):
        return words

    def spelled(found: re.Match[str]) -> str:
        return _spelled(found[0], sounds, known) or _LATIN_WORD.sub(each_word, found[0])

    def each_word(found: re.Match[str]) -> str:
        return _spelled(found[0], sounds, known) or found[0]

    return _LATIN_RUN.sub(spelled, words)


def all_in_characters(words: str, sounds: Mapping[str, str]) -> str | None:
    """An answer whose Latin letters are pinyin throughout, in characters: 2023 nian 147, 18 yi yuan, mei you.

    None where it has no such letters, or a run of them sounds like none of these words.
    """
    runs = {run: _spelled(run.lower(), sounds, (), lone=True) for run in _LETTERS.findall(words)}
    if not runs or None in runs.values():
        return None
    return _JOINED.sub("", _LETTERS.sub(lambda found: runs[found[0]] or "", words))


def _spelled(run: str, sounds: Mapping[str, str], known: Iterable[str], *, lone: bool = False) -> str | None:
    """The fewest words that sound like a run of letters; None where there are none, or it is of another language."""
    if any(len(each) > 2 and each in known and each not in sounds for each in (run, *run.split())):
        return None
    plain = re.sub("[ ']", "", run)
    best: list[tuple[int, str] | None] = [None] * len(plain) + [(0, "")]
    for place in range(len(plain) - 1, -1, -1):
        for end in range(place + 1, min(len(plain), place + _LONGEST_SOUND) + 1):
            word, rest, now = sounds.get(plain[place:end]), best[end], best[place]
            if word is not None and rest is not None and (now is None or rest[0] + 1 < now[0]):
                best[place] = (rest[0] + 1, word + rest[1])
    found = best[0]
    return found[1] if found is not None and (lone or len(found[1]) > found[0]) else None
