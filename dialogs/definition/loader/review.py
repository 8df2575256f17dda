"""How an edition is reviewed: the reasons to send something back, the steps before a decision, verifications."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from dialogs.definition.loader.records import Mistakes, Record, read_record
from dialogs.definition.notice import ReviewReason, ReviewRules, ReviewStep


class _Gravity(StrEnum):
    FATAL = "fatal"
    MENDABLE = "mendable"


def read_review(folder: Path, mistakes: Mistakes) -> ReviewRules:
    """What the reviewers of an edition find; nothing where it has no ``review.yaml``."""
    if not (folder / "review.yaml").exists():
        return ReviewRules()
    head = read_record(folder, "review.yaml", mistakes)
    rules = ReviewRules(
        tuple(map(_reason, head.records("reasons"))),
        tuple(map(_step, head.records("steps"))),
        dict(map(_verification, head.records("verifications"))),
    )
    for step in rules.steps:
        if step.verification and step.verification not in rules.verifications:
            head.wrong(f"the step “{step.name}” waits for the verification “{step.verification}”, which is none")
    head.finish()
    return rules


def _reason(record: Record) -> ReviewReason:
    reason = ReviewReason(
        name=record.text("name"),
        words=record.text("words"),
        fatal=record.one_of("kind", _Gravity, _Gravity.MENDABLE) is _Gravity.FATAL,
        wants_note=record.flag("wants_note"),
        source=record.text("source"),
    )
    record.finish()
    return reason


def _step(record: Record) -> ReviewStep:
    verification = record.maybe_text("verification") or ""
    step = ReviewStep(record.text("name"), record.text("words"), record.text("source"), verification)
    record.finish()
    return step


def _verification(record: Record) -> tuple[str, str]:
    named = record.text("name"), record.text("words")
    record.finish()
    return named
