"""Collecting evidence: where a file goes that was sent, what is at one item, and what can be done with a file there.

A file sent while an item is open goes there. Any other one is asked about, with the likely places as buttons; whoever
goes on with the question instead has it among the unsorted ones (待归类), and hears so.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dialogs import composing, evidence, filing, listing, places, submitting
from dialogs.application import SCAN, UNSORTED, Proof, ProofKind
from dialogs.asking import ask
from dialogs.conversation import (
    Action,
    Asking,
    Change,
    Composing,
    Declare,
    Filing,
    GiveTemplate,
    Handle,
    LeaveUnsorted,
    OfferPlaces,
    Proving,
    PutAt,
    Record,
    Resting,
    Run,
    ShowProof,
    ShowProofs,
    State,
    Store,
    Treat,
)
from dialogs.evidence import ProofItem, ProofState
from dialogs.lists import Compared
from dialogs.messages import Render, Sent
from dialogs.options import Option
from dialogs.reading.results import Entry
from dialogs.replies import Told
from dialogs.step import Step
from dialogs.summaries import FileCard, ProofCard, Seen, Sorting

ProofAction = (
    ShowProofs | ShowProof | PutAt | OfferPlaces | LeaveUnsorted | Handle | Treat | Declare | Record | GiveTemplate
)
_MOST_FILES = 8
_KINDS = {kind.value: kind for kind in ProofKind}


# --- a file comes ---------------------------------------------------------------------------------------------------


def received(step: Step, event: Sent) -> None:
    """A file was sent: it goes to the item that is open, or to the one its caption names, or is asked about."""
    if event.attachment is None:
        step.say(Told("file not kept", {"name": event.name}))
    elif event.application not in ("", step.application.id):
        step.say(Told("file of another", {"name": event.name}))
    else:
        proof = filing.arrived(
            step,
            Proof(event.attachment, UNSORTED, event.name, event.media_type, event.size, listed=event.listed),
        )
        if proof.item == UNSORTED:
            _take_in(step, proof, event)
        else:
            step.say(Told("file known", {"name": proof.name, "id": proof.item}))


def _take_in(step: Step, proof: Proof, event: Sent) -> None:
    seen = Seen(proof.name, event.picture, event.hint)
    named = places.items_named(step.form, event.caption) if event.caption else ()
    state = step.state
    if named:
        _put(step, (proof.file,), named, _back(state), seen)
    elif isinstance(state, Proving):
        old = filing.find(step, state.file, state.item) if state.doing == "replace" else None
        if old is not None:
            filing.exchange(step, old, proof.file)
        else:
            filing.put(step, (proof.file,), state.item)
        show_item(step, state.item, seen, state.back)
    elif isinstance(state, Filing):
        _ask_where(step, (*state.files, proof.file), state.back, seen)
    elif isinstance(state, Asking | Resting) or (isinstance(state, Composing) and not state.text):
        _ask_where(step, (proof.file,), state, seen)
    else:
        step.say(Told("file kept", {"name": proof.name}))


def _back(state: State) -> State:
    """The question to go back to when the files have their place."""
    if isinstance(state, Filing | Proving):
        return state.back
    return state if isinstance(state, Asking | Composing) else Resting()


# --- where it goes --------------------------------------------------------------------------------------------------


def _ask_where(step: Step, files: tuple[str, ...], back: State, seen: Seen | None = None) -> None:
    found = [proof for file in files if (proof := filing.find(step, file, UNSORTED)) is not None]
    names = tuple(proof.name for proof in found)
    ways: list[tuple[Option, Action]] = []
    declared = listing.declared(step)
    if len(declared) > 1:
        ways.append((Option("declared places", {"count": str(len(declared))}), PutAt(files, declared)))
    ways += [_place(step, files, item) for item in places.likely(step, names, back)]
    ways += [(Option("other places"), OfferPlaces(files)), (Option("file later"), LeaveUnsorted())]
    _offer(step, Sorting(names, tuple(o for o, _ in ways), seen=seen), ways, Filing(files, back))


def _offer(step: Step, reply: object, ways: Sequence[tuple[Option, Action]], state: State) -> None:
    step.offer(reply, [action for _, action in ways], state)


def _place(step: Step, files: tuple[str, ...], item: str) -> tuple[Option, Action]:
    what = step.form.evidence_by_id[item].what
    return Option("proof place", {"id": item, "what": what}), PutAt(files, (item,))


def _offer_places(step: Step, files: tuple[str, ...], section: str) -> None:
    """Every place there is: first the sections, then the items of one."""
    names = tuple(proof.name for file in files if (proof := filing.find(step, file, UNSORTED)) is not None)
    shown = [each for each in step.journey.proofs if each.wanted or each.files]
    ways: list[tuple[Option, Action]]
    if section:
        ways = [_place(step, files, each.requirement.id) for each in shown if each.section == section]
        ways.append((Option("other places"), OfferPlaces(files)))
    else:
        own = dict.fromkeys(each.section for each in shown)
        titles = [each for each in step.form.sections if each.name in own]
        ways = [(Option("section", {"title": each.title}), OfferPlaces(files, each.name)) for each in titles]
    ways.append((Option("file later"), LeaveUnsorted()))
    reply = Sorting(names, tuple(option for option, _ in ways), section=section)
    _offer(step, reply, ways, Filing(files, _back(step.state)))


def _put(step: Step, files: tuple[str, ...], items: tuple[str, ...], back: State, seen: Seen | None = None) -> None:
    own = {each.requirement.id: each for each in step.journey.proofs}
    foreign = [item for item in items if item not in own]
    if foreign:
        step.say(Told("no such item", {"id": "、".join(foreign)}))
        return
    declared = items == listing.declared(step)
    for item in items:
        made = filing.put(step, files, item)
        if declared:
            filing.vouch(step, made, ProofKind.DECLARATION)
    if isinstance(back, Asking | Composing):
        step.say(Told("filed", {"ids": "、".join(items), "what": _what(step, items), "missing": _missing(step)}))
        resume(step, back)
    elif len(items) == 1:
        show_item(step, items[0], seen)
    else:
        step.say(Told("filed", {"ids": "、".join(items), "what": _what(step, items), "missing": _missing(step)}))
        step.update(state=Resting())


def _what(step: Step, items: Sequence[str]) -> str:
    return step.form.evidence_by_id[items[0]].what if len(items) == 1 else ""


def _missing(step: Step) -> str:
    return str(len(step.journey.missing_evidence))


def resume(step: Step, back: State) -> None:
    """Put the question again that the files interrupted."""
    if isinstance(back, Asking):
        ask(step, step.form.by_name[back.field], again=back.again)
    elif isinstance(back, Composing):
        field = step.form.by_name[back.field]
        ask(step, field, again=not step.journey.untouched_slots(field))
    else:
        step.update(state=Resting())


def sort(step: Step) -> None:
    """归类: the files that have no place yet, to be placed; the oldest first."""
    waiting = [proof for proof in step.journey.unsorted if not step.journey.sections or proof.by == _me(step)]
    if not waiting:
        step.say(Told("nothing unsorted"))
        return
    oldest = min(waiting, key=lambda proof: proof.at)
    step.say(Told("unsorted", {"count": str(len(waiting)), "names": "、".join(each.name for each in waiting[:5])}))
    ways_back = _back(step.state)
    _ask_where(step, (oldest.file,), ways_back)


def _me(step: Step) -> str:
    return step.conversation.person


def fetch(step: Step) -> None:
    """找回文件: what was removed lies among the unsorted again."""
    count = filing.fetch_back(step)
    step.say(Told("fetched back" if count else "nothing removed", {"count": str(count)}))


# --- one item -------------------------------------------------------------------------------------------------------


def show_item(step: Step, item: str, seen: Seen | None = None, back: State | None = None) -> None:
    """One item with its files; files that are sent from now on go there."""
    if item == SCAN:
        _show_scan(step, seen, back)
        return
    found = _item(step, item)
    if found is None:
        step.say(Told("no such item", {"id": item}))
        return
    ways = [_handle(proof) for proof in found.files[:_MOST_FILES]]
    newest = max(found.files, key=lambda proof: (proof.at, proof.place), default=None)
    if newest is not None and seen is not None and seen.picture is not None:
        ways += [
            (Option("unclear"), Treat(newest.file, item, "unclear")),
            (Option("turn"), Treat(newest.file, item, "turn")),
        ]
    figures = evidence.figures(step.form, found.requirement, found.files, step.journey.values)
    ways += _mends(step, figures)
    if found.requirement.counts:
        ways.append((Option("list template"), GiveTemplate(item)))
    following = _next_missing(step, item)
    if following is not None:
        ways.append((Option("next missing", {"id": following}), ShowProof(following)))
    ways += [(Option("evidence"), Run("evidence")), (Option("back to questions"), Run("continue"))]
    options = tuple(option for option, _ in ways)
    reply = ProofCard(item, found.state.value, found.files, figures, options, seen=seen)
    _offer(step, reply, ways, Proving(item, back=_back(step.state) if back is None else back))


def _show_scan(step: Step, seen: Seen | None, back: State | None) -> None:
    """The scan of the sealed paper, in parts if need be."""
    files = filing.of_item(step, SCAN)
    ways = [_handle(proof) for proof in files[:_MOST_FILES]]
    if files:
        ways.append((Option("act scanned"), Record("scanned")))
    ways.append((Option("back to submission"), Run("submit")))
    state = ProofState.GIVEN if files else ProofState.MISSING
    reply = ProofCard(SCAN, state.value, files, (), tuple(option for option, _ in ways), seen=seen)
    _offer(step, reply, ways, Proving(SCAN, back=_back(step.state) if back is None else back))


def _item(step: Step, item: str) -> ProofItem | None:
    return next((each for each in step.journey.proofs if each.requirement.id == item), None)


def _mends(step: Step, figures: Sequence[Compared]) -> list[tuple[Option, Action]]:
    """Where list and form disagree: take the list's figure, or change the answer oneself."""
    ways: list[tuple[Option, Action]] = []
    for each in figures:
        field = step.form.by_name[each.field]
        if not each.agrees and step.journey.own(field):
            entry = Entry(each.slot, Decimal(each.counted))
            ways.append(
                (Option("take count", {"id": field.id, "value": str(each.counted)}), Store(each.field, (entry,)))
            )
            ways.append((Option("change", {"id": field.id}), Change(each.field)))
    return ways


