"""What departments are asked for: lists to hand out, whose figures they are, what waits for whom, and a word to hurry.

部门清单, 统计局要填什么        which department holds what; for one of them a text, a link, a sheet
2.3 归税务局, 统计局管 2.1-2.5   who holds a figure in this county; 撤销 takes it back
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dialogs.answers.answering import remember, understand, with_entries
from dialogs.answers.asking import proceed
from dialogs.answers.filling import Row, fill
from dialogs.definition.form import Field
from dialogs.definition.jumping import SEVERAL, several
from dialogs.derived import departments
from dialogs.derived.departments import Owed
from dialogs.gathering.replies import read_reply
from dialogs.reading.results import Entry, Read
from dialogs.record import codec
from dialogs.record.application import Answer, Blank
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.saying.summaries import DepartmentCard, Departments, Forward
from dialogs.state.actions import ForDepartment, Run, Visit, Way
from dialogs.state.conversation import Composing, Resting, UndoHolders
from dialogs.turn import sharing
from dialogs.turn.messages import Invite, Render
from dialogs.turn.step import Step

_LONGEST = 120
_UNDO_DEPTH = 10
_WHO = r"(?P<who>[\u4e00-\u9fff]{2,14}?)"
_ASKS = re.compile(
    rf"(?:看看?|要|给|问|找|发给)?{_WHO}(?:那边|那里)?的?(?:(?:还|都)?(?:要|需要|该|得|应该)?(?:填|报|提供|给|出)的?(?:是)?"
    r"(?:什么|哪些|啥|哪几题|哪些题|哪些数)|(?:的)?(?:清单|单子|填报表|名下的题|还缺什么|还缺哪些|还欠什么))"
)
_HELD = re.compile(
    rf"(?P<ids>{SEVERAL})(?:\s*题)?\s*(?:的)?(?:数据?|值)?\s*(?:都|全|应该?|改|现在)?\s*"
    rf"(?:(?P<not>不)?归\s*{_WHO}(?:管|填|报|出|负责|提供)?|(?:由|找|请|让)\s*(?P<by>[\u4e00-\u9fff]{{2,14}}?)"
    r"(?:来)?(?:管|填|报|出|负责|提供|掌握)|held\s+by\s+(?P<en>\S.{1,30}))",
    re.IGNORECASE,
)
_HOLDS = re.compile(rf"{_WHO}(?:来)?(?:管|负责|掌握|提供|归口|填)\s*(?P<ids>{SEVERAL})(?:\s*题)?")
_NOBODY = re.compile("[我你您他她谁哪]|大家|自己|^(?:怎|如何|什么|请|让)")


def said(step: Step, words: str) -> bool:
    """Whether the words ask what a department has to give, or say who holds a figure."""
    if _replied(step, words):
        return True
    plain = unicodedata.normalize("NFKC", words).strip(" 。.!?？")
    if len(plain) > _LONGEST or "\n" in plain:
        return False
    for pattern in (_HELD, _HOLDS):
        match = pattern.fullmatch(plain)
        if match is not None and _assigned(step, match.groupdict()):
            return True
    asked = _ASKS.fullmatch(plain)
    department = departments.named(step.form, step.application, asked["who"]) if asked is not None else None
    if department is None:
        return False
    show_one(step, department)
    return True


# --- what they answer ---------------------------------------------------------------------------------------------


def _replied(step: Step, words: str) -> bool:
    """统计局： and lines below it: taken in one step; what differs from what stands is asked, one by one."""
    if isinstance(step.state, Composing):
        return False
    known = departments.known(step.form, step.application)
    reply = read_reply(step.form, words, lambda who: departments.named_among(known, who))
    if reply is None:
        return False
    rows = [Row(step.form.by_name[each.field], each.said[0].words) for each in reply.gathered.found]
    differing = [row for row in rows if _differs(step, row)]
    for row in differing:
        step.say(Told("answer differs", {"id": row.field.id, "words": row.words, "department": reply.department}))
    waiting = [row.field.name for row in differing if step.journey.own(row.field)]
    step.update(queue=tuple(dict.fromkeys((*waiting, *step.conversation.queue))))
    fill(step, [row for row in rows if row not in differing], [each.words for each in reply.gathered.unread])
    return True


def _differs(step: Step, row: Row) -> bool:
    """Whether something stands already, and a line does not say the same."""
    if not any(_given(step, path) for path in row.field.paths):
        return False
    reading = understand(step, row.field, row.field.paths, row.words)
    if not isinstance(reading, Read):
        return True
    standing = {path: step.application.answer(path) for path in row.field.paths}
    return any(
        (now := standing.get(entry.slot)) is not None
        and now.given
        and (now.value, now.blank) != (entry.value, entry.blank)
        for entry in reading.entries
    )


# --- whose figures --------------------------------------------------------------------------------------------------


def _assigned(step: Step, said: Mapping[str, str | None]) -> bool:
    who = (said.get("who") or said.get("by") or said.get("en") or "").strip()
    if _NOBODY.search(who):
        return False
    fields = several(step.form, said["ids"] or "")
    if fields is None:
        step.say(Told("no such question", {"id": said["ids"] or ""}))
        return True
    foreign = next((field for field in fields if not step.journey.own(field)), None)
    if foreign is not None:
        sharing.refuse(step, foreign)
        return True
    department = departments.named(step.form, step.application, who) or who
    _hold(step, fields, "" if said.get("not") else department, department)
    return True


def _hold(step: Step, fields: Sequence[Field], department: str, named: str) -> None:
    """Note who holds these figures in this county; with an empty name, that ``named`` does not."""
    if not department:
        fields = [each for each in fields if departments.usual_holder(step.application, each) == named]
    before = step.application.holders
    same = {each.name: (each.department or "") == department for each in fields}
    step.application = step.application.with_holders(
        {name: None if usual else department for name, usual in same.items()}
    )
    waiting = _waiting(step, fields) if department else ()
    step.application = step.application.with_answers(replace(each, department=department) for each in waiting)
    if step.application.holders != before or waiting:
        undo = codec.dumps(UndoHolders(dict(before), dict(step.application.holders), waiting))
        step.update(undo=(*step.conversation.undo, undo)[-_UNDO_DEPTH:])
    ids = "、".join(field.id for field in fields)
    what = "held by" if department else "held by nobody"
    step.say(Told(what if fields else "not held anyway", {"ids": ids, "department": department or named}))


def _waiting(step: Step, fields: Sequence[Field]) -> tuple[Answer, ...]:
    """What these questions wait for: from now on they wait for who holds them."""
    answers = (step.application.answer(path) for field in fields for path in field.paths)
    return tuple(answer for answer in answers if answer is not None and answer.blank is Blank.WAITING)


# --- lists ----------------------------------------------------------------------------------------------------------


def show_all(step: Step) -> None:
    """部门清单: every department, how much it holds and how much is missing, each a row to tap."""
    found = departments.owed(step.journey)
    ways: list[Way] = [(_row(each), ForDepartment(each.department, "show")) for each in found]
    ways += [(Option("progress"), Run("progress")), (Option("continue"), Run("continue"))]
    _offer(step, Departments(found, tuple(option for option, _ in ways)), ways)


def _row(each: Owed) -> Option:
    figures = {"department": each.department, "count": str(len(each.fields)), "missing": str(len(each.missing))}
    return Option("department missing" if each.missing else "department there", figures)


def _offer(step: Step, reply: object, ways: Sequence[Way]) -> None:
    step.offer(reply, [action for _, action in ways], Resting())


def show_one(step: Step, department: str) -> None:
    """What one department holds, and the ways to ask it."""
    found = departments.owed_by(step.journey, department)
    ways: list[Way] = []
    if found.fields:
        for how in ("text", "link", "sheet"):
            ways.append((Option(f"department {how}"), ForDepartment(department, how)))
    if found.since:
        ways.append((Option("nudge", {"department": department}), ForDepartment(department, "nudge")))
    if _asked(step, found):
        figures = {"department": department, "count": str(len(_asked(step, found)))}
        ways.append((Option("department wait", figures), ForDepartment(department, "wait")))
    if found.missing:
        ways.append((Option("department fill", {"count": str(len(found.missing))}), Visit(found.missing)))
    ways.append((Option("departments"), Run("departments")))
    _offer(step, DepartmentCard(found, tuple(option for option, _ in ways)), ways)


def _asked(step: Step, found: Owed) -> list[str]:
    """Those of a department's open questions that wait for nobody yet."""
    return [name for name in found.missing if step.journey.waits_for(step.form.by_name[name]) is None]


