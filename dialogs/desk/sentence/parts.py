"""What a sentence is made of: the counties and cities it names, days, verbs, questions; clause by clause."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dialogs.desk.ground.counties_named import cities_in, counties_in
from dialogs.desk.ground.meanings import choice
from dialogs.desk.ground.place_names import sounding
from dialogs.desk.ground.shown import county_shown
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import exporting
from dialogs.reading.places import stem
from dialogs.words.verbs import Verb
from dialogs.words.wishes import BREAK, FILLER, UNKNOWN, Token, pieces

_DAY = re.compile(
    r"(?:[0-9]{4}年)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:[0-9]{1,2}[号日]?|[一二三四五六七八九十]{1,3}[号日]?|[底末])"
    r"|(?<![0-9.])[0-9]{1,2}[号日](?![0-9])|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,3}号"
    r"|(?:下下|下|这|本)?个?(?:周|星期|礼拜)[一二三四五六日天]|[今明后大]{1,2}[天儿]|下?个?月底"
)
_DAYS = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}|[一两二三四五六七八九十半]{1,2})个?(?:工作日|天|周|星期|礼拜)(?!以上|都?[没未]|一|二|三|四|五)"
)
_PHONE = re.compile(r"(?<![0-9])(?:1[3-9](?:[- ]?[0-9]){9}|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9])")
_ASKS = re.compile(
    "[吗?？]|(?<![这那])么|没有?$|谁|哪|(?<!没)什么|(?<!没)啥|咋|怎么|多少|(?<![这那])几[个家点号]|是不是|有没有|为何|为什么|呢$|来着|多久"
)
_HELD = re.compile(
    "(?:先|暂时|暂)?(?:别|甭|不用|不要|不必|不急着?|不着急|先不)|缓一?缓|先放|再说|(?:明|后)[天儿早]再|(?:下周|回头|晚点|以后|过.{1,3})再"
)
_IT = re.compile("[他她它]们?|人家|那边|这[个家]县?|该县|县里|对方")
_THEN = re.compile("然后|接着|顺手|顺便|顺带|完了|回头|同时|另外|还有")
_TARGETS = frozenset(
    ("county", "group", "everybody", "unfinished", "unsent", "idle", "filling", "absent", "late", "lacking", "remain")
)
"""Whom something is done to."""
_LONGEST = 80
_JOINS = ("、", "和", "跟", "与", "及")
"""市里上报的清河、临西: the second is named beside the first, and begins nothing."""
_OF_A_DESK = {True: "city", False: "province"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that says one thing; ``start`` and ``end`` are its place in the message."""

    words: str
    tokens: tuple[Token, ...]
    start: int
    counties: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """Where it ends in the message."""
        return self.start + len(self.words)

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return _ASKS.search(self.words.strip(" ,，。;；")) is not None

    @property
    def held(self) -> bool:
        """Whether it says that something is not to be done."""
        return _HELD.search(self.words) is not None

    @property
    def points(self) -> bool:
        """Whether it speaks of somebody by 他 or 那边."""
        return _IT.search(self.words) is not None

    @property
    def unknown(self) -> str:
        """What no word here says."""
        return "".join(each.words for each in self.tokens if each.concept == UNKNOWN)

    def said(self, concept: str) -> str:
        """The first words of this concept."""
        return next((each.words for each in self.tokens if each.concept == concept), "")

    def behind(self, verb: str) -> int:
        """Where in the message the verb ends."""
        place = self.start
        for each in self.tokens:
            place += len(each.words)
            if each.concept == f"do {verb}":
                return place
        return self.end


def plain_of(words: str) -> str:
    """The message as it is taken apart: as it was typed, so that a text in it stays so."""
    plain = words.strip()
    return plain if len(_narrow(plain)) == len(plain) else _narrow(plain)


def _narrow(plain: str) -> str:
    return unicodedata.normalize("NFKC", plain).casefold()


def clauses_in(step: DeskStep, plain: str) -> tuple[Clause, ...]:
    """The clauses of a message; none of one that is too long, or of several lines."""
    head = _narrow(plain[:_LONGEST]) if "\n" not in plain else ""
    places = _places(step, head)
    extra = {
        **dict.fromkeys(places, "county"),
        **{name: "group" for _, name in cities_in(step, head)},
        **{each[0]: "phone" for each in _PHONE.finditer(head)},
        **{each[0]: "days" for each in _DAYS.finditer(head)},
        **{each[0]: "day" for each in _DAY.finditer(head)},
        **({"说": "do write", "讲": "do write"} if _told(head, places) else {}),
    }
    tokens = pieces(step.form.desk_verbs.speech, head, extra)
    found, place = [], 0
    for some in _apart(tokens):
        words = "".join(each.words for each in some)
        if any(each.concept not in (FILLER, BREAK) for each in some):
            found.append(_clause(step, plain[place : place + len(words)], some, place, places))
        place += len(words)
    return tuple(found)


