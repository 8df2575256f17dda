"""Files that hold answers: what they would change is shown, chosen, taken over at once, and taken back at once.

Nothing of a file is applied without a confirmation. What the table has nowhere is taken over with one tap; what it says
otherwise is chosen one by one (表内, 文件, 另填); what nobody understood is listed with its place. A file that is not
decided yet waits in the conversation, over restarts and other messages, and 读文件 goes on with it.
"""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.answers import composing
from dialogs.answers.answering import answer, understand
from dialogs.definition.form import Field
from dialogs.files import differing, proving
from dialogs.files.surveying import Ways, behind, change, show, show_list, undecided, weighed
from dialogs.gathering.documents import Gathered
from dialogs.reading.results import Unreadable
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.record.proofs import UNSORTED, Proof
from dialogs.saying.replies import Told
from dialogs.state.actions import Action
from dialogs.state.conversation import Asking, Composing, Deciding, Filing, Pending, Proving, Reasoning, TakingOver
from dialogs.state.file_actions import FileAction, GoThrough, PutAside, ReadIn, Settle, SettleRest, ShowFile, TakeOver
from dialogs.state.proof_actions import FileAway, LeaveUnsorted, PutAt
from dialogs.turn.messages import Import
from dialogs.turn.step import Step

_MOST_PENDING = 6
_READABLE = (".docx", ".doc", ".wps", ".odt", ".rtf", ".xlsx", ".xls", ".et", ".ods", ".csv", ".json", ".txt")

# --- a file comes ---------------------------------------------------------------------------------------------------


def readable(name: str) -> bool:
    """Whether a file may hold answers, by the end of its name."""
    return name.lower().endswith(_READABLE)


def ask_how(step: Step, proof: Proof) -> None:
    """A file in which the form's labels stand: read into the form, or kept as evidence? Never one of them silently."""
    state = step.state
    if _busy(step):
        step.say(Told("form kept", {"name": proof.name}))
        return
    if isinstance(state, Filing | TakingOver):
        _mention(step)
    away: Action = PutAt((proof.file,), (state.item,)) if isinstance(state, Proving) else FileAway((proof.file,))
    ways: Ways = [
        (Option("read in"), ReadIn(proof.file, proof.name)),
        (Option("as evidence"), away),
        (Option("file later"), LeaveUnsorted()),
    ]
    reply = Told("form came", {"name": proof.name}, tuple(option for option, _ in ways))
    proving.offer(step, reply, ways, Filing((proof.file,), behind(step)))


def _busy(step: Step) -> bool:
    """Whether something is being decided or written that a file must not push off the screen."""
    state = step.state
    return isinstance(state, Deciding | Reasoning) or (isinstance(state, Composing) and bool(state.text))


def _mention(step: Step) -> None:
    """Say what another file leaves open: files without a place, or one that was read and is not decided."""
    pending = _of_state(step)
    if pending is not None:
        say_waiting(step, change(step, pending, going=False))
    elif isinstance(step.state, Filing) and len(step.journey.unsorted) > 1:
        step.say(Told("files wait", {"count": str(len(step.journey.unsorted) - 1)}))


def resume_reading(step: Step) -> None:
    """读文件: the file that is not decided yet, the newest first; else one that was sent and may be read."""
    if step.conversation.pending:
        show(step, step.conversation.pending[-1])
        return
    sent = [each for each in step.application.proofs if each.item == UNSORTED and readable(each.name)]
    newest = sorted(sent, key=lambda each: each.at, reverse=True)[:_MOST_PENDING]
    if not newest:
        step.say(Told("no file to read"))
        return
    ways: Ways = [(Option("read file", {"name": each.name}), ReadIn(each.file, each.name)) for each in newest]
    ways.append((Option("file later"), LeaveUnsorted()))
    reply = Told("which file to read", {}, tuple(option for option, _ in ways))
    proving.offer(step, reply, ways, Filing(tuple(each.file for each in newest), behind(step)))


