"""不是清河是临西, 改成后天: what was said last was meant of another county, or for another day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from dialogs.definition.notice import County
from dialogs.desk.ground.choosing import called
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.days import day_named, without_hour
from dialogs.desk.ground.shown import county_shown
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.whether import ask_whether, say_so
from dialogs.desk.overview import looking
from dialogs.desk.own import dating, keeping
from dialogs.desk.people import inviting
from dialogs.desk.reviews import commenting, reviewing
from dialogs.reading.places import stem
from dialogs.record.options import Option
from dialogs.record.region import Remark
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Awaiting, Do
from dialogs.state.examining import Examining

_LONGEST = 40
_WRONG = "(?:错了|(?:说|打|发|弄|看|写|记|标|备注)错了?|哦?不对)"
_OTHER = re.compile(
    rf"(?:.{{0,12}}[,，。 ])?{_WRONG}?[,，。 ]*(?:不是|不要|不看)(?P<old>[^\s,，。]{{2,8}}?)[,，。 ]*"
    r"(?:而?是|应该是|我?(?:想|要)?(?:看|找|问|说)(?:的是)?|我?要的?是?)(?P<new>[^\s,，。]{2,8}?)(?:的|那[家个])?"
    rf"|(?:{_WRONG}[,，。 ]*(?:应该)?(?:是|看)|我?(?:说|问|要看|想看|要|指)的?是)"
    r"(?P<only>[^\s,，。]{2,8}?)(?:的|那[家个])?"
    r"|是(?P<first>[^\s,，。]{2,8}?)[,，。 ]*不是(?P<last>[^\s,，。]{2,8})"
)
_MIXED_UP = re.compile("(?:弄|搞|看|点|说|打|审|退|选)?(?:岔|混|错|差|反)了?|不是|不对")
_MEANT = "(?:(?:要|该|想|本来|应该)?(?:退|审|看|打回|退回|批)(?:的|回的)?(?:应?该?是|是)?|是)(?:{name})"
"""要退的是临西."""
_THIS = re.compile("这[个家]?县?|它|他们?")
"""不是这个 我要看威县."""
_DAY = re.compile(r"(?:时间|日期)?(?:改|换|推|挪|延|提前|推迟)(?:成|到|为|至)\s*(?P<day>\S.{0,12})")

_RATHER = re.compile(
    r"(?:嗯|哦|算了|不对|不|错了|还是|应该|改|是|就|那|到|[,，。\s])*"
    r"(?P<day>[0-9一二三四五六七八九十下本这周星期礼月后明大]\S{0,10}?)(?:好了?|才对|合适|行)?"
)
_NO_LONGER = re.compile(
    r"(?:算了|还是|[,，\s])*(?:别|不要|不给|不用|不是)(?P<old>[0-9一二两三四五六七八九十半]+个?(?:天|周|星期|工作日)|[^,，\s]{1,4}?[号日天])了?吧?"
    r"[,，。\s]*(?:就|还是|改|到|成|是|要|给|限|[,，])*(?P<new>[0-9一二三四五六七八九十下本这周星期礼月后明大]\S{1,8}?)(?:吧|好了)?"
)
"""别三天了 就到周五."""
_ONLY_THERE = re.compile(
    r"(?:对|嗯|就|只|光|[,，\s])*(?:改|延)?[他她它这那](?:们)?一?个?[家县](?:啊|吧|哈|呢)?"
    r"(?:[,，。\s]*(?:别|其他|其它|其余)(?:的|人|县|家)*(?:都|就|先|也)*(?:不动|不变|不改|别动|照旧|不延)(?:啊|吧|哈)?)?"
)
"""就他一家啊 别的不动, of a county's day: so it is."""
_UNTIL = re.compile(r"(?:那|就|给他们?|先|[,，。\s])*(?:到|宽限到|截止到?|截至)(?P<day>\S{2,8}?)(?:前|为止|吧|截止)*")
"""到25号, where all buttons are of one county."""
_RATHER_THAN = re.compile(r"(?:嗯|哦|算了|[,，。\s])*(?:还是|应该是|不对)[,，是\s]*(?P<day>\S{2,10}?)(?:好了?|才对)?")
"""嗯算了 还是22号."""
_WRITTEN = re.compile("(?:[我刚才哦]|备注)*(?:写|记|打|备注)错")
_WORDS = re.compile(
    r"(?:[我刚才哦]|备注)*(?:(?:写|记|打|备注|说)?错了|不对)?[,，。\s]*(?:应该)?"
    r"(?:是(?P<new>[^,，。]{1,16}?)[,，。\s]*不是(?P<old>[^,，。]{1,16})"
    r"|不是(?P<was>[^,，。]{1,16}?)[,，。\s]*(?:而|应该)?是(?P<instead>[^,，。]{1,16}))"
)


