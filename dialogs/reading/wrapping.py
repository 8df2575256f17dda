"""What people write around a text that they send: 内容如下, 你看这样行吗, 张三： of a forwarded chat, a line of dashes.

The paper prints what is kept, so a text with such words around it is offered without them first. And what is no text at
all: [图片], 李姐说她来写, 写不出来.
"""

from __future__ import annotations

import re

from dialogs.reading.cleaning import letters
from dialogs.reading.plausible import looks_like_a_person

_LONGEST_AROUND = 40
_FEWEST_LEFT, _FEWEST_SAID = 8, 4
_MOST_BEHIND = 3
_SPOKEN = re.compile(r"^\s{0,9}(?:(?:嗯+|呃+|额)[,，、。 ]*)+(?=\S)")
_ENDS = re.compile(
    r"(?:(?<=[。！？!?…”」』)）；;\n])|[,，])[ \t—=~*·-]*"
    r"(?:(?:我)?(?:就|先|暂时)?(?:写|说|讲)?(?:完[了毕]?)|没有?(?:别的|其[他它]的?)?了|(?:别的|其[他它]的?)[就也都]?没有?了?|完[成毕]|结束|就(?:写|说)?这(?:些|[一二两三四五六七八九几]?[条点个项句段])(?:内容)?)"
    r"[了吧啦]?[\s。.!！~—=*·-]*$"
)
"""What ends a text in the message that brings it: below it, or behind its last sentence or clause."""
_ASKED_FIRST = re.compile(
    r"^\s*(?P<asked>[^。！!：:\n?？]{2,24}(?:[?？]|(?<=[吗么呢])[,，。 ]))\s*"
    r"|^\s*(?=(?:那|就|我们?|咱们?)*先[写说讲报发来])"
)
_ASKED_LAST = re.compile(
    r"(?<=[。！!；;\n])\s*(?![您你]?们?(?:帮忙|帮我)?[看瞧]|这[样么])[^。！!\n?？]{3,30}(?:[?？]|(?<=[^什怎要那这][吗么])|行不行|对不对|可以不)[\s。?？]*$"
)
"""…为主。对了212家这个数要跟前面一致吗？: a question behind the text."""
_TAKEN_FIRST = re.compile(r"(?:那|就|我们?|咱们?)*(?:先|(?<=[我咱]))[写说讲报发来](?:一下)?[^,，。:：\n]{0,12}[:：]\s*")
"""六个方面都得写吗？我先写创新这块：what stands behind is the text."""
_WISH = re.compile("那|就|[你您]|请|麻烦|帮|给我|我")
"""都弄完了吧？那给我出正式的: no text behind a question."""
_OF_IT = (
    r"(?:初稿|草稿|草案|未定稿|征求意见稿|口述|仅供参考|待(?:审|定|完善|修改)|"
    r"[没未](?:最后)?(?:经)?(?:过会|审|定稿?|看过?|批|核实?|校对))"
)
_SAID_OF_IT = re.compile(
    rf"[(（【][^()（）【】\n]{{0,24}}?{_OF_IT}[^()（）【】\n]{{0,16}}[)）】][\s。.]*$|"
    r"(?<=[。！!；;\n])\s*[^,，。;；！!\n]{1,12}(?:待核实|待确认|(?:还没|没)(?:核|确认)[实过完]?)[\s。]*$|"
    rf"(?:(?<=[。！!；;\n])|(?<=[)）]))\s*(?:以上|这|上面|目前|暂时)[^。！!\n]{{0,10}}?{_OF_IT}[^。！!\n]{{0,20}}[\s。.]*$"
)
"""（以上是初稿，局长还没审）: what is said of a text behind it."""
_BY_WHOM = re.compile(
    r"(?<=[。！!；;\n])\s*(?:以上|这|上面)(?:[段个些]|部分|内容)*都?(?:是|由|从)[^。！!\n]{1,14}"
    r"(?:写|给|提供|整理|抄|复制|粘|摘)(?:过来|来|下来|出来)?的[\s。]*$"
)
"""这个是办公室写的."""
_FURTHER = re.compile(r"\s*(?:[二三四五六七八九]是|[2-9][、.．](?![0-9])|[(（][二三四五六七八九2-9][)）]|[②③④⑤⑥])")
_BEFORE = re.compile(
    r"^\s*(?:(?:收到|好的?|您好|你好|老师好?|领导好?|麻烦了|谢谢)[,，。!！、\s]*)*"
    r"(?:(?:(?:我(?:们)?(?:写|整理|准备)的?|这是|以下(?:是|为)?|下面(?:是|为)?)?(?:内容|材料|文字|正文|初稿|草稿|原文|情况|版本)?"
    r"(?:是|为|如下|见下|如后|在下面|就是)|以下(?:是|为)?(?:内容|材料|正文|初稿)?|"
    r"(?:你|您)?(?:们)?(?:帮)?(?:我)?(?:看|瞧)(?:一?下|看)?(?:这样|这个|这么)?(?:写)?(?:行不行|行吗|可以吗|可不可以|好不好|合不合适|怎么样)?|"
    r"(?:这块|这段|这部分|这个|以下)(?:是|由)?[^,，。:：\n]{2,14}(?:写|提供|给|整理|发)(?:来|过来)?的|"
    r"先(?:写|放|填)个?(?:大概|草稿|初稿|这些)|(?:就)?这样写|我写(?:好|完)了)\s*[:：,，。\n?？]\s*"
    r"|(?:(?:前半|后半|上半|下半|第[一二三四五]|最后一?)[段截]|(?:接着?|续)(?:上[面文段]|前面|刚才)?的?)(?:是|如下|写|说)*\s*[:：]\s*"
    r"|[^。！!?？\n:：]{0,30}(?:我|帮[你您]|给[你您])(?:粘|抄|贴|复制|摘|发|写)(?:过来|来|下来|一下|给[你您])?\s*[:：]\s*"
    r"|[-—=*_~]{3,}\s*\n\s*"
    r"|(?P<speaker>[\u4e00-\u9fff]{2,4})\s*(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\s*[:：]\s*)"
)
_HANDED_OVER = re.compile(
    r"^\s*(?P<lead>[^\n:：。;；0-9]{2,26})(?:[:：]\s*|\n\s*)(?=\S)",
)
_HANDS_OVER = re.compile(
    r"(?:贴|粘|粘贴|复制|拷)(?:一?下|上|过?来|上来|给[你您])|发(?:给)?[你您]|(?:改|审|定|核|看)过的?(?:稿|版|文|材料|内容|[,，]|$)"
    r"|(?:定|终|新|原|这)稿|稿子|这[一]?版|(?:我|你|您)(?:先)?(?:看|收|发|贴|记)(?:一?下|好|着)"
)
"""领导改过的稿子，我贴一下：what introduces a text that is handed over."""
_REST = (
    r"(?:第?[二三四五六七八九十](?:[条点项]|是)?|后面?|下面?|剩下?|剩余|其余|其[他它]|还有)"
    r"(?:的|那)*(?:部分|内容|几[条段句点])?(?:我)?(?:也|都|还)*"
)
_NOT_YET = r"(?:(?:没有?|未)(?:写|弄|整理|想|编)(?:完|好|出来)?|(?:正)?在(?:写|弄|整理)(?:着|呢)?)"
_SO_MUCH = r"(?:我)?(?:今天)?(?:就|先)(?:写|发|到|弄)(?:到)?这(?:么多|些|儿|里|一段)"
_SOON = r"(?:接着|再|继续|回头|明天|下午|晚上|晚点|稍后|改天|待会儿?|一会儿?)"
_UNFINISHED = re.compile(
    rf"(?:(?<=[。！!;；\n])|[,，\s(（])\s*(?:{_REST}(?:{_NOT_YET}|(?:我)?{_SOON}(?:再|接着)?(?:发|补|写|传|给)(?:给)?(?:[你您]|过来|上来?)*)|{_SO_MUCH})(?:了|呢|的)?"
    rf"(?:[,，。 ]+[^,，。;；0-9\n]{{0,6}}{_SOON}[^,，。;；0-9\n]{{0,8}})?[)）]?[\s。.!！~～]*$"
)
"""后面的还没写完，明天接着发: behind a text that goes on."""
_MORE_TO_COME = re.compile(
    r"^\s*(?:(?:先|我|就|这)*(?:写|发|来|填|记)(?:这么|上|下)?(?:[一几][段点些句部]分?)?[,，。 ]*)?"
    r"(?:后[头面边]?|下面|底下|回头)还有[^:：。\n]{0,8}[:：]\s*"
)
"""先写这么一段，后头还有：…"""
_LEFT_OPEN = re.compile(
    r"(?<=[。！!；;\n])\s*[^,，。;；！!\n0-9]{2,14}(?:那|这)?[一]?[句段条个项](?:话)?(?:先)?(?:空着|空出来|留着|留空|不写)"
    r"[,，。 ]*(?:(?:我|回头|晚点|明天|过后|以后|下午|晚上|再)*[补写填发]?(?:上|来|吧|齐)?)[\s。.!！]*$"
)
"""市场占有率那句先空着，回头补: behind the last sentence."""
_ASIDE_WITHIN = re.compile(
    r"[(（](?=[^()（）\n]*(?:让|叫|请|找|得|要|再)[^()（）\n]{0,6}(?:核|查|确认|问|对)(?:实|对|一|下|$|[)）]))[^()（）\n]{3,20}[)）](?!\s*$)"
)
"""（年份让老刘核一下）: within a text, what somebody has still to look at."""
_PROMISE = re.compile(
    r"\s*[(（](?=[^()（）]*(?:回头|后补|待补|再补|补上|再查|没查到|还没(?:查|找|定|写|补)|先空|稍后|我(?:再|去|来|明天|晚点|查|补|问)|[没未](?:有)?(?:点头|批|松口|拍板|定)|先这[么样]写))[^()（）]{2,24}[)）][\s。.!！]*$"
)
"""（文件号我回头补）: in brackets behind a text, what is not in it yet."""
_NOT_GIVEN = re.compile(
    r"(?<=[。；;！!\n])[^。；;！!\n]{1,16}(?:还没|没有?)(?:给|出|到|发|报|提供)(?:来|过来|数)?[\s，,。]*$"
)
"""绿色那块环保局还没给，回头补: the clause before belongs to it."""
_SENT_LATER = re.compile(
    r"(?<=[。！!;；\n])\s*[^,，。;；！!\n0-9]{0,14}?(?:我)?(?:回头|晚点|晚些|稍后|明天|下午|晚上|待会儿?|一会儿?|过两天)(?:再)?"
    r"(?:我)?(?:传|发|补|给|贴|写|上传)(?:上|过来|上来|[你您]|给[你您])*[\s。.!！~～]*$"
)
"""图片我晚点传: behind the last sentence."""
_OF_THE_SENDER = re.compile(
    r"(?<=[。！!;；\n])\s*(?:[^。！!;；\n]{0,16}(?:我(?![县市省国区们局委院校厂司中])|[你您](?!们))[^。！!;；\n]{1,20}"
    r"|(?:这一?[段条句部]分?|以上|上面)(?:内容|文字|这些)?(?:是|都|我|先|就|照)[^。！!;；\n]{2,24})[\s。.!！~～]*$"
)
"""有个合同编号我没带，回单位补: what somebody says of himself behind a text, or of the text."""
_SAID_BEHIND = (_PROMISE, _LEFT_OPEN, _SENT_LATER, _OF_THE_SENDER)
_POLISH = (
    r"(?:麻烦|请|劳驾)?(?:你|您)?(?:们)?(?:再|看着|能不能|可以)?(?:帮忙|帮我|帮|给我?|替我?)(?:我|俺)?(?:们)?(?:再|把这段?话?)?"
    r"(?:(?:润色|美化|修饰|顺一?顺|扩写?|展开)(?:一?下|成[^,，。;；:：\n]{1,6})?|"
    r"(?:写|改|整理|换|变|弄|组织)(?:成|得)?(?:正式|公文|书面语?|官方|像样|规范|好听|通顺)[^,，。;；:：\n]{0,5}|组织一?下语言)(?:吧|呗|呀|吗|行不行?|好不好|可以[吗不])?"
)
"""你帮我润色成公文: what is to be done with a text, and no part of it."""
_POLISHED_FIRST = re.compile(rf"\s{{0,9}}{_POLISH}[:：,，。\s]{{1,9}}")
_POLISHED_LAST = re.compile(rf"(?:(?<=[。！!])\s{{0,9}}|[\s,，;；]{{1,9}}){_POLISH}[\s。.!！?？]{{0,9}}$")
_BEHIND = re.compile(
    r"[\s,，。;；]*(?:(?:你|您)?(?:们)?(?:帮忙|帮我)?(?:看|瞧)?(?:看|一?下)?(?:这样|这么|这个)?(?:写)?"
    r"(?:行不行|行吗|可以吗|可不可以|好不好|合适吗|怎么样|行吧|对吗|可以吧|够不够|够吗)|"
    r"以上(?:就是全部|是全部|内容)|(?<![\w%％])以上|(?:就|先)(?:这些|这样|写这么多)(?:吧|了)?|(?:请|烦请)(?:您)?(?:审阅|过目|指正|查收|批评指正)|"
    r"(?:(?:后面|其[他余它]|剩下?)[^,，。;；\n]{0,10}(?:还没|没)(?:写|弄|整理)[完好]?[,，]?)?"
    r"(?:后面|之后|回头|以后|(?<![^\s,，。;；])(?:明天|下周))(?:再|来)*(?:改|补|完善|修改|补充)上?|谢谢|辛苦了?|[-—=*_~]{3,})[\s。.!！?？]*$"
)
_NO_TEXT = re.compile(
    r"\[(?:图片|文件|语音|视频|表情|链接|位置|照片|动画表情|聊天记录)\][^\n]{0,60}|"
    r"[^,，。;；\n0-9]{0,12}(?:写不出来?|不会写|"
    r"不知道(?:写|怎么)[^\n]{0,8}|没(?:啥|什么)?(?:可写|好写|内容)的?|"
    r"想不出来?|编不出来?)[了啊呀。]?|"
    r"[^,，。;；\n0-9]{0,10}(?:说|答应|负责|让|叫|请|找|交给|安排)[\u4e00-\u9fff]{0,8}?"
    r"(?:他|她|来|去|我)?(?:来|去)?(?:写|弄|补|填|整理|起草)[了的吧。]?|"
    r"[^,，。;；\n0-9]{0,8}(?:去年|以前|之前|原来|往年)(?:的)?(?:写过|有|那)[^,，。;；\n]{0,14}|"
    r"[(（\[【]?(?:此处|这里|本段|这段|该段|这部分|本部分|内容)?(?:待|由|等|请|需)[^,，。;；\n0-9]{0,12}"
    r"(?:补充|完善|提供|填写?|补|写)(?:完整)?[)）\]】]?|"
    r"(?:这段|这部分|这块|这个|这题)?(?:等|待)[^,，。;；\n]{1,12}(?:再定|再说|再写|再补|再填|再弄)|"
    r"(?:内容|文字|正文)?同上[,，][^。;；\n]{1,20}|"
    r"(?:就|还是)?(?:跟|同|和|与)[^,，。;；\n0-9]{1,10}(?:一样|一致|相同)(?:就行|即可|吧)?|"
    r"(?:就|还是|直接)?(?:按照?|照着?|依照?)[^,，。;；\n]{1,12}(?:写|填|来|列)(?:就行|即可|吧)?|"
    r"(?:参考|参照|按|照)(?:着)?(?:去年|往年|以前|原来|上次|规划)[^,，。;；\n]{0,8}|"
    r"(?:字数|篇幅|要|需要)?(?:要求|限制)?(?:多少|几百|几)(?:个)?字?(?:合适|够)?|"
    r"(?:自动|帮我|你|请)?(?:自动)?(?:生成|写一?个|编一?个)(?:吧|一下)?"
)
_LONGEST_ASIDE = 60


