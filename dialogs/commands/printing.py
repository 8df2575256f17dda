"""Documents on request: the Word files, the paper for the head, pictures of pages. The chat never waits for them."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.record import codec
from dialogs.saying.replies import Deliver, Show, Told
from dialogs.turn import sharing
from dialogs.turn.messages import Render
from dialogs.turn.step import Step


def preview(step: Step) -> None:
    """预览: the Word file as it stands, with a draft mark while anything is open."""
    if not sharing.may_see_all(step):
        return
    draft = not step.journey.complete
    step.say(Told("rendering"))
    step.request(Render("application", draft))
    step.request(Render("summary", draft))


def review(step: Step) -> None:
    """审阅稿: the paper to lay before the head, at any time: question numbers, what is open, what is doubtful."""
    if sharing.may_see_all(step):
        step.say(Told("rendering review"))
        step.request(Render("review", draft=not step.journey.complete))


def pages(step: Step) -> None:
    """看页面: pictures of the real form, the page of the question just answered first."""
    if sharing.may_see_all(step):
        step.say(Told("rendering pages"))
        step.request(Render("pages", not step.journey.complete, _place(step)))


def binder(step: Step) -> None:
    """装订: all evidence as one PDF with a directory; made beside the conversation."""
    if not sharing.may_see_all(step):
        return
    files = {proof.file for each in step.journey.proofs if each.wanted for proof in each.files}
    if not files:
        step.say(Told("nothing to bind"))
        return
    step.say(Told("binding", {"count": str(len(files)), "missing": str(len(step.journey.missing_evidence))}))
    step.request(Render("binder", draft=False))


def pack(step: Step) -> None:
    """打包: everything that is handed in as one ZIP, with a list of what goes to whom."""
    if sharing.may_see_all(step):
        step.say(Told("packing", {"missing": str(len(step.journey.missing_evidence))}))
        step.request(Render("set", draft=not step.journey.complete))


def hand_over(step: Step, payload: Mapping[str, str]) -> None:
    """A document that is ready: a file, or pictures of its pages."""
    if "pictures" in payload:
        step.say(Show(codec.loads(payload["pictures"]), payload.get("field")))
    else:
        draft = payload.get("draft") == "yes"
        step.say(Deliver(payload["attachment"], payload["name"], payload["kind"], draft, int(payload["size"])))
        if payload["kind"] == "binder":
            step.say(Told("bound but" if payload.get("unbound") else "bound", payload))
        for what in ("shortened", "moved"):
            if payload.get(what):
                step.say(Told(f"rows {what}", {"ids": payload[what]}))


def _place(step: Step) -> str | None:
    """The question just answered: the one asked before the open one; a fresh conversation has none."""
    names = [name for name in step.conversation.history if step.here is None or name != step.here.name]
    return names[-1] if names else None
