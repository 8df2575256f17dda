"""Long texts: they arrive in one message, or in several, are counted as the paper counts them, and end with 完成.

A text that is whole in its first message needs no 完成: it is kept, and the next question says how to go on writing.

Nothing of a text is ever lost: whatever command comes in the middle, what was written so far is taken as the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dialogs.answers.answering import answer, receive, store, take, understand
from dialogs.answers.asking import ask, proceed
from dialogs.answers.last import last_answered
from dialogs.definition.form import Field, Kind
from dialogs.reading.cleaning import excerpt
from dialogs.reading.dictated import dictated
from dialogs.reading.results import Alternative, Entry, Read, Unreadable, Unsure, Why
from dialogs.reading.wrapping import asks_beside, asks_to_polish, spoken_text, unfinished
from dialogs.record.options import Option
from dialogs.saying.replies import Counted, Explain, Heard, Told
from dialogs.state.actions import Compose, Run, Store
from dialogs.state.conversation import Composing, Deciding
from dialogs.turn import sharing
from dialogs.turn.step import Step
from dialogs.words.counting import character_count, word_count

_LONGEST = 20_000
_MOST_PARTS = 50
_SHORTEST_WHOLE = 30
_SENTENCE_ENDS = tuple("。！？!?…”」』)）")
_ASIDE = re.compile(
    r"(?:(?:不对|错了|写错了?|不是|应该|等等)[,，。!！ ]{0,2}[^。;；]{0,10}?"
    r"(?:改成|改为|应该?是|应为|换成)[^。;；]{1,20}|"
    r"不对|错了|写错了?|不是|算了|不要了|[^,，。;；]{0,8}(?:没定|未定|没想好|没确定|再说|再议)|"
    r"(?:上一?句|前面|刚才|第[0-9一二三]句)?[^,，。;；]{0,8}(?:改成|改为|删掉|去掉)[^。;；]{0,16})[了吧。.]?"
)
"""What is said about a text rather than in it; it is kept as text, and the way to take it out again is said."""


def begin(step: Step, composing: Composing) -> None:
    """Start from a text that is there already; the person goes on writing, or takes it as it is."""
    show_count(step, composing)


def show_count(step: Step, composing: Composing) -> None:
    """Go on with this text: how long it is."""
    _count(step, step.form.by_name[composing.field], composing)


def add(step: Step, composing: Composing, words: str) -> None:
    """Another part of the text, and its end where 完成 stands behind it; a lone 无 or 稍后 is an answer by itself."""
    words = dictated(words)
    begun = unfinished(words.strip())
    if begun is not None:
        _go_on_later(step, composing, begun)
        return
    text, ends = spoken_text(words)
    _add(step, composing, text, ends=ends)


def _go_on_later(step: Step, composing: Composing, words: str) -> None:
    """后面的还没写完: what is there is taken, and the text stays open."""
    together = "\n".join(part for part in (composing.text, words) if part)[:_LONGEST]
    field = step.form.by_name[composing.field]
    _count(step, field, replace(composing, text=together, marks=_marks(composing)))


def _add(step: Step, composing: Composing, words: str, *, ends: bool) -> None:
    field = step.form.by_name[composing.field]
    match understand(step, field, field.paths, words):
        case Read(entries) if not composing.text and all(entry.value is None for entry in entries):
            take(step, field, entries, words)
        case Read(entries) if isinstance(entries[0].value, str) and _is_whole(step, field, composing, words.strip()):
            take(step, field, entries, words)
            step.mark_written(field.name)
        case Read(entries) if isinstance(entries[0].value, str):
            together = "\n".join(part for part in (composing.text, entries[0].value) if part)[:_LONGEST]
            if _ASIDE.fullmatch(words.strip()):
                step.say(Told("perhaps no text", {"words": words.strip()}))
            longer = replace(composing, text=together, marks=_marks(composing))
            if ends:
                finish(step, longer)
            else:
                _count(step, field, longer)
        case Unreadable():
            receive(step, field, [composing.slot], words)
        case Unsure() as unsure if not composing.text or unsure.why is Why.CLOSEST:
            _ask_what_is_text(step, field, composing, words, unsure)
        case _:
            step.say(Told("perhaps no text", {"words": words.strip()[:40]}))
            together = f"{composing.text}\n{words}".strip()[:_LONGEST]
            _count(step, field, replace(composing, text=together, marks=_marks(composing)))


def _ask_what_is_text(step: Step, field: Field, composing: Composing, words: str, unsure: Unsure) -> None:
    """你帮我润色成公文 beside a text: that this is not done here, and which of the words are the text."""
    if asks_to_polish(words):
        step.say(Told("no ghost writing"))
    if asks_beside(words):
        step.say(Explain(field.name))
    if composing.text:
        _ask_what_is_more(step, field, composing, words, unsure.alternatives)
    else:
        answer(step, field, [composing.slot], words, unsure)


def _ask_what_is_more(step: Step, field: Field, composing: Composing, words: str, ways: Sequence[Alternative]) -> None:
    """三是品牌弱。（以上是初稿，局长还没审）, behind a text that has begun: with the words around it, or without."""
    sure = [each for each in ways if each.entries and not each.entries[0].doubtful]
    options = tuple(Option("reading", {"value": each.label}) for each in sure)
    texts = (f"{composing.text}\n{each.entries[0].value}"[:_LONGEST] for each in sure)
    actions = [Compose(field.name, composing.slot, text) for text in texts]
    step.offer(Told("which wish", {"words": excerpt(words)}, options), actions)


def _is_whole(step: Step, field: Field, composing: Composing, words: str) -> bool:
    """Whether a first message is a whole text: some length, a sentence's end, and room beside what shares its limit."""
    fresh = not composing.text and not composing.dropped
    room = (field.limit or _LONGEST) - sum(word_count(text) for text in _beside(step, field))
    fits = len(words) >= _SHORTEST_WHOLE and word_count(words) <= room
    return fresh and fits and words.endswith(_SENTENCE_ENDS)