def set_right(step: DeskStep, words: str) -> bool:
    """Whether the words put another county or another day in place of what was said."""
    plain = words.strip().rstrip("吧啊。")
    if _review_of_another(step, plain):
        return True
    if isinstance(step.state, Awaiting) and len(plain) <= _LONGEST:
        return _of_the_awaited(step, step.state, plain)
    if not isinstance(step.state, Resting | Examining) or len(plain) > _LONGEST:
        return False
    readings = (_note_of_another, _another_county, _of_the_preview, _of_the_offered, _until, _another_day, _note)
    return any(reading(step, plain) for reading in readings)


def _review_of_another(step: DeskStep, plain: str) -> bool:
    """弄岔了，要退的是临西，不是清河, in a review: nothing is returned, and the other one is opened."""
    state = step.state
    if not isinstance(state, Examining) or len(plain) > _LONGEST or not _MIXED_UP.search(plain):
        return False
    others = [county for county, name in counties_in(step, plain) if county.code != state.county]
    meant = re.search(_MEANT.format(name="|".join(map(re.escape, _called(others)))), plain) if others else None
    if len(others) != 1 or meant is None:
        return False
    commenting.put_aside(step)
    figures = {"name": others[0].name, "words": step.region.called(state.county)}
    step.say(Note("meant review other", figures))
    reviewing.review_called(step, others[0].name)
    return True


def _called(counties: Sequence[County]) -> list[str]:
    return [name for each in counties for name in (each.name, stem(each.name))]


def _another_county(step: DeskStep, plain: str) -> bool:
    found = _OTHER.fullmatch(plain)
    if found is None:
        return False
    new = called(step.form, step.region, found["new"] or found["only"] or found["first"])
    old = called(step.form, step.region, found["old"] or found["last"] or "")
    this = _THIS.fullmatch(found["old"] or "") is not None
    if len(new) != 1 or (not old and not found["only"] and not this):
        return False
    before = "、".join(each.name for each in old)
    step.say(Note("meant other" if before else "meant another", {"name": new[0].name, "words": before}))
    looking.open_county(step, new[0].code)
    return True


def _note_of_another(step: DeskStep, plain: str) -> bool:
    """写错了，是临西, where a note was just kept: it goes to that county, beside what is noted there."""
    found, old = _OTHER.fullmatch(plain), just_noted(step)
    note = step.region.remarks.get(old, Remark()).note
    if found is None or not note or not _WRITTEN.match(plain):
        return False
    new = called(step.form, step.region, found["new"] or found["only"] or found["first"])
    if len(new) != 1 or new[0].code == old:
        return False
    there = step.region.remarks.get(new[0].code, Remark()).note
    keeping.keep_note(step, old, "无")
    keeping.keep_note(step, new[0].code, f"{there}；{note}" if there else note)
    return True


def _of_the_awaited(step: DeskStep, state: Awaiting, plain: str) -> bool:
    """说错了，是广宗, while people, a note or a day of another county are awaited: they are that county's."""
    found = _OTHER.fullmatch(plain)
    name = (found["new"] or found["only"] or found["first"]) if found is not None else ""
    new = called(step.form, step.region, name) if name else ()
    ask = _ASKED_OF.get(state.verb)
    if ask is None or len(new) != 1 or not state.about or state.about[0] not in step.region.by_code:
        return False
    ask(step, new[0].code)
    return True


