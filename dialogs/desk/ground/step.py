"""A turn of the desk under construction: a ``Step`` that knows the region instead of an application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from dialogs.definition.form import Form
from dialogs.record.application import Application
from dialogs.record.options import Option
from dialogs.record.region import Region
from dialogs.saying.replies import Reply
from dialogs.state.actions import Action
from dialogs.state.conversation import Conversation, Resting
from dialogs.state.desk_states import Drafting
from dialogs.state.examining import Examining
from dialogs.turn.messages import Request
from dialogs.turn.step import Step
from dialogs.words.wishes import Meant

R = TypeVar("R", bound=Any)


@dataclass(frozen=True, slots=True)
class Mark:
    """A turn of the desk at some point of it."""

    conversation: Conversation
    replies: tuple[Reply, ...]
    requests: tuple[Request, ...]


class DeskStep(Step):
    """Collects what one turn of the desk changes, says and asks for."""

    def __init__(self, form: Form, region: Region, conversation: Conversation, now: str) -> None:
        super().__init__(form, Application("", form.edition), conversation, now)
        self.region = region
        self.meant: dict[tuple[str, str], tuple[Meant, ...]] = {}
        """What messages wish in a state (by its kind), once it was looked up."""

    @property
    def moment(self) -> datetime:
        """The time of the turn."""
        return datetime.fromisoformat(self.now)

    def mark(self) -> Mark:
        """Where the turn stands, to come back to."""
        return Mark(self.conversation, tuple(self._replies), tuple(self._requests))

    def rewind(self, mark: Mark) -> None:
        """As if nothing was heard since."""
        self.conversation = mark.conversation
        self._replies[:], self._requests[:] = mark.replies, mark.requests

    @property
    def awaits_no_words(self) -> bool:
        """Whether no words are awaited, so that every wish may be heard: at rest, or in a review between two texts."""
        state = self.state
        return isinstance(state, Resting) or (isinstance(state, Examining) and state.waits in ("", "confirm"))

    @property
    def requested(self) -> tuple[Request, ...]:
        """What the outside is asked for so far."""
        return tuple(self._requests)

    @property
    def said(self) -> tuple[Reply, ...]:
        """What was said so far."""
        return tuple(self._replies)

    @property
    def answered(self) -> bool:
        """Whether anything was said or asked for so far."""
        return bool(self._replies or self._requests)

    def mention(self, brief: R, ways: Sequence[tuple[Option, Action]]) -> None:
        """Say it with a keyboard, unless the person is in the middle of something whose keyboard must stay."""
        if isinstance(self.state, Resting):
            self.offer(replace(brief, options=tuple(option for option, _ in ways)), [action for _, action in ways])
        else:
            self.say(brief)

    @property
    def draft(self) -> Drafting | None:
        """The broadcast that is being written, or was put aside."""
        return self.state if isinstance(self.state, Drafting) else self.conversation.draft
