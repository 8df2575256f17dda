"""What is said instead of an answer: thanks, questions, “see the annex”, “as above”, “secret”.

Only whole messages count, and short ones: a text of the form may speak of anything. What is found here is no value of
any field; the question stands, and the person hears what to send instead.
"""

from __future__ import annotations

import re
import unicodedata

from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.results import Unreadable, Why

_LONGEST = 40
_THANKS = (
    "收到|好|好的|好吧|好嘞|好呀|行|行吧|可以|嗯+|哦+|噢|啊|哈+|ok|okay|okk|谢谢|谢了|多谢|感谢|辛苦了?|麻烦了?|知道了?|"
    "明白了?|了解了?|没问题|在的?|在呢|来了|老师好|早上好|上午好|下午好|晚上好|早|你好|您好|在吗"
)
_ACKNOWLEDGED = re.compile(rf"(?:(?:{_THANKS})(?:[您你]|啦|哈|哦|呢|了|老师)?[\s,，.。!！~～]*){{1,4}}", re.IGNORECASE)
_WAITING = re.compile(
    r"(?:请?(?:稍等|等等|等一下|等会儿?|等一会儿?|等我(?!县|市|们|局)|稍候|马上|我(?:去|先|再)?(?:查|问|看|找|核实|核对))"
    r"[^0-9]{0,12})"
)
_PLACE = (
    r"(?:附件|附表|附后|附页|规划|文本|文件|材料|报告|方案|表格|表|说明|"
    r"上表|上文|前文|前面|后面|另页|另附|佐证|照片|图片|截图)"
)
_COMES_LATER = re.compile(
    r"(?:名单|清单|材料|明细|数据|内容)?(?:我)?(?:稍后|随后|回头|改天|晚点|晚些|明天|后天|下周|过两天|过几天|一会儿?)(?:再)?"
    r"(?:发|补|给|提供|上传|报|传)(?:给)?(?:过来|来|您|你|上来)?"
)
_REFERENCE = re.compile(
    r"同[CcSs]?[0-9]{1,2}(?:\.[0-9]{1,2})?(?:题)?(?:一样|相同)?|"
    rf"(?:详?见|参见|参考|请?看(?!看|一|下|整|全)|按照?|如)[^,，。;；0-9]{{0,10}}?{_PLACE}[^,，。;；]{{0,8}}|另附|附后"
    r"|(?:the )?same as (?:before|above|last year|earlier)"
    r"|(?:同|和|跟|与)(?:封面|上面|前面|上边)[^,，。;；0-9]{0,8}|(?:同|如)(?:上|前|左|下)(?:题|面|所述)?|"
    r"(?:(?:和|与|同|跟)?(?:去年|上年|往年|上次|上一年|上年度|上一题|上题|前一题|上面|上边|上个|刚才|前面)(?:的)?(?:一样|相同|持平|一致|数|那个)?)"
)
_SECRET = re.compile(
    r"(?:(?:属于|这是|这个?(?:数据?|题|内容|指标|信息)?(?:是|属于|要|需要|得)?|此项|该项|[该此](?:数据?|内容)|我们的?)?(?:保密|涉密|秘密|机密|商业秘密|内部(?:数据|资料|掌握))(?:内容|数据|信息|的)?|"
    r"(?:不便|不方便|不能|不宜|不可|不予)(?:透露|公开|提供|填写?|说|对外|留|给))[^,，。;；]{0,8}"
)
_SAME = "一回事|一码事|一个(?:意思|数|口径|东西|概念)|一样|相同|同一个(?:数|口径|东西)?|重复"
_ASKS = re.compile(
    r"[^\n]*(?:吗|么|呢)[\s?？。.!！~～]*|[^\n]*[?？]+[\s。.!！]*|"
    r"(?:请问|想问|问一下|咨询(?:一下|下|您|你|个))[^\n]*|"
    r"[^\n]*(?:能不能|可不可以|是不是|要不要|(?<!知道)算不算|(?<!没)有没有|包不包括|含不含|怎么(?:填|算|写|办|选|统计|理解|才)|如何(?:填|算|写|选|统计|理解)|"
    r"什么(?:意思|口径|单位|叫|是|时候|样|范围)|啥(?:意思|叫|口径)|哪(?:个|些|里|儿|年|一年|几年|种|一?批|一?类)|(?:找|问|跟)谁|谁(?:来?填|提供|掌握|有)|为什么|为啥|多少字|几位小数)"
    r"[^\n]*|是什么|什么|是否|填什么|啥|怎么填|单位|"
    r"[^\n]*(?:是|要|算|填|按|指)[^\n]*还是[^\n]+|[^\s,，。;；0-9]{1,12}还是[^\s,，。;；0-9]{1,12}|"
    rf"[^\n]*(?:{_SAME})的?[吗么不没]|[^\n没无]*[^\n没无,，](?:对吧|是吧|对不)|[^\n]*(?:(?:有|是)?(?:什么|啥)|哪里|哪儿|咋)(?:区别|不同|不一样|差别|两样)[^\n]{{0,4}}|"
    r"[^\n]*(?:扣分|几月几[号日]|哪[天位]|第几|多久|多会儿?|啥时)[^\n]*|[^\n]{1,12}(?:能|会|要|让|给|行|用)[^\n]{0,8}[不没]|"
    r"[^\n]*(?:(?<![没不])(?:咋|怎么)|在哪|去哪|哪里|哪儿)[^\n]*|[^\s，,]*(?:行不行|行不|对不对|可以不)|"
    r"[^\n，,。0-9]{0,12}(?:包括|包含|含|算|要|用|需要|得)[^\s，,。0-9]{1,10}(?:不|没)"
)

