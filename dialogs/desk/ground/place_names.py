"""Counties by their sound: qinghe, linxi xian, 清和县, 临溪. What only sounds like a name is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dialogs.desk.ground.meanings import names
from dialogs.desk.ground.step import DeskStep
from dialogs.reading.cleaning import excerpt
from dialogs.reading.places import stem
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do
from dialogs.words.spelling import in_characters, sounds
from dialogs.words.wishes import UNKNOWN, pieces

_LONGEST, _MOST = 40, 3
_LATIN, _NASAL = re.compile("[a-z]{3}"), re.compile("(?<=[aeiou])n(?:g(?![aeiou]))?")
_ENDS = "县市区"


def in_chinese(step: DeskStep, words: str) -> str:
    """A message with its pinyin in characters, names of the region among it; as it is where there is none."""
    if len(words) > _LONGEST or not any("a" <= each <= "z" for each in words.casefold()):
        return words
    speech = step.form.desk_speech
    return in_characters(words.casefold(), {**speech.sounds, **_by_sound(step)}, speech.words)


def nearly_in_chinese(step: DeskStep, words: str) -> bool:
    """Pinyin that is no name as it stands, and one where -n and -ng are not told apart (lingxi): it is asked about."""
    plain = in_chinese(step, words)
    if not isinstance(step.state, Resting) or len(words) > _LONGEST or not _LATIN.search(plain):
        return False
    speech = step.form.desk_speech
    known = {**speech.sounds, **_by_sound(step, alike=True)}
    meant = in_characters(words.casefold(), known, speech.words)
    if meant == plain or _LATIN.search(meant):
        return False
    options = (Option("desk say so", {"words": meant}), Option("desk none of these"))
    step.offer(Note("which place", {"words": excerpt(words)}, options), (Do("say so", (meant,)), Do("stop")))
    return True


def _by_sound(step: DeskStep, *, alike: bool = False) -> dict[str, str]:
    """The names of the region by their sound, those that sound alike left out; with -n for -ng, s for sh and back."""
    found: dict[str, set[str]] = {}
    for county in step.region.counties:
        for name in (county.name, stem(county.name)):
            for sound in sounds([name], step.form.desk_speech.syllables):
                for each in _alike(sound) if alike else (sound,):
                    found.setdefault(each, set()).add(county.name)
    return {sound: min(called) for sound, called in found.items() if len(called) == 1}


def of_another_city(step: DeskStep, words: str) -> bool:
    """Whether the words name a county or a city that is not this coordinator's, and none that is; that is said."""
    plain = words.strip()
    if not step.region.scope or len(plain) > _LONGEST or any(each == "county" for each in names(step, plain).values()):
        return False
    unknown = _unknown(step, plain, "city")
    known = ((each.name, each.group) for each in step.form.counties if each not in step.region.counties)
    cities = ((each.name, each.name) for each in step.form.groups if each.name != step.region.scope)
    for name, city in sorted((*known, *cities), key=lambda each: -len(each[0])):
        at = max(plain.find(name), plain.find(stem(name)) if len(stem(name)) > 1 else -1)
        if at >= 0 and (name in plain or unknown & set(range(at, at + len(stem(name))))):
            figures = {"words": excerpt(plain), "name": name, "city": city, "region": step.region.name}
            step.say(Note("city elsewhere" if name == city else "county elsewhere", figures))
            return True
    return False


def _alike(sound: str) -> Iterable[str]:
    """Linxi and lingxi, shahe and sahe."""
    yield sound
    for place in _NASAL.finditer(sound):
        other = "n" if place[0] == "ng" else "ng"
        yield f"{sound[: place.start()]}{other}{sound[place.end() :]}"
    for one, other in (("sh", "s"), ("zh", "z"), ("ch", "c"), ("l", "n"), ("n", "l")):
        if sound.startswith(one):
            yield f"{other}{sound[len(one) :]}"


def sounding(step: DeskStep, plain: str) -> dict[str, str]:
    """Words that sound like a county of the region and mean nothing else here, each with its name: 青河 is 清河县."""
    elsewhere, unknown = {stem(each.name) for each in step.form.counties}, _unknown(step, plain)
    found: dict[str, str] = {}
    for county in step.region.counties:
        name = stem(county.name)
        for place in range(len(plain) - len(name) + 1) if len(name) > 1 else ():
            typed = plain[place : place + len(name)]
            fits = typed not in elsewhere and set(range(place, place + len(name))) <= unknown
            if fits and _sounds_like(step, typed, name):
                end = place + len(name)
                found[plain[place : end + 1] if plain[end : end + 1] in tuple(_ENDS) else typed] = county.name
    return found


def asked(step: DeskStep, words: str) -> bool:
    """Whether the words hold what sounds or looks like a county's name, and name none: it is offered in its place."""
    plain = words.strip()
    if not isinstance(step.state, Resting) or not 1 < len(plain) <= _LONGEST:
        return False
    if any(what == "county" for what in names(step, plain).values()):
        return False
    meant = dict(_nearly(step, plain))
    if not meant:
        return False
    chosen = list(meant.items())[:_MOST]
    options = (
        *(Option("desk meant place", {"name": name}) for name, _ in chosen),
        Option("desk none of these"),
    )
    actions = (*(Do("say so", (plain.replace(typed, name, 1),)) for name, typed in chosen), Do("stop"))
    step.offer(Note("which place", {"words": excerpt(plain)}, options), actions, step.state)
    return True


def _nearly(step: DeskStep, plain: str) -> Iterable[tuple[str, str]]:
    """The places, and what was probably typed for each: what sounds the same before what differs by a character."""
    cities = () if step.region.scope else tuple(each.name for each in step.region.groups)
    elsewhere = {stem(each) for each in (*cities, *(county.name for county in step.form.counties))}
    unknown = _unknown(step, plain)
    alike: list[tuple[str, str]] = []
    for called in dict.fromkeys((*cities, *(county.name for county in step.region.counties))):
        name = stem(called)
        for place in range(len(plain) - len(name) + 1) if len(name) > 1 else ():
            typed, end = plain[place : place + len(name)], place + len(name)
            if typed in elsewhere or not unknown & set(range(place, end)):
                continue
            whole = plain[place : end + 1] if plain[end : end + 1] in tuple(_ENDS) else typed
            if _sounds_like(step, typed, name):
                yield called, whole
            elif _misspelt(step, typed, whole, name) and (len(whole) > len(name) or set(range(place, end)) <= unknown):
                alike.append((called, whole))
    yield from alike


def _unknown(step: DeskStep, plain: str, *concepts: str) -> set[int]:
    """The places of characters that no word of the desk covers, or one of these concepts."""
    found: set[int] = set()
    place = 0
    for each in pieces(step.form.desk_speech, plain):
        if each.concept in (UNKNOWN, *concepts):
            found |= set(range(place, place + len(each.words)))
        place += len(each.words)
    return found


def _sounds_like(step: DeskStep, typed: str, name: str) -> bool:
    syllables = step.form.desk_speech.syllables
    return bool(sounds([typed], syllables).keys() & sounds([name], syllables).keys())


def _misspelt(step: DeskStep, typed: str, whole: str, name: str) -> bool:
    """宁津 for 宁晋; 顺序 is a word that people say, and no 顺平."""
    if not _differs_by_one(typed, name):
        return False
    return len(whole) > len(name) or not step.form.desk_speech.likeness.knows(typed)


def _differs_by_one(typed: str, name: str) -> bool:
    return sum(one != other for one, other in zip(typed, name, strict=True)) == 1