def unwrapped(text: str) -> str | None:
    """The text without what is written around it; None where nothing is."""
    whole = text
    text = _ASIDE_WITHIN.sub("", text)
    text = _without_lead(_ASKED_LAST.sub("", _BY_WHOM.sub("", _SAID_OF_IT.sub("", _unpolished(text)))))
    before = _BEFORE.match(text)
    plain = text[before.end() :] if before is not None and _introduces(before) else _handed_over(text)
    end = max(0, len(plain) - _LONGEST_AROUND)
    promise = next((found for each in _SAID_BEHIND if (found := each.search(plain, end)) is not None), None)
    plain = plain[: promise.start()] if promise is not None else plain
    for _ in range(_MOST_BEHIND):
        plain = _without_end(plain)
    plain = _NOT_GIVEN.sub("", plain) if plain != whole.strip() else plain
    return plain if plain != whole.strip() and len(plain) >= _FEWEST_LEFT else None


def unfinished(text: str) -> str | None:
    """The part of a text that is there, where it is said behind it that the rest comes later; else None."""
    lead = _MORE_TO_COME.match(text)
    text = text[lead.end() :] if lead is not None else text
    behind = _UNFINISHED.search(text, max(0, len(text) - _LONGEST_AROUND))
    plain = text[: behind.start()].strip() if behind is not None else text if lead is not None else ""
    return plain if len(plain) >= _FEWEST_LEFT else None


