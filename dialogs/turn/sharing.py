"""Several people on one application: handing sections over, whose question it is, two answers to one question.

Whose answer stands is never decided silently: who is about to replace an answer that came in after the question was put
sees both and chooses; whose answer was replaced hears of it, and finds it offered when the question is put again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.definition.form import Field, Form, Section
from dialogs.definition.parts import titles, touches
from dialogs.derived.journey import printed_sections
from dialogs.reading.results import Entry
from dialogs.record import codec
from dialogs.record.application import Answer
from dialogs.record.options import Option
from dialogs.saying.replies import Contested, Replaced, Told
from dialogs.saying.summaries import Share, Shares
from dialogs.state.actions import Action, Leave, Store
from dialogs.state.conversation import Deciding, Lost
from dialogs.turn.messages import Invite
from dialogs.turn.step import Step

_HANDING = re.compile(
    r"(?:请|让|邀请|叫|invite\s+)\s*(?P<name>\S[^，,。；;：:？?]{0,19}?)\s*"
    r"(?:来\s*)?(?P<together>一起|协助|帮忙)?(?:填写|填报|填|负责|to\s+fill(?:\s+in)?)\s*(?P<parts>[^？?。]{0,40}?)\s*[。.!！]?",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"[问帮]|[你您我]|怎|如何|什么|哪|先|大家|自己|^(?:me|help)\b", re.IGNORECASE)
_PARTS = re.compile(r"[、,，和及与\s]|and")
_TRIMMED = re.compile(
    r"^(?:第|section|part|sections|parts)\s*|\s*(?:的?(?:[那这]一?个?)?(?:大?部分|[大板]?块|大项|大类|章节|节|章|表))$",
    re.IGNORECASE,
)
_NUMERALS = "一二三四五六七八九"
_MOST_LOST = 5


# --- handing over ---------------------------------------------------------------------------------------------------


def handing(form: Form, words: str) -> Invite | None:
    """Whom the person wants to fill which sections (请园区填第四部分); None where the words are about something else.

    No section is named by an ``Invite`` without any; 一起填 hands over all of them.
    """
    said = _HANDING.fullmatch(words.strip())
    if said is None or _NOBODY.search(said["name"]):
        return None
    sections = named_sections(form, said["parts"])
    if sections is None or not (sections or said["together"]):
        return None
    return Invite(said["name"], sections)


def named_sections(form: Form, words: str) -> tuple[str, ...] | None:
    """The names of the sections that are meant by 四, 第四部分, 三、四, 4 or 数字化; None where a part means none."""
    parts = [_TRIMMED.sub("", part.strip()) for part in _PARTS.split(words) if part.strip()]
    found = [_section(form, part) for part in parts if part]
    return None if None in found else tuple(dict.fromkeys(name for name in found if name is not None))


def _section(form: Form, part: str) -> str | None:
    numeral = _NUMERALS[int(part) - 1] if part in set("123456789") else part
    for section in printed_sections(form):
        if _is_called(section, numeral):
            return section.name
    return None


def _is_called(section: Section, words: str) -> bool:
    number, _, title = section.title.partition("、")
    if words.casefold() in section.called:
        return True
    return bool(title) and (words == number or (len(words) > 1 and words in section.title))


def hand_over(step: Step, invite: Invite) -> None:
    """Ask the outside for the colleague's link; only whose application it is can hand over."""
    if step.conversation.sections or step.conversation.owner:
        step.say(Told("only owner invites", {"owner": step.conversation.owner}))
    else:
        step.request(invite)


def tell_link(step: Step, payload: Mapping[str, str]) -> None:
    """The link is there: say for whom it is and what its holder will be asked."""
    names = payload["sections"].split()
    called = titles(step.form, names)
    what = "invited to part" if called else "invited to all"
    step.say(Told(what, {**payload, "sections": "；".join(called)}))


# --- whose question -------------------------------------------------------------------------------------------------


def refuse(step: Step, field: Field) -> None:
    """A question of somebody else's part: its answer is shown, and who to turn to."""
    figures = {"id": field.id, "label": field.label, "owner": step.conversation.owner}
    step.say(Told("not yours", figures))


