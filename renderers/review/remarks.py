"""What the review says beside the form: mark and legend on every page, counts on the cover, the points in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dialogs.definition.form import Field, Form
from dialogs.derived.findings import Finding
from dialogs.derived.journey import Journey
from dialogs.derived.sources import pinned, sources_of
from dialogs.record.standing import Standing
from renderers.chat.sources import source_line
from renderers.chat.standing import counts_of, phrase_standing
from renderers.i18n import fill, language
from renderers.numbering import place_of, ranges
from renderers.places import clean
from renderers.review.standing import BLANK, DOUBTFUL, Concern, awaited
from renderers.review.wordml import GREY, HEITI, Piece, Tint, line

HEADING = "领导审阅稿（不得报送）"
TITLE = "审阅要点"
_HOW = "要改的，把题号和新数发给填报人，一条消息可改几处：改 1.8 新数，2.5 新数"
_WHERE = "逐条见文后“审阅要点”"
_NOTHING = "没有未填、有疑和有错"
_APART = "　　"
_FEW = 4  # questions of a section that are not named one by one
_SHORT = 10  # characters of a label that needs the one above it
_BRACKETS = re.compile("[（(]")
_CHINESE = language("zh")
_TINTS = {
    Standing.WRONG: Tint.TROUBLED,
    Standing.OPEN: Tint.BLANK,
    Standing.LATER: Tint.BLANK,
    Standing.WAITING: Tint.WAITING,
    Standing.DOUBTED: Tint.DOUBTFUL,
}


@dataclass(frozen=True, slots=True)
class Remarks:
    """An application as the review speaks of it."""

    journey: Journey
    concerns: Sequence[Concern]

    @property
    def wrong(self) -> list[Concern]:
        """What cannot be so, or is a must of the notice."""
        return [concern for concern in self.concerns if concern.finding.error]

    @property
    def doubted(self) -> list[Concern]:
        """What does not fit and nobody has explained."""
        return [concern for concern in self.concerns if concern.finding.open and not concern.finding.error]

    @property
    def kept(self) -> list[Concern]:
        """What does not fit and was kept with a reason."""
        return [concern for concern in self.concerns if not concern.finding.open]

    @property
    def counts(self) -> list[tuple[str, Tint]]:
        """What there is to see to, and how many questions each concerns, as the conversation counts them."""
        found = counts_of(self.journey.tally)
        return [(f"{phrase_standing(each, _CHINESE)} {count} 题", _TINTS[each]) for each, count in found.items()]


def legend() -> str:
    """One line for the head of every page: what the numbers, the tints and the marks mean."""
    marks = ((BLANK, Tint.BLANK), ("等部门", Tint.WAITING), (DOUBTFUL, Tint.DOUBTFUL), ("有错、有疑 ①", Tint.TROUBLED))
    pieces = [Piece(f"左侧数字是题号{_APART}", 9, colour=GREY)]
    for text, tint in marks:
        pieces += [Piece(text, 9, HEITI, tint=tint), Piece(_APART, 9)]
    return line([*pieces, Piece(_WHERE, 9, colour=GREY)], 13, align="center")


def stamp(remarks: Remarks) -> str:
    """The counts in a frame on the right of the cover's first line, where nothing has to make room for it."""
    placed = (
        '<w:framePr w:w="3600" w:hSpace="0" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="6890" w:y="1600"/>'
    )
    edge = f'w:val="single" w:sz="6" w:space="4" w:color="{GREY}"'
    edges = f"<w:pBdr><w:top {edge}/><w:left {edge}/><w:bottom {edge}/><w:right {edge}/></w:pBdr>"
    lines = [[Piece(TITLE, 12, HEITI)], *_in_pairs(remarks.counts), [Piece(_WHERE, 9, colour=GREY)]]
    return "".join(line(pieces, 19, align="center", placed=placed, edges=edges) for pieces in lines)


def _in_pairs(counts: Sequence[tuple[str, Tint]]) -> Iterator[list[Piece]]:
    if not counts:
        yield [Piece(_NOTHING)]
    for at in range(0, len(counts), 2):
        first, *second = [Piece(text, tint=tint) for text, tint in counts[at : at + 2]]
        yield [first, *(piece for each in second for piece in (Piece(_APART), each))]


