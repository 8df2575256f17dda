"""Where the figures of an application come from: department, person, document, file and place, as far as it was said.

What a reviewer asks first of a figure is who gave it. The same source of several questions is one line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dialogs.definition.form import Field, Form
from dialogs.record.application import Answer, Application, Source
from dialogs.record.codec import wire
from dialogs.record.proofs import PIN, Proof


@wire
@dataclass(frozen=True, slots=True)
class Sourced:
    """Questions (by name) whose answers come from one source; ``by`` wrote them down, the last of them ``at``."""

    source: Source
    fields: tuple[str, ...]
    by: str
    at: str


def sources_of(form: Form, application: Application, names: Collection[str] | None = None) -> tuple[Sourced, ...]:
    """The sources of all answers, or those of some questions (by name), in the order of the questions.

    For 检查, the paper for the boss and whoever reviews the application.
    """
    found: dict[tuple[Source, str], list[tuple[str, str]]] = {}
    for field in form.fields:
        if names is None or field.name in names:
            for source, answer in _of(field, application):
                found.setdefault((source, answer.by), []).append((field.name, answer.at))
    return tuple(
        Sourced(source, tuple(dict.fromkeys(name for name, _ in each)), by, max(at for _, at in each))
        for (source, by), each in found.items()
    )


def _of(field: Field, application: Application) -> Iterator[tuple[Source, Answer]]:
    for path in field.paths:
        answer = application.answer(path)
        if answer is not None and answer.given and answer.source is not None:
            yield answer.source, answer


def unsourced(form: Form, application: Application) -> tuple[Field, ...]:
    """The questions for figures that are answered, and of which nobody said where the figures come from."""
    return tuple(field for field in form.fields if field.numeric and field.required and _nameless(field, application))


def _nameless(field: Field, application: Application) -> bool:
    given = [answer for path in field.paths if (answer := application.answer(path)) is not None and answer.given]
    return any(answer.value is not None for answer in given) and all(answer.source is None for answer in given)


def pinned(application: Application, field: Field) -> tuple[Proof, ...]:
    """The photos and other files that are pinned to a question."""
    return tuple(proof for proof in application.proofs if proof.item == f"{PIN}{field.name}")
