"""A photo pinned to a question (钉到 2.3): it shows where a figure comes from, and is no evidence of the list.

It lies beside the evidence at a place named ``#`` and the question's name, so that it is taken back, moved and kept
as every other file is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dialogs.answers.asking import ask
from dialogs.definition.form import Field
from dialogs.definition.jumping import ID, by_id
from dialogs.derived.sources import pinned
from dialogs.record.proofs import PIN, REMOVED, Proof
from dialogs.saying.replies import Deliver, Told
from dialogs.state.conversation import Asking, Filing, Resting
from dialogs.turn import filing, sharing
from dialogs.turn.messages import Recognise
from dialogs.turn.step import Step

_PINS = re.compile(
    rf"(?:把|将)?(?:这?张?(?:照片|图片|图|文件|截图)|它|这个)?(?:钉|贴|附|挂)(?:到|在|上)\s*(?:第\s*)?(?P<id>{ID})(?:\s*题)?|"
    rf"pin\s+(?:it\s+)?to\s+(?P<en>{ID})",
    re.IGNORECASE,
)
_SHOWS = re.compile(rf"(?:看看?|打开|发来|show)?\s*(?P<id>{ID})\s*(?:题)?的?(?:照片|图片|截图|photos?)", re.IGNORECASE)
_TAKES = re.compile(
    rf"(?:取下|摘下|拿掉|去掉|删掉|删除|unpin)\s*(?P<id>{ID})\s*(?:题)?(?:的|上的)?(?:照片|图片|截图|文件)?",
    re.IGNORECASE,
)


def legible(proof: Proof) -> bool:
    """Whether there may be words on it that only a reader of pictures finds: a photo, a scan."""
    return proof.media_type.startswith("image/") or proof.media_type == "application/pdf"


def place_of(field: Field) -> str:
    """Where the files pinned to a question lie."""
    return f"{PIN}{field.name}"


def pins(step: Step, item: str) -> Field | None:
    """The question that a place belongs to; None for an item of the evidence list."""
    return step.form.by_name.get(item.removeprefix(PIN)) if item.startswith(PIN) else None


def named(step: Step, words: str) -> Field | None:
    """The question of one's own that a caption pins its photo to."""
    match = _PINS.fullmatch(unicodedata.normalize("NFKC", words).strip(" 。.!"))
    field = by_id(step.form, match["id"] or match["en"]) if match is not None else None
    return field if field is not None and step.journey.own(field) else None


def said(step: Step, words: str) -> bool:
    """钉到 2.3: the files that are asked about, or the one sent last; 2.3 的照片 shows, 取下 2.3 takes off."""
    plain = unicodedata.normalize("NFKC", words).strip(" 。.!")
    for pattern, do in ((_PINS, _pin_said), (_SHOWS, _show), (_TAKES, _take_off)):
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        printed = match["id"] or match["en"] if pattern is _PINS else match["id"]
        field = by_id(step.form, printed)
        if field is None:
            step.say(Told("no such question", {"id": printed}))
        elif not step.journey.own(field):
            sharing.refuse(step, field)
        else:
            do(step, field)
        return True
    return False


def _pin_said(step: Step, field: Field) -> None:
    state = step.state
    if isinstance(state, Filing):
        back = state.back
        step.update(state=back if isinstance(back, Asking) else Resting())
        pin(step, state.files, field)
        if isinstance(back, Asking):
            ask(step, step.form.by_name[back.field], again=back.again)
        return
    mine = [each for each in step.application.proofs if each.by == step.conversation.person and each.item != REMOVED]
    newest = max(mine, key=lambda each: each.at, default=None)
    if newest is None:
        step.say(Told("no file to pin", {"id": field.id}))
    else:
        pin(step, (newest.file,), field)


def pin(step: Step, files: Sequence[str], field: Field) -> tuple[Proof, ...]:
    """Pin files to a question; 撤销 takes them off again."""
    made = filing.put(step, files, place_of(field))
    names = "、".join(each.name for each in pinned(step.application, field))
    step.say(Told("pinned", {"names": names, "id": field.id, "label": field.label}))
    for each in made:
        if each.read is not None:  # it was read before anybody knew which figure is wanted
            step.request(Recognise(each.file, each.name, field.name))
    return made


def _show(step: Step, field: Field) -> None:
    found = pinned(step.application, field)
    if not found:
        step.say(Told("nothing pinned", {"id": field.id}))
    for each in found:
        step.say(Deliver(each.file, each.name, "evidence", draft=False, size=each.size))


def _take_off(step: Step, field: Field) -> None:
    found = pinned(step.application, field)
    for each in found:
        filing.take_out(step, each)
    names = "、".join(each.name for each in found)
    step.say(Told("taken off" if found else "nothing pinned", {"names": names, "id": field.id}))
