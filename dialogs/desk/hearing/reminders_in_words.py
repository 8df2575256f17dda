"""A reminder to oneself in a sentence: 后天上午提醒我给临西打电话, 威县那个提醒不要了."""

from __future__ import annotations

import re

from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import leaves_alone
from dialogs.desk.hearing.setting_right import noted_or_shown
from dialogs.desk.own import calling
from dialogs.reading.moments import moment_in
from dialogs.record.region import Remark
from dialogs.state.conversation import Resting
from dialogs.state.examining import Examining

_LONGEST = 80
_REMIND = re.compile(
    "(?<=[天午晚点号周一二三四五六日])叫我|(?:到时候?)?(?:请)?提醒(?:一?下)?我(?:一下|下(?![午周个班礼星月]))?"
)
_APART = re.compile("[,，;；。]")
_FILLS = re.compile(
    "(?:那|到时候?|到|你|您|能不能|可不可以|能|会|可以|吱一?声|说一?声|叫一?声|喊一?声|一下|不|吗|么|没|呢|吧|啊|再|就|还|他们?|这个?事|这条|[,，?？。\\s])*"
)
"""What says nothing of what one is to be reminded of."""
_THEN = re.compile(
    "(?:那)?到(?:时候?|那天|了?日子)(?:你|您|可|再|要|能不能|能|记得|别忘了?|给我|一定)*(?:喊|叫|提醒|告诉|吱|提)(?:一下)?(?:我|一?声)+(?:一?下|一?声|[吗么不吧啊?？])*"
)
"""到时候记得喊我: on the day that the note names."""
_REMINDER = re.compile(
    "(?:那个|这个|那条|这条|的)提醒.{0,6}(?:不要|不用|取消|删|去掉|撤|改|挪|往后|推)|(?:取消|删掉?|去掉|改一?下|推迟).{0,8}的?提醒$"
)
"""威县那个提醒不要了: it is looked for among one's own."""


def reminded(step: DeskStep, words: str) -> bool:
    """后天上午提醒我给临西打电话, 威县那个提醒不要了: to oneself, whatever it says besides."""
    plain = words.strip()
    if len(plain) > _LONGEST or not isinstance(step.state, Resting | Examining):
        return False
    if _THEN.fullmatch(plain):
        return _of_the_note(step, plain)
    if len(_REMIND.findall(plain)) > 1 and not leaves_alone(plain):
        put_down = [reminded(step, each) for each in _APART.split(plain) if _REMIND.search(each)]
        return all(put_down)
    if _REMIND.search(plain) and not leaves_alone(plain):
        if _of_the_note(step, _REMIND.sub("", plain)):
            return True
        return calling.remind(step, _REMIND.sub("", plain).strip(" ,，:："))
    if _REMINDER.search(plain):
        calling.show(step)
        return True
    return False


def _of_the_note(step: DeskStep, rest: str) -> bool:
    """那到周三你能吱一声提醒我不: of the note that was just kept, or of the county on the screen."""
    county = noted_or_shown(step)
    note = step.region.remarks.get(county, Remark()).note
    then = _THEN.fullmatch(rest) is not None
    when = moment_in(note if then else rest, step.moment.date())
    if when is None or not county or not (then or _FILLS.fullmatch(when.rest)):
        return False
    calling.remind_of(step, when, f"{step.region.called(county)} {note}".strip(), county)
    return True
