"""What the province decides in a sentence that names counties: 清河的收下登记; 清河受理，临西退回，简介超了三百字.

Each decision is offered as it would be typed, with its reason; nothing is decided by these words alone.
"""

from __future__ import annotations

import re

from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.whether import ask_whether
from dialogs.desk.ground.words import CLAUSES, command_of, without_doubt
from dialogs.desk.recommendations import deciding
from dialogs.desk.recommendations.handing import items
from dialogs.record.options import Option
from dialogs.state.actions import Way
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do

_LONGEST, _MOST = 120, 4
_RULES = (
    ("refused", re.compile("不予受理|不受理|不予接收")),
    ("returned", re.compile("(?:要求)?补正|(?:退|打)(?:回|下)(?:去|来)?|退给|退(?=[了吧掉])")),
    ("accepted", re.compile("予以受理|受理|收下|接收(?!到)|登记收(?!到)")),
)
_TYPED = {"accepted": "受理", "returned": "补正", "refused": "不予受理"}
_TO_MEND = re.compile(
    "(?:让|叫|请)?(?:他们?|县里|市里)?(?:去|再|重新)?(?:改|补|核实?)(?:一?下|好|完|吧|了|正)*$|再?(?:报|交|送)?$"
)
_SAYS_NOTHING = re.compile(
    r"(?:[这那]?[个家份]|[市县][里局]|的|都|已经|整体|我|看了?|[一两二三几]家|一个|可以|行|挺好|没(?:有)?(?:啥|什么)?(?:大)?(?:问题|毛病)|没意见|"
    r"(?:理由|原因|因为)(?:是|为)?|[了吧啊就请把给将])*"
)
_ASKS = re.compile(r"[吗么嘛?？没]$|没有$|除了?|啥|什么|为何|咋|怎么|多少|哪|谁|几[家个天条]|(?i:\bma$)|\n")
"""清河受理了吗 asks, 除了临西都受理 names who is not meant."""
_SAID_OF_ONE = re.compile("补正|不予|不受理|纸|电子|盖章|邮")
"""临西补正 2.7 家数不对, 清河的纸质到了: of one, these are done as they stand."""
_TAKEN = re.compile(
    r"(?P<fine>(?:行|可以|没(?:有)?(?:啥|什么)?(?:大)?(?:问题|毛病)|挺好)的?了?[,，。\s]*(?:那|就|给|先)*|也)收[了下]?吧?[。]?$"
)
"""清河这个行，收了: what is fine is accepted."""
_REASON = re.compile("^(?:理由|原因|因为)(?:是|为|[:：])*")


def ruled(step: DeskStep, words: str) -> bool:
    """Whether decisions about counties that were handed up are named; they are offered."""
    plain = words.strip()
    if not isinstance(step.state, Resting) or step.region.scope or len(plain) > _LONGEST:
        return False
    if command_of(plain) is not None or _ASKS.search(re.sub("没[啥什]么?", "没有", plain)):
        return False
    found = _decisions(step, _TAKEN.sub(r"\g<fine>受理", plain))
    if not found or (len(found) == 1 and _SAID_OF_ONE.search(plain)):
        return False
    ways: list[Way] = [_way(each) for each in found[:_MOST]]
    if len(found) > 1:
        ways.insert(0, _way(*found))
    ways += _receipts(step, plain)
    ask_whether(step, plain, ways)
    return True


def _way(*typed: str) -> Way:
    return Option("desk say so", {"words": "；".join(typed)}), Do("rule", typed)


def _receipts(step: DeskStep, plain: str) -> list[Way]:
    """收下登记 may mean its papers too."""
    places = dict.fromkeys(each.place for each, item in items(step) if _named(step, plain, item.county))
    typed = [f"{form} {place}" for place in places for form in ("收电子", "收纸质")] if "登记" in plain else []
    return [(Option("desk say so", {"words": each}), Do("say so", (each,))) for each in typed[:2]]


def _named(step: DeskStep, plain: str, county: str) -> bool:
    return any(each.code == county for each, _ in counties_in(step, plain))


def _decisions(step: DeskStep, plain: str) -> list[str]:
    """Each decision as it would be typed: 受理 清河县, 补正 临西县 简介超了三百字."""
    ruled: dict[str, str] = {}
    reasons: dict[str, list[str]] = {}
    these: list[str] = []  # who was named last: 清河和临西都行，受理吧
    for clause in (each for each in CLAUSES.split(plain) if each):
        names = [(county, name) for county, name in counties_in(step, clause) if _is_handed_up(step, county.code)]
        decision = next((what for what, pattern in _RULES if pattern.search(clause)), "")
        if decision and not without_doubt(_TO_MEND.sub("", _without_rules(clause))):
            return []
        these = [county.name for county, _ in names] or these
        ruled.update(dict.fromkeys(these if decision else (), decision))
        rest = _left(clause, [name for _, name in names], step)
        for each in these if rest else ():
            reasons.setdefault(each, []).append(rest)
    return [_typed(name, decision, reasons.get(name, [])) for name, decision in ruled.items()]


def _typed(name: str, decision: str, reasons: list[str]) -> str:
    reason = "，".join(reasons) if decision != "accepted" else ""
    return f"{_TYPED[decision]} {name} {reason}".strip()


def _without_rules(clause: str) -> str:
    for _, pattern in _RULES:
        clause = pattern.sub("", clause)
    return clause


def _left(clause: str, names: list[str], step: DeskStep) -> str:
    """What a clause says besides names and decisions: a reason."""
    for each in (
        *names,
        *(group.name for group in step.region.groups),
        *(group.name[:-1] for group in step.region.groups),
    ):
        clause = clause.replace(each, "")
    rest = _REASON.sub("", _TO_MEND.sub("", _without_rules(clause)).replace("登记", "")).strip().removeprefix("的")
    return "" if _SAYS_NOTHING.fullmatch(rest) else rest


def _is_handed_up(step: DeskStep, county: str) -> bool:
    return any(item.county == county for _, item in items(step))


def rule(step: DeskStep, *typed: str) -> None:
    """The button was pressed: those that are accepted first, then the one whose reason may have to be asked."""
    for each in sorted(typed, key=lambda words: not words.startswith(_TYPED["accepted"])):
        verb, _, rest = each.partition(" ")
        deciding.decide_called(next(what for what, called in _TYPED.items() if called == verb), step, rest)
