"""Places in a city's list, changed in words: 清河拿下来，临西补上; 清河和临西换一下，清河放备选; 先不推临西了.

What is plain is done as it would be typed; what is only thought of is offered.
"""

from __future__ import annotations

import re

from dialogs.definition.notice import County
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.whether import ask_whether
from dialogs.desk.ground.words import CLAUSES, command_of, without_doubt
from dialogs.desk.recommendations import handing, nominating, recommending
from dialogs.reading.chinese import counted
from dialogs.record.handups import Recommending
from dialogs.record.options import Option
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_LONGEST, _TWO = 60, 2
_NEW = re.compile("顶上|顶替|补上|补位|递补|替补|替上|接上|转正|顶[了吧]?$|上[了吧]?$")
"""临西补上."""
_OLD = re.compile(
    "拿下|撤下|撤了|去掉|拿掉|不行|来不及|不报了|退出|放(?:到|成|入)?(?:备选|候补)|(?:做|当|改|转)(?:成|为)?(?:备选|候补)"
)
"""清河放备选."""
_EXCHANGED = re.compile(
    "(?:互换|对调|调换|[换调]一?下(?!顺序|次序)|[换调]过来|换个位(?:置)?|[换倒掉调]个个儿?|[换倒掉调]个儿)"
)
_IFS = re.compile("不行|怕|可能|要是|如果|实在|万一|考虑|要不|吗|[?？]|是不是|能不能|会不会|打算|想")
_OFF = re.compile(
    r"(?:先|暂时|还是|就|那|这次|今年|[,，\s])*(?:不|别|甭)(?:要)?(?:再)?(?:往上|向上)?推(?!迟|后|荐|进|动|出|广|送|脱)(?:上去|了|吧)*"
    r"|(?:先|暂时|还是)+(?:不|别|甭)(?:再)?推荐"
)
_ONLY = "(?:就|只|光|单|仅)(?:先)?(?:报|推|上报|推荐)(?:上)?(?:.{{0,8}}[、和跟与])?{name}"
_GIVEN = (
    "(?:另外?一?个|剩下?的?(?:那?一?个)?|第二个|还有一个|空的?(?:那?一?个)?|名额)(?:名额)?"
    "(?:就|也)?(?:留?给|归|让给|是)了?{name}"
)
"""另一个给临西, of the places that there are."""
_UP, _MOST = "上|吧|来|顶|补|$", 4
_ASIDE = re.compile(
    r"(?:算了|不对|还是|那|就|先|把?(?:它|这家|刚才那[个家])|给|[,，\s])*(?:放|放回|放到|改|改成|当|做|列|转|退回?)(?:到|成|为|回|入)?(?:备选|候补)(?:里|去|名单)*[吧了]*[。]?"
)
_PLACE = r"第(?P<rank>[0-9]{1,2}|[一二三四五六七八九十])(?:位|名|家|个)?"
_FORGETS = re.compile("[了吧]+[。]?$|[了吧][,，]")
_RANKED = re.compile(
    r"(?:排|放|列|挪|提)(?:到|在|成)?"
    r"(?:第(?P<rank>[0-9]{1,2}|[一二三四五六七八九十])|(?P<first>最前|首位|头一|前头|前面)|(?P<last>最后|末尾))"
)

_BESIDE = re.compile("(?:排|放|列|挪|提|调|移|应该|要)(?:到|在).{2,8}?(?:的|之|以)?(?P<where>前|后)(?:面|边|头)?")
"""平乡排到清河前面."""

_LAST = "99"

_RESERVE = re.compile("备选|候补")

_SWAPS = re.compile("(?:不推荐|不要|拿掉|去掉|撤下).{0,8}(?:换|改|上)|用.{2,8}(?:换|替)|.(?:替换|顶替|替下|换下).")

_NEW_FIRST = re.compile("用.{2,8}(?:换|替)|替换|顶替|替下|换下")

_ALONE = re.compile("只(?:推|报)|(?:换|调|对).{0,3}(?:顺序|位置|次序)|互换|对调")
"""只推清河一家, 清河和临西换一下顺序: the list is shown, where it is done."""
_PUT = re.compile("推荐")


