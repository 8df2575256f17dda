"""What goes on from the last message, with one part of it changed: 沙河呢, 还有威县也是, 打错了，是能评, 佐证也看看.

The last message is said again with that part in it, so that whatever could be typed in full is understood in short.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dialogs.definition.notice import County
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.shown import county_shown
from dialogs.desk.ground.step import DeskStep, Mark
from dialogs.desk.ground.whether import ask_whether, say_so
from dialogs.desk.hearing import noting, writing_on
from dialogs.desk.hearing.matters_in_review import matters_in
from dialogs.desk.hearing.noting import slip_in
from dialogs.desk.hearing.put_in_place import put_in_place
from dialogs.desk.overview import looking
from dialogs.desk.reviews import reviewing
from dialogs.record.region import Stage
from dialogs.saying.briefs import Note, Today
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do
from dialogs.state.errands import KeepFollowUp, Look
from dialogs.state.examining import Examine, Examining

Hear = Callable[[DeskStep, str], None]
_LONGEST, _KEPT, _SHORT, _ENDING = 40, 200, 20, 2
_BUT_HIM = re.compile(
    "除了?(?:他们?|她们?|它|这家|这个县?|那家)(?:以外|之外|外)?(?:还有|还|别的|其[他它余])(?:谁|有谁|有?哪[些几]?[个家]?|有没有别的)?(?:县|家)?(?:也是|也这样|这样|的|呢|吗|没有?)*[?？]?"
)
_BUT = re.compile("除了?(?:他们?|她们?|它|这家|这个县?|那家)(?:以外|之外|外)?[,，]?(?=还|别的|其)")
_DECLINES = re.compile("不(?:申)?报")
_TOO = re.compile(
    r"(?:那|还有|再有|另外|再加上?|以及|对了|哦|给|把|再看看?|[,，\s])*\n+(?:那边|那儿|那里|那家|县里|这边|的|这[两几]个)*"
    r"(?P<too>(?:也|同样|一样|照样|都)+(?:是|一样|这样|这么[办弄着]|照办|给|要|算上?|延|来一?[份个遍]|看看?|看一?下|行|办|弄|得)*(?:一?[下份个遍]|他们?|的|吧|了)*|照办|同上|一样)?"
    r"(?P<asks>呢|怎么样|咋样|如何)?[吧啊了。?？]*"
)
"""\n stands for counties: 还有威县也是, 沙河呢."""
_JOINED = re.compile(r"\n(?:[、和跟与,，\s]|还有)+\n")
_ALSO = re.compile(r"^(?:还有|再有|再加上?|另外|以及)")
_TOPIC = re.compile(
    r"(?:那|还有|再|另外|对了|[,，\s])*(?P<topic>\S{1,16}?)(?:(?:也|再|都)(?:给我|帮我)(?:一份)?(?:吧|呢)?|(?:也|再|都)(?:给我|帮我)?(?:看看?|看一?下|瞅瞅|瞧瞧|是|要|说说|报一?下|来一?[份个下])(?:吧|呢)?|呢|怎么样|咋样)[?？。]*"
)
_PEOPLE = re.compile("电话|手机|联系人|负责人|号码|经办")
_ASKS = re.compile("[几吗么?？谁哪]|多少|什么|啥|怎么|咋|为何|没有?$|看看|看一?下")
_OF_ONE = re.compile("电话|手机|联系人|佐证|名单|材料|填|缺|差|错|章|送|退|改|交|几家|链接|没动|表|进来|报|数|题")
_OF_ALL = re.compile(
    "怎么[填弄办写改]|咋[填弄办写改]|附件|汇总|大家|各县|各市|全市|全省|哪[些几个]*[县家市]|系统|能不能|可以|你"
)
"""What is asked of one county, and what is not."""
_UNCLEAR = frozenset(
    ("unclear", "perhaps", "nothing called so", "which place", "chat", "left so", "stopped", "old button", "no unread")
)


def remember(step: DeskStep, words: str, before: Mark) -> None:
    """Keep the message that was understood, for what may go on from it; one that only went on is kept in full."""
    writing_on.stays(step, before)
    if not isinstance(before.conversation.state, Resting | Examining):
        step.update(heard="")
        return
    said = step.last_said
    understood = step.requested or (said is not None and getattr(said, "what", "") not in _UNCLEAR)
    if understood and not isinstance(said, Today) and step.conversation.heard == before.conversation.heard:
        step.update(heard=words.strip()[:_KEPT])


def followed(step: DeskStep, words: str, hear: Hear) -> bool:
    """Whether the words go on from the last message: one part of it put right, or another county."""
    return _put_right(step, words, hear) or _went_on(step, words, hear)


def _put_right(step: DeskStep, words: str, hear: Hear) -> bool:
    """打错了，是能评: the last message, with that in place of what is most like it."""
    last = step.conversation.heard
    new, old = slip_in(words) if last and step.awaits_no_words and len(words) <= _LONGEST else ("", "")
    if not new or any(_is_deed(each) for each in step.conversation.actions):
        return False
    if counties_in(step, new):
        return _of_another(step, last, new, hear)
    changed = put_in_place(last, new, old)
    if changed is None:
        return False
    before = step.mark()
    step.say(Note("put right", {"old": changed[1], "new": new}))
    return _said_again(step, changed[0], hear, before)


def _of_another(step: DeskStep, last: str, new: str, hear: Hear) -> bool:
    """打错了，是临西, behind 清河放第一: offered of the other county; what was only looked at is looked at there."""
    meant, named = counties_in(step, new), counties_in(step, last)
    alone = len(meant) == 1 and len(new) <= len(meant[0][1]) + _ENDING
    if not alone or len(named) != 1 or meant[0][0] == named[0][0]:
        return False
    before, full = step.mark(), last.replace(named[0][1], meant[0][0].name, 1)
    hear(step, full)
    made = step.requested[len(before.requests) :]
    does = any(not isinstance(each, Look | Examine) for each in made)
    step.rewind(before)
    if does:
        ask_whether(step, full, [say_so(full)])
    return does


def _is_deed(action: object) -> bool:
    """A date that is weighed knows its own corrections."""
    return isinstance(action, Do) and action.verb == "set date"


def _went_on(step: DeskStep, words: str, hear: Hear) -> bool:
    """沙河呢, 还有威县也是: the last message, of another county; what only asks does nothing."""
    last, plain = step.conversation.heard, words.strip()
    if not isinstance(step.state, Resting) or len(plain) > _LONGEST:
        return False
    if _BUT_HIM.fullmatch(plain):
        return _all_of_its_kind(step)
    but = _BUT.match(plain)
    if but is not None and _DECLINES.search(plain) and _declined(step):
        return _all_of_its_kind(step)
    if but is not None and plain[but.end() :]:
        return _said_again(step, plain[but.end() :], hear, step.mark(), shows=True)
    new, old = counties_in(step, plain), counties_in(step, last)
    found = _TOO.fullmatch(_JOINED.sub("\n\n", noting.without(plain, new))) if new else None
    if found is not None and not last and found["too"] and noting.copied_to(step, new):
        return True
    if found is None or len(old) != 1 or not (found["too"] or found["asks"] or _ALSO.match(plain)):
        return False
    before = step.mark()
    asks = bool(found["asks"]) and not found["too"]
    full = last.replace(old[0][1], "、".join(county.name for county, _ in new), 1)
    return _said_again(step, full, hear, before, shows=asks)


def _said_again(step: DeskStep, full: str, hear: Hear, before: Mark, *, shows: bool = False) -> bool:
    """Whether the message is understood in full; what would be kept twice, or is only asked, is offered."""
    replies = len(step.mark().replies)
    hear(step, full)
    made = step.requested[len(before.requests) :]
    said = step.mark().replies[replies:]
    if not (made or said) or getattr(step.last_said, "what", "") in _UNCLEAR:
        step.rewind(before)
        return False
    twice = any(isinstance(each, KeepFollowUp) for each in made)
    deeds = [each for each in made if not isinstance(each, Look | Examine)] or not isinstance(
        step.state, Resting | Examining
    )
    if twice or (shows and deeds):
        step.rewind(before)
        ask_whether(step, full, [say_so(full)])
    step.update(heard=full[:_KEPT])
    return True


def _all_of_its_kind(step: DeskStep) -> bool:
    """除了他还有谁: all that stand like the county on the screen, or that was spoken of."""
    county = _county(step)
    entrants = step.region.entrants_of(county.code) if county is not None else ()
    if not entrants:
        return False
    looking.stage(step, entrants[0].stage.value)
    return True


def _declined(step: DeskStep) -> bool:
    county = _county(step)
    entrants = step.region.entrants_of(county.code) if county is not None else ()
    return bool(entrants) and entrants[0].stage is Stage.DECLINED


def _county(step: DeskStep) -> County | None:
    """The county on the screen, else the one that the last message named."""
    named = counties_in(step, step.conversation.heard)
    return county_shown(step) or (named[0][0] if len(named) == 1 else None)


def _of_its_kind(step: DeskStep, plain: str, hear: Hear) -> bool:
    """pdf也要, 2.2呢: the last message with that in place of the one of its kind."""
    found = _TOPIC.fullmatch(plain) if isinstance(step.state, Resting) and len(plain) <= _SHORT else None
    changed = put_in_place(step.conversation.heard, found["topic"], alike=False) if found is not None else None
    return changed is not None and _said_again(step, changed[0], hear, step.mark())


def of_the_county(step: DeskStep, words: str, hear: Hear) -> bool:
    """佐证也看看, 占县里的比重呢, 名单上数出来是几家: of the county that was spoken of."""
    plain = words.strip()
    if _of_its_kind(step, plain, hear):
        return True
    county = _county(step) if isinstance(step.state, Resting) and len(plain) <= _SHORT else None
    found = _TOPIC.fullmatch(plain)
    asks = _ASKS.search(plain) is not None and _OF_ONE.search(plain) is not None and not _OF_ALL.search(plain)
    if county is None or counties_in(step, plain) or not (found or asks):
        return False
    topic = found["topic"] if found is not None else plain
    if _PEOPLE.search(topic):
        looking.open_county(step, county.code)
        return True
    matters = matters_in(step, topic)
    if len(matters) == 1 and matters[0].certain:
        reviewing.review_county(step, county.code, f"field:{matters[0].fields[0].name}")
        return True
    before = step.mark()
    return _said_again(step, f"{county.name}{topic}{'看看' if found is not None else ''}", hear, before, shows=True)
