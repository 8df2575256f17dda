"""Taking over what a file says: everything that is new at once, what differs one by one; one 撤销 for all of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dialogs.answers.answering import evidence_of, with_entries
from dialogs.answers.asking import ask, complete, proceed, shown_entries
from dialogs.definition.form import Field
from dialogs.files import proving
from dialogs.files.surveying import Ways, behind, change, show, undecided, weighed
from dialogs.files.weighing import Weighed
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.saying.file_replies import FileDiffers, FileTaken
from dialogs.saying.replies import Confirm, Told
from dialogs.saying.summaries import noted
from dialogs.state.conversation import Asking, Composing, Pending, Resting, State, TakingOver, Undo
from dialogs.state.file_actions import PutAside, Settle, SettleRest, TakeOver
from dialogs.turn import returned, sealing, sharing
from dialogs.turn.step import Step

_MOST_FINDINGS = 6
_FEW = 3
_UNDO_DEPTH = 10
_SHORT = 24
_Taking = TakeOver | Settle | SettleRest


def take(step: Step, pending: Pending, action: TakeOver) -> None:
    """Fill what the table has nowhere from the file; then what differs, one by one."""
    section = action.section
    found = [each for each in weighed(step, pending) if each.standing == "new"]
    if section:
        found = [each for each in found if step.form.homes[each.field.name] == section]
    if _asks_first(step, pending, action, found):
        return
    if found:
        _store(step, pending, found)
        step.say(_taken(step, pending, found))
    left = [each for each in weighed(step, pending) if each.standing == "new"]
    if section and left:
        show(step, pending)
    else:
        go_through(step, pending, told=bool(found))


def _asks_first(step: Step, pending: Pending, action: _Taking, found: Sequence[Weighed]) -> bool:
    """Whether the person is asked before a sealed or returned paper is changed; nothing is stored until then."""
    entries = [entry for each in found for entry in each.entries]
    question = None if action.reopens else returned.warning(step, entries)
    if question is None:
        return False
    ways: Ways = list(zip(question.options, (replace(action, reopens=True), PutAside(pending.file)), strict=True))
    proving.offer(step, question, ways, TakingOver(pending.file, back=behind(step)))
    return True


def _taken(step: Step, pending: Pending, found: Sequence[Weighed]) -> FileTaken:
    slots = {entry.slot for each in found for entry in each.entries}
    fields = list({each.field.name: each.field for each in found}.values())
    checks = {check.key: check for field in fields for check in step.form.checks_by_field[field.name]}
    touched = [check for check in checks.values() if slots & set(check.slots)]
    broken = step.journey.findings_of(touched)
    wanted = sorted((finding for finding in broken if finding.open), key=lambda finding: not finding.error)
    proofs = {proof for field in fields for proof in evidence_of(step, field)}
    shown = tuple(noted(finding) for finding in wanted[:_MOST_FINDINGS])
    return FileTaken(pending.name, len(fields), len(proofs), shown, len(wanted) - len(shown))


def _store(step: Step, pending: Pending, found: Iterable[Weighed]) -> None:
    """Put what a file says in its places; 撤销 takes all that came from this file back at once."""
    chosen = list(found)
    entries = [entry for each in chosen for entry in each.entries]
    sealing.tell_reopened(step, entries)
    _remember(step, pending, chosen[0].field, [entry.slot for entry in entries])
    for each in chosen:
        sharing.settled(step, each.field)
        step.application = with_entries(step, each.entries, each.words)


def _remember(step: Step, pending: Pending, field: Field, slots: Sequence[str]) -> None:
    """Remember how these slots stood, together with what was taken from the same file before."""
    undos = [codec.loads(text) for text in step.conversation.undo]
    place = next((at for at, each in enumerate(undos) if isinstance(each, Undo) and each.file == pending.file), None)
    known: Undo = undos[place] if place is not None else Undo(field.name, (), (), pending.file, pending.name)
    new = [slot for slot in dict.fromkeys(slots) if slot not in (*known.empty, *(each.slot for each in known.answers))]
    standing = {slot: step.application.answer(slot) for slot in new}
    answers = tuple(answer for answer in standing.values() if answer is not None)
    empty = tuple(slot for slot, answer in standing.items() if answer is None)
    written = codec.dumps(replace(known, answers=(*known.answers, *answers), empty=(*known.empty, *empty)))
    kept = [text for at, text in enumerate(step.conversation.undo) if at != place]
    step.update(undo=(*kept, written)[-_UNDO_DEPTH:])


# --- one difference after the other ---------------------------------------------------------------------------------


def go_through(step: Step, pending: Pending, *, told: bool = False) -> None:
    """The next difference or doubt; when none is left, the file is done (which need not be said where ``told``)."""
    open_ = undecided(step, pending)
    if not open_:
        _finish(step, pending, told=told)
        return
    change(step, pending, going=True)
    number = len(pending.settled) + 1
    _offer_difference(step, pending, open_, number)


def _offer_difference(step: Step, pending: Pending, open_: Sequence[Weighed], number: int) -> None:
    each = open_[0]
    slots = [entry.slot for entry in each.entries] or list(each.field.paths)
    standing = tuple(answer for slot in slots if (answer := step.application.answer(slot)) and answer.given)
    trouble = each.trouble if isinstance(each.trouble, Confirm) else None
    ways: Ways = []
    if standing:
        ways.append((Option("keep table"), Settle(pending.file, each.field.name)))
    ways += _their_ways(pending, each, trouble)
    ways.append((Option("answer anew"), Settle(pending.file, each.field.name, anew=True)))
    if not standing:
        ways.append((Option("leave out"), Settle(pending.file, each.field.name)))
    alike = [other for other in open_ if other.standing == "differs"]
    if len(alike) >= _FEW:
        ways.append((Option("rest file", {"count": str(len(alike))}), SettleRest(pending.file, theirs=True)))
        ways.append((Option("rest table", {"count": str(len(alike))}), SettleRest(pending.file, theirs=False)))
    ways.append((Option("file aside"), PutAside(pending.file)))
    seen = open_ if len(alike) >= _FEW else [each]
    step.update(seen=tuple(pair for other in seen for pair in sharing.versions(step, other.field)))
    reply = FileDiffers(
        each.field.name,
        pending.name,
        each.spot,
        standing,
        each.entries,
        each.words,
        each.doubt,
        trouble.why if trouble is not None else "",
        trouble.figures if trouble is not None else {},
        number,
        number + len(open_) - 1,
        tuple(option for option, _ in ways),
    )
    proving.offer(step, reply, ways, TakingOver(pending.file, each.field.name, behind(step)))


def _their_ways(pending: Pending, each: Weighed, trouble: Confirm | None) -> Ways:
    name = each.field.name
    if trouble is None:
        value = shown_entries(each.field, each.entries)
        figures = {"value": value if len(value) <= _SHORT else f"{value[: _SHORT - 1]}…"}
        return [(Option("take file", figures), Settle(pending.file, name, each.entries, each.words))]
    return [
        (Option("take reading", {"value": way.label}), Settle(pending.file, name, way.entries, each.words))
        for way in each.ways
    ]


def settle(step: Step, pending: Pending, action: Settle) -> None:
    """The person chose at one difference; then the next. What a colleague changed meanwhile is shown anew."""
    field = step.form.by_name[action.field]
    each = next((each for each in weighed(step, pending) if each.field is field), None)
    if action.entries and each is not None:
        source = next((entry.source for entry in each.entries if entry.source is not None), None)
        entries = tuple(replace(entry, source=entry.source or source) for entry in action.entries)
        chosen = [replace(each, entries=entries)]
        if _overtaken(step, pending, chosen) or _asks_first(step, pending, action, chosen):
            return
        _store(step, pending, chosen)
    pending = change(step, pending, settled=(*pending.settled, action.field))
    if action.anew:
        step.update(state=behind(step))
        ask(step, field, again=True)
    else:
        go_through(step, pending)


def settle_rest(step: Step, pending: Pending, action: SettleRest) -> None:
    """The person chose for all differences that are left; doubts are still asked one by one."""
    open_ = [each for each in undecided(step, pending) if each.standing == "differs"]
    if action.theirs and open_:
        if _overtaken(step, pending, open_) or _asks_first(step, pending, action, open_):
            return
        _store(step, pending, open_)
        step.say(_taken(step, pending, open_))
    go_through(step, change(step, pending, settled=(*pending.settled, *(each.field.name for each in open_))))


def _overtaken(step: Step, pending: Pending, chosen: Sequence[Weighed]) -> bool:
    """Whether a colleague answered one of these since it was shown: then nothing is replaced, and it is put again."""
    theirs = sharing.contested(step, [entry for each in chosen for entry in each.entries])
    if not theirs:
        return False
    ids = dict.fromkeys(step.form.field_of(each.slot).id for each in theirs)
    step.say(Told("changed meanwhile", {"name": theirs[0].by, "ids": "、".join(ids)}))
    go_through(step, pending)
    return True


def _finish(step: Step, pending: Pending, *, told: bool) -> None:
    """Nothing of the file is left to be decided."""
    left = len([each for each in weighed(step, pending) if each.standing == "new"])
    if left:  # of an older edition, section by section
        show(step, pending)
        return
    back = behind(step)
    drop(step, pending)
    done = [codec.loads(text) for text in step.conversation.undo]
    taken = any(isinstance(each, Undo) and each.file == pending.file for each in done)
    if not told:
        step.say(Told("file done" if taken else "file done unchanged", {"name": pending.name}))
    go_back(step, back)


def go_back(step: Step, back: State) -> None:
    """To the question behind; one that the file has answered is not asked again."""
    asking = isinstance(back, Asking) and (back.again or _open(step, back.field))
    if asking or isinstance(back, Composing):
        proving.resume(step, back)
    else:
        step.update(state=Resting())
        if step.journey.complete:
            complete(step)
        else:
            proceed(step, None)


def _open(step: Step, name: str) -> bool:
    return bool(step.journey.untouched_slots(step.form.by_name[name]))


def drop(step: Step, pending: Pending) -> None:
    """Nothing more is taken from a file; what was taken stays."""
    step.update(pending=tuple(each for each in step.conversation.pending if each.file != pending.file))
