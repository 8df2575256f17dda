"""One way to go on that is offered under a reply, as a value without wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as having

from dialogs.record.codec import wire


@wire
@dataclass(frozen=True, slots=True)
class Option:
    """One numbered way to answer: ``verb`` names the wording, ``figures`` fill it.

    ``group`` names the standing of the questions that a row of a list is about, or is ``kept``; rows of a group stand
    together.
    """

    verb: str
    figures: Mapping[str, str] = having(default_factory=dict)
    group: str = ""
