"""What goes into a turn, and what it asks of the outside: events and requests. What it says are ``replies``.

Events are what happened, in the past tense; time, a finished document and another person's edit are events too.
Requests ask the outside to do something; ``bot`` does it and answers with ``Happened``. All survive JSON (``codec``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as having

from dialogs.record.codec import wire
from dialogs.record.proofs import Listed
from dialogs.saying.proof_replies import Picture
from dialogs.state.errands import Errand

# --- events ---------------------------------------------------------------------------------------------------------


UNSAID = -1


@wire
@dataclass(frozen=True, slots=True)
class Said:
    """The person typed something.

    ``seen`` is the last line of the conversation that they had before them, where the channel knows it (``UNSAID``: a
    page that did not say); ``about`` the field of the question there, if another one has been put since (empty: none
    was in sight). ``button`` is the number of the button whose very words they are, on the newest keyboard.
    """

    text: str
    seen: int | None = None
    about: str | None = None
    button: int | None = None


@wire
@dataclass(frozen=True, slots=True)
class Corrected:
    """The person edited an earlier message, from ``before`` to ``text``; it had answered the question ``field``."""

    text: str
    before: str
    field: str


@wire
@dataclass(frozen=True, slots=True)
class Chose:
    """The person pressed buttons (several where boxes were ticked) of the keyboard with this revision.

    ``field`` is the name of the field that the keyboard was about, so that an old button is understood.
    """

    revision: int
    numbers: tuple[int, ...]
    field: str | None = None


@wire
@dataclass(frozen=True, slots=True)
class Sent:
    """The person sent a file; ``attachment`` is the id under which it was kept, None where it could not be.

    ``caption`` is what was written with it, ``application`` the one that it was kept for. ``picture`` shows what is on
    it; ``hint`` are words on it (small, blurred, sideways; seal, noseal; pages=3; unscanned), ``listed`` what a sheet
    counts. ``resembles``: labels of the form stand in it, so that it may be read into the form. ``legible``: the words
    on it can be read here (a photo, a scan).
    """

    name: str
    size: int
    attachment: str | None = None
    caption: str = ""
    application: str = ""
    media_type: str = ""
    picture: Picture | None = None
    hint: str = ""
    listed: Listed | None = None
    resembles: bool = False
    legible: bool = False


@wire
@dataclass(frozen=True, slots=True)
class Commanded:
    """The person used a command of the menu, by its name (``check``, ``progress``…)."""

    command: str


@wire
@dataclass(frozen=True, slots=True)
class Elapsed:
    """A point in time was reached, such as a day before a deadline; ``payload`` says what it is about."""

    kind: str
    payload: Mapping[str, str] = having(default_factory=dict)


@wire
@dataclass(frozen=True, slots=True)
class Happened:
    """The outside did something.

    ``arrived``: somebody came in. ``opened``, ``listed``: applications. ``rendered``: a document is ready; ``failed``:
    it is not; ``progress``: how far a long one is. ``dates``, ``reminder``: until when to hand in, and what lacks;
    ``snoozed``: when that comes again.
    ``invited``: a link for a colleague exists. ``contested``: somebody else changed what this person said.
    ``written back``: the coordinator was told something. ``gathered``: what a file says, or why it was not read.
    ``read``: the words on a photo or scan; ``paged``: on which pages of the sealed paper the questions stand.
    What happens at a desk: see ``dialogs.desk``.
    """

    kind: str
    payload: Mapping[str, str] = having(default_factory=dict)


Event = Said | Corrected | Chose | Sent | Commanded | Elapsed | Happened

# --- requests -------------------------------------------------------------------------------------------------------


@wire
@dataclass(frozen=True, slots=True)
class Render:
    """Print the application.

    ``application`` (附件1) and ``summary`` (附件4) as Word files; ``review`` (领导审阅稿) as a Word file and as PDF;
    ``pages``: pictures of the pages of 附件1, the one with the field ``about`` first. ``declaration``: a 自我声明 for
    the items that ``about`` names; ``list``: the sheet to be filled in for one; ``department``: the one for the
    department ``about``. ``binder``: all evidence as one PDF. ``set``: all that is handed in, as a ZIP.
    """

    kind: str
    draft: bool
    about: str | None = None


@wire
@dataclass(frozen=True, slots=True)
class Import:
    """Read a file (by attachment) that holds answers: comes back as ``gathered``."""

    file: str
    name: str


@wire
@dataclass(frozen=True, slots=True)
class Recognise:
    """Read the words on a photo or a scan (by attachment): comes back as ``read``.

    ``about`` is the name of a question that it is pinned to, ``scan`` for the scan of the sealed paper, else empty.
    """

    file: str
    name: str
    about: str = ""


@wire
@dataclass(frozen=True, slots=True)
class Page:
    """Find on which pages the questions stand, as sealed now: comes back as ``paged``."""


@wire
@dataclass(frozen=True, slots=True)
class Open:
    """Open another application of this person, or a new one (``None``)."""

    application: str | None


@wire
@dataclass(frozen=True, slots=True)
class List:
    """List this person's applications: comes back as ``listed``, id → name."""


@wire
@dataclass(frozen=True, slots=True)
class Invite:
    """Let a colleague work on the open application, on these sections (by name): comes back as ``invited``."""

    name: str
    sections: tuple[str, ...]


@wire
@dataclass(frozen=True, slots=True)
class FormerForm:
    """Find an application of an earlier edition: comes back as ``gathered``, or as ``former forms`` (id → name)."""

    application: str = ""


@wire
@dataclass(frozen=True, slots=True)
class FindDates:
    """Find until when the open application has to be handed in: comes back as ``dates``, or as a ``reminder``."""

    wanted: str = "dates"


@wire
@dataclass(frozen=True, slots=True)
class WriteBack:
    """Tell the coordinator something: comes back as ``written back``.

    ``only_answers``: a bare 收到 is for whoever wrote something, and for nobody where nobody did.
    """

    words: str
    only_answers: bool = False


@wire
@dataclass(frozen=True, slots=True)
class Snooze:
    """Remind the person again later: comes back as ``snoozed``, with the time unless no date is ahead."""


@wire
@dataclass(frozen=True, slots=True)
class KeepEmail:
    """Write to the person at this address where no channel reaches, or nowhere: comes back as ``email kept``."""

    address: str


@wire
@dataclass(frozen=True, slots=True)
class Notify:
    """Tell the city's coordinators what the county did (``sent``, ``sent back``): comes back as ``city told``."""

    what: str


Request = (Render | Import | Recognise | Page | Open | List | Invite | FormerForm) | (
    FindDates | Snooze | KeepEmail | WriteBack | Notify | Errand
)
