"""How often somebody may knock: a bucket of tokens for each person, link or address, filled at a steady rate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

_CROWD = 10_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """``burst`` at once, then ``per_second``."""

    burst: float
    per_second: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What one person may ask for, and what comes from one network address, behind which a whole office may be.

    ``session`` counts what a person asks for, ``events`` the streams that are opened, ``upload`` files, ``piece`` those
    of large ones; ``asking``, ``sending`` and ``pieces`` are the same of a network address.
    ``entrance`` counts links that an address tries, ``link`` how often
    one link is tried, ``refusal`` the lines that an address may add to the audit.
    """

    session: Allowance = Allowance(60, 10)
    events: Allowance = Allowance(20, 0.5)
    upload: Allowance = Allowance(40, 0.5)
    piece: Allowance = Allowance(200, 40)
    entrance: Allowance = Allowance(30, 0.5)
    refusal: Allowance = Allowance(10, 1 / 60)
    asking: Allowance = Allowance(3000, 300)
    sending: Allowance = Allowance(400, 5)
    pieces: Allowance = Allowance(2000, 400)
    link: Allowance = Allowance(20, 0.2)


class Limiter:
    """Counts by key. Of very many keys only those that came last are remembered."""

    def __init__(self, allowance: Allowance, clock: Callable[[], float] = monotonic) -> None:
        self._allowance = allowance
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait(self, key: str) -> float:
        """How many seconds this one has to wait; 0 where it may pass, and then it is counted."""
        now = self._clock()
        tokens, since = self._buckets.pop(key, (self._allowance.burst, now))
        left = min(self._allowance.burst, tokens + (now - since) * self._allowance.per_second)
        passes = left >= 1
        self._buckets[key] = (left - 1 if passes else left, now)
        if len(self._buckets) > _CROWD:
            del self._buckets[next(iter(self._buckets))]
        return 0 if passes else (1 - left) / self._allowance.per_second

    def allows(self, key: str) -> bool:
        """Whether this one may pass; if so, it is counted."""
        return not self.wait(key)


class ByPersonAndAddress:
    """How fast something may be asked for: by one person, and by all who were last heard from one network address.

    Whoever is heard on no network address, as on Telegram or in a terminal, has the person's allowance only.
    """

    def __init__(self, person: Allowance, address: Allowance, clock: Callable[[], float] = monotonic) -> None:
        self._person = Limiter(person, clock)
        self._address = Limiter(address, clock)
        self._whence: dict[int, str] = {}

    def heard(self, person: int, whence: str) -> None:
        """This person said something from this network address; of very many people the last ones are remembered."""
        if not whence:
            return
        self._whence.pop(person, None)
        self._whence[person] = whence
        if len(self._whence) > _CROWD:
            del self._whence[next(iter(self._whence))]

    def wait(self, person: int) -> float:
        """How many seconds this person has to wait; 0 where it may be done now, and then it is counted."""
        whence = self._whence.get(person)
        return (self._address.wait(whence) if whence else 0) or self._person.wait(str(person))
