"""Putting questions: what is asked next, what is offered with one tap, and what happens when nothing is left to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialogs.definition.form import Field, Kind
from dialogs.derived.departments import waits_since
from dialogs.derived.findings import acceptable, computed_entry
from dialogs.derived.pacing import minutes_left
from dialogs.derived.regions import choices_of
from dialogs.derived.sources import pinned
from dialogs.reading.results import Entry
from dialogs.record.application import Answer
from dialogs.record.options import Option
from dialogs.rules.expressions import shown
from dialogs.rules.functions import NIL
from dialogs.saying.replies import Ask, Told
from dialogs.saying.summaries import Completed, Progress, SectionLine
from dialogs.state.actions import Action, Compose, ForDepartment, Justify, Run, Store
from dialogs.state.conversation import Asking, Composing, Resting
from dialogs.turn import returned, sharing
from dialogs.turn.messages import FindDates, Render
from dialogs.turn.step import Step

_MOST_NUDGES = 4
"""Departments that 进度 offers to hurry; the others stand under 部门清单."""
_FEW = 2
"""Questions of a section up to which nobody wants a card."""


def ask(step: Step, field: Field, *, again: bool = False) -> None:
    """Put a question: all its slots when it is asked again, otherwise those that nothing was said about."""
    if not step.journey.own(field):
        sharing.refuse(step, field)
        return
    every = tuple(slot.path for slot in field.slots)
    slots = every if again else step.journey.untouched_slots(field) or every
    options, actions, workings = _offers(step, field, slots)
    draft = _draft(step, field)
    if draft is not None:
        options, actions = [*options, Option("use draft")], [*actions, Compose(field.name, slots[0], draft)]
    standing = step.application.answer(slots[0])
    if field.kind is Kind.PARAGRAPH and standing is not None and isinstance(standing.value, str):
        options = [Option("append"), *options]
        actions = [Compose(field.name, slots[0], standing.value), *actions]
    mine = sharing.lost_entries(step, field)
    if mine:
        options, actions = [*options, _former(field, mine)], [*actions, Store(field.name, mine)]
    remarks = returned.remarks(step, field)
    if remarks and field.kind is not Kind.MULTI:  # whose buttons are boxes: there it is typed
        options = [*options, Option("stand by")]
        actions = [*actions, Justify(tuple(each.id for each in remarks))]
    reader = step.conversation.person
    place = step.place_of(field)
    opens = not again and place is not None and place.untouched and place.tally.total > _FEW
    reply = Ask(
        field.name,
        slots,
        tuple(options),
        _current(step, field),
        tuple(workings),
        draft,
        reader=reader,
        place=place,
        opens=opens,
        pins=tuple(each.name for each in pinned(step.application, field)),
        remarks=remarks,
    )
    state = Composing(field.name, slots[0], "") if field.kind is Kind.PARAGRAPH else Asking(field.name, slots, again)
    step.offer(reply, actions, state, history=step.way_to(field), seen=sharing.versions(step, field))


def _former(field: Field, entries: Sequence[Entry]) -> Option:
    if not field.numeric:
        return Option("use my text")
    return Option("use my former", {"value": shown_entries(field, entries)})


def _current(step: Step, field: Field) -> tuple[Answer, ...]:
    answers = (step.application.answer(slot.path) for slot in field.slots)
    return tuple(answer for answer in answers if answer is not None)


def _offers(
    step: Step, field: Field, slots: Sequence[str]
) -> tuple[list[Option], list[Action], list[tuple[str, dict[str, str]]]]:
    if field.kind in (Kind.CHOICE, Kind.MULTI):
        choices = choices_of(step.form, field, step.application)
        options = [Option("choice", {"label": choice.label}) for choice in choices]
        chosen = [choice.name if field.kind is Kind.CHOICE else (choice.name,) for choice in choices]
        return options, [Store(field.name, (Entry(slots[0], value),)) for value in chosen], []
    return _computed(step, field, slots) if field.calculations else _suggested(step, field, slots)


def _computed(
    step: Step, field: Field, slots: Sequence[str]
) -> tuple[list[Option], list[Action], list[tuple[str, dict[str, str]]]]:
    values = dict(step.journey.values)
    entries: list[Entry] = []
    workings: list[tuple[str, dict[str, str]]] = []
    for calculation in (field.calculations[slot] for slot in slots if slot in field.calculations):
        entry = computed_entry(calculation.slot, calculation.value(values))
        if entry is not None:
            values[entry.slot] = entry.value if entry.value is not None else NIL  # a target is computed from its base
            entries.append(entry)
            if entry.value is not None:
                workings.append((calculation.working.text, calculation.working.figures(values)))
    if not entries or not acceptable(step.form, step.application, field, entries):
        return [], [], []
    label = shown_entries(field, entries) if workings else "无"
    return [Option("use", {"value": label})], [Store(field.name, tuple(entries))], workings


def computed_entries(step: Step, field: Field) -> tuple[Entry, ...]:
    """What the form computes for the open slots of a field, where it can."""
    _, actions, _ = _computed(step, field, field.paths)
    return actions[0].entries if actions and isinstance(actions[0], Store) else ()


def shown_entry(field: Field, entry: Entry) -> str:
    """A value as a button shows it: two decimals for rates and amounts, with the unit where it is short."""
    if entry.value is None:
        return "无"
    if field.kind is Kind.CHOICE:
        return next((choice.label for choice in field.choices if choice.name == entry.value), str(entry.value))
    if isinstance(entry.value, tuple) and field.kind is Kind.ROWS:
        return "；".join(" ".join(row[1:]) for row in entry.value)
    if isinstance(entry.value, tuple):
        return "；".join(choice.label for choice in field.choices if choice.name in entry.value)
    kinds = {slot.path: slot.kind for slot in field.slots}
    places = 0 if kinds.get(entry.slot) is Kind.INTEGER else 2
    return shown(entry.value, places) + ("%" if field.unit == "%" else "")


def shown_entries(field: Field, entries: Iterable[Entry]) -> str:
    """Values of a field side by side."""
    return "、".join(shown_entry(field, entry) for entry in entries)


def _suggested(
    step: Step, field: Field, slots: Sequence[str]
) -> tuple[list[Option], list[Action], list[tuple[str, dict[str, str]]]]:
    answer = step.application.answer(field.suggest) if field.suggest else None
    if answer is None or not isinstance(answer.value, str):
        return [], [], []
    return [Option("use", {"value": answer.value})], [Store(field.name, (Entry(slots[0], answer.value),))], []


def _draft(step: Step, field: Field) -> str | None:
    """A text composed of the other answers, once every figure in it is known."""
    values = step.journey.values
    if field.draft is None or any(slot not in values for slot in field.draft.reads):
        return None
    text = field.draft.text
    for placeholder, figure in field.draft.figures(values).items():
        text = text.replace(placeholder, figure)
    return text


def proceed(step: Step, after: str | None) -> None:
    """Go on: first what the person asked to visit, then the rest of the form, then say that all was asked."""
    step.update(findings=())
    if step.conversation.queue:
        first, *rest = step.conversation.queue
        step.update(queue=tuple(rest))
        ask(step, step.form.by_name[first], again=True)
        return
    field = step.journey.next_field(after)
    if field is not None:
        ask(step, field)
    elif returned.takes_over(step):
        pass
    elif step.journey.complete:
        complete(step)
    else:
        show_progress(step)


def complete(step: Step) -> None:
    """Say that everything is filled (and not yet submitted), and hand over the documents unasked.

    A colleague who was asked to fill a part hears that the part is filled; the rest is the contact's.
    """
    if step.conversation.sections:
        ways = (Option("check"), Option("pages"))
        told = Told("part complete", {"owner": step.conversation.owner}, ways)
        step.offer(told, (Run("check"), Run("pages")), Resting())
        return
    options = (Option("preview"), Option("check"), Option("evidence"))
    missing = len(step.journey.missing_evidence)
    reply = Completed(len(step.journey.evidence), step.journey.tally, options, missing=missing)
    step.offer(reply, (Run("preview"), Run("check"), Run("evidence")), Resting())
    step.request(FindDates())
    step.request(Render("application", draft=False))
    step.request(Render("summary", draft=False))


def show_progress(step: Step) -> None:
    """The task list, what can be done now, and what waits for whom."""
    journey = step.journey
    waiting: dict[str, int] = {}
    for field in journey.waiting:
        department = journey.waits_for(field) or ""
        waiting[department] = waiting.get(department, 0) + 1
    since = tuple(waits_since(journey, department) for department in waiting)
    nudges = [department for department in waiting if department][:_MOST_NUDGES]
    verbs = ["continue", "check", "preview", "evidence"][1 if journey.complete else 0 :]
    reply = Progress(
        sections=tuple(SectionLine(name, tally) for name, tally in journey.tallies.items()),
        waiting=tuple(waiting.items()),
        tally=journey.tally,
        options=(
            *(Option(verb) for verb in verbs),
            *(Option("nudge", {"department": department}) for department in nudges),
        ),
        proofs=len(journey.missing_evidence),
        since=since,
        minutes=minutes_left(journey),
    )
    actions: list[Action] = [
        *(Run(verb) for verb in verbs),
        *(ForDepartment(department, "nudge") for department in nudges),
    ]
    step.offer(reply, actions, Resting())
