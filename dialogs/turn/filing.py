"""Files at their items: put there, taken out, moved, named, ordered; each change can be taken back, no file is lost.

What is taken out of its last item lies among the unsorted ones again; what is removed from there can be fetched back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dialogs.record import codec
from dialogs.record.proofs import REMOVED, UNSORTED, Proof, ProofKind
from dialogs.state.conversation import UndoProofs
from dialogs.turn.step import Step

_UNDO_DEPTH = 10
_LONGEST_NAME = 80


def arrived(step: Step, proof: Proof) -> Proof:
    """A file that came: as it lies among the others, or unsorted where nobody put it anywhere yet."""
    known = next((each for each in step.application.proofs if each.file == proof.file), None)
    if known is not None:
        return known
    made = replace(proof, item=UNSORTED, by=step.conversation.person, at=step.now)
    step.application = step.application.with_proofs([made])
    return made


def of_item(step: Step, item: str) -> tuple[Proof, ...]:
    """The files of an item, in their order."""
    return tuple(proof for proof in step.application.proofs if proof.item == item)


def find(step: Step, file: str, item: str) -> Proof | None:
    """A file at an item, if it is still there."""
    return next((proof for proof in step.application.proofs if proof.key == (file, item)), None)


def put(step: Step, files: Sequence[str], item: str) -> tuple[Proof, ...]:
    """Put files at an item, behind those that are there; from the unsorted they are taken away."""
    here = {proof.file for proof in of_item(step, item)}
    known = {proof.file: proof for proof in step.application.proofs}
    place = max((proof.place for proof in of_item(step, item)), default=0)
    new = [known[file] for file in dict.fromkeys(files) if file in known and file not in here]
    made = [
        replace(_as_sent(proof), item=item, place=place + number, by=step.conversation.person, at=step.now)
        for number, proof in enumerate(new, 1)
    ]
    _change(step, made, [(proof.file, shelf) for proof in made for shelf in (UNSORTED, REMOVED)])
    return tuple(made)


def _as_sent(proof: Proof) -> Proof:
    """Who vouches, and whether it can be read, is asked at each item anew; how it is turned holds everywhere."""
    return proof if not proof.filed else replace(proof, kind=proof.kind, trouble="")


def take_out(step: Step, proof: Proof) -> None:
    """Take a file out of an item; it lies unsorted where it is at no other one, and removed after that."""
    elsewhere = any(each.file == proof.file and each.item != proof.item for each in step.application.proofs)
    shelf = REMOVED if proof.item == UNSORTED else UNSORTED
    back = [] if elsewhere else [replace(proof, item=shelf, place=0, kind=None, trouble="", at=step.now)]
    _change(step, back, [proof.key])


def fetch_back(step: Step) -> int:
    """Lay what was removed among the unsorted again; returns how many files."""
    gone = of_item(step, REMOVED)
    if gone:
        _change(step, [replace(each, item=UNSORTED, at=step.now) for each in gone], [each.key for each in gone])
    return len(gone)


def exchange(step: Step, old: Proof, file: str) -> tuple[Proof, ...]:
    """Put another file in the place of one; the old one is kept, unsorted."""
    new = next(each for each in step.application.proofs if each.file == file)
    made = replace(_as_sent(new), item=old.item, place=old.place, kind=old.kind, at=step.now)
    elsewhere = any(each.file == old.file and each.item != old.item for each in step.application.proofs)
    kept = [] if elsewhere else [replace(old, item=UNSORTED, place=0, kind=None, trouble="", at=step.now)]
    _change(step, [made, *kept], [old.key, (file, UNSORTED), (file, REMOVED)])
    return (made,)


def rename(step: Step, proof: Proof, name: str) -> str:
    """Call a file something else, everywhere; its kind stays at the end of the name. Returns the new name."""
    suffix = proof.name[proof.name.rfind(".") :] if "." in proof.name else ""
    plain = " ".join(name.split()).replace("/", "").replace("\\", "")[:_LONGEST_NAME]
    full = plain if plain.lower().endswith(suffix.lower()) else plain + suffix
    same = [each for each in step.application.proofs if each.file == proof.file]
    _change(step, [replace(each, name=full) for each in same], [])
    return full


def reorder(step: Step, item: str, order: Sequence[int]) -> bool:
    """Put the files of an item in this order (numbers from 1; those not named follow); False for numbers beyond."""
    files = of_item(step, item)
    if not order or any(not 1 <= number <= len(files) for number in order):
        return False
    first = list(dict.fromkeys(order))
    rest = [number for number in range(1, len(files) + 1) if number not in first]
    ordered = [replace(files[number - 1], place=place) for place, number in enumerate([*first, *rest], 1)]
    _change(step, ordered, [])
    return True


def vouch(step: Step, proofs: Iterable[Proof], kind: ProofKind) -> None:
    """Say who vouches for files at an item."""
    _change(step, [replace(proof, kind=kind) for proof in proofs], [])


def doubt(step: Step, proof: Proof, trouble: str) -> None:
    """Say that a file proves nothing as it is, or (with an empty word) that it does after all."""
    _change(step, [replace(proof, trouble=trouble)], [])


def uncount(step: Step, proof: Proof) -> None:
    """Compare the rows of a sheet with the answers no more: it counts something else."""
    _change(step, [replace(proof, listed=None)], [])


def read_by(step: Step, proof: Proof, column: int) -> None:
    """Read a sheet by the column that a person chose; it holds for the file wherever it lies."""
    if proof.listed is None or not 0 <= column < len(proof.listed.columns):
        return
    listed = replace(proof.listed.columns[column][1], head=proof.listed.head, column=column)
    same = [each for each in step.application.proofs if each.file == proof.file]
    _change(step, [replace(each, listed=listed) for each in same], [])


def read_as_before(step: Step, proof: Proof) -> Proof | None:
    """A sheet by the column that was chosen for another one of the same heading; None where none was."""
    listed = proof.listed
    if listed is None or not listed.columns or not listed.head:
        return None
    chosen = [each.listed.column for each in step.application.proofs if each.listed and each.listed.head == listed.head]
    column = next((column for column in chosen if 0 <= column < len(listed.columns)), None)
    if column is None:
        return None
    read_by(step, proof, column)
    return find(step, proof.file, proof.item)


def turn(step: Step, proof: Proof) -> None:
    """Turn a picture a quarter to the right, everywhere; its bytes stay as they came."""
    same = [each for each in step.application.proofs if each.file == proof.file]
    _change(step, [replace(each, turned=(each.turned + 90) % 360) for each in same], [])


def _change(step: Step, changed: Iterable[Proof], without: Iterable[tuple[str, str]]) -> None:
    """Change where files lie, so that 撤销 can take it back."""
    before = {proof.key: proof for proof in step.application.proofs}
    step.application = step.application.with_proofs(changed, without)
    after = {proof.key: proof for proof in step.application.proofs}
    touched = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    if touched:
        was = tuple(before[key] for key in touched if key in before)
        now = tuple(after[key] for key in touched if key in after)
        undo = codec.dumps(UndoProofs(was, now))
        step.update(undo=(*step.conversation.undo, undo)[-_UNDO_DEPTH:])


def restore(step: Step, undo: UndoProofs) -> bool:
    """Take a change back; False where somebody changed the same files since."""
    standing = {proof.key: proof for proof in step.application.proofs}
    if any(_unread(standing.get(proof.key)) != _unread(proof) for proof in undo.after):
        return False
    read = {proof.file: proof.read for proof in step.application.proofs if proof.read is not None}
    back = [replace(proof, read=read.get(proof.file, proof.read)) for proof in undo.before]
    step.application = step.application.with_proofs(back, [proof.key for proof in undo.after])
    return True


def _unread(proof: Proof | None) -> Proof | None:
    """A file as people left it: what a program read on it meanwhile is no change of theirs."""
    return None if proof is None else replace(proof, read=None)