_NONE_OR_NOUGHT = re.compile('0还是(?:写|填)?[“"]?无|无[”"]?还是(?:写|填)?0')
_STILL = re.compile(
    r"(?:[^\n?？吗么]*[,，;；。 ])?[^,，;；。 是要算填按指]{1,8}还是(?:按|照|算|记|写|填|报)[^,，;；。?？吗么还]*[。.]?"
)
"""有一件撤回了，申请量还是按三件算: as before, and no choice between two."""
_GOES_ON = re.compile(
    r"(?:[^?？]{2,30}[,，;； ])?[^,，?？吗么怎咋啥哪]{1,8}着呢[。.!！~～]*|"
    r"[^,，?？]{0,12}(?:[忙等查问算催管]着|还早|还没[^,，?？]{0,6}|[正在]{1,2}[^,，?？]{1,6}|"
    r"[没未]有?[出下到给定批核][^,，?？]{0,4}|"
    r"[^?？]{0,20}[,，正在](?:正?在?)?(?:培育|申报|申请|筹备|争取|努力|建设|谈|办|统计|核实|汇总))(?:着)?呢[。.!！~～]*"
)
"""忙着呢, 还没出来呢, 都是年底在册的，派遣工含着呢: what goes on, and no question."""


def remark(words: str) -> Unreadable | None:
    """What a message is instead of an answer; None where it may be one. ``words`` is printable."""
    plain = narrow(words).strip()
    if not plain or len(plain) > _LONGEST or "\n" in plain:
        return None
    if _only_signs(plain):
        return Unreadable(Why.ACKNOWLEDGED, {"words": excerpt(plain)})
    bare = plain.strip(" ,，.。!！~～")
    for pattern, why in (
        (_ACKNOWLEDGED, Why.ACKNOWLEDGED),
        (_WAITING, Why.ACKNOWLEDGED),
        (_COMES_LATER, Why.ACKNOWLEDGED),
        (_SECRET, Why.CLASSIFIED),
        (_REFERENCE, Why.REFERENCE),
    ):
        if pattern.fullmatch(bare):
            return Unreadable(why, {"words": excerpt(plain)})
    return Unreadable(Why.ASKED, {"words": excerpt(plain)}) if asks(plain) else None


def asks(plain: str) -> bool:
    """Whether a (narrow) message puts a question; one with figures of its own is read as an answer first."""
    if _NONE_OR_NOUGHT.search(plain):
        return True
    if _GOES_ON.fullmatch(plain) or _STILL.fullmatch(plain):
        return False
    question, mark, rest = plain.partition("?")
    about = question if mark and len(rest) > 1 and question.endswith(("吗", "呢", "么")) else plain
    return not any(character.isdigit() for character in plain) and _ASKS.fullmatch(about) is not None


def _only_signs(plain: str) -> bool:
    """Emoji alone (👌, 🙏): a sign of life, no answer. A tick or a dash may be one."""
    return all(unicodedata.category(each) in ("So", "Sk", "Cf", "Mn") or each.isspace() for each in plain) and not (
        set(plain) & set("✓✔√☑✗✘×□■")
    )
