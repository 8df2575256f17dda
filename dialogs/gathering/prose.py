"""Lines outside tables: the texts of 八 under their printed headings, lines of 附件4, lines of a section card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as having

from dialogs.definition.form import Field, Form, Kind
from dialogs.gathering.blocks import half_of
from dialogs.gathering.documents import Furniture, Gleaned, Spot, Unread, Worded
from dialogs.gathering.labels import Labels, plain

_LONG = 15
"""Letters from which on a line of the blank form is a remark to be written under, not a heading."""
_SHORTEST = 3
_CARD = re.compile(
    r"\s*(?P<id>[CcSs]?[0-9]{1,2}\.[0-9]{1,2}|[CcSs][0-9]{1,2})(?![0-9.])(?P<label>[^＝=]{0,120})[＝=](?P<words>.*)",
    re.DOTALL,
)
_AUTHORITY = re.compile(r"\s*[县市]级工业和信息化主管部门\s*[:：](?P<words>.*?)[(（]盖章[)）]\s*")
_RULE = re.compile(r"[\s_＿]*")
"""A line to write on."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, and its number in the document."""

    text: str
    number: int


@dataclass
class _Essay:
    field: Field
    spot: Spot
    lines: list[str] = having(default_factory=list)
    doubt: str = ""
    ended: bool = False

    def gleaned(self) -> Iterator[Gleaned]:
        words = "\n".join(line for line in self.lines if line.strip())
        yield Gleaned(self.field.name, (Worded("", words),) if words else (), self.spot, self.doubt)


def card_line(form: Form, text: str) -> tuple[Field, str] | None:
    """2.1 集群总产值（亿元）＝118 131 147: the question that a line of a section card names, and what it says."""
    match = _CARD.fullmatch(text)
    found = form.by_id.get(match["id"].upper()) if match is not None else None
    if match is None or found is None or not found.answerable or not plain(match["label"]):
        return None
    label = plain(f"{found.group or ''}{found.label}")
    said = plain(match["label"])
    agrees = said.startswith((label, plain(found.label))) or said in label
    return (found, match["words"].strip()) if agrees else None


Heading = tuple[Field, str, str]


def read_lines(labels: Labels, lines: Sequence[Placed], furniture: Furniture) -> Iterator[Gleaned | Unread]:
    """What lines say. A line that stands under no heading is told, where it is more than a title."""
    reading = _Reading(labels, furniture, _headings(labels.form, lines))
    for line in lines:
        yield from reading.read(line)
    yield from reading.close()


@dataclass
class _Reading:
    """Lines while they are read; ``open`` is the long text that they belong to."""

    labels: Labels
    furniture: Furniture
    headings: Callable[[Placed], Heading | None]
    open: _Essay | None = None

    @property
    def _inside(self) -> _Essay | None:
        return self.open if self.open is not None and not self.open.ended else None

    def close(self) -> Iterator[Gleaned]:
        """The long text, where one is open."""
        if self.open is not None:
            yield from self.open.gleaned()
        self.open = None

    def read(self, line: Placed) -> Iterator[Gleaned | Unread]:
        """What one line says, or ends."""
        text, spot = line.text.strip(), Spot(label=line.text.strip()[:_SHOWN])
        if _RULE.fullmatch(text) or (not plain(text) and self._inside is None):
            return
        short = _short(self.labels, text, spot, alone=self._inside is None)
        if short is not None:
            yield from (*self.close(), *short)
        elif (head := self.headings(line)) is not None:
            found, rest, doubt = head
            if doubt and self._inside is not None:  # perhaps a line of the text before it
                self._inside.doubt = doubt
            yield from self.close()
            self.open = _Essay(found, replace(spot, label=found.label), [rest] if rest else [], doubt)
        elif self._inside is not None:
            self._go_on(self._inside, text)
        elif plain(text) not in self.furniture.every:
            if self.open is not None:  # a line of the text may have ended it that only looks like the form's own
                self.open.doubt = "heading"
            yield Unread(text, "line", spot)

    def _go_on(self, essay: _Essay, text: str) -> None:
        """A remark of the form is passed over, a title of it ends the text, everything else belongs to it."""
        if plain(text) not in self.furniture.lines or not plain(text):
            essay.lines.append(text)
        elif len(plain(text)) < _LONG:
            essay.ended = True


def _short(labels: Labels, text: str, spot: Spot, *, alone: bool) -> tuple[Gleaned | Unread, ...] | None:
    """A line that is complete by itself; 集群名称：… is one where it stands ``alone``, outside a long text."""
    card = card_line(labels.form, text)
    if card is not None:
        return (Gleaned(card[0].name, (Worded("", card[1]),), spot),) if card[1] else ()
    authority = _AUTHORITY.fullmatch(text)
    if authority is not None:
        found = next((each for each in labels.form.printed if "主管部门：（盖章）" in each.label), None)
        said = authority["words"].strip()
        return (Gleaned(found.name, (Worded("", said),), spot),) if found is not None and said else ()
    head, colon, rest = text.replace(":", "：").partition("：")
    pair = labels.pairs.get(plain(head)) if colon else None
    if pair is None:
        return _labelled(labels, head, rest, spot) if colon and alone else None
    parts = [part for part in re.split(r"[\u3000\t]+|\s{2,}", rest.strip()) if part.strip()]
    if len(parts) == len(pair):
        return tuple(Gleaned(each.name, (Worded("", part),), spot) for each, part in zip(pair, parts, strict=True))
    if len(parts) == 1:
        return (
            Gleaned(
                half_of(pair, parts[0], behind=rest.startswith("\u3000")).name, (Worded("", parts[0].strip()),), spot
            ),
        )
    return (Unread(rest.strip(), "parts", spot, pair[0].name),) if parts else ()


def _labelled(labels: Labels, head: str, rest: str, spot: Spot) -> tuple[Gleaned | Unread, ...] | None:
    named = labels.find(head.strip())
    if named is None or named.year or not rest.strip():
        return None if named is None or named.year else ()
    if len(named.fields) > 1:
        return (Unread(rest.strip(), "ambiguous", spot),)
    return (Gleaned(named.fields[0].name, (Worded("", rest.strip()),), spot),)


def _headings(form: Form, lines: Sequence[Placed]) -> Callable[[Placed], Heading | None]:
    """Which lines are the headings of long texts: each once, in the order of the form; others are text."""
    essays = {
        plain(each.label): each for each in form.printed if each.kind is Kind.PARAGRAPH and each.section == "plan"
    }
    found: dict[int, Heading] = {}
    twice = set[str]()
    for line in lines:
        head = _heading(essays, line.text)
        if head is not None and any(head[0] is each[0] for each in found.values()):
            twice.add(head[0].name)
        elif head is not None:
            found[line.number] = head
    known = {
        number: (each[0], each[1], "heading" if each[0].name in twice else each[2]) for number, each in found.items()
    }
    return lambda line: known.get(line.number)


def _heading(essays: dict[str, Field], text: str) -> Heading | None:
    """A heading; with the text behind it where they share a line (which has to be confirmed)."""
    if plain(text) in essays:
        return essays[plain(text)], "", ""
    for label, each in essays.items():
        if len(label) > _SHORTEST and plain(text).startswith(label):
            return each, _behind(text, len(label)), "heading"
    return None


def _behind(text: str, letters: int) -> str:
    for place, character in enumerate(text):
        letters -= len(plain(character))
        if letters < 0:
            return text[place:].strip()
    return ""