def just_kept(step: Step) -> Field | None:
    """The text that was the last answer given here, while another question is open; None where it was none."""
    last = next(last_answered(step), None)
    whole = last is not None and last.kind is Kind.PARAGRAPH
    return last if whole and step.here is not None and step.here is not last else None


def write_on(step: Step, field: Field) -> None:
    """接着写 2.21: the text that stands, to be gone on with."""
    answer = step.application.answer(field.slots[0].path)
    text = answer.value if answer is not None and isinstance(answer.value, str) else ""
    save(step)
    step.visited(field)
    begin(step, Composing(field.name, field.slots[0].path, text))


def joined(step: Step, field: Field, words: str) -> Store:
    """The text that stands, with these words behind it."""
    answer = step.application.answer(field.slots[0].path)
    text = f"{answer.value}\n{words}" if answer is not None and isinstance(answer.value, str) else words
    return Store(field.name, (Entry(field.slots[0].path, text),), words)


def offer_to_join(step: Step, field: Field, words: str) -> None:
    """Words that are no answer to the open question, behind a text: perhaps more of it."""
    here = step.here
    options = (Option("write on", {"id": field.id}), Option("retype"))
    actions = (joined(step, field, words), Run("repeat"))
    state = Deciding(here.name, here.paths) if here is not None else None
    step.offer(Told("more of the text", {"words": excerpt(words), "id": field.id}, options), actions, state)


def _marks(composing: Composing) -> tuple[int, ...]:
    return (*composing.marks, len(composing.text))[-_MOST_PARTS:]


def _count(step: Step, field: Field, composing: Composing) -> None:
    beside = _beside(step, field)
    reply = Counted(
        field.name,
        word_count(composing.text) + sum(word_count(text) for text in beside),
        character_count(composing.text) + sum(character_count(text) for text in beside),
        field.limit or 0,
        not composing.text,
        (Option("done"), Option("rewrite")),
    )
    step.offer(reply, (Run("done"), Run("rewrite")), composing)


def _beside(step: Step, field: Field) -> list[str]:
    """The other texts that share the field's limit (八: 3000字 together)."""
    shared = [each for each in step.form.fields if field.shared_limit and each.shared_limit and each is not field]
    answers = (step.application.answer(slot.path) for each in shared for slot in each.slots)
    return [answer.value for answer in answers if answer is not None and isinstance(answer.value, str)]


def finish(step: Step, composing: Composing) -> None:
    """完成: the text is the answer; without a text, a standing answer stays and the form goes on."""
    field = step.form.by_name[composing.field]
    if composing.text:
        take(step, field, (Entry(composing.slot, composing.text),), composing.text)
    elif step.journey.untouched_slots(field) and (kept := just_kept(step)) is not None:
        step.say(Told("text kept already", {"id": kept.id}))
        ask(step, field)
    elif step.journey.untouched_slots(field):
        receive(step, field, [composing.slot], "")
    else:
        proceed(step, field.name)


def rewrite(step: Step, composing: Composing) -> None:
    """重写: what was written in this go is dropped (撤销 brings it back); an answer that stood before stays."""
    field = step.form.by_name[composing.field]
    _count(step, field, replace(composing, text="", dropped=composing.text or composing.dropped, marks=()))


def drop_last(step: Step, composing: Composing) -> None:
    """删掉上一句: the last part of the text goes; 撤销 brings it back."""
    *before, last = composing.marks or (0,)
    field = step.form.by_name[composing.field]
    _count(step, field, replace(composing, text=composing.text[:last], dropped=composing.text, marks=tuple(before)))


def restore(step: Step, composing: Composing) -> None:
    """撤销 after 重写: the text is there again."""
    _count(step, step.form.by_name[composing.field], replace(composing, text=composing.dropped, dropped="", marks=(0,)))


def save(step: Step) -> None:
    """Keep what was written so far before something else happens; the rules look at it in 检查."""
    composing = step.state
    if isinstance(composing, Composing) and composing.text:
        field, entry = step.form.by_name[composing.field], Entry(composing.slot, composing.text)
        standing = step.application.answer(composing.slot)
        if standing is not None and standing.value == composing.text:
            pass  # looked at and left as it was: whose words they are does not change
        elif sharing.contested(step, (entry,)):
            sharing.set_aside(step, field, (entry,))
            step.say(Told("set aside", {"id": field.id}))
        else:
            store(step, field, (entry,), composing.text)
            step.say(Heard(composing.field, (entry,)))
        step.update(state=replace(composing, text=""))
