"""What stands beside a value: 待核实, and where the figure comes from (department, document, date)."""

from __future__ import annotations

import re

from dialogs.record.application import Source

_DOUBT = (
    "待核实|待核|待确认|待复核|需核实|需确认|未核实|暂定|暂估|暂按|预估数|预估|估计|估算|预计"
    "|初步数|初步|存疑|不确定|不准"
)
DOUBT = re.compile(rf"[ ]*[(（]?(?:数据)?(?:{_DOUBT})(?:数据|数)?[)）]?(?=$|[\s,;、|/.。)])")
"""A mark of doubt as it stands after a value."""

_TAG = re.compile(
    r"(?<=[0-9家户个件项人名条元亿万吨%％])[ ]*(?:[,，。;；、]?[ ]*(?:应该|大概|估计|想必|估摸着?)(?:是|都|也)?"
    r"(?:没(?:什么|啥)?(?:算|填|记|报)?(?:错|问题|毛病)|不会错|是对|对|差不多)[的了]?吧?[ ]*[?？。]*|吧[ ]*[?？]+)$"
)
_SHOULD_BE = re.compile(r"^(?:应该|大概|估计|估摸着?|好像)(?:就?是|有|得有)?(?=[ ]?[0-9][^吧]*吧[?？。]*$)")
"""118 131 146，应该没错吧; 应该是160家吧: how sure somebody is of what is said."""

_CLOSED = r"[(（]\s*(?:(?:数据)?来源|source)\s*[:：]?\s*(?P<said>[^()（）\n]{1,200})[)）]"
_SAID = r"(?:数据)?来源(?:\s*(?:[:：]|是|为|于)|[ ])\s*(?P<said>[^\n]{1,200})"
_OPEN = r"(?:^|[\s,，;；。])" + _SAID
_ACCORDING = (
    r"(?:^|[\s,，;；。(（])(?:根据|依据|来自|据)\s*(?P<said>[^\s,，:：;；()（）]{0,40}"
    r"(?:局|委|办|厅|中心|部门|管委会|年报|公报|报表|年鉴|台账)[^\s,，:：;；()（）]{0,40})[)）]?[,，:：]?"
)
_GIVEN_BY = (
    r"[\s,，;；。](?P<said>[\u4e00-\u9fff]{1,10}(?:局|委|办|厅|中心|管委会))"
    r"(?:提供|给|报|出具|确认|核实)(?:的|了)?(?:数据?)?[。.]?$"
)
_BRACKETED = r"[(（](?P<said>[\u4e00-\u9fff]{1,10}(?:局|委|办|厅|中心|管委会))[)）]\s*$"
_IN_TEXT = (re.compile(_CLOSED + r"\s*$"), re.compile(r"\n" + _SAID + "$"))
_IN_FIGURES = tuple(re.compile(pattern) for pattern in (_CLOSED, _OPEN, _ACCORDING, _BRACKETED, _GIVEN_BY))
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}(?:年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?|[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?)"
    r"(?=$|[\s,，、。;；)）])"
)
_OFFICE = re.compile(r"[\u4e00-\u9fff]{1,14}?(?:局|管委会|委员会|委|办公室|办|厅|中心|部门|处|站)(?!长)")
_SAYS_NOTHING = re.compile("^(?:提供的?|上报的?)?(?:数据|资料)?$")
_PERSON = re.compile(
    r"(?:[\u4e00-\u9fff]{1,4}(?:科长|股长|局长|主任|处长|科员|会计|经理|同志|老师)|[老小][\u4e00-\u9fff])"
)
_EDGES = " \t,，、:：;；。"
_DOUBTFUL_TEXT = re.compile(rf"(?:[(（](?:{_DOUBT})(?:名称?)?[)）]|[ ,，;；](?:待核实|待确认|待复核))[。.]?$")


def source_of(said: str) -> Source:
    """Department, document, date out of “统计局 统计年报 2024年3月”; what is left over is a person or the document."""
    rest = said.strip(_EDGES)
    dates = list(_DATE.finditer(rest))
    date = dates[-1][0] if dates else None
    if dates:
        rest = rest[: dates[-1].start()] + rest[dates[-1].end() :]
    office = _OFFICE.match(rest.strip(_EDGES))
    document = rest.strip(_EDGES)[office.end() if office else 0 :].strip(_EDGES + "的《》")
    if _PERSON.fullmatch(document):
        return Source(office[0] if office else None, None, date, document)
    return Source(office[0] if office else None, _SAYS_NOTHING.sub("", document) or None, date)


def without_source(text: str, *, figures: bool) -> tuple[str, Source | None]:
    """The text without the words that say where it comes from, and these as a source.

    In a text only “（来源：…）” at the end or a last line “来源：…” counts; figures may also come 据统计局….
    """
    for pattern in _IN_FIGURES if figures else _IN_TEXT:
        match = pattern.search(text)
        if match is None:
            continue
        rest = f"{text[: match.start()].rstrip(_EDGES)} {text[match.end() :].lstrip(_EDGES)}".strip()
        if rest:
            return rest, source_of(match["said"])
    return text, None


def with_a_mark(text: str) -> str:
    """Figures that are said with 吧 or 应该没错, as figures that are 待核实."""
    return _TAG.sub(" 待核实", _SHOULD_BE.sub("", text, count=1), count=1) if "\n" not in text else text


def without_doubt(text: str) -> tuple[str, bool]:
    """A text without the mark “（待核实）” at its end, and whether it carried one."""
    match = _DOUBTFUL_TEXT.search(text)
    rest = text[: match.start()].rstrip(_EDGES) if match else ""
    return (rest, True) if rest else (text, False)
