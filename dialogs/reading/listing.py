"""A list of names as text: numbering and other separators taken off, and the number that was typed beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dialogs.reading.chinese import chinese_number
from dialogs.reading.cleaning import narrow
from dialogs.words.counting import listed_count, names_of

_COUNT = r"(?P<count>[0-9０-９]{1,4}|[一二三四五六七八九十百两]{1,6})"
_OF = r"[ ]?[个家项件所处条]"
_SUM = r"(?:数量|共有|共计|一共|合计|总计|共|有)"
_LEADING = re.compile(
    r"(?:那|就|那就|嗯|算下来|数下来|加起来|算上)?(?:(?:国家|省|市|县)级的?|其[他它余]的?)?"
    rf"{_SUM}?[ ]?[:：]?[ ]?{_COUNT}"
    rf"(?:{_OF}[吧呢啊了]?(?:[^\s,，、;；:：]{{0,12}}[:：]|[ ]?[,，;；、。\n ])|[ ]?[:：\n])[ ]?(?=\S)"
)
_TRAILING = re.compile(rf"(?<!等)[\s,，;；、。(（](?:{_SUM}[ ]?)?{_COUNT}{_OF}[)）]?[。.]?$")
_ATTACHED = re.compile(
    r"(?<![\s,，;；、。(（等第一公共计有数量约近0-9０-９.．])"
    rf"(?:(?:共有|共计|一共|合计|总计|共){_COUNT}|[有约近]?(?P<bare>[0-9０-９]{{1,4}}))[ ]?[个家项件处条][)）]?[。.]?$"
)
_BEFORE_NAMES = re.compile(r"([0-9]{1,3}) (?=\S)")
_HEADED = re.compile(r"(?:^|(?<=[\s,，;；。]))(?:数量[ ]?[:：][ ]?(?P<number>[^\s,，;；。、]{1,12})|名称[ ]?[:：])[ ]?")
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_NUMBERING = re.compile(
    r"[(（](?P<inside>[0-9]{1,3})[)）][ ]?|(?P<circled>[①-⑳])[ ]?"
    rf"|(?:^|(?<=[\s;；。]))(?P<han>{_HAN_NUMBER})[、.．][ ]?|[(（](?P<han_inside>{_HAN_NUMBER})[)）][ ]?"
    r"|(?:^|(?<=[\s;；、，,。]))(?P<number>[0-9]{1,3})(?:[)）]|[.．、](?![0-9])|[ ](?=[\u4e00-\u9fff]))[ ]?"
)
_RUN_ON = re.compile(
    r"(?P<inside>(?!))|(?P<circled>(?!))|(?P<han_inside>(?!))|"
    rf"(?:^|(?<=[)）”\"》\s;；。]))(?P<han>{_HAN_NUMBER})[、.．][ ]?(?=[\u4e00-\u9fff])|"
    r"(?:^|(?<=[\u4e00-\u9fff)）”\"》\s;；、，,。]))(?P<number>[0-9]{1,3})[.．、)）][ ]?(?=[\u4e00-\u9fff])"
)
"""1.甲中心2.乙院 3.丙院（某公司）4.…: a numbered list in which names run into the next number."""
_NAMELY = re.compile(
    rf"^(?:我们|我县|本县|目前|现)?{_SUM}?[ ]?{_COUNT}{_OF}[\u4e00-\u9fff]{{0,6}}?"
    rf"[ ]?[,，]?[ ]?(?:分别(?:为|是|有)|包括|即|也就是)[:：]?[ ]?"
)
_LEAD_IN = re.compile(
    r"^(?:(?:我们|我县|我区|我市|本县|本区|县里|全县|集群内?|目前|现在?)[ ]?(?:共?有|拥有|包括|主要有|现有)|"
    r"包括|主要有|主要包括|(?:(?:国家|省|市|县)级的?)?(?:就|只)?有(?![限研色机线效])|"
    r"(?:具体|各家|企业)?的?(?:名[字称单]|清单)(?:分别|就)?(?:[是为有叫]|如下|见下)|分别(?:为|是|有|叫做?))"
    r"[ ]?[:：,，]?[ ]?(?=[\u4e00-\u9fffA-Za-z])"
)
_HEADING = re.compile(rf"(?:^|(?<=[;；\n。]))[ ]?[^\s,，、;；:：0-9()（）]{{2,12}}?{_COUNT}{_OF}[ ]?[:：][ ]?(?=\S)")
_NUMBERED_BELOW = re.compile(
    r"^[ ]*[^\s,，、;；:：0-9()（）]{2,14}[:：]\s*(?=(?:1|一)[、.．)）]|[①(（](?:1|一)?[)）]?)"
)
"""省级绿色工厂：1、甲 2、乙: a heading above a numbered list."""
_GREEN_KIND = re.compile("绿色(?:工[厂场]|工业园区|园区|供应链(?:管理企业)?|设计产品|产品)")
_HEAD_LINE = re.compile(r"^[^\n:：,，、;；]{2,16}[:：][ ]?\n+(?=\S)")
_COUNT_INSIDE = re.compile(r"(?<=[\u4e00-\u9fff])(?<!等)(?P<count>[0-9]{1,3})[个家项](?=[(（])")
"""省级企业技术中心2个（甲、乙）: several in one."""
_TOTAL = re.compile(rf"\n[ ]?(?:合计|总计|共计|小计)[ ]?[:：]?[ ]?{_COUNT}(?:{_OF})?[ ]?$")
_SPOKEN_SUM = re.compile(r"(?<![共计有等约近第])(?P<count>[两二三四五六七八九十]{1,3})[个家所项处][。.]?$")
"""甲、乙、丙三家: the last name without it, where so many are listed."""
_EACH_ONE = re.compile(r"各(?:有)?(?:一|1)[ ]?[个家项所处条][。.]?$")
_COMMA_BEFORE_SUM = re.compile(r"等[,，][ ]?共")
_MAIN_MARKS, _COMMAS = re.compile(r"[、；;\n]"), re.compile(r"[,，]")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_OPEN_BRACKET = re.compile(r"[(（][^()（）]*$")
_BLANKS = re.compile(r"(?<=[\u4e00-\u9fff)）])[ ]+(?=[\u4e00-\u9fff])")
_A_BODY = re.compile(
    r"[\u4e00-\u9fff]{2}(?:公司|厂|中心|协会|学会|商会|联盟|平台|园区?|基地|院|所|站|集团|学校|大学|实验室|合作社)(?:[(（][^()（）]*[)）])?$"
)
_EDGES = " \t\n,，;；、。…"


@dataclass(frozen=True, slots=True)
class Named:
    """Names joined by 、, how many they stand for, and the number that was typed beside them, if one was."""

    names: str
    listed: int
    typed: int | None = None


def named(text: str) -> Named:
    """Names and number out of 3个：甲、乙、丙 · 甲、乙、丙，共3个 · 数量：3 名称：甲、乙、丙 · 甲、乙等30个."""
    plain = _NAMELY.sub(r"\g<count>个：", _COMMA_BEFORE_SUM.sub("等共", text))
    head = _NUMBERED_BELOW.match(text)
    if head is not None:
        return _below_heading(head, text[head.end() :])
    plain = _HEAD_LINE.sub("", _EACH_ONE.sub("", _LEAD_IN.sub("", plain)))
    for find in (_under_headings, _totalled, _headed, _counted_before, _counted_after, _counted_in_names):
        found = find(plain)
        if found is not None:
            return found
    return _listed(plain)


def _below_heading(head: re.Match[str], text: str) -> Named:
    """The names below a heading, the kind that it tells behind each."""
    names = joined(text)
    kind = _GREEN_KIND.search(head[0])
    green = kind[0].replace("场", "厂") if kind is not None and kind[0] not in names else ""
    told = "、".join(f"{each}（{green}）" if green and "绿色" not in each else each for each in names_of(names))
    return Named(told, listed_count(told))


def joined(text: str) -> str:
    """The names with 、 between them, as the form prints them."""
    plain = _BRACKETS.sub(_with_commas_inside, _without_numbering(text.strip(_EDGES)))
    if not _MAIN_MARKS.search(plain) and "等" not in plain:
        plain = _outside_brackets(plain, lambda part: _COMMAS.sub("、", part))
    listed = names_of(plain)
    apart = [part for name in listed for part in _at_blanks(name)] if len(listed) > 1 else listed
    names = (_unquoted(name.strip(_EDGES)) for name in apart)
    return "、".join(name for name in names if name)


def _at_blanks(name: str) -> list[str]:
    """甲协会 乙商会 among other names: two, where each ends like one."""
    parts = _BLANKS.split(name)
    return parts if len(parts) > 1 and all(map(_A_BODY.search, parts)) else [name]


def _unquoted(name: str) -> str:
    """A name without the quotation marks that stand around all of it."""
    around = len(name) > 2 and name[0] + name[-1] in ('""', "“”", "《》", "「」")
    return name[1:-1] if around and not set(name[1:-1]) & set('"“”《》「」') else name


def _listed(text: str, typed: int | None = None) -> Named:
    names = joined(text)
    return Named(names, listed_count(names), typed)


def _under_headings(text: str) -> Named | None:
    """省级绿色工厂2家：甲、乙；国家级1家：丙: the headings are no names, their numbers are summed."""
    heads = list(_HEADING.finditer(text))
    if not heads or heads[0].start():
        return None
    counts = [_number(head["count"]) for head in heads]
    typed = sum(each for each in counts if each is not None) if None not in counts else None
    return _listed(_HEADING.sub("\n", _with_kinds(text, heads)), typed)


def _with_kinds(text: str, heads: list[re.Match[str]]) -> str:
    """绿色工厂2家：甲、乙: the kind stands behind each name, as the paper wants it."""
    ends = [*(head.start() for head in heads[1:]), len(text)]
    pieces: list[str] = []
    for head, end in zip(heads, ends, strict=True):
        kind, names = _GREEN_KIND.search(head[0]), text[head.end() : end]
        told = kind is None or kind[0] in names
        pieces += [head[0], names if told or kind is None else _each_with(names, kind[0])]
    return "".join(pieces)


def _each_with(names: str, kind: str) -> str:
    parts = re.split("([、，,;；\n。]+)", names)
    return "".join(f"{part}（{kind}）" if _is_a_name(part) else part for part in parts)


def _is_a_name(part: str) -> bool:
    return bool(part.strip(_EDGES)) and "绿色" not in part and not part.rstrip().endswith(("无", "没有"))


def _totalled(text: str) -> Named | None:
    """A last line 合计 2 is the number, no name."""
    total = _TOTAL.search(text)
    return _listed(text[: total.start()], _number(total["count"])) if total and total.start() else None


def _headed(text: str) -> Named | None:
    heads = list(_HEADED.finditer(text))
    if all(head["number"] is not None for head in heads):
        return None
    typed = next((head["number"] for head in heads if head["number"] is not None), None)
    return _listed(_HEADED.sub("\n", text), _number(typed.rstrip("个家项件所处条")) if typed else None)


def _counted_before(text: str) -> Named | None:
    if _without_numbering(text) != text and len(list(_NUMBERING.finditer(text))) > 1:
        return None  # 1 甲 2 乙: the figures number the names
    match = _LEADING.match(text)
    if match is not None:
        return _listed(text[match.end() :], _number(match["count"]))
    plain = _BEFORE_NAMES.match(text)
    found = _listed(text[plain.end() :], int(plain[1])) if plain else None
    return found if found is not None and found.typed == found.listed else None


def _counted_after(text: str) -> Named | None:
    match = _TRAILING.search(text)
    return _listed(text[: match.start()], _number(match["count"])) if match else None


def _counted_in_names(text: str) -> Named | None:
    """A中心、B中心共2个 and 创新平台30个; where every name carries its own number (甲类3个、乙类2个), their sum."""
    names = names_of(joined(text))
    counts = [count for count in map(_own_count, names) if count is not None]
    if len(names) > 1 and len(counts) == len(names):
        return _listed(text, sum(counts))
    inside = [_COUNT_INSIDE.search(name) for name in names]
    if any(inside):
        counts = [int(each["count"]) if each else 1 for each in inside]
        told = zip(names, inside, counts, strict=True)
        all_listed = all(each is None or count == _in_brackets(name) for name, each, count in told)
        return Named(joined(text), sum(counts), sum(counts)) if all_listed else _listed(text, sum(counts))
    spoken = _SPOKEN_SUM.search(text)
    if spoken is not None and len(names) > 1 and _number(spoken["count"]) == len(names):
        return _listed(text[: spoken.start()], len(names))
    match = _ATTACHED.search(text)
    if match is None or _OPEN_BRACKET.search(text[: match.start()]):  # 协会（会员86家）
        return None
    return _listed(text[: match.start()], _number(match["count"] or match["bare"]))


def _in_brackets(name: str) -> int:
    """How many names stand in the brackets behind a kind: 省企业技术中心2个（甲、乙）."""
    found = _BRACKETS.search(name)
    return len(re.split("[、，,;；]", found[0].strip("()（）"))) if found is not None else 0


def _own_count(name: str) -> int | None:
    match = _ATTACHED.search(name)
    return _number(match["bare"]) if match and match["bare"] else None


def _number(text: str) -> int | None:
    plain = narrow(text)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    number = chinese_number(plain)
    return None if number is None else int(number)


def _without_numbering(text: str) -> str:
    """A numbered list (1. 甲 2. 乙, ①甲②乙) as lines; a name that begins with a figure keeps it."""
    for pattern, fewest in ((_RUN_ON, 2), (_NUMBERING, 1)):
        marks = list(pattern.finditer(text))
        numbers = [_place(mark) for mark in marks]
        if len(marks) >= fewest and not marks[0].start() and numbers == list(range(1, len(numbers) + 1)):
            return pattern.sub("\n", text).strip()
    return text


def _place(mark: re.Match[str]) -> int:
    if mark["circled"]:
        return ord(mark["circled"]) - ord("①") + 1
    return _number(mark["inside"] or mark["number"] or mark["han"] or mark["han_inside"]) or 0


def _with_commas_inside(bracket: re.Match[str]) -> str:
    """A list inside brackets belongs to one name: its 、 must not count."""
    return _MAIN_MARKS.sub("，", bracket[0])


def _outside_brackets(text: str, change: Callable[[str], str]) -> str:
    pieces: list[str] = []
    last = 0
    for bracket in _BRACKETS.finditer(text):
        pieces += [change(text[last : bracket.start()]), bracket[0]]
        last = bracket.end()
    return "".join([*pieces, change(text[last:])])
