"""Languages of the conversation: Chinese is the source, English is complete; official labels and texts stay Chinese.

Texts go through gettext. A catalogue is read from its ``.po`` file when the language is first used: there is no
compiled file that could be older than its source.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dialogs.definition.form import Form

SOURCE = "zh"
LOCALES = ("zh", "en")
_HERE = Path(__file__).parent / "locales"
_QUOTED = frozenset(("words", "reason", "said", "text", "title", "answers"))
"""Figures that are somebody's own words."""
_DATE = re.compile(
    r"(?:(?P<year>[0-9]{4})年)?(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?)?"
    r"(?:[ ]?(?P<time>[0-9]{2}:[0-9]{2}))?"
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_YEARS = (
    (re.compile("(?<![0-9])([0-9]{4})年基准值?"), r"base \1"),
    (re.compile("(?<![0-9])([0-9]{4})年目标值?"), r"target \1"),
    (re.compile(r"(?<![0-9])([0-9]{4})年(?=\s|$)"), r"\1"),
)
"""A year before its value."""
_ROW = re.compile(
    r"(?:base |target )?(?:[0-9]{4} )?(?:无|—|-?[0-9][0-9.,]*%?)"
    r"(?:、(?:base |target )?(?:[0-9]{4} )?(?:无|—|-?[0-9][0-9.,]*%?))*(?P<unit> [^0-9、]{1,14})?"
)
"""Figures side by side, with a unit behind them, as a button shows them."""
_SHORT = 6
_EVERY = (("每年都是 ", "every year "), ("全部 ", "all "))
_LATER = {"稍后补": "Later"}
_SAME_AS = re.compile(r"同((?:[CS核]?[0-9]{1,2})(?:\.[0-9]{1,2})?)")
_REST = "；其余 0"
_HAN = re.compile("[\u4e00-\u9fff]")
_PLACEHOLDER = re.compile(r"\{[^{}]+\}")


@dataclass(frozen=True)
class Language:
    """One language: ``say`` translates a sentence and fills its figures; a sentence without translation stays.

    Texts of a form name its questions (``{#smes}``); a language that speaks ``of`` a form gives them their numbers.
    """

    locale: str
    catalogue: gettext.NullTranslations
    numbers: Mapping[str, str] = field(default_factory=dict)

    def of(self, form: Form) -> Language:
        """The same language, for the texts of this form."""
        return self if self.numbers is form.numbers else Language(self.locale, self.catalogue, form.numbers)

    def figure(self, value: str) -> str:
        """A date, a time or a list as it stands by itself in this language."""
        return value if self.locale == SOURCE else western(value)

    def beside(self, words: str) -> str:
        """Words behind others, in the brackets of this language; nothing for none."""
        if not words:
            return ""
        return f"（{words}）" if self.locale == SOURCE else f" ({words})"

    def say(self, sentence: str, figures: Mapping[str, str] | None = None) -> str:
        """The sentence in this language. Figures are put in by their placeholders, with or without braces."""
        text = self.catalogue.gettext(sentence) if sentence else ""
        if figures and self.locale != SOURCE:
            figures = {name: value if name in _QUOTED else western(value) for name, value in figures.items()}
        return fill(text, figures or {}, self.numbers)


def western(figure: str) -> str:
    """A figure of a sentence that is not Chinese: dates in words, lists with commas; what holds other Chinese stays."""
    found = _DATE.fullmatch(figure)
    if found is not None:
        month = _MONTHS[int(found["month"]) - 1] if found["month"] and 1 <= int(found["month"]) <= len(_MONTHS) else ""
        parts = (found["day"], month, found["year"], found["time"])
        return " ".join(part for part in parts if part)
    for pattern, instead in _YEARS:
        figure = pattern.sub(instead, figure)
    figure = _SAME_AS.sub(r"same as \1", _LATER.get(figure, figure)) if len(figure) <= _SHORT else figure
    if figure.endswith(_REST):
        figure = figure.removesuffix(_REST) + "; all others 0"
    for words, instead in _EVERY:
        if figure.startswith(words) and _ROW.fullmatch(figure.removeprefix(words)):
            figure = instead + figure.removeprefix(words)
    row = figure.removeprefix("every year ").removeprefix("all ")
    if _ROW.fullmatch(row):
        figure = figure.replace("、", ", ").replace("无", "None")
    return figure if _HAN.search(figure) else figure.replace("、", ", ").replace("；", "; ").replace("，", ", ")


def fill(text: str, *figures: Mapping[str, str]) -> str:
    """Replace every placeholder by its first figure, if it has any; braces typed by a person are never looked into."""
    return _PLACEHOLDER.sub(lambda match: _figure(match[0], figures), text) if "{" in text else text


def _figure(placeholder: str, figures: Iterable[Mapping[str, str]]) -> str:
    """The figure of a placeholder; of ``{count:file|files}`` with the one word or the other behind it."""
    bare = placeholder[1:-1]
    if "|" in bare:
        name, _, words = bare.partition(":")
        return _counted(name, words, figures, placeholder)
    found = (each[name] for each in figures for name in (placeholder, bare) if name in each)
    return next(found, placeholder)


def _counted(name: str, words: str, figures: Iterable[Mapping[str, str]], placeholder: str) -> str:
    one, _, many = words.partition("|")
    count = next((each[name] for each in figures if name in each), None)
    return placeholder if count is None else f"{count} {one if count == '1' else many}"


@lru_cache(maxsize=8)
def language(locale: str) -> Language:
    """The language of a locale; the source language where nobody translated."""
    path = _HERE / locale / "LC_MESSAGES" / "shenbao.po"
    if locale == SOURCE or not path.exists():
        return Language(SOURCE, gettext.NullTranslations())
    with path.open("rb") as file:
        catalogue = read_po(file, locale=locale)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Language(locale, gettext.GNUTranslations(compiled))


def mark(sentence: str) -> str:
    """Mark a sentence of a table for translation; it is translated where it is said."""
    return sentence
