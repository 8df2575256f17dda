"""A text with something of it changed as somebody says: 前面加一句：…, 把第二条换成…, 把8家改成9家, 去掉“全国”两个字.

Pure: the words and the text make another text. Where what is named stands nowhere in the text, or more than once,
nothing is changed.
"""

from __future__ import annotations

import re

from dialogs.reading.changes_said import every_way, plainly, without_excuse
from dialogs.reading.chinese import counted
from dialogs.reading.pieces import core, only_piece, only_place, pieces, put, renumbered
from dialogs.reading.told_revising import revised_as_told

_LONGEST = 600
_PLEASE = r"(?:请|麻烦|帮我|帮忙|给我|再|然后|那就?)*"
_NTH = (
    r"第(?P<nth>[一二三四五六七八九十1-9]{1,2})(?P<unit>[句条点段项])(?:话|落)?|"
    r"(?P<last>最后|末)(?:那|的)?一?(?P<unit_last>[句条点段项])(?:话|落)?"
)
_THIS = r"(?P<this>(?:这|那|上|刚[才刚]?(?:那|的)?)一?(?P<unit_this>[句条点项])(?:话)?)"
"""这句后面: behind the last one."""
_PUT = r"(?:再|请)?(?:加|补充?|添|插入?|写)(?:上|进)?(?:去)?"
_A_PIECE = r"(?:(?:一|这|以下|下面)?[句段条点行](?:话)?|这么一[句段](?:话)?)"
_INSERTED = re.compile(
    rf"{_PLEASE}(?:在|往)?(?:(?:正文|文章|全文|本?段落?|这段话?)的?)?"
    rf"(?:(?P<front>最?前[面边头]|最前|开头|开始|段首)|(?P<back>最?后[面边头]|最后|末尾|结尾|段尾|文末)|{_NTH}|{_THIS})?"
    rf"(?P<side>(?:之|的)?[前后][面边头]?|的?(?:最后|末尾|结尾))?{_PUT}(?:{_A_PIECE}[:：,，\s]+|[:：]\s*)(?P<new>\S.*)",
    re.DOTALL,
)
_BESIDE_WORDS = re.compile(
    rf"{_PLEASE}(?:在|往)?[“\"「](?P<place>[^“”\"「」\n]{{2,60}})[”\"」](?:这[里句儿])?的?(?P<side>[前后])[面边头]?"
    rf"{_PUT}(?:{_A_PIECE})?[:：,，\s]*[“\"「]?(?P<new>[^“”「」]+?)[”\"」]?",
    re.DOTALL,
)
"""在“始于八十年代”后面加一句：2009年建成园区: beside words that are quoted."""
_BECOMES = r"(?:改叫|改成|改为|换成|替换成|替换为|换为|改写成|改写为|修改为|修改成|更正为)"
_WRITTEN_ANEW = r"(?:重写|重新写)(?:成|为)?(?=[:：,，\s])"
_WHOSE = r"(?P<about>[^,，。;；：:\n“”]{2,20}?)(?:的)?(?:那|这)一?(?P<unit>[句段条])(?:话|里)?"
_PIECE_REPLACED = re.compile(
    rf"{_PLEASE}(?:把|将)?(?:{_NTH})(?:的?内容)?(?:{_BECOMES}|{_WRITTEN_ANEW})"
    rf"(?:(?:下面|以下|后面|这)(?:这|那)?一?[个句段条些](?:话)?)?[:：,，]?\s*(?P<new>\S.*)",
    re.DOTALL,
)
_WORDS_REPLACED = re.compile(
    rf"{_PLEASE}(?:把|将)?(?:(?:{_NTH})(?:里面?|中|当中)?的?)?[“\"「]?(?P<old>[^“”\"「」\n]{{1,40}}?)[”\"」]?"
    rf"(?:那里|那儿|那块|那个地方|这里|那边)?{_BECOMES}[:：]?\s*[“\"「]?(?P<new>[^“”\"「」\n]{{1,200}}?)[”\"」]?[吧了。]?"
)
_FIGURE_REWRITTEN = re.compile(
    rf"{_PLEASE}(?:把|将)?(?P<what>[^0-9,，。;；“”\n]{{0,12}}?)(?:的数字?|那个|这个)?"
    r"(?:应该(?:写成|是|为)?|应为|应是|写成|改写成|改成|改为|改到|换成|更正为|改)[ ]?"
    r"(?P<new>[0-9]+(?:\.[0-9]+)?)(?P<unit>[^0-9\s,，。;；]{1,4}?)(?:才对)?[吧了。.]?"
)
"""写成5件吧, 驰名商标应该是5件: the one figure of that unit."""
_REASON_BEHIND = re.compile(
    r"[,，;； ]+(?:领导|局长|科长|主任|市[里局]|省里|专家|他们|这样|原来|上面|因为|那样|更|太)[^,，。;；：:\n“”]{0,14}$"
    r"|[,，;； ]+[^,，。;；：:\n“”]{0,8}(?:又|再次|新|刚)[^,，。;；：:\n“”]{1,10}$"
)
"""集中供热改成集中供汽，领导定的."""
_ENDED = re.compile(r"[。.！？!?；;，,、…：:]\s*$")
_IS_WORDS = re.compile(r"\w")
_OFF = (
    r"(?:都|给我|先|就|暂时)*"
    r"(?:删掉|删了|删去|删除|去掉|拿掉|划掉|删|不要|不用|[别不]写|[别不]提)了?(?:一下)?[吧了。.!！]?"
)
_BECAUSE = r"(?:[,，。 ]+[^,，。;；：:\n]{1,14}[。.]?)?"
_PIECE_OFF = re.compile(rf"{_PLEASE}(?:(?:把|将)?(?:{_NTH}){_OFF}){_BECAUSE}")
_PIECE_NAMED_OFF = re.compile(
    rf"[^,，。;；：:\n第]{{0,14}}(?:{_NTH})[^,，。;；：:\n]{{0,12}}[,，。 ]+(?:就|先|那就?|还是|把它|给)*{_OFF}"
)
"""领导不让写第三条，删了吧: the reason stands before."""
_ITS_OWN = _WHOSE.replace("?P<about>", "?P<named>").replace("?P<unit>", "?P<of>")
_WHOSE_OFF = re.compile(rf"{_PLEASE}(?:(?:把|将)?{_WHOSE}{_OFF}|{_OFF}{_ITS_OWN}[了吧。]*){_BECAUSE}")
"""删掉从业人员那句, 从业人员那句不要了."""
_WHOSE_REPLACED = re.compile(
    rf"{_PLEASE}(?:把|将)?{_WHOSE}(?:{_BECOMES}|{_WRITTEN_ANEW})(?:这样)?[:：,，]?\s*(?P<new>\S.*)", re.DOTALL
)
"""羊绒产业那句改成：…"""
_ALL_ANEW = re.compile(
    rf"{_PLEASE}(?:把|将)?(?:重写|重新写)(?:一下)?(?:这一?[段篇个]|全文|正文|这个)?(?:话|文字|内容)?[:：]\s*(?P<new>\S.*)|"
    rf"{_PLEASE}(?:把|将)?(?:这一?[段篇]|全文|正文)(?:话|文字|内容)?(?:{_BECOMES}|{_WRITTEN_ANEW})[:：]?\s*(?P<instead>\S.*)",
    re.DOTALL,
)
"""重写这一段：…: another text in the place of the one paragraph that stands."""
_PIECES_SWAPPED = re.compile(
    rf"{_PLEASE}(?:把|将)?第?(?P<one>[一二三四五六七八九1-9])(?P<unit>[句条点段项])?(?:话)?(?:[和跟与同、])第?(?P<other>[一二三四五六七八九1-9])"
    r"(?P<unit_other>[句条点段项])?(?:话)?(?:的)?(?:内容|顺序|位置|前后|先后)?(?:给|都)?(?:对调|互换|调换|交换|调个?|换个?|颠倒|倒)(?:一?下|个)?"
    r"(?:顺序|位置|个儿?|过来)?[了吧。.]?"
)
"""二和三换个顺序."""
_WORDS_OFF = re.compile(
    rf"{_PLEASE}(?:(?:把|将)?[“\"「]?(?P<old>[^“”\"「」\n]{{2,40}}?)[”\"」]?(?:[一二两三四五六]个字|这[几个]?[字词句]话?|这句话?)?{_OFF}|"
    rf"(?:删掉|去掉|删除)[“\"「](?P<quoted>[^“”\"「」\n]{{1,40}})[”\"」](?:[一二两三四五六]个字)?[。]?)"
)
_RENUMBERED = re.compile(
    rf"{_PLEASE}(?:把|将)?(?:编号|序号|标号|条目号|数字号|号码?)(?:也|都|再|得|要|给我?|帮我|重新?)*"
    r"(?:顺|排|理|编|调|改|更新)(?:一?[下排顺编])?(?:过来|好|了)?"
    r"(?:[,，。 ]+[^,，。]{0,4}(?:变|改|成|为)[^,，。]{0,5})*[吧了。]?"
)
"""编号也顺一下，（三）变（二）."""
_FIGURE_BEHIND = re.compile(r"[0-9][0-9.,]*[^0-9]{0,4}$")


