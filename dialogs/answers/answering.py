"""From words to answers: read, take down, look at the rules, say what does not hold, go on.

Words that cannot be read change nothing. A figure that cannot be (a share of 450 %) is refused and asked again; one
that contradicts another answer is kept and marked, because nobody but the person knows which of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from dialogs.answers.asking import ask, proceed
from dialogs.answers.following import followers, tell_followers
from dialogs.answers.objecting import ask_about_slip, go_on, objection, show_next_finding
from dialogs.definition.form import Field, Kind, Shape
from dialogs.derived.findings import Finding, impossible, values_of
from dialogs.derived.slips import slip_in
from dialogs.reading import read
from dialogs.reading.beside import said_beside
from dialogs.reading.left_out import left_out
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.record import codec
from dialogs.record.application import Answer, Application, Blank
from dialogs.record.options import Option
from dialogs.rules.functions import NIL
from dialogs.saying.replies import Confirm, Explain, Heard, Misread, Told
from dialogs.state.actions import Action, Change, Run, Store
from dialogs.state.conversation import Deciding, Undo
from dialogs.turn import returned, sealing, sharing
from dialogs.turn.step import Step

_UNDO_DEPTH = 10


def receive(step: Step, field: Field, slots: Sequence[str], words: str) -> None:
    """Words said in answer to a field."""
    answer(step, field, slots, words, understand(step, field, slots, words))


def understand(step: Step, field: Field, slots: Sequence[str], words: str) -> Reading:
    """What words mean at these slots of a field."""
    key = (field.name, tuple(slots), words)
    application, reading = step.understood.get(key, (None, None))
    if reading is None or application is not step.application:
        wanted = [slot for slot in field.slots if slot.path in slots]
        reading = read(step.form, field, words, slots=wanted, application=step.application, today=step.today)
        step.understood[key] = step.application, reading
    return reading


def answer(step: Step, field: Field, slots: Sequence[str], words: str, reading: Reading) -> None:
    """Take what was understood, ask where it has several meanings, say why where it has none."""
    if not step.journey.own(field):
        sharing.refuse(step, field)
        return
    match reading:
        case Read(entries):  # what is told beside it of others' questions stays in the words
            take(step, field, [each for each in entries if step.journey.own(step.form.field_of(each.slot))], words)
        case Unsure(why, alternatives):
            refused = all_impossible(step, field, alternatives)
            if refused is not None:
                _refuse(step, field, refused)
                return
            actions: list[Action] = [
                Store(field.name, each.entries, words) if each.entries else Change(field.name)
                for each in _in_order(why, alternatives)
            ]
            step.offer(doubt(field, reading, words), actions, Deciding(field.name, tuple(slots)))
        case Unreadable(why, figures):
            step.say(Misread(field.name, why.value, figures))
            if why is Why.ASKED:
                step.say(Explain(field.name))
            if step.here is not field:  # words for another question than the one in sight: that one is put
                ask(step, field, again=True)


def all_impossible(step: Step, field: Field, alternatives: Sequence[Alternative]) -> Finding | None:
    """Why none of these readings can be: 1250% is no share of any year."""
    changed = [with_entries(step, each.entries, "") for each in alternatives if each.entries]
    found = [impossible(step.form, each, field, values_of(each)) for each in changed]
    return found[-1] if found and None not in found else None


def doubt(field: Field, reading: Unsure, words: str) -> Confirm:
    """What is asked where words have several meanings, with a button for each, and what of them is in none."""
    alternatives = _in_order(reading.why, reading.alternatives)
    options = tuple(_option(reading.why, place, each) for place, each in enumerate(alternatives))
    left = left_out(field, words, alternatives) if "unread" not in reading.figures else ()
    figures = {**reading.figures, "left": "、".join(left)} if left else reading.figures
    return Confirm(field.name, reading.why.value, figures, options)


def _in_order(why: Why, alternatives: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
    """The likely reading first; figures that hardly can be as typed come last."""
    if why is not Why.UNIT:
        return alternatives
    first, *others = alternatives
    return (first, *sorted(others, key=lambda each: bool(each.entries)))


def _option(why: Why, place: int, alternative: Alternative) -> Option:
    if not alternative.entries:
        return Option("retype")
    if why is Why.UNIT:
        return Option("yes") if place == 0 else Option("as typed", {"value": alternative.label})
    return Option("reading", {"value": alternative.label})


def take(step: Step, field: Field, entries: Sequence[Entry], words: str, *, reopens: bool = False) -> None:
    """Take entries down as answers, unless they cannot be; then look at the rules and go on.

    A sealed paper is changed only by whom was told what that costs, and ``reopens`` it.
    """
    together = _fields_of(step, field, entries)
    foreign = next((each for each in together if not step.journey.own(each)), None)
    if foreign is not None:
        sharing.refuse(step, foreign)
        return
    entries = [kept_standing(step, entry) for entry in entries]
    theirs = sharing.contested(step, entries)
    if theirs:
        sharing.ask_which(step, field, entries, theirs)
        return
    changed = with_entries(step, entries, words)
    for each in together:
        refused = impossible(step.form, changed, each, step.foreseen(changed).values)
        if refused is not None:
            _refuse(step, each, refused)
            return
    if not reopens and _asks_first(step, field, entries, words):
        return
    was_complete = step.journey.filled and not _contradicts(step, field)
    wanted = _proved(step)
    following = _put(step, field, entries, changed)
    for each in together:
        said = [entry for entry in entries if entry.slot in each.paths]
        beside = each is field and said_beside(field, said, words)
        step.say(Heard(each.name, (*said, *_other_half(step, each, said)), evidence_of(step, each), beside))
    tell_followers(step, following)
    gone = wanted - _proved(step)
    if gone:
        step.say(Told("proofs unneeded", {"ids": "、".join(sorted(gone))}))
    touched = [entry.slot for entry in entries] + [answer.slot for answer in following]
    after(step, field, touched, was_complete=was_complete)


def _fields_of(step: Step, field: Field, entries: Sequence[Entry]) -> tuple[Field, ...]:
    """The fields that entries belong to, the asked one first: a name and a telephone number go into two."""
    said = {entry.slot for entry in entries}
    others = (each for each in step.form.fields if each is not field and said & set(each.paths))
    return (field, *others) if said - set(field.paths) else (field,)


def kept_standing(step: Step, entry: Entry) -> Entry:
    """待核实 or 不清楚 said of an answer that stands marks it as doubtful; it never takes it away."""
    standing = step.application.answer(entry.slot)
    if entry.blank is not Blank.LATER or standing is None or not standing.given:
        return entry
    return Entry(entry.slot, standing.value, standing.blank, doubtful=True, source=entry.source or standing.source)


def _other_half(step: Step, field: Field, entries: Sequence[Entry]) -> list[Entry]:
    """What stands in the other half of a pair, so that a change of one half shows both."""
    said = {entry.slot for entry in entries}
    others = [slot.path for slot in field.slots if slot.path not in said] if field.shape is Shape.PAIR else []
    standing = [step.application.answer(slot) for slot in others]
    return [Entry(each.slot, each.value, each.blank) for each in standing if each is not None]


def _proved(step: Step) -> frozenset[str]:
    """The items that are called for and have files."""
    if not any(proof.filed for proof in step.application.proofs):
        return frozenset()
    return frozenset(each.requirement.id for each in step.journey.proofs if each.wanted and each.files)


def _contradicts(step: Step, field: Field) -> bool:
    """Whether an error stood that this field has a part in; no other can be gone once the form is complete."""
    errors = step.journey.failing & step.form.error_checks
    return any(check.key in errors for check in step.form.checks_by_field[field.name])


def evidence_of(step: Step, field: Field) -> tuple[str, ...]:
    """The proofs that this field's answers call for: said at the moment of ticking, not at the end."""
    values = step.journey.values
    if all(values.get(path, NIL) is NIL for path in field.paths):
        return ()
    found = step.form.evidence_by_field[field.name]
    return tuple(each.id for each in found if each.when is not None and each.when(values) is True and not each.literal)


