"""How long questions take: an edition's estimates by the kind of answer, and what was measured meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.definition.fields import Field


@dataclass(frozen=True)
class Paces:
    """Seconds that a question takes, by the ``kinds`` of answers, and for each ``further`` place to fill.

    What was ``measured``, by field, takes the place of an estimate where it comes of ``few`` answers or more.
    """

    kinds: Mapping[str, int] = field(default_factory=dict)
    further: int = 0
    few: int = 1
    measured: Mapping[str, float] = field(default_factory=dict)

    def learn(self, measured: Mapping[str, tuple[int, float]]) -> None:
        """Know how many answers to each field were timed, and the seconds they took."""
        enough = {name: seconds for name, (answers, seconds) in measured.items() if answers >= self.few}
        object.__setattr__(self, "measured", enough)

    def of(self, asked: Field) -> float:
        """Seconds that a question takes; 0 where nobody knows."""
        known = self.measured.get(asked.name)
        if known is not None:
            return known
        estimated = self.kinds.get(asked.kind.value, 0)
        return estimated + self.further * (len(asked.slots) - 1) if estimated else 0
