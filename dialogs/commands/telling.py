"""What is only said: a matter of the procedure, of this chat, whom to call. The open question stays as it is."""

from __future__ import annotations

from dialogs.answers import articles
from dialogs.saying.replies import Told
from dialogs.turn.step import Step

MATTERS = frozenset(("tell", "article", "contacts"))
"""The verbs of the wishes that are only answered."""


def tell(step: Step, matter: str) -> None:
    """Say what is known of a matter, as wishes name it: ``article late``, ``tell who seals``, ``contacts``."""
    verb, _, about = matter.partition(" ")
    if verb == "article":
        articles.tell(step, about)
    elif verb == "contacts":
        articles.contacts(step)
    else:
        step.say(Told(about, {"id": step.here.id if step.here is not None else ""}))
