"""A text that is being written, or was kept last, changed in words: 前面加一句：…, 把8家改成9家."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from dialogs.answers.answering import answer
from dialogs.answers.composing import finish, show_count
from dialogs.answers.last import last_answered
from dialogs.correcting.correction import starts_with_number
from dialogs.definition.form import Field, Kind
from dialogs.reading.changes_said import ends_with_it
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.pieces import with_next_point
from dialogs.reading.results import Alternative, Entry, Unsure, Why
from dialogs.reading.revising import anew_of_several, revised
from dialogs.reading.taken_out import without_named
from dialogs.reading.texts import shown_text
from dialogs.reading.wrapping import goes_on
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Action, Compose, Leave, Run, Store
from dialogs.state.conversation import Asking, Composing, Deciding
from dialogs.turn.step import Step

_AROUND = 8
_MOST_BACK = 3
"""Answers among which a text is looked for that is to be changed."""
_OF_WORDS = (Kind.PARAGRAPH, Kind.TEXT)
_DRAFT = re.compile(
    r"(?:就?用|按)?(?:这份|这个)?草稿(?:可以|不错|挺好|就行|没问题|吧)?[,，。;； ]+(?P<rest>\S.*)", re.DOTALL
)


def revised_text(step: Step, words: str) -> bool:
    """Change the text that is being written; of one that was kept already the change is offered."""
    state = step.state
    if starts_with_number(words):
        return False
    if isinstance(state, Composing) and state.text:
        text = revised(state.text, words) or without_named(state.text, words)
        if text is None and not goes_on(words):
            text = with_next_point(state.text, words)
        if text is None:
            return _offered_anew(step, state, words)
        step.say(Told("text revised", {"words": _what_changed(state.text, text)}))
        changed = replace(state, text=text, dropped=state.text, marks=())
        if ends_with_it(words):
            finish(step, changed)
        else:
            show_count(step, changed)
        return True
    if isinstance(state, Composing) and _revised_draft(step, state, words):
        return True
    if isinstance(state, Deciding) and _revised_on_offer(step, state, words):
        return True
    return isinstance(state, Asking | Composing | Deciding) and _offered_for_kept(step, words)


def _revised_on_offer(step: Step, state: Deciding, words: str) -> bool:
    """编号也顺一下, said of a text that is on offer: the text as it would be, offered anew."""
    field = step.form.by_name[state.field]
    if field.kind is not Kind.PARAGRAPH or state.finding is not None:
        return False
    stores = (each for each in step.conversation.actions if isinstance(each, Store) and each.field == field.name)
    texts = [each.entries[0].value for each in stores if each.entries]
    changed = next((new for each in texts if isinstance(each, str) and (new := revised(each, words))), None)
    if changed is None:
        return False
    way = Alternative(shown_text(changed), (Entry(field.slots[0].path, changed),))
    answer(step, field, state.slots, changed, Unsure(Why.CLOSEST, (way, NONE_OF_THESE), {"words": excerpt(words)}))
    return True


def _offered_anew(step: Step, state: Composing, words: str) -> bool:
    """重写这一段：… behind several paragraphs: the last one, or all of them."""
    texts = anew_of_several(state.text, words)
    if not texts:
        return False
    options = tuple(Option("reading", {"value": excerpt(each.replace("\n", " "))}) for each in texts)
    step.offer(
        Told("which wish", {"words": excerpt(words)}, options), [Compose(state.field, state.slot, t) for t in texts]
    )
    return True


def _revised_draft(step: Step, state: Composing, words: str) -> bool:
    """草稿可以，前面加上：…: the draft that is offered, changed."""
    said = _DRAFT.fullmatch(words.strip())
    drafts = (each.text for each in step.conversation.actions if isinstance(each, Compose) and each.text)
    text = revised(next(drafts, ""), said["rest"]) if said is not None else None
    if text is None:
        return False
    step.say(Told("text revised", {"words": excerpt(text)}))
    show_count(step, replace(state, text=text))
    return True


def _offered_for_kept(step: Step, words: str) -> bool:
    here, state = step.here, step.state
    objected = isinstance(state, Deciding) and state.finding is not None and here is not None
    texts = [here] if objected and here is not None and here.kind is Kind.PARAGRAPH else _kept_texts(step)
    found = next((each for kept in texts if (each := _revised_kept(step, kept, words)) is not None), None)
    if found is None or here is None:
        return False
    kept, entry, old = found
    text = str(entry.value)
    options = [Option("revised", {"id": kept.id})]
    actions: list[Action] = [Store(kept.name, (entry,), words)]
    if isinstance(state, Composing):
        options.append(Option("text of", {"id": here.id}))
        actions.append(Compose(state.field, state.slot, words))
    said = {"words": excerpt(words), "id": kept.id, "new": _what_changed(old, text)}
    after = state if isinstance(state, Deciding) and objected else Deciding(here.name, here.paths)
    back: Action = Leave() if objected else Run("repeat")
    step.offer(Told("revise kept", said, (*options, Option("leave so"))), [*actions, back], after)
    return True


def _kept_texts(step: Step) -> list[Field]:
    """The texts among the last answers, the last one first."""
    last = islice(last_answered(step), _MOST_BACK)
    return [field for field in last if field.kind in _OF_WORDS and field is not step.here]


def _revised_kept(step: Step, kept: Field, words: str) -> tuple[Field, Entry, str] | None:
    """A kept text as it would be, and as it stands; of base and target in words only a clause is taken out."""
    for slot in kept.slots:
        answer = step.application.answer(slot.path)
        standing = answer.value if answer is not None and isinstance(answer.value, str) else ""
        text = revised(standing, words) if kept.kind is Kind.PARAGRAPH else None
        if text is None and (kept is step.here or kept is next(last_answered(step), None)):
            text = without_named(standing, words)
        text = text or with_next_point(standing, words)
        if text is not None:
            return kept, Entry(slot.path, text), standing
    return None


def _what_changed(old: str, new: str) -> str:
    """The part of the new text that differs, with a few characters around it."""
    start = next(
        (at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), min(len(old), len(new))
    )
    most = min(len(old), len(new)) - start
    same = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    first, last = max(0, start - _AROUND), min(len(new), len(new) - same + _AROUND)
    return excerpt(f"{'…' if first else ''}{new[first:last]}{'…' if last < len(new) else ''}".replace("\n", " "))
