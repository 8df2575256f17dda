"""A body that stands in a clause of a sentence: 一直是羊绒小镇管委会在管, 就填我们局，辛集市工业和信息化局."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.definition.fields import Looks
from dialogs.reading.plausible import plausible

BODIES = (Looks.OFFICE, Looks.BODY)
"""What asks for an office or a legal person."""
_CLAUSE = re.compile(r"[,，。;；!！]+|[ ]+")
_BEFORE = re.compile(
    r"^(?:(?:盖章单位|主管单位|主管部门|运营机构|运营单位|管理机构|单位|部门|名称|那|就|先|还是|一直|都|也|目前|现在?|如今|原来|本来|暂时?|应该|主要|这里|这边|公章|盖章|章|正式|实际)*(?:上面?|里)?"
    r"(?:[是由归让请靠]|依托|委托|填写?|写|叫|用|报|按|选|放)(?:成|为|作)?[:：]?)+(?=[\u4e00-\u9fff]{4})"
)
_BEHIND = re.compile(
    r"(?:一直|在|来|统一|代为?|直接)*(?:负责|牵头|运营|运作|管理|代管|打理|管)(?:运营|管理|运作)?(?:着|的|呢|了|吧|啊)*$"
    r"|(?:就行|即可|就可以|就好|吧|呗|呀|啊|呢)+$"
)
_WITHOUT_ONE = re.compile("^(?:目前|现在?|我们|还|也)*(?:没有?|未|没再)(?:单独|另外?|专门|再)")
"""没有单独成立公司: what there is none of is not what is asked."""
_NOT_THAT = re.compile(f"{_WITHOUT_ONE.pattern}|^(?:不是|不叫|不要|别|原来|以前|过去|原先|原名|曾用名|曾)")
"""不是发改局, 原来叫发改局."""


def bodies_said(looks: Looks, plain: str) -> Sequence[str]:
    """The bodies that the clauses of a (narrow) sentence name, without the words around them."""
    if looks not in BODIES:
        return ()
    clauses = (each.strip() for each in _CLAUSE.split(plain))
    bare = (_BEHIND.sub("", _BEFORE.sub("", each)) for each in clauses if not _NOT_THAT.match(each))
    return [each for each in dict.fromkeys(bare) if each != plain and plausible(looks, each)]


def is_run_without_one(plain: str) -> bool:
    """没有单独成立公司，一直是管委会在管: there is somebody, only no firm of its own."""
    return _WITHOUT_ONE.match(plain) is not None
