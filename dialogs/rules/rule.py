"""A rule of the trade: what it says, how much it weighs, and the checks that it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dialogs.rules.expressions import Check


class Severity(StrEnum):
    """How much a finding weighs (see design: *error* only for what cannot be or what the notice demands)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the trade, with its checks (one a year inside ``each: year``).

    ``says`` is the rule in words, for sign-off on paper; ``message`` is the sentence a person gets.
    ``change`` are the fields that one may go back to. ``uncheckable`` says why nobody can check it (T-0): such a rule
    is shown as 无法核对 and never blocks. ``enforced`` names the part of the conversation (reading, journey) that sees
    to it where no expression can. ``source`` is the article of the notice or the experience that it rests on.
    """

    id: str
    severity: Severity
    says: str
    source: str
    message: str
    checks: tuple[Check, ...] = ()
    fields: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    uncheckable: str | None = None
    enforced: str | None = None
