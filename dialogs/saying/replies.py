"""What the machine says, as values without wording: replies in the imperative; ``renderers`` gives them words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as having

from dialogs.derived.rounds import Comment
from dialogs.reading.results import Entry
from dialogs.record.application import Answer
from dialogs.record.codec import wire
from dialogs.record.options import Option
from dialogs.record.standing import Place
from dialogs.saying.briefs import Brief
from dialogs.saying.comments import Returned, ReviewHistory
from dialogs.saying.date_replies import Dates, Reminder
from dialogs.saying.examined import Examined
from dialogs.saying.file_replies import FileDiffers, FileLines, FileRead, FileTaken
from dialogs.saying.handing_briefs import HandingBrief
from dialogs.saying.proof_replies import Evidence, FileCard, Picture, ProofCard, ProofRows, Sorting
from dialogs.saying.summaries import (
    Completed,
    DepartmentCard,
    Departments,
    Forward,
    Needs,
    Noted,
    Progress,
    Report,
    Shares,
    Sources,
    Submission,
    Unchecked,
)


@wire
@dataclass(frozen=True, slots=True)
class Ask:
    """Put a question. ``slots`` are those still open; ``answers`` what stands there now (when it is asked again).

    ``workings`` explain the computed values that the first option offers: sentences with their figures. ``reader`` is
    the person asked, who is told of what others answered that they did. ``opens``: its section begins here; ``wrote``:
    the text that was kept just before; ``pins``: names of the files that are pinned to it; ``remarks``: what it was
    returned for.
    """

    field: str
    slots: tuple[str, ...]
    options: tuple[Option, ...] = ()
    answers: tuple[Answer, ...] = ()
    workings: tuple[tuple[str, Mapping[str, str]], ...] = ()
    draft: str | None = None
    revision: int = 0
    reader: str = ""
    place: Place | None = None
    opens: bool = False
    wrote: str = ""
    pins: tuple[str, ...] = ()
    remarks: tuple[Comment, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Misread:
    """Say that the words could not be taken, and how they can be mended."""

    field: str
    why: str
    figures: Mapping[str, str]


@wire
@dataclass(frozen=True, slots=True)
class Confirm:
    """Ask which of several readings is meant."""

    field: str
    why: str
    figures: Mapping[str, str]
    options: tuple[Option, ...]
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Heard:
    """Echo what was taken down: entries as stored, and the proofs that they now call for (requirement ids).

    ``beside`` means that more was said, which stays with the answer as it was said.
    """

    field: str
    entries: tuple[Entry, ...]
    evidence: tuple[str, ...] = ()
    beside: bool = False


@wire
@dataclass(frozen=True, slots=True)
class FilledRow:
    """What was taken down for one question of several."""

    field: str
    entries: tuple[Entry, ...]


@wire
@dataclass(frozen=True, slots=True)
class Filled:
    """Echo what was taken down for several questions at once, with the proofs and findings that follow from it."""

    rows: tuple[FilledRow, ...]
    evidence: tuple[str, ...] = ()
    findings: tuple[Noted, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class SheetRow:
    """One question of a section's card; ``words`` stand in it already, as one would type them.

    ``answers`` are what they stand for; none where they are only offered.
    """

    field: str
    words: str
    answers: tuple[Answer, ...] = ()


@wire
@dataclass(frozen=True, slots=True)
class Sheet:
    """Hand out a section to be filled as a whole and sent back."""

    section: str
    rows: tuple[SheetRow, ...]
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Object:
    """Show a finding, and with it (``more``: their figures) what the same rule says of other years of its question.

    ``refused`` means the value cannot be and was not stored.

    ``elsewhere`` means that the person was not just speaking of this field, so that the finding has to name it.
    """

    rule: str
    severity: str
    message: str
    figures: Mapping[str, str]
    field: str
    options: tuple[Option, ...] = ()
    refused: bool = False
    elsewhere: bool = False
    more: tuple[Mapping[str, str], ...] = ()
    revision: int = 0
    place: Place | None = None


@wire
@dataclass(frozen=True, slots=True)
class Counted:
    """A part of a long text arrived: how long it is so far (with the texts that share its limit), and the limit."""

    field: str
    words: int
    characters: int
    limit: int
    empty: bool = False
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Explain:
    """Explain a question: hint, the items of 附件2, evidence, who usually holds the figure, the rules on it."""

    field: str


@wire
@dataclass(frozen=True, slots=True)
class Told:
    """A short notice, named ``what``, perhaps with options; ``place`` where it changes how far its section is."""

    what: str
    figures: Mapping[str, str] = having(default_factory=dict)
    options: tuple[Option, ...] = ()
    revision: int = 0
    place: Place | None = None


@wire
@dataclass(frozen=True, slots=True)
class Welcome:
    """Open the conversation: what this is, in a sentence; ``whole``: all that is to be known before one fills it in.

    ``minutes`` are those that what is open takes, 0 where nobody knows.
    """

    options: tuple[Option, ...] = ()
    whole: bool = False
    revision: int = 0
    minutes: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Deliver:
    """Hand over a file of so many bytes."""

    attachment: str
    name: str
    kind: str
    draft: bool
    size: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Show:
    """Show pages of the real form, the one to look at first; ``field`` is the question that stands on it."""

    pictures: tuple[Picture, ...]
    field: str | None = None


@wire
@dataclass(frozen=True, slots=True)
class Contested:
    """Ask whose answer is to stand: another person answered the question after it was put."""

    field: str
    theirs: tuple[Answer, ...]
    mine: tuple[Entry, ...]
    options: tuple[Option, ...] = ()
    revision: int = 0


@wire
@dataclass(frozen=True, slots=True)
class Replaced:
    """Say that somebody else replaced an answer of this person, and how to bring it back. ``at`` is ISO 8601."""

    field: str
    by: str
    at: str
    theirs: tuple[Answer, ...]
    mine: tuple[Entry, ...]


Reply = (
    Ask
    | Misread
    | Confirm
    | Heard
    | Filled
    | Sheet
    | Object
    | Counted
    | Explain
    | Told
    | Progress
    | Report
    | Unchecked
    | Needs
    | Evidence
    | ProofRows
    | ProofCard
    | FileCard
    | Sorting
    | Submission
    | Welcome
    | Completed
    | Deliver
    | Dates
    | Reminder
    | Show
    | Contested
    | Replaced
    | (FileRead | FileLines | FileTaken | FileDiffers)
    | Shares
    | Sources
    | Departments
    | DepartmentCard
    | Forward
    | Returned
    | ReviewHistory
    | Examined
    | Brief
    | HandingBrief
)