def revised(text: str, words: str) -> str | None:
    """The text after these words; None where they are no such wish, or what they name is not there just once."""
    if len(words) > _LONGEST or not text:
        return None
    every = every_way(words)
    reasoned = [without for each in every if (without := _REASON_BEHIND.sub("", each)) != each]
    every = [*reasoned, *every]
    changed = next((text_after for each in every if (text_after := _changed(text, each)) is not None), None)
    return changed if changed is not None else revised_as_told(text, without_excuse(words))


def _changed(text: str, said: str) -> str | None:
    for pattern, change in (
        (_RENUMBERED, _numbered_anew),
        (_PIECE_OFF, _without_piece),
        (_PIECE_NAMED_OFF, _without_piece),
        (_PIECES_SWAPPED, _with_swapped),
        (_WHOSE_OFF, _without_whose),
        (_WHOSE_REPLACED, _with_whose),
        (_ALL_ANEW, _anew),
        (_WORDS_OFF, _without_words),
        (_PIECE_REPLACED, _with_piece),
        (_BESIDE_WORDS, _beside_words),
        (_INSERTED, _with_more),
        (_FIGURE_REWRITTEN, _with_figure),
        (_WORDS_REPLACED, _with_words),
    ):
        found = pattern.fullmatch(said)
        if found is not None and (text_after := change(text, found)) is not None:
            return text_after
    return None


