"""Long work that a database which is away for a while does not end."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog

from renderers.programs import Leash, LetGo
from storage.errors import Unavailable

_PAUSE, _PATIENCE = 1.0, 900.0
"""Seconds between two tries, and after which it is given up."""
log = structlog.get_logger()


def persist(work: Callable[[], None], leash: Leash, pause: float = _PAUSE, patience: float = _PATIENCE) -> None:
    """Do this, and do it again from its beginning while the database cannot be reached.

    ``work`` bears being done again. Raises ``LetGo`` where this process ends meanwhile, and ``Unavailable`` in the end.
    """
    until = time.monotonic() + patience
    while True:
        try:
            return work()
        except Unavailable as error:
            if leash.gone:
                raise LetGo from error
            if time.monotonic() > until:
                raise
            log.warning("the database is away, work goes on when it is back")
            time.sleep(pause)
