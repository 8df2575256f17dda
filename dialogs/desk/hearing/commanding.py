"""The desk's commands: those that stand alone, those with something behind them, and what buttons do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from dialogs.desk.broadcasts import announcing, on_its_way, seconding
from dialogs.desk.ground.choosing import choose
from dialogs.desk.ground.places_of_review import IN_A_REVIEW, PLACES
from dialogs.desk.ground.shown import county_shown
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.hearing import naming_people, on_screen, ruling
from dialogs.desk.overview import exporting, looking
from dialogs.desk.own import calling, dating, holidays, keeping, taking_back
from dialogs.desk.people import columns, inviting, standing_in, withdrawing
from dialogs.desk.recommendations import deciding, handing, nominating, recommending
from dialogs.desk.reviews import commenting, comparing_versions, reviewing
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Awaiting, Columns, Do, Drafting, Listing
from dialogs.state.examining import Examining


def do(step: DeskStep, action: Do) -> None:
    """What a button says."""
    _VERBS[action.verb](step, *action.about)


def _send_to(step: DeskStep, words: str) -> bool:
    draft = step.draft
    if draft is not None and draft.text:
        announcing.audience(step, words)
        return True
    to, _, text = words.replace(":", "：").partition("：")
    choice = choose(step.form, step.region, to, step.moment)
    if choice.unknown and not text:  # 发给填报中的 还剩三天
        to, _, text = words.partition(" ")
        choice = choose(step.form, step.region, to, step.moment)
    if choice.unknown:
        return False
    announcing.begin(step, tuple(dict.fromkeys(each.county for each in choice.entrants)), text.strip())
    return True


def _announce(step: DeskStep, text: str) -> bool:
    announcing.begin(step, text=text)
    return True


def _invite(step: DeskStep, words: str) -> bool:
    shown = county_shown(step)
    naming_people.add(step, words, shown.code if shown is not None else "")
    return True


def _idle(step: DeskStep, days: str) -> bool:
    looking.idle(step, int(days))
    return True


def _drop_filter(step: DeskStep, name: str) -> bool:
    if name in step.region.filters:
        keeping.keep_filter(step, name, "")
    return name in step.region.filters


def _stop(step: DeskStep) -> None:
    step.update(state=Resting())
    step.say(Note("stopped"))


def _discard(step: DeskStep) -> None:
    """算了: the broadcast, or whatever else is awaited; a broadcast that was put aside is shown, and stays."""
    match step.state:
        case Drafting():
            announcing.discard(step)
        case Awaiting() | Listing() | Columns():
            _stop(step)
        case Examining(waits=waits) as state if waits:
            commenting.put_aside(step)
            reviewing.look(step, state.county, state.application)
        case Resting() if step.draft is not None:
            announcing.resume_draft(step)
        case _:
            step.say(Note("stopped"))


def _rest(step: DeskStep) -> None:
    """今天先这样: what was begun is kept."""
    step.say(Note("rest"))


def _chat(step: DeskStep) -> None:
    """谢谢: a friendly word, and what can be done."""
    step.say(Note("chat"))


def _help(step: DeskStep) -> None:
    step.say(Note("help"))


def _speak(locale: str) -> Callable[[DeskStep], None]:
    def change(step: DeskStep) -> None:
        step.update(locale=locale)
        step.say(Note("language"))

    return change


def _page(step: DeskStep) -> None:
    step.say(Note("page", {"page": "desk"}))


STAYING = frozenset(
    {
        *("send", "discard", "retext", "reaudience", "announce", "draft"),
        *("help", "language_zh", "language_en", "chat", *IN_A_REVIEW),
    }
)
"""Commands that leave open what is open."""

COMMANDS: Mapping[str, Callable[[DeskStep], None]] = {
    "today": looking.today,
    "progress": looking.progress,
    "idle": looking.idle,
    "count": looking.count,
    "trouble": looking.trouble,
    "flagged": looking.flagged,
    "filters": looking.filters,
    "follow_ups": calling.show,
    "dates": dating.show,
    "holidays": holidays.show,
    "invite": inviting.begin,
    "links": looking.links,
    "announce": announcing.begin,
    "draft": announcing.resume_draft,
    "announcements": on_its_way.account,
    "pause": lambda step: on_its_way.steer(step, "pause"),
    "resume": lambda step: on_its_way.steer(step, "resume"),
    "cancel": lambda step: on_its_way.steer(step, "cancel"),
    "again": lambda step: on_its_way.steer(step, "again"),
    "send": announcing.send,
    "discard": lambda step: _discard(step),
    "retext": announcing.retext,
    "reaudience": announcing.reaudience,
    "second_on": seconding.turn_on,
    "second_off": seconding.turn_off,
    "second_looks": seconding.waiting,
    "picture": lambda step: exporting.take(step, "picture"),
    "plain_picture": lambda step: exporting.take(step, "plain picture"),
    "table": lambda step: exporting.take(step, "table"),
    "page": _page,
    "drafts": exporting.export_all,
    "data": lambda step: exporting.take(step, "data"),
    "exports": exporting.progress,
    "recommended": recommending.show,
    "reorder": recommending.ask_order,
    "hand up": handing.check,
    "take back": handing.take_back,
    "package": handing.package,
    "hand-ups": handing.overview,
    "reviews": reviewing.waiting,
    "review_compare": comparing_versions.compare_open,
    **{command: reviewing.going(place) for command, place in PLACES.items()},
    "send_back": commenting.send_back,
    "send_return": commenting.really,
    "pass": reviewing.passes,
    "restore_draft": lambda step: commenting.deed(step, "restore"),
    "verify": reviewing.verify,
    "opinion": reviewing.ask_opinion,
    "undo": taking_back.ask,
    "chat": _chat,
    "rest": _rest,
    "help": _help,
    "language_zh": _speak("zh"),
    "language_en": _speak("en"),
}
"""The commands that stand alone."""

WITH_WORDS: Mapping[str, Callable[[DeskStep, str], bool]] = {
    "idle": _idle,
    "open": looking.open_called,
    "invite": _invite,
    "reissue": lambda step, words: looking.with_county(step, words, inviting.reissue, "reissue"),
    "revoke": withdrawing.revoke,
    "hand over": inviting.hand_over,
    "flag": lambda step, words: looking.with_county(step, words, keeping.flag, "flip flag"),
    "unflag": lambda step, words: looking.with_county(step, words, keeping.unflag, "flip flag"),
    "note": keeping.note,
    "remind": calling.remind,
    "called": calling.called,
    "date": dating.set_date,
    "holiday notice": holidays.read,
    "stand in": lambda step, words: looking.with_county(step, words, standing_in.begin, "stand in"),
    "receive": lambda step, words: looking.with_county(step, words, keeping.receive, "receive"),
    "announce": _announce,
    "announce to": _send_to,
    "filter": looking.filtered,
    "name filter": keeping.save_filter,
    "drop filter": _drop_filter,
    "export": exporting.export_some,
    "export data": exporting.take_data,
    "recommend": nominating.recommend,
    "reserve": nominating.reserve,
    "drop recommended": nominating.drop,
    "swap": nominating.swap,
    "order": nominating.reorder,
    "contact": nominating.contact,
    "register electronic": partial(deciding.register_called, "electronic"),
    "register paper": partial(deciding.register_called, "paper"),
    "accept": partial(deciding.decide_called, "accepted"),
    "return": partial(deciding.decide_called, "returned"),
    "refuse": partial(deciding.decide_called, "refused"),
    "review": reviewing.review_called,
    "compare": comparing_versions.compare,
    "comment": commenting.comment_on,
    "comment inside": commenting.comment_inside,
    "opine": on_screen.opine,
}
"""The commands with something behind them; False where that is nothing known."""

_VERBS: Mapping[str, Callable[..., None]] = {
    **COMMANDS,
    "stage": looking.stage,
    "open": looking.open_county,
    "filter": looking.filtered,  # type: ignore[dict-item]
    "announce": lambda step, *counties: announcing.begin(step, counties),
    "audience": announcing.audience,
    "recount": on_its_way.recount,
    "second": seconding.answer,
    "second look": seconding.look,
    "steer": lambda step, broadcast, how: on_its_way.steer(step, how, broadcast),
    "invite to": inviting.invite_to,
    "settle doubt": inviting.settle,
    "drop doubt": inviting.drop,
    "make links": lambda step: _make_links(step),
    "stop": _stop,
    "reissue": inviting.reissue,
    "read list": columns.take,
    "column": columns.chosen,
    "announce file": announcing.with_file,
    "hand over": inviting.really_hand_over,
    "withdraw": inviting.withdraw,
    "stand in": standing_in.begin,
    "flip flag": keeping.flip_flag,
    "receive": keeping.receive,
    "ask note": keeping.ask_note,
    "keep note": keeping.keep_note,
    "keep year": holidays.keep,
    "follow": calling.move,
    "follow done": calling.done,
    "set date": dating.really,
    "name filter": keeping.name_filter,
    "export": exporting.export,
    "recommend": lambda step, *applications: recommending.put(step, applications),
    "recommend and reserve": recommending.put_and_reserve,
    "reserve": recommending.put_aside,
    "drop recommended": recommending.leave_out,
    "swap": recommending.take_place,
    "really hand up": handing.really,
    "really take back": handing.really_take_back,
    "pass on": handing.pass_on,
    "hand-up": handing.open_one,
    "register": handing.register,
    "decide": handing.decide,
    "rule": ruling.rule,
    "ask reason": handing.ask_reason,
    **reviewing.VERBS,
}
"""What buttons do."""


def _make_links(step: DeskStep) -> None:
    if isinstance(step.state, Listing) and step.state.people:
        inviting.make(step, step.state)
    else:
        step.say(Note("old button"))