def may_see_all(step: Step) -> bool:
    """Whether the whole application is for this person; otherwise says whom to ask for its documents."""
    if step.conversation.sections:
        step.say(Told("only owner prints", {"owner": step.conversation.owner}))
    return not step.conversation.sections


def show_people(step: Step) -> None:
    """分工: who filled how much of which section, and when last; a colleague sees the own part of it."""
    lines, mine = [], step.conversation.sections
    for section in (each for each in printed_sections(step.form) if touches(step.form, mine, each)):
        lines.extend(_shares(step, section))
    step.say(Shares(tuple(lines)))


def _shares(step: Step, section: Section) -> list[Share]:
    fields: dict[str, set[str]] = {}
    latest: dict[str, str] = {}
    for answer in step.application.answers.values():
        field = step.form.slots[answer.slot].field if answer.slot in step.form.slots else None
        if field is not None and answer.given and step.form.homes[field] == section.name:
            fields.setdefault(answer.by, set()).add(field)
            latest[answer.by] = max(latest.get(answer.by, ""), answer.at)
    return [Share(section.name, by, len(names), latest[by]) for by, names in sorted(fields.items())]


# --- two answers to one question ------------------------------------------------------------------------------------


def versions(step: Step, field: Field) -> tuple[tuple[str, int], ...]:
    """What the person sees of a field when it is put: the version of each slot, 0 where nothing stands."""
    standing = {path: step.application.answer(path) for path in field.paths}
    return tuple((path, answer.version if answer is not None else 0) for path, answer in standing.items())


def contested(step: Step, entries: Sequence[Entry]) -> tuple[Answer, ...]:
    """Others' answers that came in since the question was put and say something else than these entries."""
    seen = dict(step.conversation.seen)
    return tuple(
        answer
        for answer in others(step, entries)
        if answer.slot in seen and answer.version != seen[answer.slot] and answer.at
    )


def others(step: Step, entries: Sequence[Entry]) -> tuple[Answer, ...]:
    """The answers of other people that these entries would replace by something else."""
    standing = ((entry, step.application.answer(entry.slot)) for entry in entries)
    return tuple(
        answer
        for entry, answer in standing
        if answer is not None
        and answer.by != step.conversation.person
        and answer.given
        and (answer.value, answer.blank) != (entry.value, entry.blank)
    )


def ask_which(step: Step, field: Field, entries: Sequence[Entry], theirs: tuple[Answer, ...]) -> None:
    """Show both answers; the person chooses. Nothing is stored until then."""
    step.update(seen=versions(step, field))
    options = (Option("use theirs", {"name": theirs[0].by}), Option("use mine"))
    actions: tuple[Action, ...] = (Leave(), Store(field.name, tuple(entries)))
    state = Deciding(field.name, tuple(entry.slot for entry in entries))
    step.offer(Contested(field.name, theirs, tuple(entries), options), actions, state)


def set_aside(step: Step, field: Field, entries: Sequence[Entry]) -> None:
    """Keep words that somebody else's answer forestalled: they are offered when the question is put again."""
    kept = [lost for lost in step.conversation.lost if lost.field != field.name]
    step.update(lost=(*kept, Lost(field.name, tuple(entries)))[-_MOST_LOST:])


def replaced(step: Step, payload: Mapping[str, str]) -> None:
    """Somebody else replaced an answer of this person: say so; the keyboard on the screen keeps its meaning."""
    field = step.form.by_name[payload["field"]]
    mine: tuple[Entry, ...] = codec.loads(payload["mine"])
    theirs: tuple[Answer, ...] = codec.loads(payload["theirs"])
    if payload["application"] == step.application.id:
        set_aside(step, field, mine)
    step.say(Replaced(field.name, payload["by"], payload["at"], theirs, mine))


def lost_entries(step: Step, field: Field) -> tuple[Entry, ...]:
    """This person's own former answer to a field, if somebody else's stands in its place."""
    found = next((lost for lost in step.conversation.lost if lost.field == field.name), None)
    return found.entries if found is not None and others(step, found.entries) else ()


def settled(step: Step, field: Field) -> None:
    """The person answered a field: what was lost of it before is no longer of interest."""
    if step.conversation.lost:
        left = tuple(lost for lost in step.conversation.lost if lost.field != field.name)
        step.conversation = replace(step.conversation, lost=left)
