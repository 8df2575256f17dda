"""What does not hold, one finding at a time, each with its ways to mend it; then on with the form.

What is typed to it may be a new answer, a reason to keep the old one (是按可比价算的), or no more than 对.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dialogs.answers.asking import ask, complete, proceed, shown_entries, shown_entry
from dialogs.answers.slips_said import denies_a_slip
from dialogs.definition.form import Field
from dialogs.derived.findings import Finding, acceptable, finding_of
from dialogs.derived.slips import Slip
from dialogs.reading.results import Entry
from dialogs.record.application import Kept
from dialogs.record.options import Option
from dialogs.saying.replies import Object, Told
from dialogs.state.actions import Action, Change, Keep, Leave, Run, Store
from dialogs.state.conversation import Deciding, Reasoning, Resting
from dialogs.turn import returned
from dialogs.turn.step import Step

_WAYS_BACK = 2
_LONGEST_REASON = 500
RIGHT = re.compile(
    r"(?:嗯+|是的?|对的?|没错|正确|确实|属实|就是|是这样|是真的|情况属实|确认|无误|没问题|数[据字值]?(?:没错|无误|是对的|没有?问题)|yes|y)"
    r"[的了啊呀吧]?[,，。.!！ ]*",
    re.IGNORECASE,
)
CAUSES = "可比价|不变价|现价|口径|疫情|搬迁|关停|停产|扩建|并购|合并|吊销|注销|涨价|降价|转产"
"""What makes figures jump, as those who explain them say it."""
_BECAUSE = re.compile(
    r"^(?:(?:这|那|主要|实际上?)?(?:是|就是)?(?:因为|由于|因)|原因|主要(?:是|因)|(?:这|那)?是(?:按照?|因|由|受|根据|用|企业|疫情|政策|县里|市里|统计)|"
    r"按照?[^0-9]{2,20}(?:算|统计|核算|口径|填)|受[^0-9]{2,20}影响)|"
    rf"{CAUSES}|新投产|(?:算|统计|认定|批准|公布)的[。.]?$"
)
"""How a reason begins, or what it speaks of; no answer to a question of the form reads so."""


def go_on(step: Step, field: Field, *, was_complete: bool = False) -> None:
    """Ask the rest of a half-answered question, or the next one; an application that became complete says so."""
    step.update(findings=())
    if step.journey.relevant(field) and step.journey.untouched_slots(field) and not step.conversation.queue:
        ask(step, field)
    elif step.conversation.queue or not step.journey.complete:
        proceed(step, field.name)
    elif returned.takes_over(step):
        pass
    elif was_complete:
        options = (Option("preview"), Option("check"))
        step.offer(Told("still complete", {}, options), (Run("preview"), Run("check")), Resting())
    else:
        complete(step)


def show_next_finding(step: Step, field: Field) -> None:
    """Show the next finding that is still there; when none is left, go on."""
    for place, key in enumerate(step.conversation.findings):
        if key in step.journey.failing:
            check = step.form.checks_by_key[key]
            finding = finding_of(step.form, step.application, step.journey.values, check)
            if finding.open:
                step.update(findings=step.conversation.findings[place + 1 :])
                show(step, field, finding)
                return
    go_on(step, field)


def show(step: Step, field: Field, finding: Finding) -> None:
    """Show one finding with what can be done about it: adopt, change this or that, keep with a reason, leave."""
    years = _same_rule(step, finding)
    every = tuple(entry for each in years for entry in each.adopt)
    options, actions = _remedies(step, replace(finding, adopt=every))
    place = step.place_of(step.form.by_name[finding.field])
    reply = replace(
        objection(finding),
        options=tuple(options),
        elsewhere=finding.field != field.name,
        place=place,
        figures=years[0].figures,
        more=tuple(each.figures for each in years[1:]),
    )
    keys = {each.key for each in years}
    step.update(findings=tuple(key for key in step.conversation.findings if key not in keys))
    step.offer(reply, actions, Deciding(field.name, field.paths, finding.key))


def _same_rule(step: Step, finding: Finding) -> list[Finding]:
    """What the same rule says of the years of one question: one cause, asked once, and one explanation serves it."""
    checks = [check for check in step.form.checks_by_field[finding.field] if check.rule == finding.rule.id]
    found = step.journey.findings_of(checks)
    every = [each for each in found if each.open and each.field == finding.field]
    return every if finding.key in [each.key for each in every] else [finding]


def ask_about_slip(step: Step, field: Field, slip: Slip) -> None:
    """A year that is written a digit off: said at its own question, before all that follows from it."""
    causes = {(step.form.checks_by_key[key].rule, key.partition("/")[0]) for key in step.conversation.findings}
    said = slipped(field, slip, len(causes))
    options = (Option("put", {"value": said.figures["likely"]}), Option("change", {"id": field.id}))
    reply = replace(said, options=(*options, Option("as typed", said.figures)), place=step.place_of(field))
    actions = (Store(field.name, (Entry(slip.slot, slip.likely),)), Change(field.name), Leave())
    step.offer(reply, actions, Deciding(field.name, field.paths))


def slipped(field: Field, slip: Slip, causes: int = 0) -> Told:
    """What is said of a year that is written a digit off, which so many rules stumble over too."""
    shown = {name: shown_entry(field, Entry(slip.slot, value)) for name, value in _values_of(slip).items()}
    figures = {"id": field.id, "year": slip.year, "other": slip.other, "count": str(causes), **shown}
    return Told("slip and more" if causes else "slip", figures)


def _values_of(slip: Slip) -> dict[str, Decimal]:
    return {"value": slip.value, "reference": slip.reference, "likely": slip.likely}


def objection(finding: Finding, *, refused: bool = False) -> Object:
    """What does not hold, as it is said, without the ways to mend it."""
    rule = finding.rule
    return Object(rule.id, rule.severity.value, rule.message, finding.figures, finding.field, refused=refused)


def was_about_it(step: Step, key: str, words: str) -> bool:
    """Whether words typed to a finding were a reason to keep the answer, or said no more than that it is right."""
    if len(words) > _LONGEST_REASON or "\n" in words or words.endswith(("?", "？")):
        return False
    if not any(isinstance(each, Keep) for each in step.conversation.actions):
        return _must_be_mended(step, words)
    if RIGHT.fullmatch(words):
        _agreed(step, key, words)
    elif _BECAUSE.search(words) or denies_a_slip(words):
        keep(step, key, words)
    else:
        return False
    return True


def stood_as_typed(step: Step, words: str) -> bool:
    """是按可比价算的, 没错: said to a figure that looks a digit off; it stays, and the words are the reason for it."""
    if not any(isinstance(each, Leave) for each in step.conversation.actions) or len(words) > _LONGEST_REASON:
        return False
    if RIGHT.fullmatch(words) is None and _BECAUSE.search(words) is None and not denies_a_slip(words):
        return False
    field = step.here
    if field is None:
        return False
    said = [answer for slot in field.paths if (answer := step.application.answer(slot)) is not None]
    step.application = step.application.with_answers(each.beside(words) for each in said)
    step.say(Told("words stay", {"words": words, "id": field.id}))
    show_next_finding(step, field)
    if isinstance(step.state, Deciding) and step.state.finding is not None:
        was_about_it(step, step.state.finding, words)
    return True


def _must_be_mended(step: Step, words: str) -> bool:
    """A reason does not help against a contradiction; the person hears so, and the ways to mend it stay."""
    reason = RIGHT.fullmatch(words) is not None or _BECAUSE.search(words) is not None
    if reason:
        step.say(Told("must be mended", {"words": words}))
    return reason


def _agreed(step: Step, key: str, words: str) -> None:
    """对: with the computed value, or with one's own? Where only one's own is on offer, it is that."""
    ways = [
        (option, action)
        for option, action in zip(step.conversation.options, step.conversation.actions, strict=True)
        if isinstance(action, Store | Keep)
    ]
    if len(ways) > 1:
        reply = Told("agreed to which", {"words": words}, tuple(option for option, _ in ways))
        step.offer(reply, [action for _, action in ways])
    else:
        step.offer(Told("why keep", {}), (), Reasoning(key))


def keep(step: Step, key: str, reason: str) -> None:
    """Keep a deviation with a reason that the city will see; then on."""
    check = step.form.checks_by_key[key]
    finding = finding_of(step.form, step.application, step.journey.values, check)
    years = _same_rule(step, finding)
    for each in years:
        kept = Kept(each.key, reason, each.stands_on, step.conversation.person, step.now)
        step.application = step.application.with_kept(kept)
    step.say(Told("kept" if len(years) == 1 else "kept for all", {"reason": reason, "count": str(len(years))}))
    show_next_finding(step, step.form.by_name[finding.field])


def review(step: Step, keys: Sequence[str]) -> None:
    """Show these findings one after the other."""
    step.update(findings=tuple(keys), queue=())
    standing = [key for key in keys if key in step.journey.failing]
    if not standing:
        proceed(step, None)
        return
    first = finding_of(step.form, step.application, step.journey.values, step.form.checks_by_key[standing[0]])
    step.update(findings=tuple(standing[1:]))
    show_at(step, first)


def show_at(step: Step, finding: Finding) -> None:
    """Show a finding where nobody has just answered: it names its question itself."""
    show(step, step.form.by_name[finding.field], finding)
    step.name_last()


def _remedies(step: Step, finding: Finding) -> tuple[list[Option], list[Action]]:
    """Adopt, keep, change, leave: the likely mend first. A figure typed instead of a number is a new answer."""
    remedies: list[tuple[Option, Action]] = []
    adopted = step.form.field_of(finding.adopt[0].slot) if finding.adopt else None
    if adopted is not None and not (step.journey.own(adopted) and _would_be_taken(step, adopted, finding)):
        adopted = None
    if adopted is not None:
        value = shown_entries(adopted, finding.adopt)
        elsewhere = adopted.name != finding.field
        verb = "adopt there" if elsewhere else ("put" if finding.error else "use")
        remedies.append((Option(verb, {"value": value, "id": adopted.id}), Store(adopted.name, finding.adopt)))
    keep: list[tuple[Option, Action]] = [] if finding.error else [(_keep(step, finding), Keep(finding.key))]
    change = _ways_back(step, finding, adopted)
    remedies.extend([*keep, *change] if adopted is not None else [*change, *keep])
    remedies.append((Option("leave"), Leave()))
    return [option for option, _ in remedies], [action for _, action in remedies]


def _would_be_taken(step: Step, field: Field, finding: Finding) -> bool:
    """What is offered is always acceptable: it passes the rules that a typed answer has to pass."""
    return acceptable(step.form, step.application, field, finding.adopt)


def _keep(step: Step, finding: Finding) -> Option:
    """Keep one's own: with the figure itself where one other is offered in its place."""
    own = [entry for entry in finding.adopt if entry.slot in step.journey.values]
    if len(own) != 1 or len(finding.adopt) != 1:
        return Option("keep")
    slot = own[0].slot
    value = step.application.answers[slot].value
    return Option("keep value", {"value": shown_entry(step.form.field_of(slot), Entry(slot, value))})


def _ways_back(step: Step, finding: Finding, adopted: Field | None) -> list[tuple[Option, Action]]:
    named = [step.form.by_name[name] for name in finding.rule.change]
    fields = [field for field in named if field.answerable and step.journey.own(field)]
    if adopted is None:
        return [(Option("change", {"id": field.id}), Change(field.name)) for field in fields[:_WAYS_BACK]]
    if finding.error:
        return [(Option("own"), Change(adopted.name))]
    others = [field for field in fields if field is not adopted]
    return [(Option("change", {"id": field.id}), Change(field.name)) for field in others[:1]]
