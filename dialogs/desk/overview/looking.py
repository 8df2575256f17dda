"""What a coordinator looks at: what needs doing today, who is how far, one line to forward, one county."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from dialogs.definition.notice import Deadline
from dialogs.derived.deadlines import DateLine, Due, told
from dialogs.desk.ground.choosing import called, choose, stands_still
from dialogs.desk.ground.step import DeskStep
from dialogs.reading.cleaning import excerpt
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.record.region import Entrant, FollowUp, Remark, Stage, tally
from dialogs.saying.briefs import Dossier, EntrantRow, HowMany, Note, OneCounty, Table, Today, Which
from dialogs.saying.invitation_briefs import LinkList
from dialogs.state.actions import Action
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do, Drafting, Listing
from dialogs.state.errands import Look
from dialogs.state.examining import Examining

DAYS = 3
"""Days without a word after which a county stands still, where nothing else is said."""
_SHOWN = 24
_MOST_BUTTONS = 8
_FEW = 3


def today(step: DeskStep) -> None:
    """今天: what needs doing, and a button for each."""
    region, entrants = step.region, step.region.entrants
    still = [each for each in entrants if stands_still(each, step.moment, DAYS)]
    troubled = [each for each in entrants if each.errors]
    unused = sum(not each.over for each in region.links)
    ways = [("progress", Do("progress"), "")]
    if still:
        ways.append(("idle", Do("idle"), str(len(still))))
    if troubled:
        ways.append(("trouble", Do("trouble"), str(len(troubled))))
    if region.second_looks:
        ways.append(("second looks", Do("second_looks"), str(len(region.second_looks))))
    ways += [("invite", Do("invite"), ""), ("announce", Do("announce"), ""), ("count", Do("count"), "")]
    if step.draft is not None:
        ways.append(("draft", Do("draft"), ""))
    brief = Today(
        region=region.name,
        total=len(entrants),
        counts=_by_name(tally(entrants)),
        still=sum(each.stage is not Stage.UNCONTACTED for each in still),
        troubled=len(troubled),
        unused=unused,
        sendings=tuple(each for each in region.sendings if each.open),
        follow=follow_ups_by(step, step.now[:10])[:_MOST_BUTTONS],
        seconds=region.second_looks,
        left=days_left(step),
        late=region.late_returns(step.now[:10]),
        welcome=not step.conversation.welcomed,
        options=tuple(Option(f"desk {verb}", {"count": count}) for verb, _, count in ways),
    )
    step.update(welcomed=True)
    step.offer(brief, [action for _, action, _ in ways])


def follow_ups_by(step: DeskStep, day: str) -> tuple[tuple[str, FollowUp], ...]:
    """One's own calls and reminders that are to be said again by the end of a day, with what their county is called."""
    due = (each for each in step.region.follow_ups if each.due and each.due[:10] <= day)
    return tuple((step.region.called(each.county) if each.county else "", each) for each in due)


def days_left(step: DeskStep) -> tuple[tuple[str, DateLine], ...]:
    """The dates that bind this region, with who gets the papers and what is left of the time."""
    known = {each.name: each for each in step.form.deadlines}
    found = [Due(name, date.fromisoformat(day)) for name, day in step.region.dates]
    lines = told(step.form, found, step.moment.date())
    return tuple((_recipient(step, known[line.deadline]), line) for line in lines)


def _recipient(step: DeskStep, deadline: Deadline) -> str:
    """Who gets the papers: as the notice says for whom it names, else the city itself."""
    named = not deadline.groups or step.region.scope in deadline.groups
    return deadline.recipient if named else step.region.name


def _by_name(counts: Mapping[Stage, int]) -> dict[str, int]:
    return {stage.value: count for stage, count in counts.items()}


def progress(step: DeskStep) -> None:
    """进度: every county in a line; each number opens its list."""
    show(step, "progress", {"region": step.region.name}, step.region.entrants, lists=True)


def idle(step: DeskStep, days: int = DAYS) -> None:
    """谁没动: whoever ought to do something and has not for so many days."""
    found = [each for each in step.region.entrants if stands_still(each, step.moment, days)]
    show(step, "idle", {"days": str(days)}, sorted(found, key=lambda each: each.updated))


def trouble(step: DeskStep) -> None:
    """谁有问题: where figures contradict each other."""
    show(step, "trouble", {}, [each for each in step.region.entrants if each.errors])


