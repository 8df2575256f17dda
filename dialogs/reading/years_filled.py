"""The years of a row filled by what a sentence mentions: by name, in order, or worked out from a neighbour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from dialogs.definition.form import Kind
from dialogs.reading.mentioned import BEFORE, EARLIER, LATER, OTHERS, Mention, Said
from dialogs.reading.question import Question
from dialogs.record.application import Blank

_CONTENT = frozenset(("figure", "none", "written", "later"))
_BLANKS = {"none": Blank.NONE, "written": Blank.NONE, "later": Blank.LATER}
_GROUPS = ((OTHERS,), (EARLIER,), (LATER,))
_HUNDRED = Decimal(100)
Content = Decimal | Blank


@dataclass(slots=True)
class Row:
    """The years with what is known of them: a value, or why there is none; ``workings`` says how some came about."""

    values: dict[str, Content] = field(default_factory=dict)
    rough: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)  # 无 is said to stand there, and not 0
    workings: dict[str, str] = field(default_factory=dict)
    left: bool = False  # a figure has no place in it


def rows_of(question: Question, said: Said) -> Iterator[Row]:
    """The ways to put what is mentioned into the years, the likeliest first."""
    asked = [slot.part[0] for slot in question.slots]
    if any(each.what in ("step", "rate") and len(each.years) > len(question.field.slots) - 1 for each in said.mentions):
        return  # 三年净增20家: how much in all, and nothing of a year
    parted = _each_by_the_same(asked, said)
    if parted is not None:
        yield parted
    said = _in_turn(asked, said)
    yield from _rows(question, said)
    other = _by_the_first(said)
    if other is not None:
        yield from _rows(question, other)


def _each_by_the_same(asked: Sequence[str], said: Said) -> Row | None:
    """总数是374、412、441，每年减去4家大企业: a figure of each year, and what is to be taken off all of them."""
    figures, steps = ([each for each in said.mentions if each.what == what] for what in ("figure", "step"))
    of_all = len(steps) == 1 and (steps[0].years == ("every",) or steps[0].words.startswith(("各", "都")))
    if not of_all or len(figures) != len(asked) or len(said.mentions) != len(figures) + 1:
        return None
    row, named = Row(), [each.years for each in figures if each.years]
    if named not in ([], [(year,) for year in asked]) or said.mentions[-1].what != "step":
        return None
    for year, each in zip(asked, figures, strict=True):
        value, working = _worked(steps[0], each.value, back=False)
        row.values[year], row.workings[year] = value if value is not None else each.value, working
    row.rough.update(year for year, each in zip(asked, figures, strict=True) if each.rough)
    return row


def _by_the_first(said: Said) -> Said | None:
    """120，后面两年都少10家: both may be measured by the year before the two, and not each by its own one before."""
    mentions = [
        replace(each, against=str(int(min(each.years)) - 1))
        if each.what == "step" and len(each.years) > 1 and not each.against
        else each
        for each in said.mentions
    ]
    return replace(said, mentions=mentions) if mentions != said.mentions else None


def _rows(question: Question, said: Said) -> Iterator[Row]:
    years = [slot.part[0] for slot in question.field.slots]
    began = _since(years, said) if question.field.kind is Kind.INTEGER else []
    if began:
        yield from began
    if began and not said.began_named:
        return
    for row in _placed(years, [slot.part[0] for slot in question.slots], said):
        _work_out(question, years, said, row)
        _mark(said, row, years)
        if row.left and not row.values.keys() >= set(years):
            continue
        if said.only in row.values or (said.only and said.only in said.foreign):
            rest = {year: Decimal(0) for year in years if year not in row.values and year not in said.foreign}
            if rest:
                yield replace(row, values={**row.values, **rest})
        if row.values:
            yield row


def other_money_in_its_year(years: Sequence[str], said: Said) -> Said:
    """300万美元，后两年没有: the sum of which no year is named is of the only one that is left."""
    named = {year for each in said.mentions for year in each.years}
    left = [year for year in years if year not in named]
    if said.only in years and list(said.foreign) == [""]:
        return replace(said, foreign={said.only: said.foreign[""]})
    unnamed = list(said.foreign) == [""] and all(each.years for each in said.mentions)
    return replace(said, foreign={left[0]: said.foreign[""]}) if unnamed and len(left) == 1 else said


def _in_turn(asked: Sequence[str], said: Said) -> Said:
    """12 持平 19: as many mentions as years, each of the next year, the first of which is a figure."""
    unnamed = len(said.mentions) == len(asked) and not any(each.years for each in said.mentions)
    levels = unnamed and all(each.what in (*_CONTENT, "same") for each in said.mentions)
    if not levels or said.mentions[0].what == "same" or all(each.what != "same" for each in said.mentions):
        return said
    dealt = (replace(each, years=(year,)) for each, year in zip(said.mentions, asked, strict=True))
    return replace(said, mentions=list(dealt))


def _since(years: Sequence[str], said: Said) -> list[Row]:
    """就1家，22年评上的: none before; as many since then, or in that year alone."""
    figures = [each for each in said.mentions if each.what == "figure"]
    named = said.began_named if len(figures) == 1 and figures[0].years == (said.began_named,) else said.began
    if (
        named not in years
        or len(said.mentions) != 1
        or len(figures) != 1
        or (figures[0].years and not said.began_named)
    ):
        return []
    count, place = figures[0].value, years.index(named)
    since = {year: count if at >= place else Decimal(0) for at, year in enumerate(years)}
    alone = {year: count if at == place else Decimal(0) for at, year in enumerate(years)}
    return [Row(dict[str, Content](since)), Row(dict[str, Content](alone))]


def _placed(years: Sequence[str], asked: Sequence[str], said: Said) -> Iterator[Row]:
    """Figures and 没有 in their years: those that are named, and the others in order, or wherever there is room."""
    named = Row()
    alone = [each for each in said.mentions if each.what in _CONTENT and (each.years or each.what != "later")]
    if not _tells(said) or "" in said.foreign or not all(_placed_by_name(named, each, years) for each in alone):
        return
    related = {year for each in said.mentions if each.what not in _CONTENT for year in each.years}
    rest = [year for year in asked if year not in {*named.values, *said.foreign, *related}]
    loose = [each for each in alone if not each.years]
    if loose and (said.beside or _of_the_same_year(said)):
        return
    others = [each for each in alone if each.years in _GROUPS]
    if others and not loose:
        rest = _of_group(others[-1].years[0], rest, [*named.values, *said.foreign, *related])
        loose = others[-1:] * len(rest)
    if named.values and len(loose) != len(rest):  # 一共3家，22年1家，23年2家
        loose = [each for each in loose if not each.whole and each.what == "figure"]
    relative = len(alone) < len(said.mentions)
    if relative and loose and not others:  # 141，此后每年加5家
        rest = rest if len(rest) == len(loose) else rest[:1] if not named.values else []
    elsewhere = any(each.years and not _within(each.years, (*years, OTHERS, EARLIER, LATER)) for each in alone)
    fits = named.values or not loose or len(loose) == len(rest)
    for places in combinations(rest, min(len(loose), len(rest))) if fits else ():
        row = Row(dict(named.values), set(named.rough), set(named.written), left=elsewhere or len(places) < len(loose))
        for year, each in zip(places, loose, strict=False):
            _put(row, year, each)
        yield row


def _tells(said: Said) -> bool:
    """Whether a sentence says anything of years: figures with nothing but words of another kind are for others."""
    named = any(each.years or each.what != "figure" for each in said.mentions)
    return named or said.flows or bool(said.rough_years or said.negative_years or said.only)


def _placed_by_name(row: Row, mention: Mention, years: Sequence[str]) -> bool:
    """Put what is said of years there; whether none of them has another figure already."""
    for year in _within(mention.years, years):
        if row.values.get(year, _content(mention)) != _content(mention):
            return False
        _put(row, year, mention)
    return True


def _of_the_same_year(said: Said) -> bool:
    """总产值146.9亿，增长11.6%: the growth of the year whose figure stands before it, whichever that is."""
    relative = [each for each in said.mentions if each.what in ("rate", "step")]
    return len(relative) == 1 and not relative[0].years and len(said.mentions) == len(relative) + 1


def _of_group(group: str, rest: Sequence[str], named: Sequence[str]) -> list[str]:
    """The years that are left over, or those before or after all that are named."""
    if group == EARLIER:
        return [year for year in rest if not named or year < min(named)]
    return [year for year in rest if group == OTHERS or not named or year > max(named)]


def _within(named: Sequence[str], years: Sequence[str]) -> list[str]:
    return [year for year in named if year in years]


def _content(mention: Mention) -> Content:
    return _BLANKS.get(mention.what, mention.value)


def _put(row: Row, year: str, mention: Mention) -> None:
    row.values[year] = _content(mention)
    if mention.rough:
        row.rough.add(year)
    if mention.what == "written":
        row.written.add(year)


def _work_out(question: Question, years: Sequence[str], said: Said, row: Row) -> None:
    """比22年涨了8%, 每年加3家, 一样: from whichever neighbour is known."""
    known = {slot.part[0]: question.value(slot.path) for slot in question.field.slots}
    standing = {year: value for year, value in known.items() if isinstance(value, Decimal)}
    links = list(_links(years, said))
    for _ in years:
        for year, before, mention in links:
            there = {**standing, **{each: value for each, value in row.values.items() if isinstance(value, Decimal)}}
            if year not in row.values and before in there and year in years:
                _derive(question, row, year, there[before], mention, back=False)
            elif before in years and before not in row.values and before not in standing and year in there:
                _derive(question, row, before, there[year], mention, back=True)


def _links(years: Sequence[str], said: Said) -> Iterator[tuple[str, str, Mention]]:
    """Which year is said by which: a year without another beside it is measured by the one before."""
    last, named_last = "", False
    for each in said.mentions:
        if each.what in _CONTENT:
            named_last = bool(each.years)
            last = each.years[-1] if each.years else last or years[0]
            continue
        named = years[1:] if each.years == ("every",) else _within(each.years, years)
        if not named and last in years:
            own = each.against and named_last
            named = [last] if own else list(years[years.index(last) + 1 :][:1])
        for year in named:
            backwards = last > year and not each.against  # 23年146.9，22年少15
            before = last if backwards else each.against if each.against not in ("", BEFORE) else str(int(year) - 1)
            if before != year:
                yield year, before, each
            last = year


def _derive(question: Question, row: Row, year: str, base: Decimal, mention: Mention, *, back: bool) -> None:
    value, working = _worked(mention, base, back=back)
    if value is None or value < 0:
        return
    whole = question.field.kind is Kind.INTEGER
    row.values[year] = value.quantize(Decimal(1) if whole else Decimal("0.01"), ROUND_HALF_UP)
    if working:
        row.workings[year] = working
    if mention.rough:
        row.rough.add(year)


def _worked(mention: Mention, base: Decimal, *, back: bool) -> tuple[Decimal | None, str]:
    if mention.what == "same":
        return base, ""
    if mention.what == "step":
        by = -mention.value if back else mention.value
        return base + by, f"{base:f}{'+' if by > 0 else '-'}{abs(by):f}"
    factor = 1 + mention.value / _HUNDRED
    if factor <= 0:
        return None, ""
    return (base / factor, f"{base:f}÷{factor:f}") if back else (base * factor, f"{base:f}×{factor:f}")


def _mark(said: Said, row: Row, years: Sequence[str]) -> None:
    """23年是快报, 23年是负的."""
    row.rough.update(years if said.all_rough else said.rough_years)
    for year in said.negative_years & row.values.keys():
        value = row.values[year]
        row.values[year] = -abs(value) if isinstance(value, Decimal) else value
