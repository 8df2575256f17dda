"""推荐: which clusters the city recommends, in which order, and reserves; private to the city until it is handed up.

The quota is the notice's and nobody is counted beyond it: who does not fit is named, with the ways out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview.looking import readable
from dialogs.record.handups import HandedUp, Recommending
from dialogs.record.options import Option
from dialogs.record.region import Entrant, Stage
from dialogs.saying.briefs import Note
from dialogs.saying.handing_briefs import OverQuota, Ranked, RankedList
from dialogs.state.actions import Action
from dialogs.state.desk_states import Awaiting, Do
from dialogs.state.handing_errands import Recommend

_MOST_WAYS = 6
_BEFORE = (Stage.UNCONTACTED, Stage.CONSIDERING, Stage.DECLINED, Stage.FILLING)


def listed(step: DeskStep) -> Recommending | None:
    """The list that may be worked at; says why where there is none, or it is handed up."""
    found = step.region.recommending
    if found is None:
        step.say(Note("only cities recommend"))
    elif (handed := handed_up(step)) is not None and not handed.reopened:
        _show_handed(step, found, handed)
        return None
    return found


def handed_up(step: DeskStep) -> HandedUp | None:
    """What the own group has handed up."""
    own = step.region.recommending
    return next((each for each in step.region.handed if own is not None and each.place == own.place), None)


def show(step: DeskStep, said: str = "") -> None:
    """推荐: the list, who could be added, and what can be done with it."""
    found = step.region.recommending
    if found is None:
        step.say(Note("only cities recommend"))
    elif (handed := handed_up(step)) is not None and not handed.reopened:
        _show_handed(step, found, handed)
    else:
        ways = [*_returned(step), *_ways(step, found)]
        options = tuple(option for option, _ in ways)
        brief = replace(_brief(step, found), said=said, handed=handed, options=options)
        step.offer(brief, [action for _, action in ways])


def _show_handed(step: DeskStep, found: Recommending, handed: HandedUp) -> None:
    ways: list[tuple[Option, Action]] = [(Option("desk package"), Do("package"))]
    if handed.untouched:
        ways.append((Option("desk take back"), Do("take back")))
    brief = replace(_brief(step, found), handed=handed, options=tuple(option for option, _ in ways))
    step.offer(brief, [action for _, action in ways])


def _brief(step: DeskStep, found: Recommending) -> RankedList:
    chosen, reserves = ranked(step, found.chosen), ranked(step, found.reserves)
    return RankedList(found.place, found.quota, chosen, reserves, found.contact, found.phone)


def ranked(step: DeskStep, applications: Sequence[str]) -> tuple[Ranked, ...]:
    """These applications as they are told; one that is no longer there is left out."""
    known = (step.region.by_application.get(each) for each in applications)
    return tuple(_ranked(step, each) for each in known if each is not None)


def _ranked(step: DeskStep, entrant: Entrant) -> Ranked:
    return Ranked(
        called=step.region.called(entrant.county),
        cluster=entrant.cluster,
        unfilled=entrant.stage in _BEFORE or bool(entrant.open or entrant.waiting or entrant.errors),
        unsent=not readable(entrant),
        mending=entrant.stage is Stage.RETURNED,
        errors=entrant.errors,
        lacking=entrant.lacking,
        act=entrant.act,
    )


def _ways(step: DeskStep, found: Recommending) -> list[tuple[Option, Action]]:
    ways: list[tuple[Option, Action]] = []
    if found.chosen:
        ways.append((Option("desk hand up", {"count": str(len(found.chosen))}), Do("hand up")))
    if len(found.chosen) > 1:
        ways.append((Option("desk reorder"), Do("reorder")))
    taken = {*found.chosen, *found.reserves}
    free = [each for each in candidates(step) if each.application not in taken and readable(each)]
    room = _MOST_WAYS - len(ways) if len(found.chosen) < found.quota else 0
    ways += [(_way(step, "desk recommend", each), Do("recommend", (each.application,))) for each in free[:room]]
    if found.chosen:
        ways.append((Option("desk package draft"), Do("package")))
    return ways


def _returned(step: DeskStep) -> list[tuple[Option, Action]]:
    """What the province sent back and the county has not got yet."""
    handed = handed_up(step)
    back = [each for each in handed.items if each.decision == "returned" and not each.passed] if handed else []
    return [
        (
            Option("desk pass on to", {"name": step.region.called(each.county)}),
            Do("pass on", (handed.id, each.application)),
        )
        for each in back
        if handed is not None
    ]


def came_back(step: DeskStep) -> bool:
    """Whether the province returned something; it is shown, and that alone where the city itself returned nothing."""
    handed = handed_up(step)
    back = handed is not None and any(each.decision == "returned" for each in handed.items)
    if back:
        show(step)
    return back and not any(each.stage is Stage.RETURNED for each in step.region.entrants)


def _way(step: DeskStep, verb: str, entrant: Entrant) -> Option:
    return Option(verb, {"name": name_of(step, entrant.application)})


def candidates(step: DeskStep) -> list[Entrant]:
    """Whoever files and has not said that it does not apply."""
    return [each for each in step.region.by_application.values() if each.stage is not Stage.DECLINED]


def name_of(step: DeskStep, application: str) -> str:
    """What an application is called: its county, and its cluster where the county has several."""
    entrant = step.region.by_application.get(application)
    if entrant is None:
        return "？"
    several = sum(bool(each.application) for each in step.region.entrants_of(entrant.county)) > 1
    name = step.region.called(entrant.county)
    return f"{name}（{entrant.cluster or '—'}）" if several else name


# --- changes --------------------------------------------------------------------------------------------------------


def put(step: DeskStep, applications: Sequence[str], rank: int = 0) -> None:
    """Recommend these, at a place of the list or at its end; who is there already changes the place."""
    found = listed(step)
    if found is None:
        return
    kept = [each for each in found.chosen if each not in applications]
    if len(kept) + len(applications) > found.quota:
        _refuse(step, found, [each for each in applications if each not in found.chosen])
        return
    at = min(rank - 1, len(kept)) if rank > 0 else len(kept)
    if not rank and set(applications) <= set(found.chosen):
        show(step, "there already")
        return
    keep(step, found, (*kept[:at], *applications, *kept[at:]), rest(found.reserves, applications), "recommended")


def _refuse(step: DeskStep, found: Recommending, new: Sequence[str]) -> None:
    """The notice's sentence, and the ways out: another one gives way, a reserve, or nothing."""
    ways: list[tuple[Option, Action]] = []
    room = found.quota - len(found.chosen)
    if len(new) == 1:
        for each in found.chosen:
            figures = {"old": name_of(step, each), "new": name_of(step, new[0])}
            ways.append((Option("desk swap", figures), Do("swap", (each, new[0]))))
    elif room > 0:
        figures = {"names": "、".join(name_of(step, each) for each in new[:room])}
        ways.append((Option("desk recommend and reserve", figures), Do("recommend and reserve", tuple(new))))
    ways.append((Option("desk reserve"), Do("reserve", tuple(new))))
    ways.append((Option("desk stop"), Do("stop")))
    names = tuple(name_of(step, each) for each in new)
    brief = OverQuota(found.place, found.quota, names, tuple(option for option, _ in ways))
    step.offer(brief, [action for _, action in ways])


