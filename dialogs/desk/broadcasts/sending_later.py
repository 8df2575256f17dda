"""明天上午发, 等会再发: the broadcast is kept, and one is reminded at the time that was named."""

from __future__ import annotations

import re

from dialogs.desk.broadcasts import announcing
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.own import calling
from dialogs.reading.moments import moment_in
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do, Drafting

_LONGEST = 24
_SENDS = re.compile(r"(?:再|群|定时)?(?:发送?|推送|通知|提醒他?们?)(?:吧|出去|给他们|也行)?[。吧啊]?$|^定时")
_MAY = re.compile("[,，\\s]*(?:行不行|好不好|行吗|好吗|可以吗|可以不|成不成|成吗|能行不|行不)[?？]*$")
_WHY = re.compile(
    "(?<=[发送吧])[,，。\\s]+(?:因为)?(?:这会儿?|这个?点|现在|今[天晚]|他们|大家|人家|县里|都|天|太晚|领导)[^改换删加?？]{2,16}$"
)
"""明早八点再发 这会儿都下班了."""
_FIRST = re.compile(r"(?:等|先|得|要).{0,6}(?:问|请示|商量|汇报|领导|局长).{0,8}")
"""等一下我先问问领导."""
_WAITS = re.compile(
    r"等会|等下|等等|待会|晚点|晚些|稍后|一会|回头|过会|过后|定时|上午|下午|晚上|中午|早上|[0-9一二三四五六七八九十]点"
)
_RETIMED = re.compile(
    r"(?:那|就|还是|要不|把|时间|发送|发|[,，\s])*(?:改|换|挪|调|推迟?|提前|延|定|放|等)?(?:成|到|为|在)?(?P<when>\S{2,12}?)(?:吧|好了|行|再说|[。!！])*"
)
"""改成下午三点."""

_HAS_BEEN = re.compile("刚才?(?:[跟和给才]|说|打|问)|[早上下]午.{0,8}(?:说了|完了|过了)")
"""他今天上午刚跟我说弄完了。别的发吧: a time that is over is none to send at."""
_CHANGES = re.compile("改[成为到]|换[成为]")
"""把20号改成22号再发: the day stands in the text."""


def put_off(step: DeskStep, words: str) -> bool:
    """Whether the words put the broadcast off that is ready."""
    state, plain = step.state, _WHY.sub("", _MAY.sub("", words.strip()))
    if not isinstance(state, Drafting) or state.stage == "text" or len(plain) > _LONGEST:
        return False
    if _CHANGES.search(plain) or _HAS_BEEN.search(plain):
        return False
    first = _FIRST.search(words) is not None and (_SENDS.search(plain) is not None or counties_in(step, plain) == [])
    if not (first or _SENDS.search(plain)):
        return False
    timed = f"今天{plain}" if calling.HOUR_FIRST.match(plain) else plain
    when = moment_in(timed, step.moment.date())
    if when is None and not (first or _WAITS.search(plain)):
        return False
    keep(step, state)
    if when is not None:
        calling.remind_of(step, when, "继续群发")
    return True


def retimed(step: DeskStep, words: str) -> bool:
    """Whether the words only name an hour for the broadcast that is ready: nothing goes by a clock, its text stays."""
    state, found = step.state, _RETIMED.fullmatch(words.strip())
    if not isinstance(state, Drafting) or state.stage != "confirm" or found is None or not _WAITS.search(words):
        return False
    when = found["when"]
    moment = moment_in(f"今天{when}" if calling.HOUR_FIRST.match(when) else when, step.moment.date())
    if moment is None or moment.rest.strip():
        return False
    say_no_clock(step, state, when)
    return True


def say_no_clock(step: DeskStep, draft: Drafting, when: str) -> None:
    """The broadcast as it stands; that it does not go at that time by itself, and a button that reminds of it then."""
    step.say(Note("no clock", {"words": when}))
    announcing.go_on(step, draft)
    if isinstance(step.state, Drafting) and step.state.stage == "confirm":
        later = f"{when}再发"
        step.offer_as_well([(Option("desk say so", {"words": later}), Do("say so", (later,)))])


def keep(step: DeskStep, draft: Drafting) -> None:
    """The broadcast is put aside, which is said; nothing of it is lost."""
    step.update(state=Resting(), draft=draft)
    step.offer(Note("sent later", {}, (Option("desk draft"),)), (Do("draft"),))
