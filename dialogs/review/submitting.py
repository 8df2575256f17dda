"""提交: from filled in to received, as separate facts, each with date and person, none taken for another.

Whether the form is filled and which proofs are missing follows from the answers. That it was sealed, scanned, mailed,
delivered are acts: a person says so, and gets a numbered receipt with the time, the version and its checksum. That the
city received it only the city says; a county whose city is not here says that it handed in on paper.
"""

from __future__ import annotations

from dialogs.derived import rounds
from dialogs.record.application import Act
from dialogs.record.options import Option
from dialogs.record.proofs import SCAN
from dialogs.saying.replies import Told
from dialogs.saying.summaries import ActLine, Submission
from dialogs.state.actions import Action, Run
from dialogs.state.conversation import Resting
from dialogs.state.proof_actions import Record, ShowProof
from dialogs.turn import filing, returned, sealing
from dialogs.turn.messages import Page
from dialogs.turn.step import Step

STEPS = ("sent", "sealed", "scanned", "mailed", "posted", "offline", "received")
_AFTER_SEAL = ("scanned", "mailed", "posted", "offline")


def show(step: Step) -> None:
    """Where the application is on its way to the city, and what can be done next."""
    if step.conversation.owner:
        step.say(Told("only owner submits", {"owner": step.conversation.owner}))
        return
    journey = step.journey
    ways = _ways(step)
    left = len(journey.doable) + len(journey.waiting)
    reply = Submission(
        filled=journey.complete,
        open=left,
        errors=len(journey.errors),
        missing=len(journey.missing_evidence),
        lines=tuple(_lines(step)),
        scans=len(filing.of_item(step, SCAN)),
        options=tuple(option for option, _ in ways),
    )
    step.offer(reply, [action for _, action in ways], Resting())


def _lines(step: Step) -> list[ActLine]:
    """The acts that hold, of each kind the last one; a seal that a change broke is left out, and so is its scan."""
    acts = [act for act in step.application.acts if act.kind in STEPS]
    found = {act.kind: _line(act, number) for number, act in enumerate(acts, 1)}
    if sealing.sealed(step.form, step.application) is None:
        found = {kind: line for kind, line in found.items() if kind not in ("sealed", "scanned")}
    if step.application.submitted is None:  # said by mistake, and taken back
        found = {kind: line for kind, line in found.items() if kind not in ("offline", "posted")}
    return [found[kind] for kind in STEPS if kind in found]


def _line(act: Act, number: int) -> ActLine:
    return ActLine(act.kind, act.by, act.at, number, sealing.version_of(act), sealing.checksum_of(act))


def _ways(step: Step) -> list[tuple[Option, Action]]:
    """What can be done next, the nearest first."""
    journey, done = step.journey, {line.kind for line in _lines(step)}
    ways: list[tuple[Option, Action]] = []
    if not journey.complete:
        return [(Option("continue"), Run("continue")), (Option("check"), Run("check"))]
    if journey.missing_evidence:
        ways.append((Option("missing proofs"), Run("missing_evidence")))
    if "sealed" not in done:
        if not rounds.under_review(step.application):
            ways.append((Option("act sent"), Record("sent")))
        ways.append((Option("act sealed"), Record("sealed")))
    else:
        ways.append((Option("send scan"), ShowProof(SCAN)))
        ways += [
            (Option(f"act {kind}"), Record(kind)) for kind in _AFTER_SEAL if kind not in done and _ready(step, kind)
        ]
    ways += [(Option("pack"), Run("pack")), (Option("back to questions"), Run("continue"))]
    return ways


def _ready(step: Step, kind: str) -> bool:
    return kind != "scanned" or bool(filing.of_item(step, SCAN))


def record(step: Step, kind: str) -> None:
    """Somebody says that something happened; the receipt says what it was about."""
    if step.conversation.owner or not _possible(step, kind):
        show(step)
        return
    if kind == "sent" and returned.already_sent(step):
        return
    version = str(step.application.version)
    if kind == "sent":
        returned.send(step)
        _receipt(step, step.application.acts[-1])
        show(step)
        return
    act = Act(kind, step.conversation.person, step.now, f"{version} {sealing.fingerprint(step.form, step.application)}")
    step.application = step.application.with_act(act)
    if kind == sealing.SEALED:
        step.request(Page())
    _receipt(step, act)
    show(step)


def _receipt(step: Step, act: Act) -> None:
    """The numbered receipt of an act, with what it was about."""
    kind = act.kind
    line = next(each for each in _lines(step) if each.kind == kind)
    figures = {"number": str(line.number), "at": act.at[:16].replace("T", " "), "by": act.by, "version": line.version}
    step.say(Told(f"receipt {kind}", {**figures, "checksum": line.checksum, "missing": _missing(step)}))


def send_review(step: Step) -> None:
    """送审: the city sees the content from now on; what is not filled yet is said first."""
    found = returned.returned(step)
    if found is not None or step.conversation.owner:
        send_back(step)
    elif not step.journey.complete:
        show(step)
    else:
        record(step, "sent")


def send_back(step: Step) -> None:
    """送回: what was returned goes back; comments without an answer are named first, and nothing goes unfilled."""
    found = returned.returned(step)
    if step.conversation.owner:
        step.say(Told("only owner submits", {"owner": step.conversation.owner}))
    elif found is None:
        returned.show(step)
    elif not step.journey.complete:
        show(step)
    elif found.left:
        figures = {"count": str(len(found.left)), "ids": returned.called(step.form, found.left)}
        ways = (Option("see to rest"), Option("send anyway"))
        step.offer(Told("comments left", figures, ways), (Run("returned"), Record("sent")), Resting())
    else:
        record(step, "sent")


def _possible(step: Step, kind: str) -> bool:
    """A seal is for what is filled and holds no contradiction; what follows is for what is sealed."""
    if not step.journey.complete or kind not in STEPS or kind == "received":
        return False
    return kind in ("sent", "sealed") or sealing.sealed(step.form, step.application) is not None


def _missing(step: Step) -> str:
    return str(len(step.journey.missing_evidence))
