"""Languages of the conversation: Chinese is the source, English is complete; official labels and texts stay Chinese.

Texts go through gettext. A catalogue is read from its ``.po`` file when the language is first used: there is no
compiled file that could be older than its source.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dialogs.form import Form

SOURCE = "zh"
LOCALES = ("zh", "en")
_HERE = Path(__file__).parent / "locales"
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
        return self if self.numbers is form.numbers else replace(self, numbers=form.numbers)

    def say(self, sentence: str, figures: Mapping[str, str] | None = None) -> str:
        """The sentence in this language. Figures are put in by their placeholders, with or without braces."""
        text = self.catalogue.gettext(sentence) if sentence else ""
        return fill(text, {**self.numbers, **figures} if figures else self.numbers)


def fill(text: str, figures: Mapping[str, str]) -> str:
    """Replace every placeholder that has a figure; braces typed by a person are never looked into."""
    return _PLACEHOLDER.sub(lambda match: figures.get(match[0], figures.get(match[0][1:-1], match[0])), text)


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