def anew_of_several(text: str, words: str) -> tuple[str, ...]:
    """重写这一段：… where several paragraphs stand: with the last one replaced, and all of it; none for other words."""
    said = _ALL_ANEW.fullmatch(plainly(words)) if len(words) <= _LONGEST else None
    before, several, _ = text.strip().rpartition("\n")
    if said is None or not several:
        return ()
    new = str(said["new"] or said["instead"]).strip()
    return f"{before}\n{new}", new


def names_a_change(words: str) -> bool:
    """Whether words say at which place of a text something is put in, replaced or taken out, whichever text it is."""
    said = plainly(words)
    inserted = _INSERTED.fullmatch(said) if len(words) <= _LONGEST else None
    placed = inserted is not None and any(inserted[each] for each in ("front", "back", "nth", "last", "this"))
    return placed or (len(words) <= _LONGEST and any(each.fullmatch(said) for each in _NAMED_PLACES))


_NAMED_PLACES = (_PIECE_REPLACED, _PIECE_OFF, _PIECE_NAMED_OFF, _WHOSE_OFF, _WHOSE_REPLACED, _ALL_ANEW)


def _beside_words(text: str, said: re.Match[str]) -> str | None:
    """With the new words before or behind those that are quoted, inside the clause that they stand in."""
    place = only_place(text, said["place"])
    if place is None:
        return None
    new, at = said["new"].strip(), place[0] if said["side"] == "前" else place[1]
    if said["side"] == "前":
        return f"{text[:at]}{new if _ENDED.search(new) else f'{new}，'}{text[at:]}"
    mark = text[at] if at < len(text) and text[at] in "，,；;。、" else ""
    return f"{text[:at]}{mark or '，'}{new.rstrip('。；;，,')}{mark or '，'}{text[at + len(mark) :]}"


def _numbered_anew(text: str, _: re.Match[str]) -> str | None:
    anew = renumbered(text)
    return anew if anew != text else None


def _without_piece(text: str, said: re.Match[str]) -> str | None:
    span = _piece(text, said)
    return None if span is None else _cut(text, span)


def _without_whose(text: str, said: re.Match[str]) -> str | None:
    span = only_piece(text, said["about"] or said["named"], said["unit"] or said["of"])
    return None if span is None else _cut(text, span)


