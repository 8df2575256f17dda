"""The small markup that the layout is written in → runs of WordprocessingML.

===================  ================================================================
``<output>``         the official label of a field, taken from the form
``<pct:group>``      the label of the printed row above it
``{output/2021}``    the place of a slot
``{_pilots/count}``  the same, underlined, on a line that is drawn even when empty
``{!draft_mark}``    a place that is no slot
``[chain_work]``     all boxes of a field with their official labels, on one line
``[chain_work/1]``   the same, in paragraphs of one box (or of any other number)
line break           next paragraph
===================  ================================================================

Everything else is printed as it stands.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from dialogs.definition.form import Choice, Form
from renderers.places import box_place, place

_TOKEN = re.compile(r"(<[a-z0-9_]+(?::group)?>|\{[_!]?[a-z0-9_/]+\}|\[[a-z0-9_]+\])")
_BOXES = re.compile(r"\[([a-z0-9_]+)/(\d)\]")
_HINT = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
_UNDERLINED = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:u w:val="single"/></w:rPr>'
_BOX = '<w:rPr><w:rStyle w:val="Box"/></w:rPr>'
_APART = "　"


def paragraphs(text: str, form: Form) -> list[str]:
    """The runs of each paragraph. Raises ``KeyError`` for a field that the form does not have."""
    laid_out = _BOXES.sub(lambda found: _in_lines(form, found[1], int(found[2])), text)
    return ["".join(_runs(part, form) for part in _TOKEN.split(line) if part) for line in laid_out.split("\n")]


def _in_lines(form: Form, field: str, each: int) -> str:
    """The boxes of a field, ``each`` on a line, as markup of single boxes."""
    boxes = [f"[{box_place(field, choice.name)}]" for choice in form.by_name[field].choices]
    return "\n".join(_APART.join(boxes[at : at + each]) for at in range(0, len(boxes), each))


def _runs(part: str, form: Form) -> str:
    match part[0], part[-1]:
        case "<", ">":
            return run(_label(part[1:-1], form))
        case "{", "}":
            return _place(part[1:-1], form)
        case "[", "]":
            return _boxes(part[1:-1], form)
    return run(part)


def _label(name: str, form: Form) -> str:
    field, _, group = name.partition(":")
    return (form.by_name[field].group or "") if group else form.by_name[field].label


def _place(path: str, form: Form) -> str:
    if path.startswith("!"):
        return run(f"{{{{ {path[1:]} }}}}")
    name = place(form.slots[path.removeprefix("_")].path)
    return run(f"{_APART}{{{{ {name} }}}}{_APART}", _UNDERLINED) if path.startswith("_") else run(f"{{{{ {name} }}}}")


def _boxes(name: str, form: Form) -> str:
    field, _, only = name.partition("__")
    choices = [choice for choice in form.by_name[field].choices if only in ("", choice.name)]
    return run(_APART).join(_box(field, choice) for choice in choices)


def _box(field: str, choice: Choice) -> str:
    return run(f"{{{{ {box_place(field, choice.name)} }}}}", _BOX) + run(choice.label)


def run(text: str, properties: str = _HINT) -> str:
    """One run; the hint keeps “quotes” and … in the Chinese font."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