def points(remarks: Remarks) -> str:
    """The last page: everything that the tints and marks stand for, in words, and how to change it."""
    title = line([Piece(TITLE, 16, HEITI)], 30, align="center", flow="<w:pageBreakBefore/>")
    return title + "".join(_points(remarks))


def _points(remarks: Remarks) -> Iterator[str]:
    journey = remarks.journey
    yield line([Piece(_state(remarks))], 20, before=6)
    yield line([Piece(_HOW)], 20)
    yield from _part("有错（须改）", Tint.TROUBLED, [_concern(journey, each) for each in remarks.wrong])
    yield from _part("有疑", Tint.TROUBLED, [_concern(journey, each) for each in remarks.doubted])
    yield from _part("有疑：待核实", Tint.DOUBTFUL, _by_section(journey, journey.doubtful))
    yield from _part("等部门", Tint.WAITING, _by_department(journey))
    yield from _part("待定", Tint.BLANK, _by_section(journey, journey.standing_so(Standing.LATER)))
    yield from _part("未填", Tint.BLANK, _by_section(journey, journey.standing_so(Standing.OPEN)))
    yield from _part("已说明口径", None, [_concern(journey, each) for each in remarks.kept])
    yield from _part("无法核对", None, _uncheckable(journey))
    yield from _part("数据来源", None, _sources(journey))


def _state(remarks: Remarks) -> str:
    journey = remarks.journey
    tally = journey.tally
    text = f"县里要填 {tally.total} 题，已填 {tally.answered} 题。"
    return text if remarks.counts else f"{text}{_NOTHING}。"


def _part(title: str, tint: Tint | None, texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        if number == 0:
            yield line([Piece(title, 12, HEITI, tint=tint)], 20, before=10, flow="<w:keepNext/>")
        yield line([Piece(text)], 20, hanging=24)


def _by_section(journey: Journey, fields: Sequence[Field]) -> Iterator[str]:
    for section in journey.form.sections:
        found = [field for field in fields if field.section == section.name]
        if len(found) in range(1, _FEW):
            yield from (f"{field.id}　{_name(field)}" for field in sorted(found, key=lambda field: place_of(field.id)))
        elif found:
            yield f"{ranges(journey.form, [field.id for field in found])}　{section.title}"


def _by_department(journey: Journey) -> Iterator[str]:
    ids: dict[str, list[str]] = {}
    for field in journey.waiting:
        ids.setdefault(awaited(journey.waits_for(field), field.name), []).append(field.id)
    for department, each in ids.items():
        yield f"{ranges(journey.form, each)}　{department}"


def _concern(journey: Journey, concern: Concern) -> str:
    """The finding in words, with the reason for which it was kept."""
    finding = concern.finding
    field = journey.form.by_name[finding.field]
    text = f"{concern.mark} {field.id}　{_name(field)}：{_sentence(journey.form, finding)}"
    if finding.reason is not None:
        return f"{text}说明：{clean(finding.reason, finding.key)}"
    return text


def _name(field: Field) -> str:
    """The label without what it explains in brackets, and the one above it where it says little by itself."""
    label = _BRACKETS.split(field.label)[0].strip() or field.label
    alone = len(label) > _SHORT or not field.group or len(field.group) > 2 * _SHORT
    return label if alone else f"{field.group} {label}"


def _sentence(form: Form, finding: Finding) -> str:
    return clean(_CHINESE.of(form).say(finding.rule.message, finding.figures), finding.key)


def _sources(journey: Journey) -> Iterator[str]:
    """Where the figures come from, as far as somebody said it."""
    for each in sources_of(journey.form, journey.application):
        said = source_line(journey.form, each, _CHINESE)
        yield clean(said, each.fields[0])
    for field in journey.form.fields:
        names = "、".join(each.name for each in pinned(journey.application, field))
        if names:
            yield clean(f"{field.id}　照片：{names}", field.name)


def _uncheckable(journey: Journey) -> Iterator[str]:
    """What nobody can check, of the questions that are answered, by the reason why."""
    open_fields = {field.name for field in (*journey.doable, *journey.waiting)}
    ids: dict[str, list[str]] = {}
    for finding in journey.unknown:
        if finding.field not in open_fields:
            reason = fill(finding.rule.uncheckable or "缺核对用的数", journey.form.numbers)
            ids.setdefault(reason, []).append(journey.form.by_name[finding.field].id)
    for reason, each in ids.items():
        yield f"{ranges(journey.form, set(each))}　{reason}"
