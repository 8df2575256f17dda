"""Which checks do not hold, remembered from one look at an application to the next.

A check says nothing but what the values of its slots say, and a turn changes a few of two hundred: only the checks that
read one of these are run again. What is remembered is the values together with what followed from exactly them, so the
outcome is the same as if everything were run, whoever changed the application meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from dialogs.rules.expressions import Check, Values

_MOST = 256
"""Applications whose verdicts are remembered."""


def fails(check: Check, values: Values) -> bool:
    """Whether a check is known not to hold: unknown and not applicable are not failures."""
    if check.when is not None and check.when(values) is not True:
        return False
    return check.test(values) is False


class _Look:
    """The last look at an application: its values, and the checks (by their keys) that did not hold with them."""

    def __init__(self, values: Values, failing: frozenset[str]) -> None:
        self.last = values, failing


class Verdicts:
    """The checks of one form; several threads may ask at once."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks = {check.key: check for check in checks}
        self._readers: dict[str, list[str]] = {}
        for check in checks:
            for slot in check.slots:
                self._readers.setdefault(slot, []).append(check.key)
        self._look = lru_cache(_MOST)(self._first_look)

    def failing(self, application: str, values: Values) -> frozenset[str]:
        """The checks, by their keys, that do not hold with these values, which an application (by its id) has now."""
        look = self._look(application)
        before, failing = look.last
        changed = {slot for slot, value in values.items() if before.get(slot) is not value}
        changed.update(before.keys() - values.keys())
        if changed:
            again = {key for slot in changed for key in self._readers.get(slot, ())}
            failing = failing - again | self._run(again, values)
            look.last = dict(values), failing
        return failing

    def _first_look(self, _application: str) -> _Look:
        return _Look({}, self._run(self._checks, {}))

    def _run(self, keys: Iterable[str], values: Values) -> frozenset[str]:
        return frozenset(key for key in keys if fails(self._checks[key], values))