# --- asking a department --------------------------------------------------------------------------------------------


def act(step: Step, action: ForDepartment) -> None:
    """Do what a button of a department's card says."""
    _ACTS[action.how](step, action.department)


def _text(step: Step, department: str, *, nudge: bool = False) -> None:
    found = departments.owed_by(step.journey, department)
    if not found.fields:
        show_one(step, department)
        return
    step.say(Told("forward how", {"department": department}))
    step.say(Forward(found, _cluster(step), nudge))


def _cluster(step: Step) -> str:
    answer = step.application.answer("cluster_name")
    return answer.value if answer is not None and isinstance(answer.value, str) else ""


def _link(step: Step, department: str) -> None:
    fields = departments.owed_by(step.journey, department).fields
    if fields:
        sharing.hand_over(step, Invite(department, fields))
    else:
        show_one(step, department)


def _sheet(step: Step, department: str) -> None:
    """An .xlsx to be filled in; for a colleague of a part it is not made."""
    if sharing.may_see_all(step):
        step.say(Told("making sheet", {"department": department}))
        step.request(Render("department", draft=False, about=department))


def _wait(step: Step, department: str) -> None:
    """Let the department's open questions wait for it, so that nobody is asked them meanwhile."""
    names = _asked(step, departments.owed_by(step.journey, department))
    paths = [path for name in names for path in step.form.by_name[name].paths]
    slots = [path for path in paths if not _given(step, path)]
    if not slots:
        show_one(step, department)
        return
    remember(step, step.form.by_name[names[0]], slots)
    entries = [Entry(slot, blank=Blank.WAITING, department=department) for slot in slots]
    step.application = with_entries(step, entries, f"等{department}")
    step.say(Told("waits for department", {"department": department, "count": str(len(names))}))
    step.update(queue=())
    proceed(step, None)


def _given(step: Step, path: str) -> bool:
    answer = step.application.answer(path)
    return answer is not None and answer.given


_ACTS: Mapping[str, Callable[[Step, str], None]] = {
    "show": show_one,
    "text": _text,
    "link": _link,
    "sheet": _sheet,
    "wait": _wait,
    "nudge": lambda step, department: _text(step, department, nudge=True),
}