def came_in(step: Step, payload: Mapping[str, str]) -> None:
    """A file was read, or could not be."""
    name = payload["name"]
    if payload.get("problem"):
        step.say(Told(f"file unreadable {payload['problem']}", {"name": name}))
        return
    if payload["application"] != step.application.id:
        step.say(Told("file read elsewhere", {"name": name}))
        return
    gathered: Gathered = codec.loads(payload["gathered"])
    if not gathered.found and not gathered.empty:
        step.say(Told("file without answers", {"name": name}))
        return
    pending = Pending(payload["file"], name, payload["gathered"])
    others = tuple(each for each in step.conversation.pending if each.file != pending.file)
    step.update(pending=(*others, pending)[-_MOST_PENDING:])
    if _busy(step):
        step.say(Told("file waits to be seen", {"name": name}))
    else:
        _mention(step)
        show(step, pending)


# --- buttons, and going elsewhere -----------------------------------------------------------------------------------


def act(step: Step, action: FileAction) -> None:
    """Do what a button about a file says."""
    composing.save(step)
    if isinstance(action, ReadIn):
        step.request(Import(action.file, action.name))
        step.say(Told("reading file", {"name": action.name}))
        step.update(state=behind(step))
        return
    pending = next((each for each in step.conversation.pending if each.file == action.file), None)
    if pending is None:
        step.say(Told("file over"))
        differing.go_back(step, behind(step))
        return
    _act_on(step, pending, action)


def _act_on(step: Step, pending: Pending, action: FileAction) -> None:
    match action:
        case TakeOver():
            differing.take(step, pending, action)
        case GoThrough():
            differing.go_through(step, pending)
        case ShowFile() if action.what:
            show_list(step, pending, action)
        case Settle():
            differing.settle(step, pending, action)
        case SettleRest():
            differing.settle_rest(step, pending, action)
        case PutAside(_, gone):
            _put_aside(step, pending, gone=gone)
        case _:
            show(step, pending)


def _put_aside(step: Step, pending: Pending, *, gone: bool) -> None:
    back = behind(step)
    if gone:
        differing.drop(step, pending)
        step.say(Told("file gone", {"name": pending.name}))
    else:
        change(step, pending, going=False)
        say_waiting(step, pending)
    differing.go_back(step, back)


def say_waiting(step: Step, pending: Pending) -> None:
    """Say that a file waits, and for how many decisions."""
    count = len(undecided(step, pending)) + len([each for each in weighed(step, pending) if each.standing == "new"])
    step.say(Told("file waits", {"name": pending.name, "count": str(count)}))


def left(step: Step) -> None:
    """The person went elsewhere: the file waits, and they hear so; the question behind is open again."""
    state, pending = step.state, _of_state(step)
    if isinstance(state, TakingOver):
        step.update(state=state.back)
    if pending is not None:
        say_waiting(step, change(step, pending, going=False))


def _open_field(step: Step) -> Field | None:
    """The question whose difference is on the screen, so that words are its answer; None where none is."""
    state = step.state
    return step.form.by_name[state.field] if isinstance(state, TakingOver) and state.field else None


def answered_otherwise(step: Step, words: str) -> bool:
    """At a difference between table and file: what is typed is what is to stand."""
    field = _open_field(step)
    reading = understand(step, field, field.paths, words) if field is not None else None
    if field is None or reading is None or isinstance(reading, Unreadable):
        return False
    _settle_by_words(step, field)
    answer(step, field, field.paths, words, reading)
    return True


def _settle_by_words(step: Step, field: Field) -> None:
    """The person typed what is to stand: the difference is settled by that."""
    pending = _of_state(step)
    if pending is not None:
        change(step, pending, settled=(*pending.settled, field.name))
    step.update(state=behind(step))


def _of_state(step: Step) -> Pending | None:
    """The file that is on the screen."""
    state = step.state
    file = state.file if isinstance(state, TakingOver) else None
    return next((each for each in step.conversation.pending if each.file == file), None)


def take_up(step: Step) -> None:
    """When an answer given in between is done: go on with the differences instead of the next question."""
    going = next((each for each in step.conversation.pending if each.going), None)
    if going is not None and isinstance(step.state, Asking) and not step.state.again:
        differing.go_through(step, going)
