"""Inviting people: one, or a list of county, name and telephone number in any order; doubts are asked one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.desk.ground.choosing import called
from dialogs.desk.ground.step import DeskStep
from dialogs.reading.places import counties_called
from dialogs.record import codec
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.saying.invitation_briefs import Doubted, Invitations, Ready
from dialogs.state.actions import Action
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Awaiting, Do, Doubt, Invitee, Listing
from dialogs.state.errands import HandOver, InvitePeople, Reissue, Withdraw

_CELLS = re.compile(r"[\t,，;；|]+|\s{1,}|(?<=[\u4e00-\u9fff])(?=\+?[0-9])|[:：]")
_PHONE = re.compile(r"\+?[0-9][0-9\-—()（）]{6,17}")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_BEHIND_A_NUMBER = re.compile(r"(?<=[0-9]{11})[\s,，;；、。和]+(?=[\u4e00-\u9fff])")
_LANDLINE = re.compile(r"0[0-9]{9,11}|[2-9][0-9]{6,7}")
_HEADER = frozenset(
    (
        *("县", "县区", "县(市、区)", "县市区", "地区", "姓名", "名字", "联系人"),
        *("电话", "手机", "手机号", "联系电话", "序号"),
    )
)
_NUMBERING = re.compile(r"^\(?[0-9]{1,3}[.)、]\s*(?=\D)")
_SEPARATE = frozenset(("另报", "另外报", "单独报", "separately"))
_ASKED_FOR = re.compile(r"(?:再|还|帮我|给我|请)*(?:邀请|加|添加|新增|添)(?:一?[个位]|上)?(?:联系人|人|同志)?")
"""再邀请一个: said to the desk, and nobody's name."""
_LABELS = re.compile(
    r"^(?:联系)?(?:电话|手机|人)?(?:号码?)?[是:：]?$|^.*(?:链接|邀请|麻烦).*$|(?<=.)(?:的)?(?:电话|手机)(?:号码?)?$"
)
_ABOUT_THE_LIST = re.compile("(?:发|做|给|出|生成)个?(?:邀请|链接)|邀请(?:一?下|进来|吧)|[加拉请]进来|也?要报")
"""这俩县也要报，发邀请: said of the lines around it."""
_LONGEST_NAME = 20
_LONGEST_LINE = 200
"""Characters of a line that names a person; to look every word of a longer one up would take seconds."""
_MOST = 400
_CHOICES = 6


def begin(step: DeskStep) -> None:
    """邀请: ask whom."""
    step.offer(Note("invite whom", {}, (Option("desk stop"),)), (Do("stop"),), Awaiting("invite"))


def invite_to(step: DeskStep, county: str) -> None:
    """Ask for the person of one county."""
    figures = {"name": step.region.called(county)}
    step.offer(Note("invite to", figures, (Option("desk stop"),)), (Do("stop"),), Awaiting("invite", (county,)))


def invite(step: DeskStep, words: str, county: str = "") -> None:
    """Take these people down; ask about what is not clear; make the links when all is."""
    take_down(step, [part for line in words.splitlines() if line.strip() for part in _people_of(line)], county)


def _people_of(line: str) -> list[str]:
    """宁晋 李明 138…，柏乡 赵刚 139…: several people in one line, each with a number."""
    return _BEHIND_A_NUMBER.split(line) if len(_MOBILE.findall(line[:_LONGEST_LINE])) > 1 else [line]


def take_down(step: DeskStep, lines: Sequence[str], county: str = "") -> None:
    """The same, line by line."""
    if len(lines) > _MOST:
        step.say(Note("too many people", {"count": str(len(lines)), "limit": str(_MOST)}))
        return
    read = [each for line in lines if (each := _line(step, line, county)) is not None]
    if not read:
        begin(step)
        return
    people = tuple(each for each in read if isinstance(each, Invitee))
    doubts = tuple(each for each in read if isinstance(each, Doubt))
    go_on(step, Listing(people, doubts), several=len(read) > 1)


def looks_like_people(step: DeskStep, words: str) -> bool:
    """Whether a message without a command is a list of people: a line names a county and a telephone number.

    Of several lines one such is enough: what is not clear in the others is asked.
    """
    lines = [line for line in words.splitlines() if line.strip()]
    return any(_has_phone(line) and _split(step, line)[0] for line in lines[:_MOST])


