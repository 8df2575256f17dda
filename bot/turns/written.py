"""Conversations as they were written down last, so that the next turn need not read them from their JSON again.

One is found by its JSON, letter by letter, and by nothing else: who stored it, and whether that was committed, makes no
difference to what it says. What is not found is read.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from dialogs.record import codec
from dialogs.state.conversation import Conversation


class Written:
    """The conversations last written, ``size`` of them at most; many threads may share it."""

    def __init__(self, size: int = 128) -> None:
        self._size = size
        self._known: OrderedDict[str, Conversation] = OrderedDict()
        self._lock = threading.Lock()

    def dumps(self, conversation: Conversation) -> str:
        """The conversation as JSON text, by which it is known from now on."""
        text = codec.dumps(conversation)
        with self._lock:
            self._known[text] = conversation
            if len(self._known) > self._size:
                self._known.popitem(last=False)
        return text

    def loads(self, text: str) -> Conversation:
        """The conversation that was written so; it is not looked for again, since the next turn writes another."""
        with self._lock:
            known = self._known.pop(text, None)
        return known if known is not None else self._read(text)

    def _read(self, text: str) -> Conversation:
        read: Conversation = codec.loads(text)
        return read
