"""What is typed about evidence: the number of an item, a place for files, what to do with the files of an item."""

from __future__ import annotations

import re
import unicodedata

from dialogs.answers import composing
from dialogs.definition.form import Form
from dialogs.files import collecting, listing, places, proposing, proving
from dialogs.record.proofs import Proof, ProofKind
from dialogs.saying.replies import Told
from dialogs.state.conversation import Filing, Proving
from dialogs.state.proof_actions import PutAt
from dialogs.turn import filing
from dialogs.turn.step import Step

_RENAME = re.compile(
    r"(?:把)?(?:文件)?(?:改名|重命名|改名字|名字?改|rename)\s*(?:第?\s*(?P<number>[0-9]{1,2})\s*(?:个|张)?\s)?\s*(?:为|成|叫|[:：]|to\s)?\s*(?P<name>\S.*)",
    re.I,
)
_REMOVE = re.compile(
    r"(?:把)?(?:第\s?(?P<place>[0-9一二三四五六七八九])\s?[个张份])?(?:文件|照片)?(?:给)?"
    r"(?:删除|删掉|删|去掉|拿掉|移除|不要|remove)\s*(?:第\s*)?(?P<number>[0-9]{1,2})?\s*(?:个|张)?(?:文件|照片)?了?[吧]?",
    re.I,
)
_ORDER = re.compile(
    r"(?:顺序|排序|次序|order)\s*(?:改为|改成|为|[:：])?\s*(?P<numbers>[0-9]{1,2}(?:[\s、,，]+[0-9]{1,2})+)", re.I
)
_REPLACE = re.compile(
    r"(?:把)?(?:第\s?(?P<place>[0-9一二三四五六七八九])\s?[个张份])?(?:文件|照片)?(?:给)?(?:替换|换掉|更换|想?换|replace)"
    r"(?:一[个张份]|成新的|新的)?\s*(?:第\s*)?(?P<number>[0-9]{1,2})?\s*(?:个|张)?(?:文件|照片)?[吧了]?",
    re.I,
)
_MOVE = re.compile(r"(?:移|挪|改放|move)", re.I)
_KINDS = {
    "主管部门证明": ProofKind.DEPARTMENT,
    "部门证明": ProofKind.DEPARTMENT,
    "第三方证明": ProofKind.THIRD_PARTY,
    "第三方": ProofKind.THIRD_PARTY,
    "自我声明": ProofKind.DECLARATION,
}
_DECLARE = re.compile(
    r"(?:生成|要|出|做|打印|declare|declaration\s+for)?\s*(?:自我声明|声明)?\s*(?P<items>(?:E|佐证).*)", re.I
)
_RECOGNISE = re.compile(
    r"(?:请|帮我)?(?:识别|识图|认)(?:一下)?(?:这?张?)?(?:照片|图片|图|扫描件|文字)?|ocr|read\s+(?:the\s+)?photo", re.I
)
_OF_QUESTION = re.compile(
    r"(?P<id>[1-9]\.[0-9]{1,2})\s*的?\s*(?:佐证|证明材料|evidence)"
    r"|(?:[^0-9,，。;；]{0,20})(?:放|归|挪|移|传|挂|存|搁|附)(?:到|在|去|进|给|入)?\s*(?P<place>[1-9]\.[0-9]{1,2})"
    r"(?:那?(?:里|下面|下|题|那儿|去)){0,3}[吧了。]?",
    re.I,
)
_ITEMS = re.compile(r"(?<![A-Za-z0-9])[Ee]-[0-9]{1,2}(?![0-9])")
_SHORT = 30
_PUT_AT = re.compile(
    r"^[^0-9Ee,，。;；]{0,20}(?:放|归|挪|移|传|挂|存|搁|附)(?:到|在|去|进|给|入)?[ ]*(?=[Ee佐])"
    r"|(?<=[0-9])(?:那?(?:里|下面|下|项|那儿|去)){1,3}[吧了。]?$"
)
"""2.22的佐证, 把昨天那张图放到2.12去: a question's items, where files are put and taken away."""


def said(step: Step, words: str) -> bool:
    """Whether the words were about evidence, and were done."""
    plain = unicodedata.normalize("NFKC", words).strip(" 。.!")
    if _RECOGNISE.fullmatch(plain):
        proposing.asked(step)
        return True
    if isinstance(step.state, Filing):
        return _placed(step, step.state, plain)
    if isinstance(step.state, Proving) and _of_item(step, step.state, plain):
        return True
    return _named(step, plain)


def _placed(step: Step, state: Filing, words: str) -> bool:
    """A place for the files that are asked about; words that are none are for the question behind."""
    items = places.items_meant(step, words)
    if not items:
        return False
    if len(items) == 1 or places.items_named(step.form, words):
        collecting.act(step, PutAt(state.files, items))
    else:
        collecting.ask_which(step, state, items)
    return True