def _cut(text: str, span: tuple[int, int]) -> str | None:
    """The text without a piece; where that was the last one, it ends as the text did."""
    before, behind, ended = text[: span[0]], text[span[1] :], _ENDED.search(text)
    if not behind.strip() and ended is not None:
        before = re.sub(r"[；;，,、]\s*$", ended[0], before)
    return (before + behind).strip("\n") or None


def _with_whose(text: str, said: re.Match[str]) -> str | None:
    span = only_piece(text, said["about"], said["unit"])
    return put(text, span, said["new"]) if span is not None else None


def _anew(text: str, said: re.Match[str]) -> str | None:
    """Another text, where only one paragraph stands: of several nobody knows which is meant."""
    return None if "\n" in text.strip() else (said["new"] or said["instead"]).strip()


def _with_swapped(text: str, said: re.Match[str]) -> str | None:
    """Two pieces in each other's places; their numbers and what ends them stay where they are."""
    spans = pieces(text, said["unit_other"] or said["unit"] or "条")
    first, second = sorted((counted(said["one"]), counted(said["other"])))
    if not 0 < first < second <= len(spans):
        return None
    one, other = (text[slice(*spans[place - 1])] for place in (first, second))
    return put(put(text, spans[second - 1], core(one)), spans[first - 1], core(other))


def _without_words(text: str, said: re.Match[str]) -> str | None:
    place = only_place(text, said["old"] or said["quoted"])
    if place is None:
        return None
    before, behind = text[: place[0]], text[place[1] :]
    if before.endswith(("，", "、")) and (not behind or behind[0] in "，、。；;"):
        before = before[:-1]  # no mark is left over where a clause stood
    return before + behind


def _with_words(text: str, said: re.Match[str]) -> str | None:
    start, end = 0, len(text)
    if said["nth"] or said["last"]:
        span = _piece(text, said)
        if span is None:
            return None
        start, end = span
    found = only_place(text[start:end], said["old"])
    place = (found[0] + start, found[1] + start) if found is not None else None
    figure = _FIGURE_BEHIND.search(said["old"])
    if place is not None and figure is not None and figure.start() and said["new"][0].isdigit():
        place = (place[0] + figure.start(), place[1])  # 光伏装机20兆瓦改成25兆瓦: what is counted stays
    return None if place is None else text[: place[0]] + said["new"] + text[place[1] :]


def _with_figure(text: str, said: re.Match[str]) -> str | None:
    """The one figure of that unit, behind what is named; what it counts stays."""
    pattern = rf"(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?=[ ]?{re.escape(said['unit'])})"
    what = said["what"].strip("的 ")
    before = rf"{re.escape(what)}[^0-9,，。;；\n]{{0,6}}" if what else ""
    found = list(re.finditer(f"{before}(?P<figure>{pattern})", text))
    if not found and any(what[at : at + 2] in text for at in range(len(what) - 1)):
        found = list(re.finditer(f"(?P<figure>{pattern})", text))  # 光伏规模改成15兆瓦: the only one
    if len(found) != 1:
        return None
    return text[: found[0].start("figure")] + said["new"] + text[found[0].end("figure") :]


def _with_piece(text: str, said: re.Match[str]) -> str | None:
    """The piece keeps its number and what ends it."""
    span = _piece(text, said)
    return put(text, span, said["new"]) if span is not None else None


def _with_more(text: str, said: re.Match[str]) -> str | None:
    new = said["new"].strip()
    if said["front"]:
        return new + ("\n" if "\n" in text else "") + text
    side = (said["side"] or "").strip("之面边头的")
    named = said["nth"] or said["last"] or (said["this"] and side == "前")
    if not named:
        between = (
            "\n"
            if "\n" in text and not said["this"]
            else ""
            if _ENDED.search(text) or not _IS_WORDS.match(new)
            else "，"
        )
        return text + between + new
    span = _piece(text, said)
    if span is None:
        return None
    within = span[0] + len(text[span[0] : span[1]].rstrip("\n"))
    at = span[0] if side == "前" else within if side in ("最后", "末尾", "结尾") else span[1]
    return f"{text[:at]}{new}{text[at:]}"


def _piece(text: str, said: re.Match[str]) -> tuple[int, int] | None:
    """Where the named sentence, item or paragraph stands."""
    this = said.groupdict().get("unit_this")
    unit = this or said["unit"] or said["unit_last"]
    spans = pieces(text, unit)
    number = len(spans) if this or said["last"] else counted(said["nth"])
    return spans[number - 1] if 0 < number <= len(spans) else None
