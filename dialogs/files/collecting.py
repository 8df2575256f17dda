"""Collecting evidence: where a file goes that was sent, and what the buttons about evidence do.

A file sent while an item is open goes there. Any other one is asked about, with the likely places as buttons; whoever
goes on with the question instead has it among the unsorted ones (待归类), and hears so.
"""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.answers import composing
from dialogs.files import importing, listing, pinning, places, proving
from dialogs.record.options import Option
from dialogs.record.proofs import SCAN, UNSORTED, Proof, ProofKind, Recognised
from dialogs.review import submitting
from dialogs.saying.proof_replies import Seen, Sorting
from dialogs.saying.replies import Told
from dialogs.state.actions import Action
from dialogs.state.conversation import Asking, Composing, Filing, Proving, Resting, State
from dialogs.state.file_actions import ReadIn
from dialogs.state.proof_actions import (
    Declare,
    FileAway,
    GiveTemplate,
    Handle,
    LeaveUnsorted,
    OfferPlaces,
    ProofAction,
    PutAt,
    PutEach,
    Record,
    ShowProof,
    ShowProofs,
    Treat,
)
from dialogs.turn import filing
from dialogs.turn.messages import Recognise, Render, Sent
from dialogs.turn.step import Step

_MOST_PLACES = 8
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
            Proof(
                event.attachment,
                UNSORTED,
                event.name,
                event.media_type,
                event.size,
                listed=event.listed,
                pages=_pages(event.hint),
            ),
        )
        if event.legible:
            scan = isinstance(step.state, Proving) and step.state.item == SCAN and not event.caption
            step.request(Recognise(proof.file, proof.name, SCAN if scan else ""))
        if proof.item == UNSORTED:
            _take_in(step, _as_before(step, proof), event)
        else:
            field = pinning.pins(step, proof.item)
            step.say(Told("file known", {"name": proof.name, "id": field.id if field is not None else proof.item}))


def _pages(hint: str) -> int:
    """How many pages a file has, as whoever looked at it says; 0 where nothing is said."""
    said = next((word.partition("=")[2] for word in hint.split() if word.startswith("pages=")), "")
    return int(said) if said.isdigit() else 0


def _as_before(step: Step, proof: Proof) -> Proof:
    """A sheet of a heading for which somebody chose the column before is read by it again."""
    known = filing.read_as_before(step, proof)
    if known is not None:
        step.say(Told("column known", {"name": proof.name}))
    return known or proof


def _take_in(step: Step, proof: Proof, event: Sent) -> None:
    seen = Seen(proof.name, event.picture, event.hint)
    named = places.items_named(step.form, event.caption) if event.caption else ()
    to = pinning.named(step, event.caption) if event.caption else None
    state = step.state
    if to is not None:
        _put(step, (proof.file,), (pinning.place_of(to),), proving.back_from(state), seen)
    elif named:
        _put(step, (proof.file,), named, proving.back_from(state), seen)
    elif event.resembles:
        importing.ask_how(step, proof)
    elif isinstance(state, Proving):
        old = filing.find(step, state.file, state.item) if state.doing == "replace" else None
        if old is not None:
            filing.exchange(step, old, proof.file)
        else:
            filing.put(step, (proof.file,), state.item)
        proving.show_item(step, state.item, seen, state.back)
    elif isinstance(state, Filing):
        ask_where(step, (*state.files, proof.file), state.back, seen)
    elif isinstance(state, Asking | Resting) or (isinstance(state, Composing) and not state.text):
        ask_where(step, (proof.file,), state, seen)
    else:
        step.say(Told("file kept", {"name": proof.name}))


# --- where it goes --------------------------------------------------------------------------------------------------


def ask_where(step: Step, files: tuple[str, ...], back: State, seen: Seen | None = None) -> None:
    """Ask where files go that have no place: where they seem to belong, where the question is, somewhere else."""
    found = [proof for file in files if (proof := filing.find(step, file, UNSORTED)) is not None]
    names = tuple(proof.name for proof in found)
    ways: list[tuple[Option, Action]] = []
    declared = listing.declared(step)
    if len(declared) > 1:
        ways.append((Option("declared places", {"count": str(len(declared))}), PutAt(files, declared)))
    proposed = _proposed(step, found)
    if len(found) > 1 and proposed:
        ways.append((Option("as proposed", {"count": str(len(proposed))}), PutEach(proposed)))
    ways += [_place(step, files, item) for item in places.likely(step, found, back)]
    asked = step.form.by_name[back.field] if isinstance(back, Asking) else None
    if asked is not None and any(proof.media_type.startswith("image/") for proof in found):
        ways.append((Option("pin place", {"id": asked.id}), PutAt(files, (pinning.place_of(asked),))))
    ways.append((Option("other places"), OfferPlaces(files)))
    if len(found) == 1 and importing.readable(found[0].name):
        ways.append((Option("read in"), ReadIn(found[0].file, found[0].name)))
    ways.append((Option("file later"), LeaveUnsorted()))
    read = tuple((proof.name, proof.read) for proof in found if proof.read not in (None, Recognised()))
    proving.offer(step, Sorting(names, tuple(o for o, _ in ways), seen=seen, read=read), ways, Filing(files, back))


