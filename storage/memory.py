"""Applications as they were last seen, so that a turn need not read two hundred answers from the database again.

An application never changes under one version: who writes raises the version in the same transaction. So what was seen
under a version stands there still, as long as the row shows that version. What a transaction saw or made is remembered
once it is committed and not before: undone versions are given out again, with other content.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from sqlmodel import Session

from dialogs.record.application import Application

_KEY = "sight"


class Memory:
    """The applications last used, over one database; many threads may share it."""

    def __init__(self, size: int = 128) -> None:
        self._size = size
        self._known: OrderedDict[str, Application] = OrderedDict()
        self._lock = threading.Lock()

    def recall(self, application: str, version: int) -> Application | None:
        """The application of this version, if it is the one remembered."""
        with self._lock:
            known = self._known.get(application)
            return known if known is not None and known.version == version else None

    def keep(self, application: Application) -> None:
        """Remember a committed application, and forget the one that was kept longest ago where there are too many."""
        with self._lock:
            self._known[application.id] = application
            self._known.move_to_end(application.id)
            if len(self._known) > self._size:
                self._known.popitem(last=False)


class Sight:
    """What one session has seen, over what is remembered."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._seen: dict[str, Application] = {}

    def attach(self, session: Session) -> None:
        """Let this be what the session has seen."""
        session.info[_KEY] = self

    def recall(self, application: str, version: int) -> Application | None:
        """The application of this version, seen by this session or remembered."""
        seen = self._seen.get(application)
        if seen is not None and seen.version == version:
            return seen
        return self._memory.recall(application, version)

    def note(self, application: Application) -> None:
        """The session loaded this, or saved it exactly so."""
        self._seen[application.id] = application

    def keep(self) -> None:
        """The transaction is over and well: remember."""
        for application in self._seen.values():
            self._memory.keep(application)


def sight_of(session: Session) -> Sight:
    """What a session of ``Database`` has seen."""
    sight: Sight = session.info[_KEY]
    return sight
