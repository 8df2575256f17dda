"""What was read on a photo or a scan, proposed: its place, whose it is, whether it still holds, a figure, odd pages.

Reading goes on beside the conversation, so what it finds may come late: files that were placed meanwhile keep their
place, and hear what speaks against it. Nothing is taken over but by a person's tap or words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.definition.form import Field
from dialogs.files import collecting, pinning, proving
from dialogs.files.figures_read import figures_on
from dialogs.files.recognising import recognise
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.record.proofs import REMOVED, SCAN, UNSORTED, Proof, Recognised
from dialogs.saying.replies import Told
from dialogs.state.actions import Action, Run, Store
from dialogs.state.conversation import Asking, Filing, Resting
from dialogs.turn import paging
from dialogs.turn.messages import Recognise
from dialogs.turn.step import Step

_ASKED = "asked"
"""What a reading is about that somebody asked for in words."""


def read(step: Step, payload: Mapping[str, str]) -> None:
    """A file was read, or was not (``problem``); ``about``: a question that it is pinned to, or the sealed scan."""
    lying = [each for each in step.application.proofs if each.file == payload["file"]]
    if payload.get("problem") in ("off", "missing"):
        step.say(Told(f"not read {payload['problem']}"))
    elif payload.get("application", step.application.id) == step.application.id and lying:
        lines = payload.get("lines", "").split("\n")
        about = payload.get("about", "")
        field = step.form.by_name.get(about)
        if field is not None:
            _propose_figure(step, lying[0], field, lines)
        elif about == SCAN:
            _compare(step, lying, payload)
        else:
            _recognised(step, lying, lines, int(payload.get("lies", "0")), failed=bool(payload.get("problem")))
            if about == _ASKED:
                _show(step, payload["file"])


def paged(step: Step, payload: Mapping[str, str]) -> None:
    """The pages of the sealed paper were counted; a scan that came before and has other ones is mentioned."""
    if paging.paged(step.application, payload["checksum"]) is not None:
        return  # it was asked for twice
    paging.keep(step, payload)
    found, scanned = paging.paged(step.application, payload["checksum"]), paging.scanned(step.application)
    if found is not None and scanned and scanned not in (found.pages, found.pages + found.summary):
        figures = {"scanned": str(scanned), "pages": str(found.pages), "summary": str(found.summary)}
        step.say(Told("scan pages differ", figures))


def asked(step: Step) -> None:
    """识别: the photo or scan that came last is read, and what it seems to be is said."""
    own = [each for each in step.application.proofs if each.item != REMOVED and pinning.legible(each)]
    newest = max(own, key=lambda each: each.at, default=None)
    if newest is None:
        step.say(Told("no photo to read"))
    else:
        step.say(Told("reading photo", {"name": newest.name}))
        step.request(Recognise(newest.file, newest.name, _ASKED))


def _recognised(step: Step, lying: Sequence[Proof], lines: Sequence[str], lies: int, *, failed: bool) -> None:
    found = Recognised() if failed else recognise(step.form, lines, step.today, lies)
    _remember(step, lying, found)
    state = step.state
    if isinstance(state, Filing) and lying[0].file in state.files:
        if not _unread(step, state.files) and _says_something(step, state.files):
            collecting.ask_where(step, state.files, state.back)
        return
    for proof in lying:
        field = pinning.pins(step, proof.item)
        if field is not None and not failed:
            _propose_figure(step, proof, field, lines)
            return
    _mention(step, lying, found)


def _show(step: Step, file: str) -> None:
    """What was asked for: where the file may go, or what stands on it where it lies."""
    proof = next(each for each in step.application.proofs if each.file == file)
    if proof.read in (None, Recognised()):
        step.say(Told("nothing read", {"name": proof.name}))
    elif proof.item == UNSORTED and not (isinstance(step.state, Filing) and file in step.state.files):
        collecting.ask_where(step, (file,), proving.back_from(step.state))
    elif proof.filed:
        proving.show_file(step, file, proof.item)


def _remember(step: Step, lying: Sequence[Proof], found: Recognised) -> None:
    step.application = step.application.with_proofs([replace(each, read=found) for each in lying])


def _unread(step: Step, files: Sequence[str]) -> bool:
    """Whether others of these files are still being read: they are proposed together."""
    return any(each.read is None and pinning.legible(each) for each in _waiting(step, files))


def _says_something(step: Step, files: Sequence[str]) -> bool:
    return any(each.read not in (None, Recognised()) for each in _waiting(step, files))


def _waiting(step: Step, files: Sequence[str]) -> list[Proof]:
    return [each for each in step.application.proofs if each.file in files and each.item == UNSORTED]


def _mention(step: Step, lying: Sequence[Proof], found: Recognised) -> None:
    """Of a file that has its place: what speaks against it, and nothing else."""
    items = [each.item for each in lying if each.item != REMOVED]
    filed = [each for each in lying if each.filed]
    if not items:
        return
    name = lying[0].name
    if found.expired:
        step.say(Told("read expired", {"name": name, "until": found.until}))
    if found.wrong:
        step.say(Told("read wrong code", {"name": name, "code": found.wrong}))
    if found.paper and found.items and filed and not set(items) & set(found.items):
        figures = {"name": name, "paper": found.paper, "id": filed[0].item, "likely": "、".join(found.items)}
        step.say(Told("read elsewhere", figures))


# --- a figure -------------------------------------------------------------------------------------------------------


def _propose_figure(step: Step, proof: Proof, field: Field, lines: Sequence[str]) -> None:
    """The figure on a photo that is pinned to a question: taken over with a tap, or by words from elsewhere."""
    found = figures_on(step, field, lines)
    if found is None:
        if field.numeric:
            step.say(Told("no figure read", {"name": proof.name, "id": field.id}))
        return
    words, entries = found
    figures = {"name": proof.name, "id": field.id, "label": field.label, "words": words}
    state = step.state
    if isinstance(state, Resting) or (isinstance(state, Asking) and state.field == field.name):
        options = (Option("take figure", {"words": words}), Option("continue"))
        actions: tuple[Action, ...] = (Store(field.name, entries, words), Run("continue"))
        step.offer(Told("figure read", figures, options), actions)
    else:
        step.say(Told("figure read elsewhere", figures))


# --- the sealed scan ------------------------------------------------------------------------------------------------


def _compare(step: Step, lying: Sequence[Proof], payload: Mapping[str, str]) -> None:
    """A scan was held against the form: pages that are not the form's, and pages of an older version, are named."""
    if payload.get("problem"):
        step.say(Told("scan not read", {"name": lying[0].name}))
        return
    found: Recognised = codec.loads(payload["scan"])
    _remember(step, [each for each in lying if each.item == SCAN], found)
    figures = {"name": lying[0].name}
    if found.strange:
        step.say(Told("scan strange", {**figures, "pages": "、".join(map(str, found.strange))}))
    for page, ids in found.old:
        step.say(Told("scan old", {**figures, "page": str(page), "ids": ids}))
    if not found.strange and not found.old:
        step.say(Told("scan agrees", {**figures, "pages": payload["pages"]}))
