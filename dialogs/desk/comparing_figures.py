"""哪个县产值最高, 按研发经费排个名: figures of the form are not compared here, which is said; what is, is offered."""

from __future__ import annotations

import re

from dialogs.definition.labels import fields_called
from dialogs.desk.counties_named import counties_in
from dialogs.desk.step import DeskStep
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_LONGEST = 40
_WHO = "(?:哪[一些几两三]?[个家]?|谁家?|各|全市|全省|每个)(?:[县市区]|地方|集群)*(?:的|里|当中)?"
_NAME = r"(?P<name>[\u4e00-\u9fff]{2,12}?)"
_RANKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf".{{0,6}}?{_WHO}{_NAME}(?:是|数|填得?)?(?:最|更|比较)?(?:高|低|大|小|多|少|快|慢|好).{{0,6}}",
        rf".{{0,4}}?{_NAME}(?:最|排|前[一二三四五六七八九十0-9]+)(?:高|低|大|小|多|少|第一|名|在前面?)?的?(?:是)?{_WHO}?.{{0,6}}",
        rf".{{0,4}}?(?:按照?|以){_NAME}(?:给|来|从.到.|从.{{1,2}}到.{{1,2}})*(?:排|比|列).{{0,8}}",
        rf".{{0,4}}?{_WHO}{_NAME}(?:排[个一]?[下名序]|排名|比一?比|比较|对比|横向).{{0,8}}",
    )
)

_WHICH_OF_THESE = re.compile("(?:哪[个家]|谁).{0,14}[高低大小多少快慢好]")
_OF_THESE = re.compile("^[跟和与同、,，比的]*(?:这)?两?[个家]?[,，]?(?:哪[个家]|谁家?)的?")
"""清河跟临西哪个产值高, without their names."""


def asked(step: DeskStep, words: str) -> bool:
    """Whether counties are to be ranked by what they filled in."""
    plain = words.strip().rstrip("?？。")
    if not isinstance(step.state, Resting) or len(plain) > _LONGEST:
        return False
    counties = counties_in(step, plain)
    for _, name in counties if len(counties) > 1 else ():
        plain = plain.replace(name, "")
    plain = f"哪个{_OF_THESE.sub('', plain)}" if len(counties) > 1 and _WHICH_OF_THESE.search(plain) else plain
    names = (found["name"].removesuffix("的") for pattern in _RANKED if (found := pattern.fullmatch(plain)) is not None)
    label = next((fields[0].label for name in names if (fields := fields_called(step.form, name))), "")
    if label:
        options = (Option("desk do data"), Option("desk do progress"))
        step.offer(Note("no ranking", {"name": label}, options), (Do("data"), Do("progress")))
    return bool(label)
