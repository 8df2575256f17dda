"""Notes in sentences: 宁晋也记一条 等环评回来再催; what was just noted put right (说差了，是周四) or taken away again.

The words behind are the note, whatever deeds they speak of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.definition.notice import County
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.whether import ask_whether
from dialogs.desk.ground.words import command_of
from dialogs.desk.hearing.put_in_place import put_in_place
from dialogs.desk.hearing.setting_right import just_noted, noted_or_shown
from dialogs.desk.own import keeping
from dialogs.record.options import Option
from dialogs.record.region import Remark
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_LONGEST = 200
_NOTES = re.compile(
    r"(?:给|在|把|替|帮我|请|那|再|顺便|[\s,，])*\n(?:(?:[、和跟与,，\s]|还有)*\n)*(?:那边|那里|那家|这边|名下|那儿|县里|底下|头上|上|的|也|再|都|各|同样|给我|帮我|就)*"
    r"(?:记|备注|写|添|加|注|来)(?:(?:上|下)?(?:一?[条笔个句下]|几句|着|备注)+|(?<!来)上)(?:备注)?(?:就?[写说是])?[啊呀吧哈呗]*[:：,，\s]+(?P<text>\S.+)",
    re.DOTALL,
)
"""\n stands for the county."""
_SLIP = re.compile(
    r"(?:哎呀?|哦|呃|啊|嗯|唉|那个|不好意思|抱歉|[,，。!！\s])*"
    r"(?:(?:我|刚才|刚)*(?:说|打|写|记|弄|讲|发|搞|敲|输|备注)(?:错|差|岔|反|串|漏)了?(?:一?个?字)?了?|不对|错了|口误|笔误|手误|手滑了?|更正一?下?|改一?下(?=[,，\s是]))(?:[,，\s]*(?:不对|错了))*"
    r"[啊呀哈,，。!！:：\s]*(?:应该|应当|该|我|想|要|的|说|写|是|为|改成|改为)*[:：,，\s“\"]*"
    r"(?P<new>\S{1,20}?)(?:[”\"]?[,，\s]*(?:而)?不是[“\"]?(?P<old>\S{1,16}?))?[”\"吧啊。!！]*"
)
"""说差了，是周四; 打错了，是能评不是环评."""
_CHANGED = re.compile(
    "(?:.{0,16}[,，\\s])?(?:那就|就|还是|那)?(?:改|换)(?:成|到|为)(?P<new>[^,，。]{2,8}?)(?:再问|吧|好了)?[。]?"
)
"""周三我在外面，改成周四上午."""
_INSTEAD = re.compile(
    "(?:把|将)?(?P<was>[^,，。]{1,12}?)(?:(?:改|换)(?:成|为)|(?:不行|不成|来不及)(?:了)?[,，\\s]*(?:得|要|还是|改|换)*(?:成|到|为)?)(?P<new>[^,，。]{2,12}?)(?:吧|才行|才成)?[。]?"
)
"""再问改成再催, 周三不行，得周五."""
_MORE = re.compile(
    "(?:哦|对了?|还有|[,，\\s])*(?:再|还要?)?(?:加|补|添)(?:上)?一?[句条笔](?:话)?[:：,，\\s]+(?P<more>\\S.+)",
    re.DOTALL,
)
_SAME = re.compile(
    "(?:把|将)?(?:这|那|刚才|同样)的?(?:一)?[条个句](?:备注|话)?(?:也|给|在|到|往|上|[\\s,，])*\n+(?:那边|那儿|名下|头上|上|里)*(?:也|都|同样)*(?:给)?(?:写|记|备注|加|抄|用|来)(?:上|一?[份条下句]|过去|着)*[吧了]*"
)
"""把这条备注给清河也写上: \\n stands for the counties."""
_AS_BEFORE = re.compile(
    "(?:内容|备注|话|就|也|跟|和|同|照着?|这个?|那个?|这条|那条|刚才|上面|前面|的|\n)*(?:一样|同样|一模一样|照抄|照样|同上|一致)(?:的)?(?:内容|备注|话)?(?:就行|写|记|吧)*[。]?"
)
"""南宫也记一个 一样的."""
_RATHER = re.compile(
    r"不是(?P<old>[^,，。\s]{1,10}?)[,，。\s]+(?:应该是|而是|是)?(?P<new>[^,，。\s说]{1,10}?)(?:[,，。\s]+(?:因为)?(?P<why>[^?？要删撤退]{2,20}))?[。]?"
)
"""不是周三 周四 周三我下乡."""
_TAKEN_AWAY = re.compile(
    r"(?:把|将|那|先)*(?:(?:这|那|刚才?|刚刚|上面|记的|写的|的|[一这那][条个句]|条|个|句|笔)+(?:备注|记录|话)?|备注|(?=不用记|不记|别记))(?:就|给我|也|先|帮我|可以|都)*"
    r"(?:去掉|删掉?|删除|不要|不用记|不用|不记|别记|撤掉?|撤销|取消|抹掉?|划掉|清掉|算|拿掉)了?[吧啊]*(?:[,，。;；\s]+(?P<why>.{0,40}))?"
)
"""这条去掉吧，刚在走廊碰见已经问过了."""
_REPORTED = re.compile(
    "(?:刚才?|刚刚|我|又|打通了?|来电话了?|回话了?|回电了?|[,，\\s])*(?:他们?|她们?|县里|那边|那头|人家|对方)(?:说|讲|答应|表示|回复|回话)[^?？吗么谁哪]{3,}"
)
"""他说明儿个上午交, behind a note that was just kept."""
_DOES = re.compile("改成|换成|再记|重新|提醒|[?？吗]|催|发给|通知")


def noted(step: DeskStep, words: str) -> bool:
    """Whether the words are a note on a county they name, or change the note that was just kept."""
    plain = words.strip()
    if not isinstance(step.state, Resting) or len(plain) > _LONGEST:
        return False
    if _taken_away(step, plain):
        return True
    readings = (_copied, _written, _put_right, _reported)
    return command_of(plain) is None and any(reading(step, plain) for reading in readings)


def slip_in(words: str) -> tuple[str, str]:
    """What takes the place of something said wrongly, and of what, where that is said; empty for other words."""
    found = _SLIP.fullmatch(words.strip()) or _RATHER.fullmatch(words.strip())
    return (found["new"], found["old"] or "") if found is not None else ("", "")


def _written(step: DeskStep, plain: str) -> bool:
    named = counties_in(step, plain)
    for some in (named, *([each] for each in named)):
        found = _NOTES.fullmatch(without(plain, some)) if some else None
        if found is not None and _AS_BEFORE.fullmatch(found["text"]) and copied_to(step, some):
            return True
        if found is not None and "\n" not in found["text"]:
            for county, _ in some:
                keeping.keep_note(step, county.code, found["text"])
            return True
    return False


def _copied(step: DeskStep, plain: str) -> bool:
    """把这条备注给清河也写上: the note that was just kept, for others too."""
    named = counties_in(step, plain)
    return bool(named) and _SAME.fullmatch(without(plain, named)) is not None and copied_to(step, named)


def copied_to(step: DeskStep, named: Sequence[tuple[County, str]]) -> bool:
    """Keep the last note for these counties as well; False where there is none."""
    county, note = _last_note(step)
    if not county or not note:
        return False
    others = [each.code for each, _ in named if each.code != county]
    for code in others:
        keeping.keep_note(step, code, note)
    return bool(others)


def without(plain: str, named: Sequence[tuple[County, str]]) -> str:
    """The words with a line's end in place of each of these counties."""
    for _, name in named:
        plain = plain.replace(name, "\n", 1)
    return plain


