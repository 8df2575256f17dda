"""What is done about a wish: a command, a notice, buttons for what may be meant, a question or part, a kind word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dialogs.answers import composing
from dialogs.commands import commanding, telling
from dialogs.definition.jumping import by_id
from dialogs.definition.parts import titles
from dialogs.derived.journey import printed_sections
from dialogs.meaning.pointing import go_to
from dialogs.meaning.pressing import act
from dialogs.meaning.sections import go_to_section, went_to_part
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.saying.replies import Misread, Told
from dialogs.state.actions import Run, Way
from dialogs.state.conversation import Composing, Justifying, Reasoning
from dialogs.turn import returned, sharing
from dialogs.turn.step import Step
from dialogs.words.spelling import printed
from dialogs.words.wishes import CHAT, Meant


def do(step: Step, meant: Meant, words: str) -> None:
    """Do one wish; ``words`` are those of the whole message."""
    verb, *about = meant.do
    _DEEDS[verb](step, meant, about, words)


def _run(step: Step, _: Meant, about: Sequence[str], __: str) -> None:
    commanding.run(step, about[0])


def _tell(step: Step, meant: Meant, _: Sequence[str], __: str) -> None:
    telling.tell(step, " ".join(meant.do))


def _offered(step: Step, meant: Meant, about: Sequence[str], words: str) -> None:
    if about[0] == "undo" and isinstance(step.state, Reasoning | Justifying):  # 点错了: nothing was said yet
        _hesitated(step, meant, about, words)
        return
    offer(step, words, about)


def offer(step: Step, words: str, commands: Sequence[str]) -> None:
    """Ask which of these commands the words mean; none of them is always among the ways."""
    offer_ways(step, words, [to_run(each) for each in dict.fromkeys(commands)])


def offer_ways(step: Step, words: str, ways: Sequence[Way]) -> None:
    """The same for buttons of any kind."""
    others = {action: (option, action) for option, action in ways if action != Run("continue")}
    named = [*others.values(), to_run("continue")]
    reply = Told("which wish", {"words": excerpt(words)}, tuple(option for option, _ in named))
    step.offer(reply, [action for _, action in named])


def to_run(command: str) -> Way:
    """The button of a command."""
    return Option("command", {"command": command}), Run(command)


def _see(step: Step, meant: Meant, _: Sequence[str], __: str) -> None:
    field = by_id(step.form, printed(meant.words("number")))
    if field is not None:
        go_to(step, field)


def _part(step: Step, meant: Meant, _: Sequence[str], __: str) -> None:
    for section in sharing.named_sections(step.form, meant.words("part").removeprefix("从")) or ():
        go_to_section(step, section)
        return


def _chat(step: Step, _: Meant, __: Sequence[str], words: str) -> None:
    here = step.here
    if here is not None:
        step.say(Misread(here.name, "acknowledged", {"words": excerpt(words)}))
    else:
        step.say(Told("acknowledged"))


def _misread(step: Step, meant: Meant, about: Sequence[str], words: str) -> None:
    if step.here is not None:
        step.say(Misread(step.here.name, about[0], {"words": excerpt(words)}))
    else:
        _chat(step, meant, about, words)


def _whose(step: Step, _: Meant, __: Sequence[str], ___: str) -> None:
    """Who asked a colleague, and for what; whose application it is hears how to share the work."""
    owner = step.conversation.owner
    if not owner:
        step.say(Told("how to share"))
        return
    sections = titles(step.form, step.conversation.sections)
    step.say(
        Told("welcome to part" if sections else "welcome to all", {"owner": owner, "sections": "；".join(sections)})
    )


def _hesitated(step: Step, meant: Meant, about: Sequence[str], words: str) -> None:
    """先别，我再想想: said where a reason for not applying is awaited it is none, and the form goes on."""
    if isinstance(step.state, Reasoning | Justifying):
        commanding.run(step, "undo")
    else:
        _chat(step, meant, about, words)


def _mend(step: Step, _: Meant, __: Sequence[str], ___: str) -> None:
    """都有哪些要改: what the reviewers returned, else what the rules find."""
    back = step.application.reviews and returned.returned(step) is not None
    commanding.run(step, "returned" if back else "check")


def _beside(step: Step, _: Meant, about: Sequence[str], words: str) -> None:
    """下一节, 直接去最后一部分: said with other words around it."""
    if about[0] == "last":
        go_to_section(step, printed_sections(step.form)[-1].name)
    elif not went_to_part(step, {"next": "下一节", "previous": "上一节"}[about[0]]):
        _chat(step, Meant((CHAT,), ()), (), words)


def _to_do(step: Step, _: Meant, __: Sequence[str], ___: str) -> None:
    """还要我们干啥: how far the papers are where all is filled, else what is missing."""
    sent = step.application.submitted is not None or step.application.reviews
    commanding.run(step, "submit" if sent or step.journey.complete else "progress")


def _recall(step: Step, _: Meant, __: Sequence[str], ___: str) -> None:
    """撤回来: what went to the city can be changed there; where nothing did, the last answer is taken back."""
    if step.application.reviews or step.application.submitted is not None or step.journey.complete:
        step.say(Told("change any time"))
    else:
        commanding.run(step, "undo")


def _finished(step: Step, _: Meant, __: Sequence[str], ___: str) -> None:
    """填完了跟谁说: a colleague need not say so; the contact hears what comes before handing in."""
    owner = step.conversation.owner
    step.say(Told("done is seen", {"owner": owner}) if owner else Told("steps before handing in"))


def _compute(step: Step, _: Meant, __: Sequence[str], ___: str) -> None:
    """帮我算一下增速: the computed figure, where one is offered; else how it is filled."""
    places = [place for place, each in enumerate(step.conversation.options) if each.verb == "use"]
    if len(places) == 1:
        act(step, step.conversation.actions[places[0]])
    else:
        commanding.run(step, "help")


def _counted(step: Step, _: Meant, __: Sequence[str], ___: str) -> None:
    """写了多少字了: how long the text is that has begun; else how long it may be."""
    if isinstance(step.state, Composing) and step.state.text:
        composing.begin(step, step.state)
    else:
        commanding.run(step, "help")


_DEEDS: Mapping[str, Callable[[Step, Meant, Sequence[str], str], None]] = {
    "run": _run,
    "tell": _tell,
    "offer": _offered,
    "see": _see,
    "part": _part,
    "misread": _misread,
    "whose": _whose,
    "hesitate": _hesitated,
    "mend": _mend,
    "article": _tell,
    "contacts": _tell,
    "beside": _beside,
    "todo": _to_do,
    "finished": _finished,
    "recall": _recall,
    "compute": _compute,
    "counted": _counted,
    CHAT: _chat,
}