def _handle(proof: Proof) -> tuple[Option, Action]:
    return Option("file", {"name": proof.name}), Handle(proof.file, proof.item)


def _next_missing(step: Step, item: str) -> str | None:
    """The next item after this one, in the order of the form, that has no file yet."""
    every = [each.requirement.id for each in step.journey.proofs]
    here = every.index(item)
    missing = [each.requirement.id for each in step.journey.proofs if each.missing and each.requirement.id != item]
    return min(missing, key=lambda each: (every.index(each) < here, every.index(each)), default=None)


# --- one file -------------------------------------------------------------------------------------------------------


def _show_file(step: Step, file: str, item: str) -> None:
    proof = filing.find(step, file, item)
    if proof is None:
        show_item(step, item)
        return
    verbs = ["replace", "rename", "first", "also", "remove", *_KINDS, "clear" if proof.trouble else "unclear"]
    if proof.media_type.startswith("image/"):
        verbs.append("turn")
    if proof.listed is not None:
        verbs.append("uncount")
    if len(filing.of_item(step, item)) < 2:
        verbs.remove("first")
    ways: list[tuple[Option, Action]] = [(Option(f"file {verb}"), Treat(file, item, verb)) for verb in verbs]
    ways.append((Option("back to item", {"id": item}), ShowProof(item)))
    others = tuple(each.item for each in step.application.proofs if each.file == file and each.item != item)
    reply = FileCard(item, proof, others, tuple(option for option, _ in ways))
    _offer(step, reply, ways, Proving(item, file=file, back=_back(step.state)))


