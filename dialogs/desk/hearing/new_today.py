"""今天几个交上来了: who sent it today, beside how many there are."""

from __future__ import annotations

import re

from dialogs.desk.ground.step import DeskStep
from dialogs.record.region import Stage
from dialogs.saying.briefs import Note
from dialogs.words.wishes import Meant

_TODAY = re.compile("(?<![到至止])今[天日早晨儿]|(?<!by )today")
_NAMED = 24


def told(step: DeskStep, wish: Meant) -> None:
    """Who sent it today, where the wish speaks of today."""
    if not _TODAY.search("".join(each.words for each in wish.tokens)):
        return
    today = step.now[:10]
    found = [each for each in step.region.entrants if each.stage is Stage.ACTED and each.updated[:10] == today]
    names = "、".join(step.region.called(each.county) for each in found[:_NAMED])
    step.say(Note("sent today" if found else "none sent today", {"count": str(len(found)), "names": names}))