def _has_phone(line: str) -> bool:
    return any(_PHONE.fullmatch(cell) for cell in _cells(line))


def _plain(line: str) -> str:
    return _NUMBERING.sub("", unicodedata.normalize("NFKC", line).strip())


def _cells(line: str) -> list[str]:
    """The words of a line between its separators; none of one that is too long to name a person."""
    plain = _plain(line)
    return [cell for cell in _CELLS.split(plain) if cell] if len(plain) <= _LONGEST_LINE else []


def _split(step: DeskStep, line: str) -> tuple[list[str], str, list[str]]:
    """Codes of the counties named, the telephone number, and what is left: the name."""
    counties: list[str] = []
    phone, rest = "", list[str]()
    for cell in _cells(line):
        found = called(step.form, step.region, cell)
        if not phone and _PHONE.fullmatch(cell):
            phone = re.sub(r"[^0-9+]", "", cell)
        elif found and not counties:
            counties = [each.code for each in found]
        else:
            rest.append(cell)
    return counties, phone, rest


def _line(step: DeskStep, line: str, county: str) -> Invitee | Doubt | None:
    """One line: a person, a doubt, or nothing where it is a heading."""
    if len(_plain(line)) > _LONGEST_LINE:
        return Doubt(line.strip(), "no county")
    if {*_cells(line)} <= _HEADER:
        return None
    counties, phone, rest = _split(step, line)
    if not (counties or phone) and _ABOUT_THE_LIST.search(line):
        return None
    rest = [cell for each in rest if not _ASKED_FOR.fullmatch(each) and (cell := _LABELS.sub("", each))]
    separate = any(each in _SEPARATE for each in rest)
    name = "".join(each for each in rest if each not in _SEPARATE)
    if county and not counties:
        counties = [county]
    if len(counties) != 1:
        return _no_county(step, line, counties, name, phone)
    if not name or len(name) > _LONGEST_NAME:
        return Doubt(line.strip(), "no name" if not name else "long name", name, phone, tuple(counties))
    if phone and not (_MOBILE.fullmatch(phone.removeprefix("+86")) or _LANDLINE.fullmatch(phone)):
        return Doubt(line.strip(), "odd phone", name, phone, tuple(counties))
    return Invitee(counties[0], name, phone, not separate)


def _no_county(step: DeskStep, line: str, counties: Sequence[str], name: str, phone: str) -> Doubt:
    elsewhere = [each for cell in _cells(line) if len(cell) > 1 for each in _anywhere(step, cell)]
    why = "several counties" if counties else "other region" if elsewhere else "no county"
    return Doubt(line.strip(), why, name, phone, tuple(counties[:_CHOICES]))


def _anywhere(step: DeskStep, cell: str) -> tuple[str, ...]:
    """The counties of the whole form that a cell is, or that stand in it: 石家庄的正定县."""
    found = counties_called(step.form.counties, cell)
    return tuple(each.code for each in found or [each for each in step.form.counties if each.name in cell])


def go_on(step: DeskStep, listing: Listing, *, several: bool = True) -> None:
    """The next doubt; then, of several people, what will be done; then the links."""
    if listing.doubts:
        _ask(step, listing)
    elif not listing.people:
        step.update(state=Resting())
        step.say(Note("nobody invited"))
    elif several and len(listing.people) > 1:
        _confirm(step, listing)
    else:
        make(step, listing)


def _ask(step: DeskStep, listing: Listing) -> None:
    doubt = listing.doubts[0]
    ways: list[tuple[Option, Action]] = [
        (Option("desk open", {"name": step.region.called(code)}), Do("settle doubt", (code,)))
        for code in (doubt.counties if doubt.why == "several counties" else ())
    ]
    if doubt.why == "odd phone":
        ways.append((Option("desk take so", {"words": doubt.phone}), Do("settle doubt", doubt.counties)))
    if doubt.why in ("no name", "long name"):
        name = f"{step.region.called(doubt.counties[0])}联系人"
        ways.append((Option("desk take so", {"words": name}), Do("settle doubt", (doubt.counties[0], name))))
    ways.append((Option("desk leave out"), Do("drop doubt")))
    options = tuple(option for option, _ in ways)
    step.offer(Doubted(doubt, len(listing.doubts) - 1, options), [action for _, action in ways], listing)