def _put_right(step: DeskStep, plain: str) -> bool:
    """说差了，是周四: of the note that was just kept, with the old words and the new ones said."""
    county = just_noted(step)
    note = step.region.remarks.get(county, Remark()).note
    new, old = slip_in(plain)
    for pattern in (_CHANGED, _INSTEAD) if not new else ():
        found = pattern.fullmatch(plain)
        if found is not None and not new:
            new, old = found["new"], found.groupdict().get("was") or ""
    more = _MORE.fullmatch(plain)
    if county and note and more is not None:
        keeping.keep_note(step, county, f"{note}；{more['more'].strip()}")
        return True
    if not county or not note or not new or counties_in(step, new):
        return False
    changed = put_in_place(note, new, old)
    if changed is None:
        return False
    step.say(Note("put right", {"old": changed[1], "new": new}))
    keeping.keep_note(step, county, changed[0])
    return True


def _reported(step: DeskStep, plain: str) -> bool:
    """他说明儿个上午交: offered as a note on the county that was just noted, behind what stands there."""
    county = just_noted(step)
    if not county or not _REPORTED.fullmatch(plain) or counties_in(step, plain):
        return False
    there = step.region.remarks.get(county, Remark()).note
    note = f"{there}；{plain}" if there else plain
    option = Option("desk say so", {"words": f"备注 {step.region.called(county)} {note}"})
    ask_whether(step, plain, [(option, Do("keep note", (county, note)))])
    return True


def asked_which(step: DeskStep, words: str) -> bool:
    """打错了，是能评, where nothing in the note that was just kept is like it: both ways are offered."""
    (county, note), (new, _) = _last_note(step), slip_in(words)
    if not note or not new or counties_in(step, new) or not isinstance(step.state, Resting):
        return False
    tail = f"{note[: -len(new)]}{new}" if len(note) > len(new) and note[-1] == new[-1] else ""
    ways = [each for each in (tail, new, f"{note}；{new}") if each]
    options = tuple(Option("desk say so", {"words": each}) for each in ways)
    actions = (*(Do("keep note", (county, each)) for each in ways), Do("stop"))
    step.offer(
        Note("note which", {"name": step.region.called(county), "note": note}, (*options, Option("desk not now"))),
        actions,
    )
    return True


def _last_note(step: DeskStep) -> tuple[str, str]:
    """The county and the words of the note that the last message was, else of the one that was just kept."""
    last = step.conversation.heard
    for county, name in counties_in(step, last):
        found = _NOTES.fullmatch(last.replace(name, "\n", 1))
        if found is not None:
            return county.code, found["text"]
    county_noted = just_noted(step)
    return county_noted, step.region.remarks.get(county_noted, Remark()).note


def _taken_away(step: DeskStep, plain: str) -> bool:
    """这条去掉吧，…: the note that was just kept; of a county on the screen where the words say 备注."""
    county = just_noted(step) or (noted_or_shown(step) if "备注" in plain else "")
    found = _TAKEN_AWAY.fullmatch(plain)
    note = step.region.remarks.get(county, Remark()).note
    if not note or found is None or _DOES.search(found["why"] or ""):
        return False
    name = step.region.called(county)
    opens = Option("desk open", {"name": name})
    step.offer(Note("note gone", {"name": name, "note": note}, (opens,)), (Do("open", (county,)),))
    keeping.keep_note(step, county, "无")
    return True
