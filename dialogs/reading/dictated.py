"""A text as it was dictated: 逗号 and 句号 said aloud are the marks that they name."""

from __future__ import annotations

import re

_MARKS = {"逗号": "，", "句号": "。", "分号": "；", "顿号": "、", "冒号": "：", "问号": "？", "感叹号": "！"}
_SAID = re.compile(f"[ ]{{0,3}}(?:{'|'.join(_MARKS)})[ ]*")
_SPEAKS_OF_THEM = re.compile(
    r"号(?:别|不|要|删|去|改|换|写|错|是|的|也|都|就|打|用|加|后|前|那|这)|[把将个的用加改成]\s*(?:逗|句|分|顿|冒)号"
)


def dictated(text: str) -> str:
    """The text with its marks, where one was said at its end, or several; words about a mark stay words."""
    said = list(_SAID.finditer(text))
    at_its_end = bool(said) and not text[said[-1].end() :].strip()
    if _SPEAKS_OF_THEM.search(text) or not (at_its_end or len(said) > 1):
        return text
    return _SAID.sub(lambda mark: _MARKS[mark[0].strip()], text)