def settle(step: DeskStep, county: str, name: str = "") -> None:
    """The first doubt is settled: that county, that name."""
    if not isinstance(step.state, Listing) or not step.state.doubts:
        step.say(Note("old button"))
        return
    doubt = step.state.doubts[0]
    known = name or doubt.name
    if not known:
        rest = replace(doubt, why="no name", counties=(county,))
        go_on(step, replace(step.state, doubts=(rest, *step.state.doubts[1:])))
        return
    person = Invitee(county, known, doubt.phone)
    go_on(step, Listing((*step.state.people, person), step.state.doubts[1:]), several=_several(step.state))


def drop(step: DeskStep) -> None:
    """The line in doubt is left out."""
    if isinstance(step.state, Listing) and step.state.doubts:
        go_on(step, replace(step.state, doubts=step.state.doubts[1:]), several=_several(step.state))


def _several(listing: Listing) -> bool:
    return len(listing.people) + len(listing.doubts) > 1


def mended(step: DeskStep, listing: Listing, words: str) -> None:
    """Words while a line is in doubt: the line once more, or what was missing in it."""
    if not listing.doubts:
        invite(step, words)
        return
    doubt = listing.doubts[0]
    county = doubt.counties[0] if len(doubt.counties) == 1 else ""
    read = [each for line in words.splitlines() if (each := _line(step, line, county)) is not None]
    if len(read) == 1 and isinstance(read[0], Doubt) and read[0].why == "no name" and doubt.name:
        settle(step, read[0].counties[0])
        return
    if read and isinstance(read[0], Invitee) and not read[0].phone:
        read[0] = replace(read[0], phone=doubt.phone)
    people = (*listing.people, *(each for each in read if isinstance(each, Invitee)))
    doubts = (*(each for each in read if isinstance(each, Doubt)), *listing.doubts[1:])
    go_on(step, Listing(people, doubts), several=_several(listing))


def _confirm(step: DeskStep, listing: Listing) -> None:
    region = step.region
    people = tuple((region.called(each.county), each.name, each.phone) for each in listing.people)
    there = {each.county for each in region.contacts}
    known = tuple(dict.fromkeys(region.called(each.county) for each in listing.people if each.county in there))
    options = (Option("desk make links", {"count": str(len(people))}), Option("desk stop"))
    step.offer(Ready(people, known, options), (Do("make links"), Do("stop")), listing)


def make(step: DeskStep, listing: Listing) -> None:
    """Ask the outside for the links."""
    step.update(state=Resting())
    step.request(InvitePeople(listing.people))


def hand_over(step: DeskStep, words: str) -> bool:
    """移交 清河县 李四 139…: somebody else files from now on; who hands over is asked where there are several."""
    read = _line(step, words, "")
    if not isinstance(read, Invitee):
        if isinstance(read, Doubt) and len(read.counties) == 1:
            step.say(Note("hand over how", {"name": step.region.called(read.counties[0])}))
            return True
        return False
    before = step.region.contacts_of(read.county)
    if not before:
        step.say(Note("nobody to replace", {"name": step.region.called(read.county)}))
        _one(step, read)
        return True
    to = (read.county, read.name, read.phone)
    ways = [(Option("desk replace", {"name": each.name}), Do("hand over", (str(each.person), *to))) for each in before]
    ways.append((Option("desk stop"), Do("stop")))
    figures = {"name": step.region.called(read.county), "to": read.name}
    note = Note("hand over", figures, tuple(option for option, _ in ways))
    step.offer(note, [action for _, action in ways])
    return True


def _one(step: DeskStep, invitee: Invitee) -> None:
    make(step, Listing((invitee,)))


def really_hand_over(step: DeskStep, person: str, county: str, name: str, phone: str) -> None:
    """The button was pressed."""
    step.request(HandOver(int(person), Invitee(county, name, phone)))


def reissue(step: DeskStep, county: str) -> None:
    """重发 清河县: new links in place of those that were not used, or for whoever lost the own one."""
    step.request(Reissue(county))


def withdraw(step: DeskStep, key: str) -> None:
    """Withdraw a link."""
    step.request(Withdraw(key))


def tell_links(step: DeskStep, payload: Mapping[str, str]) -> None:
    """The links are made: texts to hand out."""
    made = codec.loads(payload["made"])
    if not made:
        step.say(Note("nobody to reissue"))
        return
    step.offer(
        Invitations(step.conversation.person, int(payload["days"]), made, (Option("desk links"),)), (Do("links"),)
    )
