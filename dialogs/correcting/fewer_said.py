"""How somebody says that so many of what was counted do not count: 那俩去年底到期失效了，扣掉; 蒙古那俩去年撤了一个."""

from __future__ import annotations

import re

from dialogs.answers.slips_said import OF_YEAR

_FIRST = r"(?:哦+|噢|啊|呃|哎|对了|不对|其实|我|[ ,，])*"
_IS_LESS = "(?P<less>(?!))?(?P<plus>(?!))?"
_OFF = r"(?:扣掉?|减掉?|减去|扣除|去掉|剔除|刨[掉除]?|拿掉|不算|不能算|别算|不计)"
_GONE = r"(?:撤|关|停|注销|退出|迁走|搬走|倒闭|摘牌)(?:掉|闭|停|办)?了"
_MANY = r"[0-9]+(?:\.[0-9]+)?|[一两二三四五六七八九十]{1,3}|俩|仨"
_LET = "(?:就|得|要|应该?|先|都|还|也|把它们?|给|我)*"
SOME_OFF = re.compile(
    rf"{_FIRST}{OF_YEAR}(?:其中|里[面头]?|当中|中间|还|也|又)*(?:那|这|有)[ ]?(?P<by>{_MANY})"
    rf"[ ]?(?P<unit>[个家件项人名户]?)(?![0-9年月])[^0-9]{{1,30}}?[,，。;； ]{_LET}{_OFF}"
    rf"(?:了|吧|的|啊|它|他们|出[来去]|在内)*{_IS_LESS}[。.!！]*"
)
SOME_GONE = re.compile(
    rf"{_FIRST}{OF_YEAR}[^0-9,，。;；]{{1,10}}?(?:(?:那|这)(?:[0-9一二两三四五俩仨]{{1,2}}[个家项]?|边|里|头)"
    rf"|现在|去年|前年)[^0-9,，。;；]{{0,12}}?{_GONE}(?P<by>[0-9]{{1,3}}|[一两二三四五六七八九十]|俩|仨)(?P<unit>[个家件项户]){_IS_LESS}[了吧的啊。.]*"
)
SOME_LESS = re.compile(
    rf"{_FIRST}{OF_YEAR}(?=.*[错措不没未误才重])[^0-9]{{0,40}}?[,，。;；]{_LET}(?:再)?(?:减|扣|去|刨|拿)(?:掉|去|除)?(?:了)?"
    rf"(?P<by>{_MANY})(?P<unit>[个家件项户人名])(?P<less>(?!))?(?P<plus>(?!))?(?:就对了?|才对|就行|吧|了)*[。.!！]*"
)
"""23年错了，有一家是今年才公示的，减一个."""
COUNTED_TOO = "把[^,，。;；]{1,10}?(?:也|都|给)*(?:数|算|加|统计|计|填|报)(?:进去|进来|在内|进|上)(?:了|去了)?"
"""我把个体户也数进去了，去掉是98: of what was counted, whatever is asked now."""
_SEVERAL = {"俩": 2, "仨": 3}


def how_many(by: str) -> int:
    """俩, 仨: two, three; 0 for other words."""
    return _SEVERAL.get(by, 0)
