"""That names come later than their number: 名称后补, 6个，名单回头发您, 具体名字待定."""

from __future__ import annotations

import re

_NAMES = r"(?:具体|详细|各家|企业|平台|这些)*的?(?:名[字单称录]|清单|明细)"
_AROUND = r"(?:我们?|这边|县里|先|都|还|暂时?|目前|就|要|得|得等|们)*"
_WHEN = r"(?:回头|稍后|之后|随后|晚[点些]|明天|后天|后面|后|再|以后|过后|过两天|过几天|下周|改天|到时候?|另外?)"
_BACK = (
    r"(?:回(?:到|去|来)?(?:单位|办公室|局里|家|去)?|[要拿问](?:过来|回来|到|来)了?)(?:以?后)?"
    r"(?:再|我|查[了完]?|翻[了完]?|一下|看[了完]?|找[了来]?)*"
)
"""回办公室补, 回去再补, 回单位查了再填, 要过来再补: said of who does not have them at hand."""
_FROM = (
    r"(?:得|要|需要|还得|还要|在|都在|可以)*(?:找|问|跟|向|去|让|叫|等|从)?[\u4e00-\u9fff]{1,8}?"
    r"(?:要|拿|问|给|提供|出|来要|手里|那里?|那边|那儿|掌握|才有|有|知道)"
)
"""名单问科技局要, 名单在科技局那边: who has them."""
_LATER = re.compile(
    rf"{_NAMES}(?:{_FROM}|在[\u4e00-\u9fff]{{2,8}}(?:局|办|委|会|中心|园区|科|股|室|处))[吧了啊。.]?|"
    r"(?:具体)?名[字称]?(?:等|得|要|还得|还要|回头|我){1,3}(?:再|去|先|得)*[问查找核打看](?:一?下|[\u4e00-\u9fff]{0,8})[吧了啊。.]?|"
    rf"(?:具体)?(?:哪[几些][个家]?|叫什么|叫啥|都叫啥|什么名)(?:{_WHEN}(?:再|我)*[问查说补报]|得?[问查找][\u4e00-\u9fff]{{0,8}})[吧了啊。.]?|"
    rf"{_NAMES}{_AROUND}(?:{_WHEN}(?:再|我)*(?:给|跟|向)?(?:您|你)?[发补给填报写列整理充交]{{1,3}}(?:过来|上来|上|来|您|你|给您|给你)?"
    rf"|{_WHEN}再?(?:说|讲|定)|待[定补填]充?|空着|缺着?|没[有]?(?:整理|定|拿到|统计|收齐)(?:好|出来)?|未(?:定|整理)|(?:还在|正在)(?:整理|统计|收集)|等(?:我|一?下)?整理"
    r"|(?:有点|比较|太|挺|很|实在)*(?:长|多|杂|不全|记不[全住清])[^0-9]{0,20})"
    rf"[吧了啊。.]?"
)
_AND_THEN = re.compile(
    rf"(?:{_BACK}|{_WHEN}(?:再|我|一起|统一)*)(?:给|跟|向)?(?:[您你])?[交补发填报写说](?:上|给[您你])?[吧了啊。.]?"
)
"""到时候再交: said behind what comes later, or behind a number."""
_PAPERS = re.compile(
    r"^(?:具体|相关|那个|这个|那些)*的?(?:佐证|证明|材料|证书|批文|附件|台账)(?:材料|文件|清单|那些)?(?=.)"
)
_AGREED = re.compile("对的?|是的?|嗯+|好的?|没错")


def papers_come_later(text: str) -> bool:
    """Whether a message says of lists or proofs that they come later, and nothing else: 佐证回头补, 名单到时候再交."""
    listed = _PAPERS.sub("清单", text)
    return listed.startswith(("清单", "名单", "具体", "详细", "企业")) and without_names_later(listed) == ""


def without_names_later(text: str) -> str | None:
    """The text without the clause that says its names come later; None where none says so."""
    pieces = re.split("([,，;；。 \n])", text.strip(" 。.\n"))
    clauses = [each for each in pieces[::2] if not _AGREED.fullmatch(each)]
    said = [each for each in clauses if each]
    named = [each for each in said if _LATER.fullmatch(each)]
    later = named + [each for each in said if each not in named and _AND_THEN.fullmatch(each)]
    if not later or (not named and len(later) == len(said)):
        return None
    return "，".join(each for each in said if each not in later)
