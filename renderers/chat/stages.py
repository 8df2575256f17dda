"""How far a entrant is, in a word; the words that choose counties; a name with what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dialogs.record.region import Stage
from renderers.i18n import Language, mark

STAGES: Mapping[str, str] = {
    Stage.UNCONTACTED: mark("未联系"),
    Stage.CONSIDERING: mark("考虑中"),
    Stage.DECLINED: mark("不申报"),
    Stage.FILLING: mark("填报中"),
    Stage.FILLED: mark("已填完"),
    Stage.RETURNED: mark("已退回"),
    Stage.ACTED: mark("已送市里"),
    Stage.RECEIVED: mark("已收"),
}

_CHOICES: Mapping[str, str] = {
    **{STAGES[stage]: STAGES[stage] for stage in Stage},
    "没填完": mark("没填完"),
    "没送市里": mark("没送市里"),
    "已送审": mark("已送审"),
    "没动": mark("没动"),
    "标记": mark("标记的"),
    "有错": mark("有错"),
    "缺材料": mark("缺材料"),
    "逾期": mark("逾期"),
    "全部": mark("全部"),
}
"""What the desk itself says of a choice; names of places and other words stay as they were typed."""


def chosen(words: str, language: Language) -> str:
    """The words of a choice as they are said: 没填完 清河县."""
    return " ".join(language.say(_CHOICES[each]) if each in _CHOICES else each for each in words.split(" "))


def beside(name: str, words: str, language: Language) -> str:
    """清河县（清河羊绒）: a name, and in brackets what belongs to it."""
    return name + language.say("（{words}）", {"words": words}) if words else name


def listed(names: Iterable[str], language: Language) -> str:
    """Names one behind the other."""
    return language.say("、").join(names)
