"""One item of the evidence list: its files, what can be done with each of them, where a list disagrees with the form.

Files that are sent while an item is open go there (``collecting``).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dialogs.answers.asking import ask
from dialogs.derived import evidence
from dialogs.derived.evidence import ProofItem, ProofState
from dialogs.derived.lists import Compared
from dialogs.reading.results import Entry
from dialogs.record.options import Option
from dialogs.record.proofs import SCAN, Proof, ProofKind
from dialogs.saying.proof_replies import FileCard, ProofCard, Seen
from dialogs.saying.replies import Told
from dialogs.state.actions import Action, Change, Run, Store
from dialogs.state.conversation import Asking, Composing, Filing, Proving, Resting, State, TakingOver
from dialogs.state.proof_actions import GiveTemplate, Handle, Record, ShowProof, Treat
from dialogs.turn import filing, paging, sealing
from dialogs.turn.messages import Page
from dialogs.turn.paging import Paged
from dialogs.turn.step import Step

_MOST_FILES = 8
_KINDS = {kind.value: kind for kind in ProofKind}


def offer(step: Step, reply: object, ways: Sequence[tuple[Option, Action]], state: State) -> None:
    """Say a reply with its buttons and what each of them does."""
    step.offer(reply, [action for _, action in ways], state)


def back_from(state: State) -> State:
    """The question to go back to when the files have their place."""
    if isinstance(state, Filing | Proving | TakingOver):
        return state.back
    return state if isinstance(state, Asking | Composing) else Resting()


def resume(step: Step, back: State) -> None:
    """Put the question again that the files interrupted."""
    if isinstance(back, Asking):
        ask(step, step.form.by_name[back.field], again=back.again)
    elif isinstance(back, Composing):
        field = step.form.by_name[back.field]
        ask(step, field, again=not step.journey.untouched_slots(field))
    else:
        step.update(state=Resting())


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
    ways += _columns(found)
    if found.requirement.counts:
        ways.append((Option("list template"), GiveTemplate(item)))
    following = _next_missing(step, item)
    if following is not None:
        ways.append((Option("next missing", {"id": following}), ShowProof(following)))
    ways += [(Option("evidence"), Run("evidence")), (Option("back to questions"), Run("continue"))]
    options = tuple(option for option, _ in ways)
    outside = evidence.outsiders(step.form, found.requirement, step.application)
    whole = next((each.id for each in step.form.evidence if found.requirement.within in dict(each.counts)), "")
    reply = ProofCard(item, found.state.value, found.files, figures, options, seen=seen, outside=outside, within=whole)
    offer(step, reply, ways, Proving(item, back=back_from(step.state) if back is None else back))


def _show_scan(step: Step, seen: Seen | None, back: State | None) -> None:
    """The scan of the sealed paper, in parts if need be."""
    files = filing.of_item(step, SCAN)
    ways = [_handle(proof) for proof in files[:_MOST_FILES]]
    if files:
        ways.append((Option("act scanned"), Record("scanned")))
    ways.append((Option("back to submission"), Run("submit")))
    state = ProofState.GIVEN if files else ProofState.MISSING
    found = _pages(step)
    paper = (found.pages, found.summary) if found is not None else ()
    reply = ProofCard(SCAN, state.value, files, (), tuple(option for option, _ in ways), seen=seen, paper=paper)
    offer(step, reply, ways, Proving(SCAN, back=back_from(step.state) if back is None else back))


def _pages(step: Step) -> Paged | None:
    """The pages of the sealed paper; where nobody counted them yet, that is asked for."""
    act = sealing.sealed(step.form, step.application)
    found = paging.paged(step.application, sealing.checksum_of(act)) if act is not None else None
    if act is not None and found is None:
        step.request(Page())
    return found


def _item(step: Step, item: str) -> ProofItem | None:
    return next((each for each in step.journey.proofs if each.requirement.id == item), None)


def _mends(step: Step, compared: Sequence[Compared]) -> list[tuple[Option, Action]]:
    """Where list and form disagree: take the list's figure, or change the answer oneself."""
    ways: list[tuple[Option, Action]] = []
    for each in compared:
        field = step.form.by_name[each.field]
        if not each.agrees and step.journey.own(field):
            if each.slot:
                entry = Entry(each.slot, Decimal(each.counted))
                figures = {"id": field.id, "value": str(each.counted)}
                ways.append((Option("take count", figures), Store(each.field, (entry,))))
            ways.append((Option("change", {"id": field.id}), Change(each.field)))
    return ways


def _columns(found: ProofItem) -> list[tuple[Option, Action]]:
    """Of a sheet without a header that we know: which column names the firms."""
    asked = [proof for proof in found.files if proof.listed is not None and proof.listed.columns]
    if not asked or not (found.requirement.counts or found.requirement.within):
        return []
    proof, item = asked[0], found.requirement.id
    columns = proof.listed.columns if proof.listed is not None else ()
    ways: list[tuple[Option, Action]] = [
        (
            Option("column", {"letter": begins[:1], "begins": begins.partition("：")[2]}),
            Treat(proof.file, item, f"column {number}"),
        )
        for number, (begins, _) in enumerate(columns)
    ]
    return [*ways, (Option("no list", {"name": proof.name}), Treat(proof.file, item, "uncount"))]


def _handle(proof: Proof) -> tuple[Option, Action]:
    return Option("file", {"name": proof.name}), Handle(proof.file, proof.item)


def _next_missing(step: Step, item: str) -> str | None:
    """The next item after this one, in the order of the form, that has no file yet."""
    every = [each.requirement.id for each in step.journey.proofs]
    here = every.index(item)
    missing = [each.requirement.id for each in step.journey.proofs if each.missing and each.requirement.id != item]
    return min(missing, key=lambda each: (every.index(each) < here, every.index(each)), default=None)


# --- one file -------------------------------------------------------------------------------------------------------


def show_file(step: Step, file: str, item: str) -> None:
    """One file of an item and what can be done with it; the item, where it is not there any more."""
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
    others = tuple(
        each.item for each in step.application.proofs if each.file == file and each.item != item and each.filed
    )
    reply = FileCard(item, proof, others, tuple(option for option, _ in ways))
    offer(step, reply, ways, Proving(item, file=file, back=back_from(step.state)))


def treat(step: Step, proof: Proof, verb: str) -> None:
    """Do something with a file: at once, or after the word or the file that it takes."""
    if verb in ("replace", "rename", "also"):
        step.update(state=Proving(proof.item, verb, proof.file, back_from(step.state)))
        step.say(Told(f"{verb} how", {"name": proof.name}))
    else:
        _do(step, proof, verb)
        show_item(step, proof.item)


def treat_file(step: Step, file: str, item: str, verb: str) -> None:
    """Do something with a file of an item, if it is still there."""
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
        case _ if verb.startswith("column "):
            filing.read_by(step, proof, int(verb.removeprefix("column ")))
        case "clear":
            filing.doubt(step, proof, "")
        case _:
            filing.vouch(step, [proof], _KINDS[verb])
