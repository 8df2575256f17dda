"""Which questions people mean by a name for them that is not the printed label: 企业数, 联系人电话, 县名."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dialogs.definition.form import Field, Form

_QUIET = re.compile(r"[\W_]+")
_LONGEST = 20
_MOST = 4
_LONGEST_IN_FRONT = 12
_SHORTEST = 3
_NAME = re.compile("(?![的了和与或在等有个]|以及|问题|情况)[\u4e00-\u9fffA-Za-z]+(?<![的了和与或在等及])")
"""What may be a name within a sentence: it neither begins nor ends with a word that joins."""
_ABOUT = re.compile("(?:那|这)?(?:一)?(?:个|项|栏|道|块)?(?:题|块|数据|数字|指标|的)*$")


def fields_called(form: Form, name: str) -> tuple[Field, ...]:
    """The questions that a name means, those of the label closest to it first; none where it may be any."""
    wanted = _folded(form, _ABOUT.sub("", name))
    if not 2 <= len(wanted) <= _LONGEST or not wanted.isalpha():
        return ()
    for fits in (_is, _holds, _follows):
        found = [field for field in form.called if fits(wanted, field)]
        if found:
            return tuple(sorted(found, key=lambda field: len(field.label))) if len(found) <= _MOST else ()
    return ()


def called_in_front(form: Form, words: str) -> Iterator[tuple[tuple[Field, ...], str]]:
    """The questions that the first letters of a sentence mean, the longest name first, each with what stands behind."""
    for length in range(min(_LONGEST_IN_FRONT, len(words)), 1, -1):
        if called := fields_called(form, words[:length]):
            yield called, words[length:]


def called_within(form: Form, words: str) -> Iterator[tuple[tuple[Field, ...], str]]:
    """The questions that parts of a sentence are names of, wherever they stand, the longest names; each as it is said.

    Letters of a label one behind the other are a name: 能耗降低率, 存在的问题; letters picked from it are none.
    """
    place = 0
    while place < len(words):
        found = _name_at(form, words, place)
        if found is not None:
            yield found
        place += len(found[1]) if found is not None else 1


def _name_at(form: Form, words: str, place: int) -> tuple[tuple[Field, ...], str] | None:
    for length in range(min(_LONGEST, len(words) - place), 1, -1):
        name = words[place : place + length]
        if not _NAME.fullmatch(name):
            continue
        wanted = _folded(form, name)
        ways = (_is, _holds, _joins) if length >= _SHORTEST or name in form.speech.names else (_is,)
        fitting = ([field for field in form.called if fits(wanted, field)] for fits in ways)
        called: list[Field] = next(filter(None, fitting), [])
        if 0 < len(called) <= _MOST:
            return tuple(sorted(called, key=lambda field: len(field.label))), name
    return None


def _joins(wanted: str, field: Field) -> bool:
    """Whether two pieces of a label are left of it: 研发强度 of 研发投入强度."""
    wanted, label = wanted.replace("的", ""), field.called.replace("的", "")
    halves = ((wanted[:middle], wanted[middle:]) for middle in range(2, len(wanted) - 1))
    return any(0 <= label.find(ahead) < label.rfind(behind) for ahead, behind in halves)


def _folded(form: Form, name: str) -> str:
    plain = _QUIET.sub("", unicodedata.normalize("NFKC", name)).casefold()
    if plain in form.speech.names:
        return _QUIET.sub("", form.speech.names[plain])
    for said, official in form.speech.labels.items():
        plain = plain.replace(said, official) if official not in plain else plain
    return plain


def _is(wanted: str, field: Field) -> bool:
    return wanted in (field.called, field.called.removeprefix("集群"))


def _holds(wanted: str, field: Field) -> bool:
    return wanted in field.called_in_full


def _follows(wanted: str, field: Field) -> bool:
    """Whether the letters of a name stand in a label one behind the other: 高新企业 in 高新技术企业."""
    if len(wanted) <= 2 or not set(field.called).issuperset(wanted):
        return False
    letters = iter(field.called)
    return all(letter in letters for letter in wanted)