def treat(step: Step, proof: Proof, verb: str) -> None:
    """Do something with a file: at once, or after the word or the file that it takes."""
    if verb in ("replace", "rename", "also"):
        step.update(state=Proving(proof.item, verb, proof.file, _back(step.state)))
        step.say(Told(f"{verb} how", {"name": proof.name}))
    else:
        _do(step, proof, verb)
        show_item(step, proof.item)


def _treat(step: Step, file: str, item: str, verb: str) -> None:
    proof = filing.find(step, file, item)
    if proof is None:
        show_item(step, item)
    else:
        treat(step, proof, verb)


def _do(step: Step, proof: Proof, verb: str) -> None:
    """Do at once what needs no further word."""
    match verb:
        case "first":
            filing.reorder(step, proof.item, [filing.of_item(step, proof.item).index(proof) + 1])
        case "remove":
            filing.take_out(step, proof)
            step.say(Told("taken out", {"name": proof.name, "id": proof.item}))
        case "turn":
            filing.turn(step, proof)
        case "unclear":
            filing.doubt(step, proof, "unclear")
            step.say(Told("send again", {"name": proof.name}))
        case "uncount":
            filing.uncount(step, proof)
        case "clear":
            filing.doubt(step, proof, "")
        case _:
            filing.vouch(step, [proof], _KINDS[verb])


def act(step: Step, action: ProofAction) -> None:  # noqa: C901 one case for each kind of button
    """Do what a button of the evidence says."""
    composing.save(step)
    match action:
        case ShowProofs(section):
            listing.show_section(step, section)
        case ShowProof(item):
            show_item(step, item)
        case PutAt(files, items):
            _put(step, files, items, _back(step.state))
        case OfferPlaces(files, section):
            _offer_places(step, files, section)
        case LeaveUnsorted():
            _leave(step)
        case Declare(items):
            listing.declare(step, items)
        case Record(kind):
            submitting.record(step, kind)
        case GiveTemplate(item):
            step.request(Render("list", draft=False, about=item))
        case Handle(file, item):
            _show_file(step, file, item)
        case Treat(file, item, verb):
            _treat(step, file, item, verb)


def ask_which(step: Step, state: Filing, items: tuple[str, ...]) -> None:
    """Several items may be meant: which of them."""
    names = tuple(proof.name for file in state.files if (proof := filing.find(step, file, UNSORTED)) is not None)
    ways = [_place(step, state.files, item) for item in items[:_MOST_FILES]]
    ways += [(Option("other places"), OfferPlaces(state.files)), (Option("file later"), LeaveUnsorted())]
    _offer(step, Sorting(names, tuple(option for option, _ in ways)), ways, state)


def _leave(step: Step) -> None:
    step.say(Told("left unsorted", {"count": str(len(step.journey.unsorted))}))
    resume(step, _back(step.state))