def changed(step: DeskStep, words: str) -> bool:
    """Whether the words change who is recommended and who is a reserve; it is done, or offered."""
    plain, found = words.strip(), step.region.recommending
    if found is None or not isinstance(step.state, Resting) or len(plain) > _LONGEST or command_of(plain) is not None:
        return False
    named = sorted(counties_in(step, plain), key=lambda each: plain.find(each[1]))
    if (
        _just_these(step, found, plain, named)
        or _given(step, found, plain, named)
        or _in_order(step, found, plain, named)
    ):
        return True
    if not named:
        return _which_aside(step, found, plain)
    if len(named) == 1:
        return _taken_off(step, found, plain, named[0][0]) or _in_place(step, found, plain, named[0])
    return len(named) == _TWO and _exchanged(step, found, plain, named)


def _just_these(step: DeskStep, found: Recommending, plain: str, named: list[tuple[County, str]]) -> bool:
    """就报清河一个, where a hand-up is asked about: it stands, where these are all of it; else the list is changed."""
    only = [county for county, name in named if re.search(_ONLY.format(name=re.escape(name)), plain)]
    asked = any(isinstance(each, Do) and each.verb == "really hand up" for each in step.conversation.actions)
    if not only or not asked:
        return False
    others = [each for each in found.chosen if not any(_stands(step, (each,), county) for county in only)]
    if others:
        _offer(step, plain, [f"不推荐 {recommending.name_of(step, each)}" for each in others[:_MOST]])
    elif all(_stands(step, found.chosen, county) for county in only):
        handing.check(step)
    else:
        _offer(step, plain, [f"推荐 {each.name}" for each in only])
    return True


def _given(step: DeskStep, found: Recommending, plain: str, named: list[tuple[County, str]]) -> bool:
    """名额就俩 清河占一个 另一个给临西: who is not on the list yet is offered for it."""
    given = [county for county, name in named if re.search(_GIVEN.format(name=re.escape(name)), plain)]
    new = [county for county in given if not _stands(step, found.chosen, county)]
    if new:
        _offer(step, plain, [f"推荐 {'、'.join(each.name for each in new)}"])
    return bool(new)


def _in_order(step: DeskStep, found: Recommending, plain: str, named: list[tuple[County, str]]) -> bool:
    """临西排第一，清河排第二: done where all of them are on the list, else offered, for a reserve comes in by it."""
    first, order = _order(plain, named)
    if not order:
        return False
    typed = f"{'、'.join(each.name for each in order)} 第{first}"
    if _IFS.search(plain) or not without_doubt(plain) or not all(_stands(step, found.chosen, each) for each in order):
        _offer(step, plain, [f"推荐 {typed}"])
        return True
    return nominating.recommend(step, typed)


def _order(plain: str, named: list[tuple[County, str]]) -> tuple[int, list[County]]:
    """The place that the first of them is to have, and who follows whom; nobody where the words leave a gap."""
    ranks = {_rank(plain, name): county for county, name in named}
    first = min(ranks, default=0)
    if len(named) >= _TWO and first and sorted(ranks) == list(range(first, first + len(named))):
        return first, [ranks[each] for each in sorted(ranks)]
    return 0, []


def _rank(plain: str, name: str) -> int:
    """The place that is said beside a name; 0 where none is."""
    behind = re.search(rf"{re.escape(name)}县?(?:就|还是|那个?)?(?:排|放|列|在|到|为|做|当)*{_PLACE}", plain)
    ahead = re.search(rf"{_PLACE}(?:就|还?是|给|放|排|为)*{re.escape(name)}", plain)
    said = behind or ahead
    return counted(said["rank"]) if said is not None else 0


def _taken_off(step: DeskStep, found: Recommending, plain: str, county: County) -> bool:
    """先不推临西了: off the list, or a reserve, where it stands there."""
    chosen, reserve = _stands(step, found.chosen, county), _stands(step, found.reserves, county)
    if not (chosen or reserve) or not _OFF.search(plain) or not _FORGETS.search(plain):
        return False
    typed = [f"不推荐 {county.name}", *([f"备选 {county.name}"] if chosen else [])]
    _offer(step, plain, typed)
    return True


