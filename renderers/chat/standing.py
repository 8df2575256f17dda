"""The one verdict in words: a question's standing, and how many stand how. Chat, contents and paper say the same."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.record.standing import Place, Standing, Tally
from renderers.i18n import Language, mark

_WORDS = {
    Standing.WRONG: mark("有错"),
    Standing.OPEN: mark("未填"),
    Standing.LATER: mark("待定"),
    Standing.WAITING: mark("等部门"),
    Standing.DOUBTED: mark("有疑"),
    Standing.FILLED: mark("已填"),
}


def phrase_standing(standing: Standing, language: Language) -> str:
    """未填 · 已填 · 待定 · 等部门 · 有疑 · 有错."""
    return language.say(_WORDS[standing])


def phrase_group(group: str, language: Language) -> str:
    """The heading of rows: the standing of their questions, or 已说明."""
    return language.say("已说明") if group == "kept" else phrase_standing(Standing(group), language)


def counts_of(tally: Tally) -> dict[Standing, int]:
    """What is left to do, the gravest first; nothing where there is nothing."""
    counts = (tally.wrong, tally.open, tally.later, tally.waiting, tally.doubted)
    return {each: count for each, count in zip(Standing, counts, strict=False) if count}


def phrase_counts(tally: Tally, language: Language) -> str:
    """有错 1 · 未填 16 · 有疑 2; 已填 where nothing is left."""
    counts = counts_of(tally)
    if not counts:
        return phrase_standing(Standing.FILLED, language)
    return " · ".join(f"{phrase_standing(each, language)} {count}" for each, count in counts.items())


def phrase_tally(tally: Tally, language: Language) -> str:
    """12/28 · 待定 1 · 有疑 2: how far, and what else is to be said; 28/28 · 已填 where nothing is."""
    counts = {each: count for each, count in counts_of(tally).items() if each is not Standing.OPEN}
    more = [f"{phrase_standing(each, language)} {count}" for each, count in counts.items()]
    if tally.standing is Standing.FILLED:
        more = [phrase_standing(Standing.FILLED, language)]
    return " · ".join([f"{tally.answered}/{tally.total}", *more])


_SHORT = {
    Standing.WRONG: mark("错{count}"),
    Standing.LATER: mark("待{count}"),
    Standing.WAITING: mark("等{count}"),
    Standing.DOUBTED: mark("疑{count}"),
}


def phrase_place(form: Form, place: Place, language: Language) -> str:
    """二 · 12/28 · 疑2: which section, how far, and what is to be looked at."""
    title = next(section.title for section in form.sections if section.name == place.section)
    counts = counts_of(place.tally)
    more = [language.say(short, {"count": str(counts[each])}) for each, short in _SHORT.items() if each in counts]
    return " · ".join([title.split("、")[0].split(" ")[0], f"{place.tally.answered}/{place.tally.total}", *more])
