"""Where each text of a filled form stands: the place's name, and the runs that hold nothing but its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml.etree import _Element

from renderers.review.wordml import remove
from renderers.word import TRACE

Spots = Mapping[str, Sequence[_Element]]
"""By place: the runs of its text, one for each of its lines; an empty run where nothing is printed."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def untrace(body: _Element) -> Spots:
    """Takes the traces out of a document: every text that had one gets runs of its own, looking as before."""
    spots: dict[str, list[_Element]] = defaultdict(list)
    for run in dict.fromkeys(_run_of(trace) for trace in body.iter(TRACE)):
        for name, part in _parts(run):
            run.addprevious(part)
            if name:
                spots[name].append(part)
        remove(run)
    return spots


def _run_of(trace: _Element) -> _Element:
    return next(trace.iterancestors(qn("w:r")))


def _parts(run: _Element) -> Iterator[tuple[str, _Element]]:
    """The run cut into runs of one text each, and the names of those that had a trace."""
    properties = run.find(qn("w:rPr"))
    for child in run:
        if child is properties:
            continue
        if child.tag != qn("w:t"):
            yield "", _run(properties, _flat(child))
            continue
        for name, text in _texts(child):
            if name or text:
                yield name, _run(properties, _text(text))


def _flat(element: _Element) -> _Element:
    """A copy of something that is no text; traces in it (in the code of a field) leave their text only."""
    copy = deepcopy(element)
    for holder in [each for each in copy.iter() if each.find(TRACE) is not None]:
        holder.text = "".join(map(str, holder.itertext()))
        holder[:] = []
    return copy


def _texts(element: _Element) -> Iterator[tuple[str, str]]:
    """The texts of a w:t with traces in it."""
    yield "", element.text or ""
    for trace in element:
        yield str(trace.get("name")), trace.text or ""
        yield "", trace.tail or ""


def _run(properties: _Element | None, content: _Element) -> _Element:
    run = OxmlElement("w:r")
    if properties is not None:
        run.append(deepcopy(properties))
    run.append(content)
    return run


def _text(text: str) -> _Element:
    element = OxmlElement("w:t")
    element.text = text
    element.set(_SPACE, "preserve")
    return element
