"""What says that somebody still looks it up: 我翻翻省里那个名单, 准数我查查, 等我问问会计再说."""

from __future__ import annotations

import re

_LOOKS = "(?:[翻查问核找看](?:一?[翻查问核找看]|一下|下|实|准|清楚)|去[翻查问核找])"
_LOOKED_UP = re.compile(
    rf"(?<!给)(?:我|俺|咱)们?(?:这就|回头|等会儿?|一会儿?|明天|今天|晚点|[上下]午|现在|还|再|先|得|要|想|去)*{_LOOKS}"
    r"|(?:我们?|俺|还)(?:还)?没(?:有|来得及)?(?:再|细|仔细)?(?:核|查|对)(?:实|对|过|一遍)*(?=$|[,，。;； 呢])"
    rf"|(?:等我|容我|让我)(?:再|先|去)*{_LOOKS}|(?:回头|等会儿?|一会儿?|晚点|明天)(?:还|再|得|要|去)*{_LOOKS}"
)
_FOUND = re.compile("(?:了|过|着|到)[,，。;； ]")


def is_still_to_check(plain: str) -> bool:
    """Whether a (narrow) sentence says that what it tells is still to be looked up."""
    said = _LOOKED_UP.search(plain)
    return said is not None and _FOUND.match(plain, said.end()) is None
