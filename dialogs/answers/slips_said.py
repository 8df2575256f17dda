"""How somebody says that what was sent was a slip: 写错了, 手滑了, 倒过来了; and what is left without saying so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.reading.spoken_years import PLACES, YEARS

SLIPPED = (
    r"(?:[写填打弄输选点按勾摁敲搞记报抄看数算念说读粘贴拷]错(?:行|列|位|格)?了?|"
    r"发错了?(?=[,，:：; ]*(?:应该?)?是?[ ]?[0-9])|有误|"
    r"手[滑误抖快](?:[写填打弄输选点按勾摁敲发]错?)?了?|眼花了?|看[岔串]行?了?)"
)
"""手滑了, 按错了: how somebody says that what was sent last was a slip."""
TURNED = "(?:[写打填输按敲弄搞看抄]?(?:颠倒|倒过来|反|倒)了?(?:过来了?)?)"
"""写反了: that digits, or the halves of an answer, stand in the wrong order."""
NOT_IN_FULL = (
    "(?:(?:后[头面])?(?:还|也)?有个?零头|[漏少](?:写|报|说|填)?了?一?个?零头|"
    "给?(?:抹|去|舍)了?个?零头?|[没少未](?:写|说|报|填)全|取了?整|四舍五入了?)"
)
"""22年的没写全: a figure of which the last digits were left out."""
OF_YEAR = (
    rf"(?:把|将)?(?:(?P<year>20[0-9]{{2}})年?(?:度|末|底)?|(?P<short>2[0-9])年(?:度|末|底)?|(?P<spoken>{YEARS}|{PLACES}))?"
    r"(?:的|那个|那年|数据?|数字|里面?|这个)*[ ]?"
)
"""Of which year, if one is named."""
MANY = "[一两二三四五六七八九十1-9]{1,2}"
WRONGLY = r"(?:[写打填输弄记按报抄发看念说读]错字?了?|不对|错了?|有误)"
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
    rf"(?:哎呀?|哦+|噢|呃|啊|等等|等下|稍等|不对|错了|"
    rf"(?:不对|不是)?(?:我|刚才|刚刚|那个|号码?|电话|数字?)*{SLIPPED})[,，。!！ ]+|"
    r"(?:哦|噢|啊)?对了[,，。!！ ]*)+"
)
_LOOK = re.compile("[吧,， ]*(?:你|您)?(?:帮(?:我|忙))?(?:看看|瞅瞅|看一?下|核对一?下|瞧瞧)[吧呗。]*$")
"""少打了一位吧你看看."""
_BEHIND = re.compile(rf"[ ,，。;；(（]+(?:我|刚才|刚刚|前面)*(?:{SLIPPED}|{TURNED}|错了)[了啊呀)）。]*$")
_RIGHT = re.compile(r"(?:应该?)?(?:是|为|选)?(?P<value>[^\s,，。;；是]{1,20}?)才(?:对|是对的|是)[的呀啊。]?")


_NO_SLIP = re.compile(
    r"(?:没有?|不是|并非|并没有?)(?:写|打|填|弄|输|算|记|报|搞|敲|看|抄|录|按|手)(?:错|滑|误)(?!的?[是应])|"
    r"(?:负号|小数点|符号|数字?|单位|方向)(?:也|是|都|真的?|确实)*(?:没错|对的|没问题)"
)


def denies_a_slip(plain: str) -> bool:
    """第三个负号没打错，23年订单掉了: that what stands is no slip, and nothing is to be another."""
    return _NO_SLIP.search(plain) is not None and re.search("改|应该?[是为]|换成", plain) is None


def without_looking(plain: str) -> str:
    """What is said to be wrong, without 你看看 behind it."""
    return _LOOK.sub("", plain) or plain


def without_excuse(plain: str) -> Iterator[str]:
    """What a correction says without the words around it: 不好意思，最后一位是3; 是130，打反了; 否才对."""
    plain = without_looking(plain)
    core = _BEHIND.sub("", plain)
    slipped = core != plain
    core = _EXCUSE.sub("", core) or core
    right = _RIGHT.fullmatch(core)
    if right is not None:
        yield f"应该是{right['value']}"
    if core != plain:
        yield core
    if slipped:
        core = re.sub("^(?:后[面头]|其实|应该)(?:是|为)(?=[0-9])", "", core)
        yield f"错了，{core}"
