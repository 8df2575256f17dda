"""On which pages of the sealed paper the questions stand, so that a later change says which pages are printed anew.

The pages are counted once, after the seal was recorded, and kept as a fact of the answers that were sealed then: an act
``paged`` with their checksum. Where nobody counted (no LibreOffice, or not yet), nothing is said about pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogs.definition.form import Field, Form
from dialogs.record.application import Act, Application
from dialogs.record.proofs import SCAN
from dialogs.turn.step import Step

PAGED = "paged"
_FLOWS = "plan"
"""The section whose texts may take any number of lines: a change there moves what follows."""


@dataclass(frozen=True, slots=True)
class Paged:
    """The pages of 附件1 and of 附件4 (``summary``), and that of each question on 附件1, by printed number."""

    pages: int
    summary: int
    of: Mapping[str, int]


def keep(step: Step, payload: Mapping[str, str]) -> None:
    """The pages were counted: remembered once for the answers that they were counted for."""
    if payload["application"] == step.application.id and paged(step.application, payload["checksum"]) is None:
        note = " ".join(payload[name] for name in ("checksum", "pages", "summary", "of"))
        step.application = step.application.with_act(Act(PAGED, step.conversation.person, step.now, note))


def paged(application: Application, checksum: str) -> Paged | None:
    """The pages of the paper with these answers, where they were counted."""
    for act in reversed(application.acts):
        if act.kind == PAGED and act.note.startswith(f"{checksum} "):
            _, pages, summary, of = act.note.split(" ", 3)
            return Paged(int(pages), int(summary), dict(_places(of)))
    return None


def written(places: Mapping[str, int]) -> str:
    """Which questions stand on which page, as an act keeps it: ``1=C1,C2;2=1.1``."""
    pages: dict[int, list[str]] = {}
    for printed, page in places.items():
        pages.setdefault(page, []).append(printed)
    return ";".join(f"{page}={','.join(pages[page])}" for page in sorted(pages))


def _places(of: str) -> Sequence[tuple[str, int]]:
    groups = (group.partition("=") for group in of.split(";") if group)
    return [(printed, int(page)) for page, _, ids in groups for printed in ids.split(",")]


def touched_pages(form: Form, found: Paged, touched: Sequence[Field]) -> str:
    """The pages that a change of these questions has printed anew: 3、7、18–22."""
    names = {each.name for each in touched}
    copies = [each for each in form.printed if names & set(each.copy_of)]
    pages: set[int] = set()
    for each in (*touched, *copies):
        page = found.of.get(each.id)
        if page is not None:
            pages.update(range(page, found.pages + 1) if each.section == _FLOWS else (page,))
    return "、".join(_ranges(sorted(pages)))


def _ranges(pages: Sequence[int]) -> list[str]:
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]


def scanned(application: Application) -> int:
    """The pages of the sealed scan, all its parts together; 0 where those of a part are not known."""
    pages = [proof.pages for proof in application.proofs if proof.item == SCAN]
    return sum(pages) if all(pages) else 0
