"""Readings that change an earlier answer: a correction that names its question or means the last one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from dialogs.answers import composing
from dialogs.answers.answering import receive, take, understand
from dialogs.answers.fitting import reads_here
from dialogs.answers.last import last_answered
from dialogs.answers.slips_said import denies_a_slip
from dialogs.correcting.afterthoughts import afterthoughts
from dialogs.correcting.certain import made_certain
from dialogs.correcting.correction import Correction, correction, starts_with_number
from dialogs.correcting.editing import named_otherwise
from dialogs.definition.form import Field, Kind, Shape
from dialogs.meaning import mistaken
from dialogs.meaning.marking import marked
from dialogs.meaning.mistaken import offer_corrections
from dialogs.meaning.numbered import said_of
from dialogs.meaning.offering import offer_correction
from dialogs.reading.results import Entry, Unsure
from dialogs.state.conversation import Asking, Composing
from dialogs.turn.step import Step

_SEVERAL = 3
_MOST_BACK, _LONGEST_NAME = 2, 60
"""Answers that are looked through for a name said to be another, and how long such a sentence is."""
_YEARS = re.compile("(?<![0-9.])(?:20)?2[0-9](?=年|到|至)")
_BACK = re.compile(r"^(?:返回|退回|倒回|回)到?[上前]一?(?:个|道?题|条)(?:去|吧)?[,，。:： ]+(?=\S)")
"""返回上一个，22年应该是0.39: the way back and what is to change there are one wish."""
_WRONG = re.compile("[改错换]|不对|不是|应[该为是]|写反|上[一个题面]|刚才|前面")


def corrected(step: Step, words: str) -> bool:
    """A correction names its question, or means the last answer."""
    if denies_a_slip(words):
        return False
    words = _BACK.sub("上一题", words)
    found = correction(step, words) or said_of(step, words)
    stands = found is not None and found.entries and _stands(step, found.entries)
    if found is None or (not found.named and (stands or _says_all_that_is_asked(step, words))):
        return False
    if found.named:
        composing.save(step)
    if found.named and found.entries:
        take(step, found.field, found.entries, words)
    elif found.named:
        receive(step, found.field, found.field.paths, found.said or words)
    else:
        offer_correction(step, found, words)
    return True


def _says_all_that_is_asked(step: Step, words: str) -> bool:
    """21年到23年都是141家: an answer to every year of the open question, and nothing that was wrong."""
    state = step.state
    if not isinstance(state, Asking) or len(state.slots) < _SEVERAL or _WRONG.search(words):
        return False
    if len(_YEARS.findall(words)) < _SEVERAL - 1:
        return False
    reading = understand(step, step.form.by_name[state.field], state.slots, words)
    ways = reading.alternatives[:1] if isinstance(reading, Unsure) else ()
    own = step.form.by_name[state.field].numeric
    return own and any({entry.slot for entry in each.entries} >= set(state.slots) for each in ways)


def _stands(step: Step, entries: Sequence[Entry]) -> bool:
    """Whether a change would change nothing."""
    standing = (step.application.answer(entry.slot) for entry in entries)
    pairs = zip(entries, standing, strict=True)
    return all(there is not None and (there.value, there.blank) == (new.value, new.blank) for new, there in pairs)


def called_wrong(step: Step, words: str) -> bool:
    """C8那电话换号了，现在是…, 去掉大概，就是42.6: said of a question in words of one's own; offered, never done."""
    if _doubt_lifted(step, words) or marked(step, words) or _name_mended(step, words):
        return True
    if denies_a_slip(words):
        return False
    words = _BACK.sub("上一题", words)
    unsaid = mistaken.beside_a_text(step, words) or _says_all_that_is_asked(step, words)
    said = () if unsaid else mistaken.mistaken(step, words)
    standing = tuple(each for each in said if any(path in step.application.answers for path in each.field.paths))
    found = standing or (() if said and reads_here(step, words) else said)
    known = correction(step, words) if found else None
    better = known is not None and known.entries and not any(each.entries for each in found if not _lists(each.field))
    if not found or better or (known is not None and known.named):
        return False
    offer_corrections(step, found, words)
    return True


def _doubt_lifted(step: Step, words: str) -> bool:
    """去掉大概，就是42.6, 2.1核实过了: the figures that stand without their doubt are offered."""
    found = made_certain(step, words)
    if found is not None:
        offer_correction(step, found, words)
    return found is not None


def _lists(field: Field) -> bool:
    """Whether names stand there, of which 汽配商会名字错了，叫汽摩配商会 means one."""
    return any(slot.kind is Kind.NAMES for slot in field.slots)


def thought_again(step: Step, words: str) -> bool:
    """写早了，24号, 高企22年改成46: what the last answers, or those that are named, would become is offered."""
    if mistaken.beside_a_text(step, words) or denies_a_slip(words):
        return False
    found = afterthoughts(step, words)
    if found:
        offer_corrections(step, found, words)
    return bool(found)


def corrected_by_number(step: Step, words: str) -> bool:
    """Beside a reason only a correction that names its question is one."""
    return starts_with_number(words) and corrected(step, words)


def corrected_beside_a_text(step: Step, words: str) -> bool:
    """Once a text has begun, only a correction that names its question is no part of it."""
    begun = isinstance(step.state, Composing) and step.state.text
    return (not begun or starts_with_number(words)) and corrected(step, words)


def _name_mended(step: Step, words: str) -> bool:
    """第二个前面加河北: the list of names, or the name, that was given last, with that name as it is said to be."""
    said = words.strip(" ,，。")
    if mistaken.beside_a_text(step, words) or len(said) > _LONGEST_NAME:
        return False
    last = (
        field
        for field in islice(last_answered(step), _MOST_BACK)
        if field.kind in (Kind.TEXT, Kind.NAMES) or field.shape is Shape.COUNT_NAMES
    )
    found = ((field, named_otherwise(step, field, said)) for field in last)
    mended = next((Correction(field, entries) for field, entries in found if entries), None)
    if mended is None:
        return False
    offer_correction(step, mended, words)
    return True
