"""The opinion of the city on a county, said at rest: 清河推荐意见就写：产业链条完整，同意推荐."""

from __future__ import annotations

import re

from dialogs.definition.notice import County
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import looking
from dialogs.state.examining import Examine

_OPINION = re.compile(
    r"[哎诶唉嗯好行,，把将给的县\s]*(?:市级|市局|市里)?(?:的)?推荐意见(?:就|先|给我|帮我|里)*(?:(?:写成|填成|改成|写上|填上|写|填|是|为|用)(?:一?下)?[\s:：,，]*|[\s:：,，]+)[“\"]?"
    r"(?P<text>[^\s?？].{3,}?)[”\"]?",
    re.DOTALL,
)
_ASKS = re.compile("[吗么呢?？]$|怎么|咋|什么|啥|没有?$|^[了过的]")


def opined(step: DeskStep, plain: str, county: County, name: str) -> bool:
    """Whether the words are the city's opinion on this county; it is written as it was typed, and shown."""
    found = _OPINION.fullmatch(plain.replace(name, "", 1).strip())
    sent = [each.application for each in step.region.entrants_of(county.code) if looking.readable(each)]
    if (
        step.region.recommending is None
        or found is None
        or _ASKS.search(found["text"])
        or len(sent) != 1
        or not sent[0]
    ):
        return False
    step.request(Examine(sent[0], "opine", "", (found["text"],)))
    return True