def _handed_over(text: str) -> str:
    lead = _HANDED_OVER.match(text)
    return text[lead.end() :] if lead is not None and _HANDS_OVER.search(lead["lead"]) else text


def asks_to_polish(text: str) -> bool:
    """Whether somebody asks, before or behind a text, that it be put in better words."""
    plain = _unpolished(text)
    return plain != text and len(plain) >= _FEWEST_LEFT


def spoken_text(words: str) -> tuple[str, bool]:
    """A text without 嗯 before it and 完了 behind it, and whether it is said to end."""
    text = _SPOKEN.sub("", words, count=1)
    end = _ENDS.search(text, max(0, len(text) - _LONGEST_AROUND))
    before = text[: end.start()].rstrip(" \t—-=~*·") if end is not None else ""
    return (before, True) if letters(before) >= _FEWEST_SAID else (text, False)


def goes_on(words: str) -> bool:
    """Whether words begin as a further point of a text does: 二是, 3、, （二）."""
    return _FURTHER.match(words) is not None


def is_provisional(text: str) -> bool:
    """Whether a text is said, behind it, to be a draft that somebody has still to look at."""
    return _SAID_OF_IT.search(text) is not None or _ASIDE_WITHIN.search(text) is not None


def asks_beside(text: str) -> bool:
    """Whether a question stands before or behind a text: 六个方面都得写吗？近三年."""
    lead = _ASKED_FIRST.match(text)
    before = lead is not None and bool(lead["asked"]) and len(text) - lead.end() >= _FEWEST_LEFT
    return before or _ASKED_LAST.search(text, _FEWEST_LEFT) is not None


