"""What a page shows beside the conversation, over the real house: the open application at a glance, explanations."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from bot.settings import Settings
from bot.views.card import looks_of
from bot.views.looks import Looks
from bot.views.message import Look
from bot.views.overview import Colleague, overview_of
from bot.views.transcript import History
from dialogs.answers.carding import look_at
from dialogs.definition.form import Form
from dialogs.definition.parts import titles
from dialogs.derived.journey import Journey
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.saying.replies import Explain
from dialogs.state.conversation import Conversation
from dialogs.turn.step import Step
from renderers.chat import questions
from renderers.i18n import language
from storage import applications, conversations, participants
from storage.database import Database
from storage.errors import NotYours
from storage.participants import Participant


class Shown(Protocol):
    """What it takes to look at an application."""

    @property
    def settings(self) -> Settings:
        """What was set, the clock among it."""

    @property
    def form(self) -> Form:
        """The form that it fills."""

    @property
    def database(self) -> Database:
        """Where it is kept."""

    @property
    def history(self) -> History:
        """What was said, which knows the language."""

    @property
    def looks(self) -> Looks:
        """Whoever notes who looked at what."""


class Looker(Protocol):
    """Whoever looks: a person, by an address on the web."""

    @property
    def person(self) -> int:
        """The person's number."""

    @property
    def address(self) -> int:
        """The address, as the page knows it."""


@dataclass(frozen=True)
class Overviews:
    """Looks at applications."""

    house: Shown

    def overview(self, visitor: Looker, here: Collection[int], known: str) -> tuple[str, Mapping[str, Any] | None]:
        """The state of the application open at an address, under a tag; None for the tag that is known already.

        Deriving it is work, comparing the tag is not: it names the application's version and everything else that is
        shown.
        """
        try:
            conversation, application, people = self._open(visitor)
        except NotYours:
            self.house.looks.refused("overview", str(visitor.address), visitor.person)
            raise
        self.house.looks.at_application(visitor.person, application.id, people[0].person_id)
        colleagues = [Colleague(each.name, self._titles(each.sections), each.person_id in here) for each in people]
        mine = next((each.sections for each in people if each.person_id == visitor.person), ())
        tag = _tag(application.id, application.version, conversation.locale, mine, colleagues)
        if tag == known:
            return tag, None
        journey = Journey(self.house.form, application, tuple(mine))
        return tag, asdict(overview_of(journey, language(conversation.locale), colleagues))

    def _titles(self, sections: Collection[str]) -> tuple[str, ...]:
        return titles(self.house.form, sections)

    def _open(self, visitor: Looker) -> tuple[Conversation, Application, Sequence[Participant]]:
        with self.house.database.read() as session:
            state = conversations.load(session, visitor.address).state
            conversation: Conversation | None = codec.loads(state) if state is not None else None
            opened = conversation.application if conversation is not None else None
            if conversation is None or opened is None or not applications.may_open(session, opened, visitor.person):
                raise NotYours(opened or "")
            return conversation, applications.load(session, opened), participants.everybody(session, opened)

    def card(self, visitor: Looker, section: str, said: Mapping[str, str]) -> tuple[Look, ...] | None:
        """How a section's card stands with these words typed into it, by field; None where there is no such section."""
        form = self.house.form
        found = next((each for each in form.sections if each.name == section), None)
        if found is None:
            return None
        conversation, application, _ = self._open(visitor)
        rows = look_at(Step(form, application, conversation, self.house.settings.clock().isoformat()), found, said)
        return looks_of(form, rows, language(conversation.locale).of(form))

    def note_reading(self, visitor: Looker) -> None:
        """Somebody reads what was said about an application, which may be another's."""
        self.house.looks.at_conversation(visitor.person, visitor.address)

    def explain(self, address: int, field: str) -> str | None:
        """The explanation of a question in the conversation's language; None where there is no such question."""
        if field not in self.house.form.by_name:
            return None
        spoken = language(self.house.history.locale(address))
        return questions.explain(self.house.form, Explain(field), spoken)


def _tag(*seen: object) -> str:
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:24]