def _told(head: str, places: Iterable[str]) -> bool:
    """跟清河说省里嫌家数对不上: whom something is said to."""
    whom = "|".join(map(re.escape, (*places, "他们?", "她们?", "县里", "人家")))
    return re.search(f"(?:跟|给|对|向)(?:{whom})(?:那边|局里|的人)?[说讲]", head) is not None


def _places(step: DeskStep, head: str) -> dict[str, str]:
    """The words for counties, each with its county's name: by name, by sound, by their cluster's name or a contact."""
    found = {name: county.name for county, name in counties_in(step, head)}
    found |= {typed: name for typed, name in sounding(step, head).items() if name not in found.values()}
    for each in step.region.entrants:
        name = step.region.called(each.county)
        short = each.cluster.removeprefix(stem(name))
        found |= {said: name for said in (each.cluster, short) if len(said) > 1 and said in head}
    contacts = {each.name: step.region.called(each.county) for each in step.region.contacts if each.name in head}
    return {**{name: county for name, county in contacts.items() if len(name) > 1}, **found}


def _clause(step: DeskStep, words: str, tokens: Sequence[Token], start: int, places: dict[str, str]) -> Clause:
    counties = dict.fromkeys(places[each.words] for each in tokens if each.concept == "county" and each.words in places)
    cities = dict.fromkeys(city for city, name in cities_in(step, words) if any(name == each.words for each in tokens))
    verbs = dict.fromkeys(each.concept.removeprefix("do ") for each in tokens if each.concept.startswith("do "))
    return Clause(words, tuple(tokens), start, tuple(counties), tuple(cities), tuple(verbs))


def _apart(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    """The pieces by clauses: at marks and blanks, at 然后, and where a new target follows a verb and has one itself."""
    some: list[Token] = []
    for place, each in enumerate(tokens):
        if some and each.concept != BREAK and (_goes_on(some, tokens[place:]) or _begins(some, tokens[place:])):
            yield some
            some = []
        some.append(each)
        if each.concept == BREAK and each.words.strip() != "、":
            yield some
            some = []
    if some:
        yield some


def _goes_on(before: Sequence[Token], rest: Sequence[Token]) -> bool:
    """各县填到哪了顺便催一下没填的; 没打开的顺手催一遍 is one clause, which has its target ahead."""
    if not _THEN.fullmatch(rest[0].words):
        return False
    if rest[0].words == "还有":
        return len(rest) > 1 and rest[1].concept in ("who", "what")
    end = next((place for place, each in enumerate(rest) if each.concept == BREAK), len(rest))
    return any(each.concept.startswith("do ") for each in before) or any(
        each.concept in _TARGETS for each in rest[:end]
    )


def _begins(before: Sequence[Token], rest: Sequence[Token]) -> bool:
    """清河退了临西收下: a county behind a verb that has its county, with a verb of its own."""
    listed = len(before) > 1 and before[-1].words.strip() in _JOINS and before[-2].concept == "county"
    if rest[0].concept not in ("county", "group") or listed or not _has_both(before):
        return False
    end = next((place for place, each in enumerate(rest) if each.concept == BREAK), len(rest))
    return any(each.concept.startswith("do ") for each in rest[:end])


def _has_both(tokens: Sequence[Token]) -> bool:
    said = [each.concept for each in tokens]
    return any(each in ("county", "group") for each in said) and any(each.startswith("do ") for each in said)


def verb_called(step: DeskStep, name: str) -> Verb | None:
    """The verb of this name where it can be done at this desk."""
    verb = step.form.desk_verbs.by_name.get(name)
    desk = _OF_A_DESK[bool(step.region.scope)]
    if verb is not None and verb.at not in ("", desk):
        return verb_called(step, f"{name} up") if f"{name} up" in step.form.desk_verbs.by_name else None
    return verb


def slots_of(step: DeskStep, clause: Clause, counties: Sequence[str]) -> dict[str, str]:
    """The parts of a clause by their names in the wordings of verbs."""
    file = [each for each in clause.tokens if each.concept not in ("county", "group")]
    return {
        "county": "、".join(counties),
        "city": "、".join(clause.cities),
        "day": clause.said("day"),
        "days": clause.said("days"),
        "choice": choice(step, file),
        "kinds": exporting.kinds_in(clause.words),
        "summary": clause.said("summary"),
    }


def on_the_screen(step: DeskStep) -> tuple[str, ...]:
    """The county that is shown, by its name."""
    county = county_shown(step)
    return (county.name,) if county is not None else ()
