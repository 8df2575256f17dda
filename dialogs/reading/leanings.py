"""What 是 and 否 are said with in other words: 箱包用不了多少电, 第一批就进去了, 安全上没出过事."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_FEW = "(?:多少|几吨?度?|什么|啥|太多)?[^,，。;；]{0,3}"
_NEARLY = "(?:怎么|太|大|咋|沾|咋么)?"
_KIND = "(?:高耗能|高用水|耗能大户|用水大户|两高|这[个类一]?行?)"
_LITTLE = "(?:很|都|也|比较|挺|真的?|确实|特别)*(?:少|不多|不大|不高|小|低)"


@dataclass(frozen=True, slots=True)
class _Topic:
    """The words of a question's label, and what answers it with 否, 是 or 不适用; what rules out comes first."""

    about: str
    no: re.Pattern[str] | None = None
    yes: re.Pattern[str] | None = None
    not_applicable: re.Pattern[str] | None = None


_TOPICS = (
    _Topic(
        "高耗能",
        not_applicable=re.compile(
            f"(?:用|耗|费)不[了着]{_FEW}(?:电|能|煤|气)|(?:不|没){_NEARLY}(?:费|耗|用|烧)(?:什么|啥|多少)?(?:电|能|煤|气)"
            f"|(?:用电|耗电|耗能|能耗)量?{_LITTLE}"
        ),
    ),
    _Topic(
        "高用水",
        not_applicable=re.compile(
            f"(?:用|耗|费)不[了着]{_FEW}水|(?:不|没){_NEARLY}(?:费|耗|用)(?:什么|啥|多少)?水|(?:用水|耗水)量?{_LITTLE}"
        ),
    ),
    _Topic(
        "属于高",
        not_applicable=re.compile(
            f"{_KIND}[^,，。;；]{{0,4}}(?:不沾边|不搭边|没关系|无关|不挨着|沾不上)|[够算谈说排]不上{_KIND}|(?:不|没)(?:算|是|属于|在){_KIND}"
            "|(?:^|[,，。;； ])(?:应该|都|也|可能)*(?:不算|算不上|够不上|不属于)(?:了|的)?[吧呗啊]*[。.]?$|轻工业?的"
        ),
    ),
    _Topic(
        "基准",
        no=re.compile("[够达]不[上着到]|不达标|没(?:有)?(?:达|够|到)|[差低]一?[截点些]|超标|不合格"),
        yes=re.compile("达标|[够达]得?[上到]|[够合]标准|符合|优于|先进值|标杆|合格"),
    ),
    _Topic(
        "平均水平",
        no=re.compile(
            "平均(?:线|数|水平)?以下|没(?:有)?(?:那么|这么|人家|平均)?高|比[^,，。;；]{1,8}(?:低|差|少)|[差低](?:一截|不少|一?点|一些)|[赶跟]不上|达不到|不如"
        ),
        yes=re.compile("比[^,，。;；]{1,8}[高强好多]|高(?:出|过)|平均(?:线|数|水平)?以上|领先|靠前"),
        not_applicable=re.compile(
            "没(?:有)?(?:啥|什么|多少|几吨)?(?:大宗)?(?:工业)?(?:固废|废渣|生产用水|工业用水|废水)|不(?:怎么|大|咋)?(?:产生?|出|用)(?:啥|什么)?(?:固废|废渣|废料|水)"
        ),
    ),
    _Topic(
        "提升",
        no=re.compile(
            "没(?:有)?(?:怎么|咋|什么|啥|多大)?(?:动|变|涨|提高|升|变化)|持平|原地|下降|下滑|掉了|降了|退步|忽高忽低|有高有低"
        ),
        yes=re.compile(
            "[在都也]涨|涨了|上升|往上走|一年比一年[高多好强]|逐年[增提上高]|年年[涨高升提]|稳中有升|越来越[高多好]|升了"
        ),
    ),
    _Topic(
        "纳入",
        no=re.compile(
            "没(?:有)?(?:能)?(?:排上|进|入|上|列|选上|轮上|评上|赶上|[翻找查见看][着到见])|没(?:有)?(?:我们|咱们?|份)|还在争取|落选|还不是|[差欠]一[点步]"
            "|(?:[没未](?:有)?(?:能|给)?|等着?|正在|在)(?:批|审|通过|公布|公示|发文|走程序)"
            "|(?:正在|还在|在|刚|才)(?:申?报|递|交|送)(?:[了的着]|材料|上去)*(?:$|[,，。;； ])"
        ),
        yes=re.compile(
            "(?:早就|早已|已经|第[一二三四]批|去年|前年|年年|一直|本来|当初)[^没未不,，。;；]{0,6}[在进入上列][^没未不,，。;；]{0,14}|榜上有名|第[一二三四五]批(?:里|就|也|都)*(?:是|的|$)"
            "|2[0-9]年[就也]?(?:进|入|列|上)(?!展)[^没未不,，。;；]{0,8}"
            "|[翻找查看][着到见]了?(?:我们?|咱们?|[,，。 ]|$)"
            "|第[0-9一二三四五六七八九十百]{1,4}[个号位名条行页](?:就|也|便)*(?:是|$)"
        ),
    ),
    _Topic(
        "建立",
        no=re.compile("[没未](?:有)?(?:弄|搞|上|做|装|建)|还没|准备[上弄搞建装]"),
        yes=re.compile("[上装弄搞建](?:好|成)?了|在用|运行|联网了|监测着"),
    ),
)
_CLEAN = re.compile(
    "没(?:有)?(?:出|发生|犯|查出|查到|发现|受|被|挨)过?[^,，。;；]{0,6}[事罚案题病][故情]?[了过的]*(?=$|[,，。;；])|没(?:出|有)?(?:过|啥|什么)?(?:大)?(?:毛病|问题|事)的?[。.]?$"
    "|(?:啥|什么)(?:大|坏)?(?:事故?|毛病|问题)(?:都|也)?没(?:有|出|发生)?过?|干净|平安|零事故|太平|清清白白|遵纪守法|从来?没"
)
_BLEMISHED = re.compile(
    "(?:罚|查处|通报|约谈|曝光|立案|出|发生)过|(?<![没未])有[^没未不,，。;；]{0,6}(?:较大|重大|特大)|挨了?罚|罚了|着了?过?火|爆炸|[死伤]了"
)
_OF_FAULTS = ("事故", "违法")
_PENDING = re.compile(
    "(?:还|尚|一直|目前|现在)?(?:没有?|未)(?:给|出|下|定|核|批|回|反馈|认定|测|算|公布|通知)(?:出|完|好|下来?)*(?:个)?(?:结论|结果|数|信儿?|说法|通知|报告|名单|来)?[了呢的]*(?:[,，。;；]|$)"
    "|(?:结论|结果|数据?|报告|批复|认定|名单)[^,，。;；]{0,4}(?:[没未]有?(?:出|下|到|给|定)|还没有?(?:[,，。;；]|$))"
    "|(?:还|正|还正)?在(?:查|核|算|等|测|评|统计|认定|走程序|走流程|办)(?:着|呢|呗|中|了)*(?:[,，。;；]|$)"
    "|等(?!级)[^,，。;；]{1,8}(?:结论|结果|回话|通知|核完|定了|出来)"
    "|(?:说|拿|吃|搞|弄)不(?:好|准|清|定)|不(?:太)?(?:好说|确定)|不知道(?:算|达|够|属)"
)
"""印染那几家算高用水，水利局还没给结论: who knows has not said it yet."""
_FILED = re.compile("(?:申?报|递|交|送)(?:了|过|上去)|申[报请]|[没未等在](?:有|给|着)?(?:批|审)")


def leaning(label: str, names: Collection[str], plain: str) -> str | None:
    """The choice, by its name, that a (narrow) sentence speaks for; None where it speaks for none, or for two."""
    if any(each in label for each in _OF_FAULTS):
        clean, blemished = _CLEAN.search(plain) is not None, _BLEMISHED.search(_CLEAN.sub("", plain)) is not None
        return None if clean == blemished else "no" if clean else "yes"
    for topic in (each for each in _TOPICS if each.about in label):
        for name, pattern in (("not_applicable", topic.not_applicable), ("no", topic.no), ("yes", topic.yes)):
            if name in names and pattern is not None and pattern.search(plain):
                return name
    return None


def is_pending(plain: str) -> bool:
    """Whether a (narrow) sentence says that it is not known yet."""
    return _PENDING.search(plain) is not None


def is_not_taken_in_yet(label: str, plain: str) -> bool:
    """去年报了还没批, where it is asked whether it was taken in: what waits for others is 否 until then."""
    return "纳入" in label and _FILED.search(plain) is not None
