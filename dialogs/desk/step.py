"""A turn of the desk under construction: a ``Step`` that knows the region instead of an application."""

from __future__ import annotations

from datetime import datetime

from dialogs.application import Application
from dialogs.conversation import Conversation
from dialogs.errands import Drafting
from dialogs.form import Form
from dialogs.region import Region
from dialogs.step import Step


class DeskStep(Step):
    """Collects what one turn of the desk changes, says and asks for."""

    def __init__(self, form: Form, region: Region, conversation: Conversation, now: str) -> None:
        super().__init__(form, Application("", form.edition), conversation, now)
        self.region = region

    @property
    def moment(self) -> datetime:
        """The time of the turn."""
        return datetime.fromisoformat(self.now)

    @property
    def draft(self) -> Drafting | None:
        """The broadcast that is being written, or was put aside."""
        return self.state if isinstance(self.state, Drafting) else self.conversation.draft