def store(step: Step, field: Field, entries: Sequence[Entry], words: str) -> tuple[Answer, ...]:
    """Put entries in their places, so that 撤销 can take them back; returns the computed answers that followed."""
    return _put(step, field, entries, with_entries(step, entries, words))


def _put(step: Step, field: Field, entries: Sequence[Entry], changed: Application) -> tuple[Answer, ...]:
    """Let the application be the one that these entries make of it, and what follows."""
    sharing.settled(step, field)
    sealing.tell_reopened(step, entries)
    returned.tell_changed(step, entries)
    said = [entry.slot for entry in entries]
    following = followers(step, changed, said)
    remember(step, field, [*said, *(answer.slot for answer in following)])
    step.application = changed.with_answers(following) if following else changed
    return following


def with_entries(step: Step, entries: Sequence[Entry], words: str) -> Application:
    """The application as it would be with these entries, said in these words."""
    return step.application.with_answers(written(step, entry, words) for entry in entries)


def found_on(step: Step, fields: Iterable[Field], slots: Set[str]) -> list[Finding]:
    """What does not hold at these slots of these questions and wants a decision: each cause once, errors first."""
    names = dict.fromkeys(field.name for field in fields)
    every = (check for name in names for check in step.form.checks_by_field[name])
    checks = {check.key: check for check in every if not slots.isdisjoint(check.slots)}
    found = step.journey.findings_of(checks.values())
    return sorted((finding for finding in found if finding.open), key=lambda finding: not finding.error)


