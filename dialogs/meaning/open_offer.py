"""What is said of an offer that is open: more or less of it (4也有, 2不算), or that the names of a count come later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dialogs.answers.answering import answer, store, take, understand
from dialogs.answers.slips_said import without_excuse
from dialogs.correcting.afterthoughts import afterthoughts
from dialogs.correcting.amending import not_but
from dialogs.correcting.correction import correction, starts_with_number, value_said
from dialogs.correcting.editing import added, dropped, edited, moved_away
from dialogs.definition.form import Field, Kind, Shape
from dialogs.meaning.behind_a_text import says_that_is_all
from dialogs.reading.box_labels import boxes_label
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.labels import marked_label
from dialogs.reading.results import Alternative, Entry, Read, Unsure, Why
from dialogs.record.application import Blank
from dialogs.saying.replies import Explain
from dialogs.state.actions import Store
from dialogs.state.conversation import Deciding
from dialogs.turn.step import Step

_FEWEST = 2
_PARTS = re.compile(r"[,，;；、。\n]|(?<=[个家件项户人])[ ]+(?=[\u4e00-\u9fff])")
_UNIT = re.compile(
    r"(?:(?:对的?|是的?|嗯+|没错)[,，。 ]+)?(?:这?(?:些|个)?(?:数字?)?(?:的)?单位)?"
    r"(?:都|就|应该|确实)*(?:是|按|为)?[:： ]?"
    r"(?P<unit>%|[百千万亿十]?[\u4e00-\u9fff]{1,3}?)(?:的|算|记|没错|吧|啊)*[。.]?"
    r"(?:[,，。; ]+(?:没错|对的?|不是[^,，。;；]{1,5}))?"
)
_GONE = re.compile(
    r"(?:把|将)?(?P<what>[^0-9,，。;；]{2,8}?)的?(?:那|这)?[个家项边处]?(?:去年|前年|今年|已经?|早就?|现在|后来|年底|都|也)*"
    r"(?:关|撤|停|注销|倒闭|退出|搬走|解散|没)(?:掉|闭|停|办|销|门)?了[。.]?"
)
"""英国那个去年关了: of figures by parts, one that is no more."""
_AGREED = re.compile("^(?:对的?|是的?|嗯+|好的?|没错)[,，。 ]+")


def standing_offer(step: Step) -> Store | None:
    """What is on offer for the open question, as it was said; None where nothing is."""
    state = step.state
    if not isinstance(state, Deciding) or state.finding is not None:
        return None
    stores = (each for each in step.conversation.actions if isinstance(each, Store) and each.field == state.field)
    return next((each for each in stores if each.words), None)


def offered_again(step: Step, offer: Store | None) -> None:
    """Behind the help that a question in between (用不用写进去？) is answered with, what is on offer stands again."""
    state = step.state
    if offer is None or not isinstance(step.last_said, Explain) or offer not in step.conversation.actions:
        return
    if isinstance(state, Deciding):
        field = step.form.by_name[state.field]
        reading = understand(step, field, state.slots, offer.words)
        if isinstance(reading, Unsure):
            answer(step, field, state.slots, offer.words, reading)


def offer_agreed(step: Step, words: str) -> bool:
    """就这两个, 没了: what is on offer is all of it; 完成 behind a change of a text on offer, that it is to be so."""
    change = _change_of_a_text(step)
    if change is not None and says_that_is_all(words):
        take(step, step.form.by_name[change.field], change.entries, change.words)
        return True
    field = _asked(step)
    offered = _offered(step, field) if field is not None else None
    if field is None or offered is None or not says_that_is_all(words):
        return False
    take(step, field, offered.entries, f"{offered.words}，{words}")
    return True


def _change_of_a_text(step: Step) -> Store | None:
    """The change of a kept text that is on offer."""
    pairs = zip(step.conversation.options, step.conversation.actions, strict=False)
    return next((each for option, each in pairs if option.verb == "revised" and isinstance(each, Store)), None)


def offer_changed(step: Step, words: str) -> bool:
    """What is on offer and what is said of it are one answer: offered anew, or kept where its names come later."""
    if _row_changed(step, words) or _in_its_unit(step, words) or _with_other_parts(step, words):
        return True
    field, said = _asked(step), _AGREED.sub("", words)
    offered = _offered(step, field) if field is not None else None
    if field is None or offered is None:
        return False
    return (
        _names_later(step, field, offered, said)
        or _more_or_less(step, field, offered, said)
        or _another(step, field, words)
    )


def _row_changed(step: Step, words: str) -> bool:
    """22年应该是228, said of a row that is on offer: offered anew, as if it stood already and was corrected."""
    state = step.state
    field = step.form.by_name[state.field] if isinstance(state, Deciding) and state.finding is None else None
    if field is None or not field.numeric or not isinstance(state, Deciding) or starts_with_number(words):
        return False
    for offered in _rows(step, field):
        ways = _filled_up(step, field, offered, words) or _corrected(step, field, offered, words)
        if ways:
            reading = Unsure(Why.CLOSEST, (*ways, NONE_OF_THESE), {"words": excerpt(words)})
            answer(step, field, state.slots, f"{offered.words}，{words}", reading)
            return True
    return False


def _rows(step: Step, field: Field) -> list[Store]:
    """The readings of figures that are offered for an open question, the likeliest first."""
    pairs = zip(step.conversation.options, step.conversation.actions, strict=False)
    stores = [each for option, each in pairs if option.verb == "reading" and isinstance(each, Store) and each.entries]
    return [each for each in stores if each.field == field.name]


def _filled_up(step: Step, field: Field, offered: Store, words: str) -> tuple[Alternative, ...]:
    """22年13家, said of a whole row on offer: that year of it; 准数是131.62, of one year on offer: another figure.

    基准28.2, where the aim is on offer: both.
    """
    state, own = step.state, {entry.slot for entry in offered.entries}
    reading = understand(step, field, state.slots, words) if isinstance(state, Deciding) else None
    match reading:
        case Read(entries) if len(entries) < len(own) and own >= {entry.slot for entry in entries}:
            valued = all(entry.value is not None for entry in entries)
            return (_with(field, offered, entries),) if valued else ()
        case Read(entries) if len(own) < len(field.slots) and own.isdisjoint(entry.slot for entry in entries):
            return (_with(field, offered, entries),) if all(entry.value is not None for entry in entries) else ()
        case Unsure(why=Why.CLOSEST, alternatives=(Alternative(entries=entries), _)) if 0 < len(entries) < len(own):
            return (_with(field, offered, entries),)
        case Unsure(why=Why.CLOSEST, alternatives=(Alternative(entries=entries), _)) if own.isdisjoint(
            entry.slot for entry in entries
        ) and all(entry.value is not None for entry in entries):
            return (_with(field, offered, entries),) if entries and len(own) < len(field.slots) else ()
        case Unsure(why=Why.ONE_OF_THREE, alternatives=ways) if len(own) == 1:
            return tuple(each for each in ways if {entry.slot for entry in each.entries} == own)
        case _:
            return ()


def _corrected(step: Step, field: Field, offered: Store, words: str) -> tuple[Alternative, ...]:
    """The row on offer with what the words correct of it, if it stood; none where they correct nothing of it."""
    trial = _if_it_stood(step, field, offered)
    found = correction(trial, words) or next(iter(afterthoughts(trial, words)), None)
    if found is None or found.named or found.field is not field:
        return ()
    changes = [each.entries for each in found.ways] or [found.entries]
    return tuple(_with(field, offered, change) for change in changes if change)


def _if_it_stood(step: Step, field: Field, offered: Store) -> Step:
    """A conversation apart, in which what is on offer was kept."""
    trial = Step(step.form, step.application, step.conversation, step.now)
    store(trial, field, offered.entries, offered.words)
    return trial


def _with(field: Field, offered: Store, change: Sequence[Entry]) -> Alternative:
    """The row on offer with some of its figures changed."""
    entries = {entry.slot: entry for entry in (*offered.entries, *change)}
    slots = [slot for slot in field.slots if slot.path in entries]
    row = tuple(entries[slot.path] for slot in slots)
    return Alternative(marked_label(field, slots, row), row)


def _asked(step: Step) -> Field | None:
    """The question for boxes or names of which a reading is offered."""
    field = step.form.by_name[step.state.field] if isinstance(step.state, Deciding) else None
    if field is None or not isinstance(step.state, Deciding) or step.state.finding is not None:
        return None
    return field if field.kind in (Kind.MULTI, Kind.NAMES) or field.shape is Shape.COUNT_NAMES else None


def _figures_asked(step: Step) -> tuple[Field, tuple[str, ...], Sequence[Store]] | None:
    """The question for figures of which readings are offered, and these."""
    state = step.state
    if not isinstance(state, Deciding) or state.finding is not None or not step.form.by_name[state.field].numeric:
        return None
    stores = [each for each in step.conversation.actions if isinstance(each, Store) and each.field == state.field]
    return (step.form.by_name[state.field], state.slots, stores) if stores else None


def _in_its_unit(step: Step, words: str) -> bool:
    """是元，不是万元, where it is asked in which of the two the figures were meant: taken so."""
    asked, said = _figures_asked(step), _UNIT.fullmatch(narrow(words).strip())
    if asked is None or said is None:
        return False
    field, _, stores = asked
    unit = None if said["unit"] == field.unit else said["unit"]
    units = [{entry.typed_unit for entry in each.entries} for each in stores]
    store = next((each for each, typed in zip(stores, units, strict=True) if typed == {unit}), None)
    if store is None or all(typed == {None} for typed in units):
        return False
    take(step, field, store.entries, f"{store.words}，{words}")
    return True


def _with_other_parts(step: Step, words: str) -> bool:
    """越南那个不算, 还有越南1个: said of figures by parts, of which one is left out, or which are more."""
    asked, plain = _figures_asked(step), narrow(words).strip(" 。.!！")
    if asked is None:
        return False
    field, slots, stores = asked
    parts = [each for each in _PARTS.split(narrow(stores[0].words)) if each.strip()]
    gone = _GONE.fullmatch(plain)
    more, less = added(plain), gone["what"] if gone is not None else dropped(plain)
    if more and any(map(str.isdigit, more)):
        left = [*parts, more]
    elif less:
        left = [each for each in parts if less not in each]
    else:
        return False
    if len(parts) < _FEWEST or len(left) == len(parts) or not left:
        return False
    said = "，".join(left)
    answer(step, field, slots, said, understand(step, field, slots, said))
    return True


def _another(step: Step, field: Field, words: str) -> bool:
    """不对，是1和4: the answer to what is asked, and no correction of an earlier one."""
    value = value_said(words)
    reading = understand(step, field, field.paths, value) if value is not None else None
    if value is None or not isinstance(reading, Read) or any(each.value is None for each in reading.entries):
        return False
    instead = _one_instead(step, field, reading)
    if instead:
        alone = Alternative(_label(field, reading.entries), reading.entries)
        reading = Unsure(Why.CLOSEST, (*instead, alone, NONE_OF_THESE), {"words": excerpt(words)})
    answer(step, field, field.paths, value, reading)
    return True


def _one_instead(step: Step, field: Field, reading: Read) -> list[Alternative]:
    """不对，是汽摩配商会, where several names are on offer: that one instead of each that may be meant."""
    offered, new = _offered(step, field), str(reading.entries[-1].value)
    names = str(offered.entries[-1].value).split("、") if offered is not None else []
    if len(names) < _FEWEST or "、" in new or field.kind is Kind.MULTI:
        return []
    lists = ["、".join(new if each == name else each for each in names) for name in names if name[-2:] == new[-2:]]
    readings = (understand(step, field, field.paths, each) for each in lists)
    return [Alternative(_label(field, each.entries), each.entries) for each in readings if isinstance(each, Read)]


def _offered(step: Step, field: Field) -> Store | None:
    """The reading that is offered for an open question; of several for names the likeliest, which is the first."""
    pairs = zip(step.conversation.options, step.conversation.actions, strict=False)
    stores = [each for option, each in pairs if option.verb == "reading" and isinstance(each, Store) and each.entries]
    sure = len(stores) == 1 or (stores and field.shape is Shape.COUNT_NAMES)
    return stores[0] if sure and stores[0].field == field.name else None


def _more_or_less(step: Step, field: Field, offered: Store, words: str) -> bool:
    plain = words.strip(" 。.!！")
    every = (*without_excuse(plain), plain, *moved_away(plain))
    entries = next((found for each in every if (found := edited(step, field, each)) is not None), None)
    entries = entries or _spelled_otherwise(step, field, offered, every)
    if entries is None or not any(entry.value for entry in entries):
        return False
    reading = Unsure(Why.CLOSEST, (Alternative(_label(field, entries), entries), NONE_OF_THESE), {"words": words})
    answer(step, field, field.paths, f"{offered.words}，{words}", reading)
    return True


def _spelled_otherwise(step: Step, field: Field, offered: Store, every: Sequence[str]) -> tuple[Entry, ...] | None:
    """不是德龙，是德金: the names on offer with that part of one of them replaced."""
    trial = _if_it_stood(step, field, offered)
    found = next((entries for each in every if (entries := not_but(trial, field, narrow(each)))), None)
    if not found:
        return None
    changed = {entry.slot: entry for entry in found}
    return tuple(changed.get(entry.slot, entry) for entry in offered.entries)


def _label(field: Field, entries: tuple[Entry, ...]) -> str:
    """What would be kept, as a button shows it."""
    if field.kind is Kind.MULTI and isinstance(entries[0].value, tuple):
        return boxes_label(field.choices, [str(each) for each in entries[0].value])
    *count, names = entries
    number = f"{count[0].value} {field.unit or '个'}：" if count else ""
    return f"{number}{excerpt(str(names.value))}"


def _names_later(step: Step, field: Field, offered: Store, words: str) -> bool:
    """6个 on offer, and 名称后补: six, whose names come later."""
    if field.shape is not Shape.COUNT_NAMES or [each.slot for each in offered.entries] != [field.slots[0].path]:
        return False
    names = field.slots[1].path
    reading = understand(step, field, [names], words)
    if not isinstance(reading, Read) or any(each.blank not in (Blank.LATER, Blank.WAITING) for each in reading.entries):
        return False
    later = [replace(each, slot=names) for each in reading.entries[:1]]
    take(step, field, (*offered.entries, *later), f"{offered.words} {words}")
    return True
