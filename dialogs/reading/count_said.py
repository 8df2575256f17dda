"""How many names there are, said without them: 有5个, 约5家, 5个，名单见附件."""

from __future__ import annotations

import re

from dialogs.reading.cleaning import narrow
from dialogs.reading.numbers import Figure, figure_at

_ROUGHLY_HAS = re.compile("^(?P<roughly>大概|大约|差不多|估计|约)有")
_HAS = re.compile(
    r"^(?:(?:国家|省|市|县)级的?(?=[有就只]))?(?:就|只)?"
    r"(?:(?:先|就|暂)(?:记|按|填|写|算|报)(?:作|成|为)?)?(?:总?共计?|合计)?(?:有|为|是)?[:： ]?"
    r"(?=[0-9一二三四五六七八九十两])"
)
_EDGES = " \t\n,，;；、。"
_ANNEXED = re.compile(
    r"(?:^|[ ,，;；。])(?:具体)?(?:名单|清单|明细|名称|详情)?(?:详?见|在|附在?|另附)[^,，;；。0-9]{0,8}"
    r"(?:附件|附表|清单|名单|附后|表|后面|文件)[0-9]{0,2}[。.]?$|"
    r"^(?:具体)?(?:名单|清单|明细|名称)(?:详?见|在)[^,，;；。0-9]{0,8}[,，;；。 ]+(?=(?:共|一共|总共|有|计)?[0-9])"
)
"""5个，名单见附件: the number is said, the names are not."""


def figure_alone(text: str) -> Figure | None:
    """The figure, when the message is nothing else (有5个 is one, too), or says where the names stand."""
    plain = narrow(_ANNEXED.sub("", text)).strip(_EDGES).rstrip("吧了啊")
    return whole_figure(_HAS.sub("", _ROUGHLY_HAS.sub(r"\g<roughly>", plain)))


def whole_figure(many: str) -> Figure | None:
    """The figure that a text is from its beginning to its end."""
    found = figure_at(many, 0)
    return found[0] if found is not None and found[1] == len(many) else None
