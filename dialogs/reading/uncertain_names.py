"""What may be names and may be something else: each reading is offered, none is taken in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TELEPHONE = re.compile(
    r"[\s,，;；:：(（]*(?:联系)?(?:电话|手机|座机|号码)?(?:号|是|为)?[\s:：]*"
    r"(?P<phone>(?:\+?86[- ]?)?1[3-9][0-9]{9}|[(（]?0[0-9]{2,3}[)）]?[- —]?[1-9][0-9]{6,7}(?:-[0-9]{1,6})?)[)）]?"
    r"\s*(?:[,，。;；]\s*[^0-9]{1,16})?$"
)
_CONTACT = re.compile(
    r"(?P<names>\S.*?)[ ]*[\s,，;；。](?:有事|有问题|具体)?"
    r"(?:联系人|对接人|经办人|负责人|法人代表|法人|联系|找|问)(?:是|为|叫)?[:： ]*"
    r"(?:[小老大][\u4e00-\u9fff]|[\u4e00-\u9fff](?:总|工|科|局|姐|哥)|[\u4e00-\u9fff]{2,4})"
    r"(?:科长|主任|经理|就行)?[ ,，]*[0-9-]{0,13}[吧。.]*"
)
_NEGATED = re.compile(
    r"(?:目前|现在|暂时|暂|尚|还|我们|我县|县里|本县|这里)*(?:没有|没|无|未有|尚无|暂无)[^,，。;；\n]{0,6}[,，。;；]\s*\S"
)
_NONE_OF_KIND = re.compile(
    r"(?:目前|现在|暂时|尚|还|我们|我县|县里|本县|这里)*(?:没有|没|暂无|尚无|未有|无(?![锡为极线忧缝纺人损尘菌铅氟碱刷框机]))"
    r"[\u4e00-\u9fff]{2,10}[。.]?|[\u4e00-\u9fff]{2,10}?(?:的)?(?:还|暂时|目前)?(?:没有|暂无|一个也没有|一个都没有)[。.]?"
)
"""无国家级平台: that there is none, with the name of what there is none of."""
_NEVER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}(?:级|类|方面|这个|平台|中心)的?)?(?:从来?|至今|目前|一直|我们|我县|县里|这边|还|也|都|就|一[个家项](?:也|都)?)*"
    r"(?:没有?|未)(?:能)?(?:引进|引入|引来|建设?|建成|搞|弄|评|拿|获批?|批|申报|申请|成立|做|办|开展|认定|创建|争取|参加|入选)"
    r"(?:过|成|上|下来|到|着)*(?:[\u4e00-\u9fff]{0,3}级)?(?:的|呢|了|啊|呀)?[。.]?"
)
"""国家级的没引进过, 从来没搞过, 一个也没评上."""
_WHERE_FROM = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}的)?(?:我们|县里|这里|咱们?)?(?:上?哪儿?里?(?:会|能)?有|哪来的?)[\u4e00-\u9fff]{0,8}?[呀啊呢哦嘛]*"
    r"(?:[,，;；。 !！?？]+.*)?"
)
"""国家级的哪有呀，去年报了没批下来."""
_TURNED_DOWN = re.compile(
    r"(?:(?:去年|前年|今年|(?:20)?2[0-9]年)?(?:也|就|都|曾)?(?:申?报|申请|争取|冲)(?:过|了)?[^、,，;；]{2,16}?[,，]?(?:都|也)?没(?:有)?(?:能)?"
    r"(?:批|评上?|通过|过|成|下来)(?:下来|上|成)?)[了的呢。.]*"
)
"""去年报国家企业技术中心没批下来: of what there is none."""
_AND_ALSO = re.compile(r"[,，;；。][ ]?(?:另有|另外|还有|其中|正在|目前|(?:都|均|全|皆)(?:是|为|属于))")
_STARTED = re.compile(
    r"(?:目前|现|现在)?(?:正在|拟|计划|准备|即将)(?:筹建|建设|申报|申请|创建|筹备|组建|办理)|(?:还没|还未|尚未|没)(?:有|建|成立|申报|统计)|"
    r"[^,，、;；]{0,10}(?:在|还在|正在)(?:评|申报|报|批|公示|建|筹)[^,，、;；]{0,4}[,，;； ]*"
    r"(?:还|都)?(?:没|未)[^,，、;；]{0,8}$"
)
_NAMES_NOTHING = re.compile(r"再?(?:补充?|加|添|减|少|多)(?:上|了)?[一二两三几]?[个家项条]?[。.]?")
_LEVEL = re.compile(r"^(?P<name>\S.*?)[ ]+(?:国家级|省级|市级|县级|在建|已建成?|20[0-9]{2}年?(?:认定|获批|建成)?)$")
_OPEN_END = re.compile(r"(?P<names>.+?)[,，、]?[ ]?等(?:等)?[。.]?")
_CHANGES = re.compile(
    r"\S(?:不算数?|不能算|不算在内|不计入?|不要了|删掉|去掉|改成|改为|换成|更正为|应该是|应为).{0,60}[了吧啊。]?$"
)
_NOT_BUT = re.compile(
    r"(?:应该?)?不(?:是|叫)[^、,，。;；\n]{1,30}[ ,，、。;；]+(?:而|应该?|其实|要|就)*(?:是|叫)\S.*|"
    r"(?:应该?)?(?:是|叫)[^、,，。;；\n]{1,30}[ ,，、。;；]+(?:而)?不(?:是|叫)\S.*"
)
"""不是德龙，是德金: of a name that was said before."""
_YEAR_BESIDE = re.compile(
    r"(?:^|(?<=\s))20[0-9]{2}[ ]?年(?:度|[0-9]{1,2}月)?(?:认定|获批|获评|成立|入选|上市)?(?=[\s、；;,，]|$)"
)
_ABSENT = re.compile(r"(?:[：:]|[\u4e00-\u9fff])(?:无|没有|暂无)$")
_TAKEN_BACK = re.compile(
    r"[(（][^()（）]*(?:重复|多[写报列打]|写重|不算|去掉|删|划掉|注销|[没未]批|不要)[^()（）]*[)）]$"
    r"|[,，][ ]?(?:还|正|仍)?在?(?:筹备|筹建|申报|审批|公示)[^,，、;；]{0,8}$"
)
"""河北金鼎管业（重复了，删一个）; 甲学会，还在筹备没批: a name of which it is said that it does not count."""
_AS_LISTED = re.compile(r"[(（]绿色[^()（）]*[)）]$")
_YEAR_IN_BRACKETS = re.compile(r"[(（](?:19|20)[0-9]{2}年?(?:成立|认定|获批)?[)）]$")
_AND = re.compile(r"(?<=[\u4e00-\u9fff)）])(?:和|与|及|以及|跟(?![踪随进单]))(?=[\u4e00-\u9fff])")
_AND_BETWEEN_BRACKETS = re.compile(r"(?<=[)）])(?:和|与|及|以及)(?=[\u4e00-\u9fff])")
_SLASH = re.compile(r"(?<=[\u4e00-\u9fff)）])[ ]?[/\\|]+[ ]?(?=[\u4e00-\u9fff])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ENDS_LIKE_A_NAME = re.compile(
    r"(?:公司|厂|中心|协会|商会|联盟|平台|园区?|基地|院|所|站|集团|学校|学院|大学|实验室|工作室|合作社|车间|示范区|银行|局|委|会)(?:[(（][^()（）]*[)）])?$"
)


def telephone_in(text: str) -> tuple[str, str] | None:
    """A name and the telephone number behind it, with or without a remark in the end; None where there is none."""
    found = _TELEPHONE.search(text)
    name = text[: found.start()].rstrip(" ,，;；:：") if found else ""
    return (name, found["phone"]) if found and _HAN.search(name) else None


def without_contact(text: str) -> str | None:
    """甲中心、乙协会 联系人小周 without the one to ask behind them; None where nobody is."""
    found = _CONTACT.fullmatch(text)
    return found["names"] if found is not None and _ENDS_LIKE_A_NAME.search(found["names"]) else None


def says_none_and_more(text: str) -> bool:
    """“没有，但有两个在建” and “正在筹建…”: a sentence about why there is nothing."""
    if _WHERE_FROM.fullmatch(text) or _TURNED_DOWN.fullmatch(text):
        return True
    return any((_NEGATED.match(text), _STARTED.match(text), _NONE_OF_KIND.fullmatch(text), _NEVER.fullmatch(text)))


def speaks_of_a_change(text: str) -> bool:
    """乙厂不算, 乙厂改成丁厂, 甲厂，另有乙厂在建: about a list, not one."""
    return any((_CHANGES.search(text), _AND_ALSO.search(text), _NOT_BUT.fullmatch(text)))


def names_nothing(text: str) -> bool:
    """再补一个: an intention, without a name."""
    return _NAMES_NOTHING.fullmatch(text) is not None


def without_levels(text: str) -> Sequence[str]:
    """甲中心 国家级, a line each: the names alone; nothing where a line has no such word."""
    lines = [_LEVEL.match(line.strip()) for line in text.split("\n") if line.strip()]
    found = [line["name"] for line in lines if line is not None]
    return found if len(found) > 1 and len(found) == len(lines) else ()


def without_open_end(text: str) -> str | None:
    """甲、乙等 without the last word: that there are more is no name."""
    found = _OPEN_END.fullmatch(text)
    return found["names"] if found is not None and "\n" not in text else None


def without_absent(text: str) -> Sequence[str]:
    """甲厂、乙厂；绿色产品无: the names without what there is none of; nothing where all are there."""
    pieces = [piece.strip() for piece in re.split("[、；;,，]", text) if piece.strip()]
    there = [piece for piece in pieces if _NONE_OF_KIND.fullmatch(piece) is None and _ABSENT.search(piece) is None]
    return there if 0 < len(there) < len(pieces) else ()


def without_taken_back(names: Sequence[str]) -> Sequence[Sequence[str]]:
    """Names without those that are said not to count, also without the years in brackets; none where all count."""
    there = [each for each in names if _TAKEN_BACK.search(_AS_LISTED.sub("", each)) is None]
    if not 0 < len(there) < len(names):
        return ()
    bare = [_YEAR_IN_BRACKETS.sub("", each) for each in there]
    return (bare, there) if bare != there else (there,)


def without_years(text: str) -> Sequence[str]:
    """甲厂 2021年 乙厂 2022年: the names between years; nothing where no year stands beside a name."""
    if _YEAR_BESIDE.search(text) is None:
        return ()
    pieces = (piece for part in _YEAR_BESIDE.split(text) for piece in re.split("[、；;,，]", part))
    return [piece.strip() for piece in pieces if piece.strip()]


def parts_of(text: str) -> Sequence[str]:
    """The names that one text without 、 may consist of: 甲厂/乙厂, 甲中心和乙中心, 甲中心 ABC Ltd. 乙中心."""
    if "、" in text or "等" in text:
        return ()
    for mark in (_SLASH, _AND_BETWEEN_BRACKETS, _AND):
        parts = [part.strip() for part in mark.split(text)]
        if len(parts) > 1 and (mark is not _AND or all(_ENDS_LIKE_A_NAME.search(part) for part in parts)):
            return parts
    return _at_blanks(text)


def _at_blanks(text: str) -> Sequence[str]:
    """Words with Han characters are names each, Latin words in a row are one."""
    parts: list[str] = []
    latin = False
    for word in text.split():
        han = _HAN.search(word) is not None
        if parts and not han and latin:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
        latin = not han
    names = [part for part in parts if len(part) >= 3]
    enough = len(names) == len(parts) and sum(_HAN.search(part) is not None for part in parts) > 1
    return parts if enough else ()


def repeated(names: Sequence[str]) -> bool:
    """Whether a name stands twice in a list."""
    return len({name.casefold() for name in names}) < len(names)
