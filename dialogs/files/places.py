"""Where a file may belong: at the question just answered, where its name says so, at what is still missing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from dialogs.definition.form import Form
from dialogs.derived.evidence import ProofItem
from dialogs.record.proofs import Proof
from dialogs.state.conversation import Asking, Composing
from dialogs.turn.step import Step

_MOST = 6
_ITEM = re.compile(r"(?:E\s*[-－—]?\s*|佐证\s*(?:第\s*)?)([0-9]{1,2})(?![0-9.])\s*(?:项|号)?", re.IGNORECASE)
_PRINTED = re.compile(r"(?<![0-9.])([1-9]\.[0-9]{1,2})(?![0-9.])")
_BESIDE = re.compile(
    r"(?:都|也|还|请|把|这个?|它|文件|照片)*(?:放|用|归|移|挪|改|存)?(?:到|在|于|进|为|给)?|的?(?:佐证|证明|材料)?|[和与及、,，;；\s]+"
)
_NAME_ENOUGH = 0.5


def item_called(form: Form, words: str) -> str | None:
    """The item that a message names and nothing else (E-14, e14, 佐证14); None where it says more, or less."""
    found = _ITEM.fullmatch(unicodedata.normalize("NFKC", words).strip(" 。."))
    item = f"E-{int(found[1])}" if found is not None else ""
    return item if item in form.evidence_by_id else None


def items_named(form: Form, words: str) -> tuple[str, ...]:
    """The items that a message names by their numbers (E-5、E-6; 也放到 E-5); none where it says anything else."""
    plain = unicodedata.normalize("NFKC", words).strip(" 。.")
    found = [f"E-{int(number)}" for number in _ITEM.findall(plain)]
    rest = _BESIDE.sub("", _ITEM.sub("", plain))
    return tuple(dict.fromkeys(found)) if not rest and all(item in form.evidence_by_id for item in found) else ()


def items_meant(step: Step, words: str) -> tuple[str, ...]:
    """The items that a message may mean as the place of a file: by numbers, by a question's number, by its words."""
    named = items_named(step.form, words)
    if named:
        return named
    plain = unicodedata.normalize("NFKC", words).strip(" 。.")
    printed = set(_PRINTED.findall(plain))
    if printed and not _BESIDE.sub("", _PRINTED.sub("", plain)):
        fields = {field.name for field in step.form.fields if field.id in printed}
        return tuple(each.requirement.id for each in _open(step) if fields & set(each.requirement.fields))
    wanted = _folded(plain)
    if len(wanted) < 2 or not re.search("[^0-9a-z]", wanted):
        return ()
    return tuple(each.requirement.id for each in _open(step) if wanted in _folded(each.requirement.what))


def _open(step: Step) -> list[ProofItem]:
    """Where files may go: to what is called for, or has files already."""
    return [each for each in step.journey.proofs if each.wanted or each.files]


def likely(step: Step, files: Sequence[Proof], back: object) -> tuple[str, ...]:
    """The places to offer for files, the likeliest first: what stands on them says more than what they are called."""
    found: dict[str, None] = {}
    names = [each.name for each in files]
    for item in (*_by_words(step, files), *_by_name(step, names), *_just_answered(step, back), *_missing(step, back)):
        found.setdefault(item)
    return tuple(found)[:_MOST]


def _by_words(step: Step, files: Iterable[Proof]) -> Iterator[str]:
    """Items whose proof a program took the files for."""
    open_ = {each.requirement.id for each in _open(step)}
    for proof in files:
        if proof.read is not None:
            yield from (item for item in proof.read.items if item in open_)


def _by_name(step: Step, names: Iterable[str]) -> Iterator[str]:
    """Items whose words are in the files' names."""
    scored = [
        (max((_likeness(name, each.requirement.what) for name in names), default=0.0), each) for each in _open(step)
    ]
    for score, each in sorted(scored, key=lambda pair: -pair[0]):
        if score >= _NAME_ENOUGH:
            yield each.requirement.id


def _likeness(name: str, what: str) -> float:
    """How much of a file's name is in the words of an item: 0 to 1."""
    stem = _folded(name.rpartition(".")[0] or name)
    pairs = {stem[place : place + 2] for place in range(len(stem) - 1)}
    shared = [pair for pair in pairs if pair in _folded(what)]
    return len(shared) / len(pairs) if len(shared) >= 2 else 0.0


def _just_answered(step: Step, back: object) -> Iterator[str]:
    """The proofs of the question that was answered last, and of the one that is open."""
    here = back.field if isinstance(back, Asking | Composing) else None
    before = [name for name in step.conversation.history if name != here]
    wanted = [name for name in (*before[-1:], here) if name is not None]
    for name in wanted:
        for each in _open(step):
            if name in each.requirement.fields:
                yield each.requirement.id


def _missing(step: Step, back: object) -> Iterator[str]:
    """What is missing: in the section of the question that is open first."""
    here = step.form.by_name[back.field].section if isinstance(back, Asking | Composing) else None
    missing = [each for each in step.journey.proofs if each.missing]
    for each in sorted(missing, key=lambda each: each.section != here):
        yield each.requirement.id


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