def _in_place(step: DeskStep, found: Recommending, plain: str, named: tuple[County, str]) -> bool:
    """退回的那家…，要不换临西上: in place of each on the list, or of what came back."""
    county, name = named
    if _stands(step, found.chosen, county) or not re.search(rf"换(?:成|上)?{re.escape(name)}(?:{_UP})", plain):
        return False
    handed = recommending.handed_up(step)
    back = [each.application for each in handed.items if each.decision == "returned"] if handed is not None else []
    out = [each for each in found.chosen if each in back] if "退" in plain else []
    names = [recommending.name_of(step, each) for each in (out or found.chosen)[:_MOST]]
    if names:
        _offer(step, plain, [f"{each}换成{county.name}" for each in names])
    return bool(names)


def _which_aside(step: DeskStep, found: Recommending, plain: str) -> bool:
    """算了还是放备选, without a name: each that is recommended is offered, the last one first."""
    if not _ASIDE.fullmatch(plain) or not found.chosen:
        return False
    names = [recommending.name_of(step, each) for each in reversed(found.chosen)]
    _offer(step, plain, [f"备选 {each}" for each in names[:_MOST]])
    return True


def _exchanged(step: DeskStep, found: Recommending, plain: str, named: list[tuple[County, str]]) -> bool:
    pair = _pair(step, found, plain, named)
    if pair is None:
        return False
    old, new = pair
    if _IFS.search(plain) or not without_doubt(plain):
        _offer(step, plain, [f"{old.name}换成{new.name}"])
        return True
    return nominating.swap(step, f"{old.name}换成{new.name}")


def _pair(
    step: DeskStep, found: Recommending, plain: str, named: list[tuple[County, str]]
) -> tuple[County, County] | None:
    """Who leaves the list and who comes in: one that is recommended, and one that is not."""
    chosen = [county for county, _ in named if _stands(step, found.chosen, county)]
    others = [county for county, _ in named if county not in chosen]
    if len(chosen) != 1 or len(others) != 1:
        return None
    clauses = CLAUSES.split(plain)
    short = {county.code: name for county, name in named}
    comes = any(short[others[0].code] in each and _NEW.search(each) for each in clauses)
    leaves = any(short[chosen[0].code] in each and _OLD.search(each) for each in clauses)
    return (chosen[0], others[0]) if _EXCHANGED.search(plain) or (comes and leaves) else None


def _stands(step: DeskStep, applications: tuple[str, ...], county: County) -> bool:
    return any(each.application in applications for each in step.region.entrants_of(county.code))


def _offer(step: DeskStep, plain: str, typed: list[str]) -> None:
    ask_whether(step, plain, [(Option("desk say so", {"words": each}), Do("say so", (each,))) for each in typed])


def placed(step: DeskStep, plain: str, found: list[tuple[County, str]]) -> bool:
    """推荐清河 备选临西, 清河不推荐了 换临西, 用临西换清河: two counties of which each gets another place."""
    if step.region.recommending is None:
        return False
    if _ALONE.search(plain) or (len(found) >= _TWO and _RANKED.search(plain)):
        recommending.show(step)
        return True
    if len(found) < _TWO:
        return False
    names = [county.name for county, name in sorted(found, key=lambda each: plain.find(each[1]))]
    beside = _BESIDE.search(plain)
    if len(found) == _TWO and beside is not None:
        return nominating.beside(step, names[0], names[1], behind=beside["where"] == "后")
    aside = _RESERVE.search(plain)
    if aside is not None and _PUT.search(plain):
        behind = [county.name for county, name in found if plain.find(name) > aside.start()] or names[-1:]
        ahead = [each for each in names if each not in behind]
        return nominating.recommend_and_reserve(step, "、".join(ahead), "、".join(behind))
    if len(found) == _TWO and _SWAPS.search(plain):
        old, new = reversed(names) if _NEW_FIRST.search(plain) else names
        return nominating.swap(step, f"{old}换成{new}")
    return False


def ranked(step: DeskStep, plain: str, county: County) -> bool:
    """清河排第一: its place in the list of a city."""
    rank = _RANKED.search(plain)
    if rank is None or step.region.recommending is None:
        return False
    place = rank["rank"] or ("1" if rank["first"] else _LAST)
    return nominating.recommend(step, f"{county.name} 第{place}")
