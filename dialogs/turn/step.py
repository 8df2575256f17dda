"""A turn under construction: the one mutable thing of the machine, alive for a single call of ``take_turn``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from dialogs.definition.form import Field, Form
from dialogs.definition.workdays import CHINA
from dialogs.derived.journey import Journey
from dialogs.reading.results import Reading
from dialogs.record.application import Application
from dialogs.record.standing import Place
from dialogs.saying.replies import Ask, Reply
from dialogs.state.actions import Action, Way
from dialogs.state.conversation import Asking, Composing, Conversation, Deciding, State
from dialogs.turn.messages import Request

R = TypeVar("R", bound=Any)
_REMEMBERED = 30


@dataclass(frozen=True, slots=True)
class Turn:
    """What one step returns: the changed application and conversation, what to say, what to ask of the outside."""

    application: Application
    conversation: Conversation
    replies: tuple[Reply, ...]
    requests: tuple[Request, ...]


class Step:
    """Collects the changes, replies and requests of one turn; ``before`` is the application as the turn found it.

    ``now`` is ISO 8601 with zone. ``understood`` is what words mean at slots of a field, since several readings of a
    message ask the same, and for which application that was found. ``button`` is the one whose words were said.
    """

    button: int | None = None

    def __init__(self, form: Form, application: Application, conversation: Conversation, now: str) -> None:
        self.form = form
        self.before = application
        self.application = application
        self.conversation = conversation
        self.now = now
        self._replies: list[Reply] = []
        self._requests: list[Request] = []
        self._journey: Journey | None = None
        self._foreseen: Journey | None = None
        self.understood: dict[tuple[str, tuple[str, ...], str], tuple[Application, Reading]] = {}

    @property
    def journey(self) -> Journey:
        """What follows from the answers as they stand now."""
        if self._journey is None or self._journey.application is not self.application:
            self._journey = self.foreseen(self.application)
        return self._journey

    def foreseen(self, application: Application) -> Journey:
        """What would follow from an application; the last one is kept, since it often comes to be the own one."""
        if self._foreseen is None or self._foreseen.application is not application:
            self._foreseen = Journey(self.form, application, self.conversation.sections)
        return self._foreseen

    @property
    def today(self) -> date:
        """The day in China."""
        return datetime.fromisoformat(self.now).astimezone(CHINA).date()

    @property
    def state(self) -> State:
        """The state that the machine is in."""
        return self.conversation.state

    @property
    def here(self) -> Field | None:
        """The field that the conversation is at, if it is at one."""
        match self.state:
            case Asking(field=name) | Deciding(field=name) | Composing(field=name):
                return self.form.by_name[name]
            case _:
                return None

    def place_of(self, field: Field) -> Place | None:
        """Where a field stands: its section and how far that is; None where the section is not printed."""
        name = self.form.homes[field.name]
        printed = any(section.name == name and section.printed for section in self.form.sections)
        return Place(name, self.journey.tally_of(name)) if printed else None

    def say(self, reply: Reply) -> None:
        """Tell the person something that needs no decision."""
        self._replies.append(reply)

    def offer(self, reply: R, actions: Sequence[Action], state: State | None = None, **changes: Any) -> None:
        """Say something with a new keyboard: from now on its buttons are the ones that count.

        ``changes`` are what else changes of the conversation.
        """
        revision = self.conversation.revision + 1
        self._replies.append(replace(reply, revision=revision))
        options = tuple(getattr(reply, "options", ()))
        state = self.state if state is None else state
        self.update(revision=revision, actions=tuple(actions), options=options, state=state, **changes)

    def offer_as_well(self, ways: Sequence[Way]) -> None:
        """Put further buttons under those that were just offered."""
        last: Any = self._replies[-1]
        options = (*last.options, *(option for option, _ in ways))
        self._replies[-1] = replace(last, options=options)
        self.update(options=options, actions=(*self.conversation.actions, *(action for _, action in ways)))

    @property
    def last_said(self) -> Reply | None:
        """What was said last in this turn."""
        return self._replies[-1] if self._replies else None

    def name_last(self) -> None:
        """Let the finding just shown name its question, since nobody has just answered it."""
        finding: Any = self._replies[-1]
        self._replies[-1] = replace(finding, elsewhere=True)

    def mark_written(self, name: str) -> None:
        """Let the question just put say that one can go on writing the text that was kept before it."""
        last: Any = self._replies[-1]
        if isinstance(last, Ask):
            self._replies[-1] = replace(last, wrote=name)

    def request(self, request: Request) -> None:
        """Ask the outside to do something after this turn is stored."""
        self._requests.append(request)

    def update(self, **changes: Any) -> None:
        """Change the conversation; nothing is copied where it says so already."""
        if any(getattr(self.conversation, name) != value for name, value in changes.items()):
            self.conversation = replace(self.conversation, **changes)

    def visited(self, field: Field) -> None:
        """Remember the way back."""
        self.update(history=self.way_to(field))

    def way_to(self, field: Field) -> tuple[str, ...]:
        """The way back from this field: the fields before it, and itself at the end."""
        history = self.conversation.history
        return history if history[-1:] == (field.name,) else (*history, field.name)[-_REMEMBERED:]

    def turn(self) -> Turn:
        """The finished turn."""
        return Turn(self.application, self.conversation, self._said(), tuple(self._requests))

    def _said(self) -> tuple[Reply, ...]:
        """What is said: a question that another one follows at once is not put, older keyboards lose their buttons."""
        current = self.conversation.revision
        kept: list[Reply] = []
        for reply in self._replies:
            superseded = getattr(reply, "revision", current) not in (0, current)
            if not superseded:
                kept.append(reply)
            elif not isinstance(reply, Ask):
                quiet: Any = reply
                kept.append(replace(quiet, options=(), revision=0))
        return tuple(kept)
