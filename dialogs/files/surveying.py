"""What a file that was read would change, as the person sees it: a summary, and the list of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.definition.form import Field
from dialogs.files import proving
from dialogs.files.weighing import Weighed, weigh
from dialogs.gathering.documents import Gathered
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.saying.file_replies import FileLine, FileLines, FileRead
from dialogs.saying.replies import Misread, Object
from dialogs.state.actions import Action
from dialogs.state.conversation import Pending, State, TakingOver
from dialogs.state.file_actions import GoThrough, PutAside, ShowFile, TakeOver
from dialogs.turn.step import Step

_PAGE = 15
"""Lines of a list that are shown together: a phone's screen or two, and one message of Telegram."""
_FEW = 3
_TELLING = ("county", "cluster_name")
"""The questions that tell one application from another."""
Ways = list[tuple[Option, Action]]


def behind(step: Step) -> State:
    """The question to go back to."""
    state = step.state
    return state.back if isinstance(state, TakingOver) else proving.back_from(state)


def change(step: Step, pending: Pending, *, settled: Sequence[str] | None = None, going: bool | None = None) -> Pending:
    """Note how far a file is decided."""
    made = replace(
        pending,
        settled=pending.settled if settled is None else tuple(settled),
        going=pending.going if going is None else going,
    )
    step.update(pending=tuple(made if each.file == made.file else each for each in step.conversation.pending))
    return made


def weighed(step: Step, pending: Pending) -> tuple[Weighed, ...]:
    """What a file would change now."""
    gathered: Gathered = codec.loads(pending.gathered)
    return weigh(step, gathered, pending.name)


def undecided(step: Step, pending: Pending, found: Sequence[Weighed] | None = None) -> list[Weighed]:
    """The differences and doubts at which the person has not chosen yet."""
    found = weighed(step, pending) if found is None else found
    return [each for each in found if each.standing in ("differs", "unsure") and each.field.name not in pending.settled]


def show(step: Step, pending: Pending) -> None:
    """The summary: how much is new, the same, different, not understood; and what to do about it."""
    gathered: Gathered = codec.loads(pending.gathered)
    found = weighed(step, pending)
    open_ = undecided(step, pending, found)
    counts = Counter[str](each.standing for each in found if each.standing not in ("differs", "unsure"))
    counts.update(each.standing for each in open_)
    counts["unread"] += len(gathered.unread)
    others = _others(step, found)
    fresh = [each for each in found if each.standing == "new"]
    ways = _ways(step, pending, counts, older=bool(gathered.years), fresh=fresh)
    if others:
        ways = [*ways[-1:], *ways[:-1]]
    rough = any(entry.doubtful for each in fresh for entry in each.entries)
    reply = FileRead(
        pending.name,
        tuple(counts.items()),
        gathered.changes,
        (*gathered.notes, *(("rough",) if rough else ())),
        gathered.years,
        others,
        tuple(option for option, _ in ways),
    )
    proving.offer(step, reply, ways, TakingOver(pending.file, back=behind(step)))


def _ways(step: Step, pending: Pending, counts: Mapping[str, int], *, older: bool, fresh: Sequence[Weighed]) -> Ways:
    ways: Ways = []
    if older:
        homes = [step.form.homes[each.field.name] for each in fresh]
        for section in (each for each in step.form.sections if each.name in homes):
            figures = {"title": section.title, "count": str(homes.count(section.name))}
            ways.append((Option("file section", figures), ShowFile(pending.file, "new", section.name)))
    elif fresh:
        ways.append((Option("take over", {"count": str(len(fresh))}), TakeOver(pending.file)))
        ways.append((Option("show new"), ShowFile(pending.file, "new")))
    if counts["differs"] + counts["unsure"]:
        figures = {"count": str(counts["differs"] + counts["unsure"])}
        ways.append((Option("go through", figures), GoThrough(pending.file)))
        if counts["differs"] + counts["unsure"] > _FEW:
            ways.append((Option("show differs"), ShowFile(pending.file, "differs")))
    for what in ("unread", "cleared"):
        if counts[what]:
            ways.append((Option(f"show {what}", {"count": str(counts[what])}), ShowFile(pending.file, what)))
    ways.append((Option("file aside"), PutAside(pending.file)))
    ways.append((Option("file gone"), PutAside(pending.file, gone=True)))
    return ways


def _others(step: Step, found: Sequence[Weighed]) -> tuple[tuple[str, str, str], ...]:
    """Where the file says that it is about another county or cluster than the table."""
    differing = [each for each in found if each.standing == "differs" and each.field.name in _TELLING]
    return tuple((each.field.name, each.words, _stands(step, each.field)) for each in differing)


def _stands(step: Step, field: Field) -> str:
    answer = step.application.answer(field.name)
    return str(answer.value) if answer is not None else ""


def show_list(step: Step, pending: Pending, asked: ShowFile) -> None:
    """One kind of what was read, line by line, page by page."""
    found = _of_kind(step, pending, asked.what)
    if asked.section:
        found = [each for each in found if step.form.homes[each.field.name] == asked.section]
    lines = [_line(step, each) for each in found]
    if asked.what == "unread":
        gathered: Gathered = codec.loads(pending.gathered)
        lines += [FileLine(each.field, (), each.words, each.why, each.spot) for each in gathered.unread]
    pages = max(1, -(-len(lines) // _PAGE))
    page = min(asked.page, pages - 1)
    ways: Ways = []
    if asked.what == "new" and found:
        ways.append((Option("take over", {"count": str(len(found))}), TakeOver(pending.file, asked.section)))
    if asked.what == "differs" and found:
        ways.append((Option("go through", {"count": str(len(found))}), GoThrough(pending.file)))
    for verb, other in (("lines on", page + 1), ("lines back", page - 1)):
        if 0 <= other < pages:
            figures = {"page": str(other + 1), "pages": str(pages)}
            ways.append((Option(verb, figures), replace(asked, page=other)))
    ways.append((Option("back to file"), ShowFile(pending.file)))
    reply = FileLines(
        pending.name,
        asked.what,
        tuple(lines[page * _PAGE : (page + 1) * _PAGE]),
        len(lines),
        asked.section,
        tuple(option for option, _ in ways),
        page + 1,
        pages,
    )
    proving.offer(step, reply, ways, TakingOver(pending.file, back=behind(step)))


def _of_kind(step: Step, pending: Pending, what: str) -> list[Weighed]:
    """What was read of one kind; ``differs`` are the differences and doubts that are not decided."""
    if what == "differs":
        return undecided(step, pending)
    return [each for each in weighed(step, pending) if each.standing == what]


def _line(step: Step, each: Weighed) -> FileLine:
    match each.trouble:
        case Misread(_, why, figures):
            return FileLine(each.field.name, (), each.words, why, each.spot, figures)
        case Object(message=message, figures=figures):
            return FileLine(each.field.name, (), each.words, f"rule {message}", each.spot, figures)
        case _:
            slots = [entry.slot for entry in each.entries] or list(each.field.paths)
            standing = tuple(answer for slot in slots if (answer := step.application.answer(slot)) and answer.given)
            return FileLine(each.field.name, each.entries, each.words, "", each.spot, standing=standing)