def _proposed(step: Step, files: Sequence[Proof]) -> tuple[tuple[str, str], ...]:
    """For each file the item that it seems to belong to, where one was read and is called for."""
    open_ = {each.requirement.id for each in step.journey.proofs if each.wanted or each.files}
    likely = ((each.file, item) for each in files if each.read is not None for item in each.read.items[:1])
    return tuple((file, item) for file, item in likely if item in open_)


def _put_each(step: Step, chosen: Sequence[tuple[str, str]]) -> None:
    """Put each file where it seems to belong; those without a proposal stay unsorted, and are asked about."""
    back, state = proving.back_from(step.state), step.state
    left = tuple(file for file in state.files if file not in dict(chosen)) if isinstance(state, Filing) else ()
    for file, item in chosen:
        filing.put(step, (file,), item)
    ids = "、".join(dict.fromkeys(item for _, item in chosen))
    step.say(Told("filed each", {"ids": ids, "count": str(len(chosen)), "missing": _missing(step)}))
    if left:
        ask_where(step, left, back)
    else:
        proving.resume(step, back)


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
    proving.offer(step, reply, ways, Filing(files, proving.back_from(step.state)))


def _put(step: Step, files: tuple[str, ...], items: tuple[str, ...], back: State, seen: Seen | None = None) -> None:
    field = pinning.pins(step, items[0]) if items else None
    if field is not None:
        pinning.pin(step, files, field)
        proving.resume(step, back)
        return
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
        proving.resume(step, back)
    elif len(items) == 1:
        proving.show_item(step, items[0], seen)
    else:
        step.say(Told("filed", {"ids": "、".join(items), "what": _what(step, items), "missing": _missing(step)}))
        step.update(state=Resting())


def _what(step: Step, items: Sequence[str]) -> str:
    return step.form.evidence_by_id[items[0]].what if len(items) == 1 else ""


def _missing(step: Step) -> str:
    return str(len(step.journey.missing_evidence))


def sort(step: Step) -> None:
    """归类: the files that have no place yet, to be placed; the oldest first."""
    waiting = [proof for proof in step.journey.unsorted if not step.journey.sections or proof.by == _me(step)]
    if not waiting:
        step.say(Told("nothing unsorted"))
        return
    oldest = min(waiting, key=lambda proof: proof.at)
    step.say(Told("unsorted", {"count": str(len(waiting)), "names": "、".join(each.name for each in waiting[:5])}))
    ways_back = proving.back_from(step.state)
    ask_where(step, (oldest.file,), ways_back)


def _me(step: Step) -> str:
    return step.conversation.person


def fetch(step: Step) -> None:
    """找回文件: what was removed lies among the unsorted again."""
    count = filing.fetch_back(step)
    step.say(Told("fetched back" if count else "nothing removed", {"count": str(count)}))


def act(step: Step, action: ProofAction) -> None:  # noqa: C901 one case for each kind of button
    """Do what a button of the evidence says."""
    composing.save(step)
    match action:
        case ShowProofs(section):
            listing.show_section(step, section)
        case ShowProof(item):
            proving.show_item(step, item)
        case PutAt(files, items):
            _put(step, files, items, proving.back_from(step.state))
        case PutEach(chosen):
            _put_each(step, chosen)
        case OfferPlaces(files, section):
            _offer_places(step, files, section)
        case LeaveUnsorted():
            _leave(step)
        case FileAway(files):
            ask_where(step, files, proving.back_from(step.state))
        case Declare(items):
            listing.declare(step, items)
        case Record(kind):
            submitting.record(step, kind)
        case GiveTemplate(item):
            step.request(Render("list", draft=False, about=item))
        case Handle(file, item):
            proving.show_file(step, file, item)
        case Treat(file, item, verb):
            proving.treat_file(step, file, item, verb)


def ask_which(step: Step, state: Filing, items: tuple[str, ...]) -> None:
    """Several items may be meant: which of them."""
    names = tuple(proof.name for file in state.files if (proof := filing.find(step, file, UNSORTED)) is not None)
    ways = [_place(step, state.files, item) for item in items[:_MOST_PLACES]]
    ways += [(Option("other places"), OfferPlaces(state.files)), (Option("file later"), LeaveUnsorted())]
    proving.offer(step, Sorting(names, tuple(option for option, _ in ways)), ways, state)


def _leave(step: Step) -> None:
    step.say(Told("left unsorted", {"count": str(len(step.journey.unsorted))}))
    proving.resume(step, proving.back_from(step.state))
