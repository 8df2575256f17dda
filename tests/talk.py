"""A conversation without storage or channel, for tests: everything goes through JSON between two turns.

What the machine asks of the outside is done at once, as ``bot`` would, with the real documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from dialogs.definition.form import Form
from dialogs.derived.deadlines import dues, told
from dialogs.derived.regions import county_of
from dialogs.engine import take_turn
from dialogs.gathering import gather
from dialogs.record import codec
from dialogs.record.application import Application
from dialogs.saying.replies import Reply
from dialogs.state.conversation import Conversation
from dialogs.turn.messages import (
    Chose,
    Event,
    FindDates,
    FormerForm,
    Happened,
    Import,
    Invite,
    KeepEmail,
    List,
    Notify,
    Open,
    Page,
    Recognise,
    Render,
    Request,
    Said,
    Snooze,
    WriteBack,
)
from dialogs.turn.sealing import fingerprint
from renderers.chat import Phrased, phrase
from renderers.chat.own_words import labelled
from renderers.i18n import fill as fill_in
from renderers.i18n import language
from renderers.importing.blank import furniture
from renderers.importing.wordml import read_word
from renderers.word import fill, fill_summary

NOW = "2024-04-11T09:30:00+08:00"


def numbered(form: Form, text: str) -> str:
    """The text with the printed numbers of the questions that it names (``{#smes}``), as texts of a form do."""
    return fill_in(text, form.numbers)


@dataclass
class Talk:
    """One contact who talks with the machine; ``said`` keeps the replies of the last turn, in words."""

    form: Form
    now: str = NOW
    render: bool = False
    conversation: Conversation = field(default_factory=lambda: Conversation("local", "console", application="a1"))
    applications: dict[str, Application] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    letters: dict[str, dict[str, str]] = field(default_factory=dict)
    paged: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.applications.setdefault("a1", Application("a1", self.form.edition))

    @property
    def application(self) -> Application:
        """The application that is open."""
        return self.applications[self.conversation.application or ""]

    def say(self, *texts: str) -> list[str]:
        """Type these messages one after the other; returns what was replied to the last one."""
        for text in texts:
            self.happen(Said(self.numbered(text)))
        return self.words

    def press(self, words: str) -> list[str]:
        """Press the button of the newest keyboard that begins with these words; returns what was replied."""
        keyboard = next(each for each in reversed(self.phrased) if each.buttons)
        begins = self.numbered(words)
        number = next(place for place, label in enumerate(keyboard.buttons, 1) if label.startswith(begins))
        self.happen(Chose(keyboard.revision, (number,), keyboard.field))
        return self.words

    def numbered(self, text: str) -> str:
        """The text with the printed numbers of the questions that it names (``{#smes}``)."""
        return numbered(self.form, text)

    def happen(self, event: Event) -> None:
        """Let something happen, and whatever the machine asks for because of it."""
        self.replies = []
        waiting = [event]
        while waiting:
            waiting.extend(self._turn(waiting.pop(0)))

    def _turn(self, event: Event) -> Iterable[Event]:
        conversation = codec.loads(codec.dumps(self.conversation))
        application = codec.loads(codec.dumps(self.application))
        heard = labelled(codec.loads(codec.dumps(event)), conversation, language(conversation.locale))
        turn = take_turn(self.form, application, conversation, heard, self.now)
        self.applications[application.id] = turn.application
        self.conversation = turn.conversation
        self.replies.extend(codec.loads(codec.dumps(reply)) for reply in turn.replies)
        return [event for request in turn.requests for event in self._answers(request)]

    def _answers(self, request: Request) -> Iterable[Event]:
        return self._beside(request) if isinstance(request, Page | Recognise) else (self._fulfil(request),)

    def _fulfil(self, request: Request) -> Event:
        if isinstance(request, Open):
            chosen = request.application or f"a{len(self.applications) + 1}"
            self.applications.setdefault(chosen, Application(chosen, self.form.edition))
            self.conversation = replace(self.conversation, application=chosen)
            return Happened("opened")
        if isinstance(request, List):
            return Happened("listed", {key: str(_name(each)) for key, each in self.applications.items()})
        if isinstance(request, WriteBack):
            return Happened("written back", {"to": "", **({"only": "yes"} if request.only_answers else {})})
        if isinstance(request, Notify):
            return Happened("city told", {"to": ""})
        if isinstance(request, Invite):
            link = "http://127.0.0.1:8080/i/token"
            said = {"link": link, "name": request.name, "days": "14", "sections": " ".join(request.sections)}
            return Happened("invited", said)
        if isinstance(request, FormerForm):
            return Happened("former forms")
        if isinstance(request, FindDates | KeepEmail | Snooze):
            return self._by_campaign(request)
        assert isinstance(request, Render | Import), "asked by a desk, or of coordinators who are not here"
        return self._read(request) if isinstance(request, Import) else self._rendered(request)

    def _beside(self, request: Page | Recognise) -> Iterable[Event]:
        """What is found out while the conversation goes on: as ``letters`` and ``paged`` say, else nothing yet."""
        if isinstance(request, Recognise):
            told = {"file": request.file, "name": request.name, "about": request.about}
            return [Happened("read", {**told, **self.letters[request.file]})] if request.file in self.letters else []
        told = {"application": self.application.id, "checksum": fingerprint(self.form, self.application)}
        return [Happened("paged", {**told, **self.paged})] if self.paged else []

    def _rendered(self, request: Render) -> Event:
        name = f"{request.kind}.docx"
        if self.render:
            make = fill_summary if request.kind == "summary" else fill
            self.files[request.kind] = make(self.form, self.application, draft=request.draft)
        draft = "yes" if request.draft else "no"
        return Happened(
            "rendered", {"attachment": name, "name": name, "kind": request.kind, "draft": draft, "size": "0"}
        )

    def _read(self, request: Import) -> Event:
        """A Word file among ``files``, read as the child reads it."""
        told = {"file": request.file, "name": request.name, "application": self.application.id}
        found = gather(self.form, read_word(self.files[request.file]), furniture(self.form))
        return Happened("gathered", {**told, "gathered": codec.dumps(found)})

    def _by_campaign(self, request: FindDates | KeepEmail | Snooze) -> Event:
        if isinstance(request, KeepEmail):
            return Happened("email kept", {"address": request.address})
        if isinstance(request, Snooze):
            return Happened("snoozed", {"when": "4月12日 09:00", "at": "2024-04-12T09:00:00+08:00"})
        found = dues(self.form, county_of(self.form, self.application))
        today = datetime.fromisoformat(self.now).date()
        return Happened(request.wanted, {"lines": codec.dumps(told(self.form, found, today))})

    @property
    def phrased(self) -> list[Phrased]:
        """The replies of the last turn, in words with their buttons."""
        return [phrase(self.form, reply, language(self.conversation.locale)) for reply in self.replies]

    @property
    def words(self) -> list[str]:
        """The replies of the last turn as a terminal prints them."""
        return [
            "\n".join([each.text, *(f"{number}. {label}" for number, label in enumerate(each.buttons, 1))])
            for each in self.phrased
        ]


def _name(application: Application) -> object:
    answer = application.answer("cluster_name")
    return answer.value if answer is not None and answer.value is not None else ""


def value(talk: Talk, slot: str) -> object:
    """What stands in a slot."""
    answer = talk.application.answer(slot)
    return None if answer is None else answer.value
