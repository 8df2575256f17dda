"""清河这个退下去吧，让他们18号前把家数对好再交: a return with its reason and its day, of a county that is named.

The reason becomes a comment, whose kind is asked; the day follows with the preview, before anything goes.
"""

from __future__ import annotations

import re

from dialogs.definition.notice import County
from dialogs.desk.ground.days import beside_a_day, day_within
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.hearing import remarking
from dialogs.desk.overview import looking
from dialogs.desk.reviews import commenting, reviewing
from dialogs.state.conversation import Resting
from dialogs.state.examining import Examining

_FEWEST = 4
_RETURNS = re.compile(
    r"[,，。;；\s]*(?:这个|这份|那份|的|申报表?|材料|先|给|把|就|都)*(?:退回|退下|打回|退给|退(?=[吧了]))(?:去|来|县里|重[改填报]|补正|给?他们?)*[吧了啊]*"
    r"[,，。;；\s]*(?:(?:让|叫|请|要求)(?:他们?|县里|人家)?)?"
)
_WHY = re.compile(r"^(?:理由|原因|因为)(?:就?(?:写|说|是|为))*[\s:：,，]*|^[\s,，。;；]+|[\s,，。;；]+$")
_AGAIN = re.compile("[,，]?(?:再|重新)?(?:交|报|送|改|改好|改完|修改|重报|重填)(?:上来|回来|一?下|好|了|吧)*$")


def returned(step: DeskStep, plain: str, county: County, name: str) -> bool:
    """Whether the sentence returns the county's application with a reason or a day; both are taken up."""
    sent = [each for each in step.region.entrants_of(county.code) if each.application and looking.readable(each)]
    beside = plain.replace(name, " ", 1).strip()
    if not isinstance(step.state, Resting) or len(sent) != 1 or not _RETURNS.search(beside):
        return False
    rest = _RETURNS.sub("，", beside).strip(" ,，把将给")
    day = day_within(step, rest)
    reason = _WHY.sub("", _WHY.sub("", beside_a_day(step, rest)))
    if len(_AGAIN.sub("", reason)) < _FEWEST:
        reason = ""
    if not (reason or day):
        return False
    step.update(state=Examining(sent[0].application, county.code))
    commenting.keep_day(step, day)
    if reason:
        remarking.as_said(step, reason)
    else:
        reviewing.go(step, "")
    return True