def _without_lead(text: str) -> str:
    lead = _ASKED_FIRST.match(text)
    if lead is None:
        return text
    taken = _TAKEN_FIRST.match(text, lead.end())
    if taken is None and _WISH.match(text, lead.end()):
        return text
    return text[taken.end() if taken is not None else lead.end() :]


def _unpolished(text: str) -> str:
    first = _POLISHED_FIRST.match(text)
    plain = text[first.end() :] if first is not None else text
    last = _POLISHED_LAST.search(plain, max(0, len(plain) - _LONGEST_AROUND))
    return plain[: last.start()] if last is not None else plain


def _introduces(before: re.Match[str]) -> bool:
    speaker = before["speaker"]
    return len(before[0]) <= _LONGEST_AROUND and (speaker is None or looks_like_a_person(speaker))


def _without_end(text: str) -> str:
    plain = text.strip()
    behind = _BEHIND.search(plain, max(0, len(plain) - _LONGEST_AROUND))
    if behind is None:
        return plain
    ended = plain[behind.start()] in "。！；" if behind.start() < len(plain) else False
    return plain[: behind.start() + ended].strip()


def is_no_text(text: str) -> bool:
    """Whether words speak about the text that is asked instead of being one."""
    plain = text.strip()
    return len(plain) <= _LONGEST_ASIDE and _NO_TEXT.fullmatch(plain) is not None
