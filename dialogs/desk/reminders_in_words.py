"""A reminder to oneself in a sentence: 后天上午提醒我给临西打电话, 威县那个提醒不要了."""

from __future__ import annotations

import re

from dialogs.desk import calling
from dialogs.desk.step import DeskStep
from dialogs.desk.words import leaves_alone
from dialogs.state.conversation import Resting
from dialogs.state.examining import Examining

_LONGEST = 80
_REMIND = re.compile(
    "(?<=[天午晚点号周一二三四五六日])叫我|(?:到时候?)?(?:请)?提醒(?:一?下)?我(?:一下|下(?![午周个班礼星月]))?"
)
_APART = re.compile("[,，;；。]")
_REMINDER = re.compile(
    "(?:那个|这个|那条|这条|的)提醒.{0,6}(?:不要|不用|取消|删|去掉|撤|改|挪|往后|推)|(?:取消|删掉?|去掉|改一?下|推迟).{0,8}的?提醒$"
)
"""威县那个提醒不要了: it is looked for among one's own."""


def reminded(step: DeskStep, words: str) -> bool:
    """后天上午提醒我给临西打电话, 威县那个提醒不要了: to oneself, whatever it says besides."""
    plain = words.strip()
    if len(plain) > _LONGEST or not isinstance(step.state, Resting | Examining):
        return False
    if len(_REMIND.findall(plain)) > 1 and not leaves_alone(plain):
        put_down = [reminded(step, each) for each in _APART.split(plain) if _REMIND.search(each)]
        return all(put_down)
    if _REMIND.search(plain) and not leaves_alone(plain):
        return calling.remind(step, _REMIND.sub("", plain).strip(" ,，:："))
    if _REMINDER.search(plain):
        calling.show(step)
        return True
    return False