def _named(step: Step, words: str) -> bool:
    """E-14, 2.22的佐证: the item, or those of a question; 自我声明 E-80 E-81: a declaration for these."""
    item = places.item_called(step.form, _PUT_AT.sub("", words)) or _mentioned(step, words)
    if item is not None:
        composing.save(step)
        proving.show_item(step, item)
        return True
    asked = _OF_QUESTION.fullmatch(words)
    printed = (asked["id"] or asked["place"]) if asked is not None else ""
    if printed in step.form.by_id:
        composing.save(step)
        _show_question(step, step.form, printed)
        return True
    return words.startswith(("自我声明", "声明", "declaration")) and _declared(step, words)


def _mentioned(step: Step, words: str) -> str | None:
    """把E-7那个文件删掉吧: the one item that a short message speaks of; its card has the ways to do it."""
    items = _ITEMS.findall(words) if len(words) <= _SHORT and "\n" not in words else []
    said = _ITEMS.sub("", words).strip(" 、,，和")
    return places.item_called(step.form, items[0]) if len(items) == 1 and len(said) > 1 else None


def _show_question(step: Step, form: Form, printed: str) -> None:
    own = [each for each in form.evidence if form.by_id[printed].name in each.fields]
    if len(own) == 1:
        proving.show_item(step, own[0].id)
    elif own:
        listing.show_items(step, [each.id for each in own])
    else:
        step.say(Told("needs no proof", {"id": printed}))


def _declared(step: Step, words: str) -> bool:
    found = _DECLARE.fullmatch(words)
    items = places.items_named(step.form, found["items"]) if found is not None else ()
    if items:
        listing.declare(step, items)
    return bool(items)


def _of_item(step: Step, state: Proving, words: str) -> bool:
    """What is to be done with the files of the item that is open."""
    if state.doing == "rename" and state.file:
        return _renamed(step, state, filing.find(step, state.file, state.item), words)
    if words in _KINDS:
        chosen = filing.find(step, state.file, state.item) if state.file else None
        filing.vouch(step, [chosen] if chosen else filing.of_item(step, state.item), _KINDS[words])
        proving.show_item(step, state.item)
        return True
    named = places.items_named(step.form, words)
    if named and (state.doing == "also" or words[:1] not in "Ee佐"):
        return _moved(step, state, named, away=_MOVE.search(words) is not None)
    return _handled(step, state, words)


def _renamed(step: Step, state: Proving, proof: Proof | None, name: str) -> bool:
    if proof is not None:
        step.say(Told("renamed", {"old": proof.name, "name": filing.rename(step, proof, name)}))
    proving.show_item(step, state.item)
    return True


def _moved(step: Step, state: Proving, items: tuple[str, ...], *, away: bool) -> bool:
    """The file that is open, or all of the item, also at these items, or there instead."""
    chosen = filing.find(step, state.file, state.item) if state.file else None
    files = [chosen] if chosen is not None else list(filing.of_item(step, state.item))
    for item in items:
        filing.put(step, [proof.file for proof in files], item)
    if away:
        for proof in files:
            filing.take_out(step, proof)
    step.say(Told("also filed", {"ids": "、".join(items), "count": str(len(files))}))
    proving.show_item(step, state.item)
    return True


def _handled(step: Step, state: Proving, words: str) -> bool:
    order = _ORDER.fullmatch(words)
    if order is not None:
        numbers = [int(number) for number in re.findall("[0-9]+", order["numbers"])]
        if not filing.reorder(step, state.item, numbers):
            step.say(Told("no such file"))
        proving.show_item(step, state.item)
        return True
    for pattern, verb in ((_RENAME, "rename"), (_REMOVE, "remove"), (_REPLACE, "replace")):
        found = pattern.fullmatch(words)
        if found is not None:
            return _with_file(step, state, verb, found)
    return False


def _with_file(step: Step, state: Proving, verb: str, found: re.Match[str]) -> bool:
    """删除 2, 替换 1, 改名 2 清单: the file of that number; without a number the one that is open, or the only one."""
    files = filing.of_item(step, state.item)
    place = found.groupdict().get("place") or found["number"] or "0"
    number = int(place) if place.isdigit() else "一二三四五六七八九".index(place) + 1
    proof = files[number - 1] if 1 <= number <= len(files) else None
    if not number:
        opened = filing.find(step, state.file, state.item) if state.file else None
        proof = opened or (files[0] if len(files) == 1 else None)
    if proof is None:
        step.say(Told("no such file"))
        proving.show_item(step, state.item)
    elif verb == "rename":
        return _renamed(step, state, proof, found["name"])
    else:
        proving.treat(step, proof, verb)
    return True