_ASKED_OF: Mapping[str, Callable[[DeskStep, str], None]] = {
    "invite": inviting.invite_to,
    "note": keeping.ask_note,
    "date": dating.ask,
}
"""What is asked of one county."""


def _of_the_preview(step: DeskStep, plain: str) -> bool:
    """还是22号吧, while a date is weighed: that day is weighed in its place."""
    asked = [each for each in step.conversation.actions if isinstance(each, Do) and each.verb == "set date"]
    if len(asked) == 1 and _ONLY_THERE.fullmatch(plain) and asked[0].about[0] in step.region.by_code:
        dating.weigh_again(step, *asked[0].about)
        return True
    found = _RATHER.fullmatch(plain) or _DAY.fullmatch(plain)
    day = day_named(step, without_hour(found["day"])) if found is not None and len(asked) == 1 else None
    if day is None or not isinstance(step.state, Resting):
        return False
    place, _, deadline = asked[0].about
    dating.say_hour(step, plain)
    dating.weigh_again(step, place, day, deadline)
    return True


def _of_the_offered(step: DeskStep, plain: str) -> bool:
    """别三天了 就到周五, where wordings with a day are offered: they are offered with that day."""
    found = _NO_LONGER.fullmatch(plain)
    typed = [each.about[0] for each in step.conversation.actions if isinstance(each, Do) and each.verb == "say so"]
    if found is None or not any(found["old"] in each for each in typed) or not isinstance(step.state, Resting):
        return False
    new = re.sub("之?前$", "", found["new"])
    ways = [re.sub(f"给?{re.escape(found['old'])}", lambda _: f"{new}前", each) for each in typed]
    ask_whether(step, plain, [say_so(each) for each in ways])
    return True


def _until(step: DeskStep, plain: str) -> bool:
    """到25号, behind what was offered of one county: its date is weighed."""
    found = _UNTIL.fullmatch(plain) if isinstance(step.state, Resting) and not county_shown(step) else None
    day = day_named(step, without_hour(found["day"])) if found is not None else None
    of = {each.about[0] for each in step.conversation.actions if isinstance(each, Do) and each.about}
    codes = of & set(step.region.by_code)
    if day is None or len(codes) != 1:
        return False
    dating.said_day(step, codes.pop(), day)
    return True


def _note(step: DeskStep, plain: str) -> bool:
    """写错了 是月初不是月底: of the note that was just kept, or of the county on the screen."""
    found, county = _WORDS.fullmatch(plain), noted_or_shown(step)
    if found is None or not county:
        return False
    old, new = (found["old"] or found["was"]).strip(), (found["new"] or found["instead"]).strip()
    note = step.region.remarks.get(county, Remark()).note
    if note.count(old) == 1:
        keeping.keep_note(step, county, note.replace(old, new))
    elif _WRITTEN.match(plain):
        options = (Option("desk note"), Option("desk stop"))
        figures = {"name": step.region.called(county), "words": old}
        step.offer(Note("note without", figures, options), (Do("ask note", (county,)), Do("stop")))
    else:
        return False
    return True


def noted_or_shown(step: DeskStep) -> str:
    """The county whose note or card is on the screen, by its code."""
    shown = county_shown(step)
    return shown.code if shown is not None else just_noted(step)


def just_noted(step: DeskStep) -> str:
    """The county of the note that was just kept, by its code."""
    opens = [each for each in step.conversation.actions if isinstance(each, Do) and each.verb == "open"]
    return opens[0].about[0] if len(opens) == len(step.conversation.actions) == 1 else ""


def _another_day(step: DeskStep, plain: str) -> bool:
    found = _DAY.fullmatch(plain) or _RATHER_THAN.fullmatch(plain)
    day = day_named(step, without_hour(found["day"])) if found is not None and isinstance(step.state, Resting) else None
    if day is None:
        return False
    ways = [(Option("desk follow ups"), Do("follow_ups")), (Option("desk do dates"), Do("dates"))]
    if step.draft is not None:
        ways.append((Option("desk do draft"), Do("draft")))
    step.offer(
        Note("which day moves", {"day": day}, tuple(option for option, _ in ways)), [action for _, action in ways]
    )
    return True
