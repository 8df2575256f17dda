"""Which questions people mean by a name for them that is not the printed label: 企业数, 联系人电话, 县名."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dialogs.definition.form import Field, Form

_QUIET = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\([^()]*\)")
_LONGEST = 20
_MOST = 4
_ABOUT = re.compile("(?:那|这)?(?:一)?(?:个|项|栏|道|块)?(?:题|块|数据|数字|指标|的)*$")


def fields_called(form: Form, name: str) -> tuple[Field, ...]:
    """The questions that a name means, those of the label closest to it first; none where it may be any."""
    wanted = _folded(form, _ABOUT.sub("", name))
    if not 2 <= len(wanted) <= _LONGEST or not wanted.isalpha():
        return ()
    fields = [field for field in form.fields if field.answerable and not field.auxiliary]
    for fits in (_is, _holds, _follows):
        found = [field for field in fields if fits(wanted, field)]
        if found:
            return tuple(sorted(found, key=lambda field: len(field.label))) if len(found) <= _MOST else ()
    return ()


def _folded(form: Form, name: str) -> str:
    plain = _QUIET.sub("", unicodedata.normalize("NFKC", name)).casefold()
    if plain in form.speech.names:
        return _QUIET.sub("", form.speech.names[plain])
    for said, official in form.speech.labels.items():
        plain = plain.replace(said, official) if official not in plain else plain
    return plain


def _label(field: Field) -> str:
    return _printed(f"{field.group or ''}{field.label}", aside=True)


def _own(field: Field) -> str:
    """A label without its unit and what stands in brackets."""
    return _printed(field.label, aside=False)


@lru_cache(maxsize=2048)  # every name is looked for in all of them
def _printed(label: str, *, aside: bool) -> str:
    plain = unicodedata.normalize("NFKC", label)
    return _QUIET.sub("", plain if aside else _ASIDE.sub("", plain)).casefold()


def _is(wanted: str, field: Field) -> bool:
    own = _own(field)
    return wanted in (own, own.removeprefix("集群"))


def _holds(wanted: str, field: Field) -> bool:
    return wanted in _label(field)


def _follows(wanted: str, field: Field) -> bool:
    """Whether the letters of a name stand in a label one behind the other: 高新企业 in 高新技术企业."""
    letters = iter(_own(field))
    return len(wanted) > 2 and all(letter in letters for letter in wanted)
