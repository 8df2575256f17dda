"""How many minutes are left: what is open, at the pace at which such questions are answered."""

from __future__ import annotations

from dialogs.derived.journey import Journey

_ROUND_ABOVE, _ROUND = 10, 5


def minutes_left(journey: Journey) -> int:
    """Minutes for what can be answered now, above ten in steps of five; 0 where nothing is open, or nobody knows."""
    seconds = sum(journey.form.paces.of(field) for field in journey.doable)
    minutes = -(-int(seconds) // 60)
    return minutes if minutes <= _ROUND_ABOVE else -(-minutes // _ROUND) * _ROUND