def put_and_reserve(step: DeskStep, *applications: str) -> None:
    """As many as fit are recommended, the others are reserves."""
    found = listed(step)
    if found is not None:
        new = [each for each in applications if each not in found.chosen]
        room = max(0, found.quota - len(found.chosen))
        aside = (*rest(found.reserves, new), *new[room:])
        keep(step, found, (*found.chosen, *new[:room]), aside, "recommended")


def put_aside(step: DeskStep, *applications: str) -> None:
    """These are reserves from now on."""
    found = listed(step)
    if found is not None:
        aside = (*rest(found.reserves, applications), *applications)
        keep(step, found, rest(found.chosen, applications), aside, "reserved")


def leave_out(step: DeskStep, *applications: str) -> None:
    """These are not in the list any more."""
    found = listed(step)
    if found is None:
        return
    if not {*applications} & {*found.chosen, *found.reserves}:
        show(step, "not there")
        return
    keep(step, found, rest(found.chosen, applications), rest(found.reserves, applications), "left out")


def take_place(step: DeskStep, old: str, new: str) -> None:
    """One takes the place of another, which becomes the first reserve."""
    found = listed(step)
    if found is None:
        return
    if old not in found.chosen or new in found.chosen:
        show(step, "not there")
        return
    chosen = tuple(new if each == old else each for each in found.chosen)
    keep(step, found, chosen, (old, *rest(found.reserves, (new, old))), "swapped")


def ask_order(step: DeskStep) -> None:
    """Ask in which order."""
    found = listed(step)
    if found is not None:
        lines = "\n".join(f"{number} {name_of(step, each)}" for number, each in enumerate(found.chosen, 1))
        step.offer(Note("which order", {"lines": lines}, (Option("desk stop"),)), (Do("stop"),), Awaiting("order"))


def rest(those: Sequence[str], without: Sequence[str]) -> tuple[str, ...]:
    """Those that are not among the others."""
    return tuple(each for each in those if each not in without)


def keep(step: DeskStep, found: Recommending, chosen: Sequence[str], reserves: Sequence[str], said: str) -> None:
    """Ask the outside to keep the list so; ``said`` is what it is about."""
    chosen, reserves = tuple(chosen), tuple(reserves)
    request = Recommend(found.place, found.version, chosen, reserves, found.contact, found.phone, said)
    step.request(request)


def kept(step: DeskStep, payload: Mapping[str, str]) -> None:
    """The list is kept."""
    show(step, payload["said"])


def changed(step: DeskStep, payload: Mapping[str, str]) -> None:
    """Somebody else was faster: the list as it stands, and nothing done."""
    show(step, "changed meanwhile")