def flagged(step: DeskStep) -> None:
    """标记的: the counties that this coordinator flagged."""
    marked = {code for code, remark in step.region.remarks.items() if remark.flagged}
    show(step, "flagged", {}, [each for each in step.region.entrants if each.county in marked])


def stage(step: DeskStep, name: str) -> None:
    """The list behind one number."""
    show(step, "stage", {"stage": name}, [each for each in step.region.entrants if each.stage == name])


def filtered(step: DeskStep, words: str) -> bool:
    """筛选 填报中 5天没动: False where the words choose nothing that is known."""
    choice = choose(step.form, step.region, words, step.moment)
    if choice.unknown:
        return False
    show(step, "filtered", {"words": words}, choice.entrants, save=words)
    return True


def show(
    step: DeskStep,
    what: str,
    figures: Mapping[str, str],
    entrants: Sequence[Entrant],
    *,
    lists: bool = False,
    save: str = "",
) -> None:
    """These entrants, each in a line, with buttons that open them or go on with them."""
    rows = tuple(row(step, each) for each in entrants)
    counts = _by_name(tally(entrants))
    ways = _lists(counts) if lists else _counties(rows, len(entrants))
    if entrants and not lists:
        ways.append(
            (Option("desk announce to"), Do("announce", tuple(dict.fromkeys(each.county for each in entrants))))
        )
    ways += [(Option("desk picture"), Do("picture")), (Option("desk table"), Do("table"))] if lists else []
    if save and save not in step.region.filters:
        ways.append((Option("desk keep filter"), Do("name filter", (save,))))
    table = Table(
        what=what,
        figures=figures,
        rows=rows[:_SHOWN],
        counts=counts,
        sections=len(step.region.section_titles),
        more=max(0, len(rows) - _SHOWN),
        options=tuple(option for option, _ in ways),
    )
    step.offer(table, [action for _, action in ways])


def _lists(counts: Mapping[str, int]) -> list[tuple[Option, Action]]:
    return [
        (Option("desk stage", {"stage": name, "count": str(count)}), Do("stage", (name,)))
        for name, count in counts.items()
    ]


def _counties(rows: Sequence[EntrantRow], total: int) -> list[tuple[Option, Action]]:
    if total > _MOST_BUTTONS:
        return []
    seen = dict.fromkeys((each.entrant.county, each.called) for each in rows)
    return [(Option("desk open", {"name": name}), Do("open", (code,))) for code, name in seen]


def row(step: DeskStep, entrant: Entrant) -> EntrantRow:
    """A entrant as a line of a table."""
    remark = step.region.remarks.get(entrant.county, Remark())
    invited = step.region.unused.get(entrant.county, 0)
    name = step.region.called(entrant.county)
    return EntrantRow(name, entrant, entrant.still(step.moment), remark.flagged, remark.note, invited)


def count(step: DeskStep) -> None:
    """多少家: one line, with the time, to forward as it is."""
    entrants = step.region.entrants
    step.say(HowMany(step.region.name, step.now, len(entrants), _by_name(tally(entrants))))


def open_called(step: DeskStep, words: str) -> bool:
    """打开 清河县: False where no county of the region is called so."""
    return with_county(step, words, open_county, "open")


def with_county(step: DeskStep, words: str, act: Callable[..., None], verb: str, *rest: str) -> bool:
    """Do something about the county that is called so; ask where there are several, False where there is none.

    ``rest`` is what else ``act`` is given, and the button of that ``verb``.
    """
    found = called(step.form, step.region, words)
    if len(found) > 1:
        options = tuple(Option("desk open", {"name": f"{each.city}{each.name}"}) for each in found[:_MOST_BUTTONS])
        step.offer(Which(words, options), [Do(verb, (each.code, *rest)) for each in found[:_MOST_BUTTONS]])
    elif found:
        act(step, found[0].code, *rest)
    return bool(found)


def open_county(step: DeskStep, county: str) -> None:
    """A county: how far it is, whom to call, its links. Where there is an application, it is read first."""
    entrants = [each for each in step.region.entrants_of(county) if each.application]
    if not entrants:
        show_county(step, county)
    for entrant in entrants:
        step.request(Look(entrant.application))