def after(step: Step, field: Field, slots: Sequence[str], *, was_complete: bool) -> None:
    """What follows a changed answer: findings first, then the rest of a half-answered question, then the next."""
    touched = set(slots)
    wanted = found_on(step, [field, *map(step.form.field_of, slots)], touched)
    keys = dict.fromkeys([*(finding.key for finding in wanted), *step.conversation.findings])
    slip = slip_in(field, step.journey.values, touched)
    if keys or slip is not None:
        step.update(findings=tuple(keys))
    if slip is not None:
        ask_about_slip(step, field, slip)
    elif keys:
        show_next_finding(step, field)
    else:
        go_on(step, field, was_complete=was_complete)


def _asks_first(step: Step, field: Field, entries: Sequence[Entry], words: str) -> bool:
    """Whether the person is asked before a sealed or returned paper is changed; nothing is stored until then."""
    question = returned.warning(step, entries)
    if question is None:
        return False
    actions = (Store(field.name, tuple(entries), words, reopens=True), Run("continue"))
    step.offer(question, actions, Deciding(field.name, tuple(entry.slot for entry in entries)))
    return True


def _refuse(step: Step, field: Field, finding: Finding) -> None:
    step.say(replace(objection(finding, refused=True), field=field.name))
    ask(step, field, again=bool(not step.journey.untouched_slots(field)))


def written(step: Step, entry: Entry, words: str) -> Answer:
    """An entry as the answer of whoever speaks, said in these words."""
    before = step.application.answer(entry.slot)
    return Answer(
        slot=entry.slot,
        value=entry.value,
        blank=entry.blank,
        words=words,
        by=step.conversation.person,
        at=step.now,
        door=step.conversation.door,
        department=entry.department,
        doubtful=entry.doubtful,
        source=entry.source,
        version=before.version if before is not None else 0,
    )


def remember(step: Step, field: Field, slots: Iterable[str]) -> None:
    """Remember how these slots stood, so that 撤销 can bring them back."""
    before = [step.application.answer(slot) for slot in slots]
    empty = tuple(slot for slot, answer in zip(slots, before, strict=True) if answer is None)
    undo = Undo(field.name, tuple(answer for answer in before if answer is not None), empty)
    step.update(undo=(*step.conversation.undo, codec.dumps(undo))[-_UNDO_DEPTH:])


def put_off(step: Step, field: Field) -> None:
    """稍后: every slot of the question that nothing was said about waits; answers that stand there stay."""
    slots = step.journey.untouched_slots(field)
    store(step, field, [Entry(slot, blank=Blank.LATER) for slot in slots], "")
    proceed(step, field.name)


def put_off_all(step: Step, fields: Sequence[Field]) -> None:
    """The same for several questions; one 撤销 takes it back."""
    slots = [slot for field in fields for slot in step.journey.untouched_slots(field)]
    remember(step, fields[0], slots)
    step.application = with_entries(step, [Entry(slot, blank=Blank.LATER) for slot in slots], "")
    proceed(step, fields[0].name)


def is_text(field: Field) -> bool:
    """Whether any words at all can be the answer, so that a search word cannot be told from one."""
    return field.kind in (Kind.TEXT, Kind.NAMES, Kind.PARAGRAPH, Kind.ROWS) or any(
        slot.kind is Kind.NAMES for slot in field.slots
    )
