"""How far a entrant is, in a word."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.region import Stage
from renderers.i18n import mark

STAGES: Mapping[str, str] = {
    Stage.UNCONTACTED: mark("未联系"),
    Stage.CONSIDERING: mark("考虑中"),
    Stage.DECLINED: mark("不申报"),
    Stage.FILLING: mark("填报中"),
    Stage.FILLED: mark("已填完"),
    Stage.RETURNED: mark("已退回"),
    Stage.ACTED: mark("已上报"),
    Stage.RECEIVED: mark("已收"),
}