def looked(step: DeskStep, payload: Mapping[str, str]) -> None:
    """An application was read: show it with its county."""
    dossier: Dossier = codec.loads(payload["dossier"])
    show_county(step, dossier.entrant.county, dossier)


def show_county(step: DeskStep, county: str, dossier: Dossier | None = None) -> None:
    """The county, with what was read of its application, and what can be done about it."""
    if isinstance(step.state, Examining):  # the county is open now, and no review
        step.update(state=Resting())
    region, remark = step.region, step.region.remarks.get(county, Remark())
    links = tuple(each for each in region.links if each.county == county)
    contacts = region.contacts_of(county)
    ways: list[tuple[Option, Action]] = []
    if contacts:
        ways.append((Option("desk announce to"), Do("announce", (county,))))
    if dossier is not None and readable(dossier.entrant):
        ways.append((Option("desk export"), Do("export", (county,))))
    if dossier is not None and dossier.entrant.stage is not Stage.RECEIVED and may_be_received(dossier.entrant):
        ways.append((Option("desk receive"), Do("receive", (county,))))
    again = Option("desk reissue") if contacts or links else Option("desk invite", {"count": ""})
    ways.append((again, Do("reissue" if contacts or links else "invite to", (county,))))
    ways.append((Option("desk unflag" if remark.flagged else "desk flag"), Do("flip flag", (county,))))
    ways.append((Option("desk note"), Do("ask note", (county,))))
    entrants = [dossier.entrant] if dossier is not None else region.entrants_of(county)
    brief = OneCounty(
        called=region.called(county),
        rows=tuple(row(step, each) for each in entrants),
        contacts=contacts,
        links=links,
        remark=remark,
        dossier=dossier,
        follow=tuple(each for each in region.follow_ups if each.county == county)[-_FEW:],
        options=tuple(option for option, _ in ways),
    )
    step.offer(brief, [action for _, action in ways])


def readable(entrant: Entrant) -> bool:
    """Whether a coordinator sees the figures: progress always, content once it was sent for review or handed in."""
    return entrant.stage in (Stage.ACTED, Stage.RETURNED, Stage.RECEIVED)


def may_be_received(entrant: Entrant) -> bool:
    """Whether its papers can have come: only what is filled can have been handed in."""
    return readable(entrant) or entrant.stage is Stage.FILLED


def links(step: DeskStep) -> None:
    """名单: who is in, who has a link and has not used it, and where nobody is named."""
    region = step.region
    contacts = tuple((region.called(each.county), each) for each in region.contacts)
    unused = tuple((region.called(each.county), each) for each in region.links)
    ways: list[tuple[Option, Action]] = [(Option("desk invite", {"count": ""}), Do("invite"))]
    ways += [
        (Option("desk withdraw", {"name": f"{name} {link.name}"}), Do("withdraw", (link.key,)))
        for name, link in unused[: _MOST_BUTTONS - 1]
    ]
    step.offer(LinkList(contacts, unused, tuple(option for option, _ in ways)), [action for _, action in ways])


def filters(step: DeskStep) -> None:
    """筛选: the saved ones, one tap each."""
    saved = list(step.region.filters.items())[:_MOST_BUTTONS]
    options = tuple(Option("desk filter", {"name": name}) for name, _ in saved)
    step.offer(Note("filters", {"count": str(len(saved))}, options), [Do("filter", (words,)) for _, words in saved])


def at_rest(step: DeskStep) -> None:
    """Nothing is being asked any more; a broadcast that was begun is put aside, people who were named are said."""
    draft = step.draft
    if isinstance(step.state, Listing) and (step.state.people or step.state.doubts):
        step.say(Note("people left", {"count": str(_people_in(step.state)), "lines": _lines_of(step, step.state)}))
    if isinstance(step.state, Drafting) and step.state.text:
        step.say(Note("draft left", {"words": excerpt(step.state.text)}))
    aside = draft if draft is not None and (draft.text or draft.attachment) else None
    step.update(state=Resting(), draft=aside)


def _people_in(listing: Listing) -> int:
    return len(listing.people) + len(listing.doubts)


def _lines_of(step: DeskStep, listing: Listing) -> str:
    """The people as they would be typed, those in doubt in their own words: to be sent once more."""
    clear = ((step.region.called(each.county), each.name, each.phone) for each in listing.people)
    return "\n".join((*(" ".join(filter(None, each)) for each in clear), *(doubt.words for doubt in listing.doubts)))
