"""How somebody says that what was sent was a slip: 写错了, 手滑了, 倒过来了; and what is left without saying so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.reading.spoken_years import PLACES, YEARS

SLIPPED = (
    r"(?:[写填打弄输选点按勾摁敲搞记报抄看数算]错(?:行|列|位|格)?了?|发错了?(?=[,，:：; ]*(?:应该?)?是?[ ]?[0-9])|有误|"
    r"手[滑误抖快](?:[写填打弄输选点按勾摁敲发]错?)?了?|眼花了?|看[岔串]行?了?)"
)
"""手滑了, 按错了: how somebody says that what was sent last was a slip."""
TURNED = "(?:[写打填输按敲弄搞看抄]?(?:颠倒|倒过来|反|倒)了?(?:过来了?)?)"
"""写反了: that digits, or the halves of an answer, stand in the wrong order."""
OF_YEAR = (
    rf"(?:把|将)?(?:(?P<year>20[0-9]{{2}})年?(?:度|末|底)?|(?P<short>2[0-9])年(?:度|末|底)?|(?P<spoken>{YEARS}|{PLACES}))?"
    r"(?:的|那个|那年|数据?|数字|里面?|这个)*[ ]?"
)
"""Of which year, if one is named."""
MANY = "[一两二三四五六七八九十1-9]{1,2}"
WRONGLY = r"(?:[写打填输弄记按报抄发看]错字?了?|不对|错了?|有误)"
WRONG = frozenset(
    (
        "选错了",
        "点错了",
        "按错了",
        "勾错了",
        "删了",
        "取消",
        "算了",
        "不算",
        "单位错了",
        "单位填错了",
        "年份错了",
        "刚才那个不对",
        "刚才那个错了",
        "刚才的不对",
        "刚才的错了",
        "上面那个错了",
        "上面的错了",
        "前面那个错了",
        "前面错了",
        "不对",
        "错了",
        "不是",
        "上一个填错了",
        "上个填错了",
        "上一题填错了",
        "上一题错了",
        "上个错了",
        "刚才填错了",
        "刚才错了",
        "刚才写错了",
        "前面填错了",
        "填的不对",
        "that was wrong",
        "that is wrong",
        "that's wrong",
        "i made a mistake",
        "写的不对",
    )
)
"""Messages that say no more than that something is wrong."""
_EXCUSE = re.compile(
    r"^(?:(?:不好意思|抱歉|对不起|麻烦了?)[,，。!！ ]*|"
    rf"(?:哎呀?|哦+|噢|呃|啊|等等|等下|稍等|不对|错了|(?:我|刚才|刚刚)*{SLIPPED})[,，。!！ ]+|"
    r"(?:哦|噢|啊)?对了[,，。!！ ]*)+"
)
_BEHIND = re.compile(rf"[ ,，。;；(（]+(?:我|刚才|刚刚|前面)*(?:{SLIPPED}|{TURNED}|错了)[了啊呀)）。]*$")
_RIGHT = re.compile(r"(?:应该?)?(?:是|为|选)?(?P<value>[^\s,，。;；是]{1,20}?)才(?:对|是对的|是)[的呀啊。]?")


def without_excuse(plain: str) -> Iterator[str]:
    """What a correction says without the words around it: 不好意思，最后一位是3; 是130，打反了; 否才对."""
    core = _BEHIND.sub("", plain)
    slipped = core != plain
    core = _EXCUSE.sub("", core) or core
    right = _RIGHT.fullmatch(core)
    if right is not None:
        yield f"应该是{right['value']}"
    if core != plain:
        yield core
    if slipped:
        yield f"错了，{core}"
