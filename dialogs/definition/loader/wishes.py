"""The words in which people wish something: concepts with their words, and wishes with their concepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from dialogs.definition.loader.records import Mistakes, read_file
from dialogs.words.likeness import Likeness
from dialogs.words.spelling import sounds
from dialogs.words.wishes import FILLER, Speech, Wish

_ELSEWHERE = frozenset(("number", "part", "still", "county", "hour"))
"""Concepts that have patterns instead of words, or the words of a region."""


def read_speech(paths: Iterable[Path], sentences: Path, mistakes: Mistakes) -> Speech:
    """What these files say together; the file of ``sentences`` is read when the first one is compared with them."""
    words: dict[str, str] = {}
    weak: set[str] = set()
    wishes: list[Wish] = []
    hints: list[Wish] = []
    talk: set[str] = set()
    names: dict[str, str] = {}
    syllables: dict[str, str] = {}
    answers: list[str] = []
    labels: dict[str, str] = {}
    for path in paths:
        data = read_file(path.parent, path.name, mistakes)
        data = data if isinstance(data, dict) else {}
        weak.update(data.get("weak") or ())
        talk.update(_flat(data.get("talk")))
        names.update(data.get("names") or {})
        labels.update(data.get("labels") or {})
        syllables.update(data.get("syllables") or {})
        answers.extend(_flat(data.get("answers")))
        fillers = _flat(data.get("fillers"))
        concepts: Mapping[str, Any] = {FILLER: fillers, **(data.get("concepts") or {})}
        for concept, said in concepts.items():
            for word in map(str, said):
                if words.setdefault(word.casefold(), concept) != concept:
                    mistakes.add(path.name, f"“{word}” is both {words[word.casefold()] or 'a filler'} and {concept}")
        hints.extend(_wish({"do": each["do"], "said": str(each["of"]).split()}) for each in data.get("hints") or ())
        wishes.extend(_wish(record) for record in data.get("wishes") or ())
    known = {*words.values(), *_ELSEWHERE}
    for wish in (*wishes, *hints):
        for needed, beside in wish.said:
            for concept in sorted((needed | beside) - known):
                mistakes.add("wishes", f"“{concept}” of {' '.join(wish.do)} is no concept")
    called = (*names, *names.values(), *labels, *labels.values())
    spoken = sounds((*(each for each in words if not each.isascii()), *called), syllables)
    typed = sounds(answers, syllables)
    kept = (tuple(wishes), frozenset(talk), names, labels, tuple(hints))
    return Speech(
        *(words, frozenset(weak), *kept),
        sounds=spoken,
        syllables=syllables,
        answers=typed,
        likeness=Likeness(partial(read_sentences, sentences)),
    )


def read_sentences(path: Path) -> Mapping[str, Sequence[str]]:
    """The sentences of a file, by what they wish. Ours, not an edition's: a test holds them against the wishes."""
    mistakes = Mistakes()
    data = read_file(path.parent, path.name, mistakes)
    mistakes.stop_if_any()
    return {str(do): _flat(rows) for do, rows in data.items()}


def _flat(rows: Any) -> list[str]:
    return [str(word) for row in rows or () for word in row]


def _wish(record: Mapping[str, Any]) -> Wish:
    sets = (str(each).split() for each in record["said"])
    said = tuple(
        (
            frozenset(each for each in concepts if not each.endswith("?")),
            frozenset(each.removesuffix("?") for each in concepts if each.endswith("?")),
        )
        for concepts in sets
    )
    return Wish(tuple(str(record["do"]).split()), said)
