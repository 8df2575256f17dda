"""先别上报, 要不要退回, 能不能受理清河: what is denied, put off or asked is never done by these words.

What is asked about is offered as a button; what was done already (上报了吗) is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dialogs.desk.broadcasts import on_its_way
from dialogs.desk.ground.meanings import meant, names
from dialogs.desk.ground.places_of_review import IN_A_REVIEW
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.whether import ask_whether, say_so
from dialogs.desk.ground.words import command_of, leaves_alone
from dialogs.desk.hearing import review_sentences
from dialogs.desk.overview import exporting, looking
from dialogs.desk.recommendations import deciding, handing, nominating, recommending
from dialogs.desk.reviews import reviewing
from dialogs.reading.cleaning import excerpt
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.actions import Way
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do
from dialogs.state.errands import Receive, Withdraw
from dialogs.state.examining import Examining
from dialogs.state.handing_errands import Decide, Recommend, Register

_LONGEST = 60
_DEED = (
    "(?:推荐|备选|候补|上报|(?<=里)报(?!表)|报省|报上去|退回|打回|退给|审核|通过|受理|补正|登记|移交|换人|换联系人|换成|群发|发送|发出|通知|提醒|催|"
    "导出|下载|邀请|加人|代录|代填|延期|暂停|批注|重发|撤回|收回|取消|发(?!现|展|改|票|明|行)|退(?!出))"
)
_HELD = re.compile(
    r"(?:(?:先|暂时|还是|暂)(?:别|甭|不)(?:用|要|着急)?|别|甭|(?<!要)不要|(?<!用)不用|不必|不急着?)(?:再|急着?|忙着?|现在|马上)?"
    rf"(?:[给把跟对向往朝][^,，。]{{1,8}})?(?P<deed>{_DEED})"
)
_LATER = re.compile(rf"(?:等.{{1,12}}|回头|晚点|过.{{1,3}}|以后|想想|考虑.{{0,3}}|商量.{{0,3}})再.{{0,4}}{_DEED}")
_NOT_NOW = re.compile(rf"^(?:现在|今天|目前)?(?:不想|不打算|没打算|没想|没说要?|没让你).{{0,6}}{_DEED}")
_NO_MORE = re.compile(
    r"^(?:那|就|先)?不(?:退|催|延期?|发)(?:回|期)?(?:了|吧|$)|不(?:用|再)?(?:补正|登记|延期)"
    r"|^(?:please )?(?:don'?t|do not) (?:send|hand|return|pass|remind|recommend|export)",
    re.IGNORECASE,
)
_BARELY = re.compile(
    "[^,，。]{0,10}?的?(?:先|暂时|暂)(?:别|不(?:用|要|急|动|管|办)?|等等|等一?等|等一下|放放|放一放|放着|缓缓|缓一缓|搁着)(?:动|办|管)?[了吧]?"
)
"""邯郸的先别."""
_OFF_THE_LIST = re.compile("(?<![先暂])(?:别|不要|不用)推荐")
"""别推荐清河了 takes it off the list, 先别推荐清河 does nothing."""
_WHETHER = re.compile(
    r"要不要|该不该|需不需要|用不用|应不应该|能不能|可不可以|能否|可否|是否(?:可以|应该|要|能|该)?|是不是(?:可以|应该|该|要|得|能)"
    r"|(?:这样|这么)?(?:行不行|行不|行吗|好不好|好吗|可以吗|可以不|成吗|成不|合适吗|妥不妥|妥吗)[?？]?$"
)
_MAY = re.compile(r"(?<!不)(?:能|可以|可|要|该|用)(?P<rest>.{0,8}" + _DEED + r".{0,8})(?:吗|么|不|嘛)[?？]?$")
_POLITE = re.compile("能不能|可不可以|能否|可否|行不行|行吗|好吗|好不好|可以吗|可以不|成吗|(?<!不)(?:能|可以|可)")
_FINAL = re.compile(
    "推荐|备选|候补|上报|报省|退|打回|通过|受理|补正|登记|移交|换人|换成|撤回|收回|取消|暂停|收到|已收|报(?!表|送版)"
)
"""What stands on record, or what others see; 能不能导出 is only polite."""
_DONE = re.compile(
    r"(?P<deed>上报|报省里?|报上去|退回|打回|通过|推荐|移交|邀请|导出|群发|发送?|通知)(?:出去)?(?:了|过|完|好)?(?:没有?|吗|么|了没|没呢?)(?:我们?|咱们?)?[?？]?$"
)
_THIS = re.compile("^(?:那|就)?(?:这|那)(?:一?[份家个条题]|里|边)?|^[它他]")
_SURELY = re.compile(
    "不(?:予|再)?(?:受理|推荐|要)了?|(?:别|不再)推荐|不用了|不动|拿不到|不全|先(?:把|是|放|排|推)|收到没问题"
)
_DOUBTS = re.compile(
    "不|别|没|未|[吗么?？呢]|要是|如果|假如|除非|觉得|先|等|再说|谁说|说是|是否|能否|昨天|已经|应该|会不会|考虑|打算"
)
"""What keeps words from being an order."""
_UNDOES = re.compile("撤|收回")
_RULED = re.compile("受理|补正|登记")
_WRITES = "发|通知|提醒|催"
_HOW_MANY = re.compile("推荐.{0,2}(?:几|[一二两三四五六0-9]{1,2})[家个]")
_BREAKS = re.compile(r"[,，。;；!！?？\s]+")
_MARKS = re.compile("[,.;!?]+")
_OWN_WORDS = frozenset(
    ("announce", "note", "remind", "called", "comment", "comment inside", "opine", "drop recommended")
)
"""Commands with a text behind them, or that say no themselves."""


def doubtful(step: DeskStep, words: str) -> bool:
    """Whether something was asked for that stands on record, in words that may not mean it.

    领导让我推荐临西 我觉得不行, 邢台纸质收没收到: the words of a reason (2.7 家数不对) say nothing of the deed.
    """
    final = [each for each in step.requested if isinstance(each, Recommend | Register | Decide | Receive | Withdraw)]
    said = words.strip()
    for each in final:
        reason = getattr(each, "reason", "")
        said = said.replace(reason, " ") if reason else said
    return bool(final) and len(said) <= _LONGEST and _DOUBTS.search(_SURELY.sub("", said)) is not None


def weigh(step: DeskStep, words: str, instead: Sequence[Way] = ()) -> None:
    """Ask whether it is meant, or one of these."""
    ways: list[Way] = [*instead, (Option("desk after all"), Do("after all", (words,)))]
    ask_whether(step, words, ways)


def rest_of(step: DeskStep, words: str) -> str | None:
    """What else is wished beside a deed that is denied or put off, which is left; None where there is none such."""
    plain = words.strip()
    if not _listens(step, plain):
        return None
    clauses = [each.strip() for each in (_MARKS if plain.isascii() else _BREAKS).split(plain) if each.strip()]
    held = [each for each in clauses if _is_held(each) or _barely(step, each)]
    if not held or (leaves_alone(plain) and _places(step, plain)):
        return None
    writing = (
        isinstance(step.state, Resting)
        and any(re.search(_WRITES, each) for each in held)
        and any(each.open for each in step.region.sendings)
    )
    step.say(Note("left going" if writing else "left so", {"words": excerpt("，".join(held))}))
    rest = "，".join(each for each in clauses if each not in held)
    heard = bool(rest) and is_wish(step, rest)
    if writing and not heard:
        on_its_way.account(step)
    return rest if heard else ""


def is_wish(step: DeskStep, rest: str) -> bool:
    """Whether words beside something that is left are a wish; in a review, one about it."""
    found = command_of(rest)
    wishes = [" ".join(each.do[1:]) for each in meant(step, rest)] or ([found[0]] if found is not None else [])
    fits = not isinstance(step.state, Examining) or all(each in IN_A_REVIEW for each in wishes)
    return (bool(wishes) and fits) or review_sentences.wants(step, rest)


def asked(step: DeskStep, words: str) -> bool:
    """Whether it is asked if a deed should be done, may be done or was done."""
    plain = words.strip()
    return _listens(step, plain) and (_asked_whether(step, plain) or _asked_if_done(step, plain))


def _listens(step: DeskStep, plain: str) -> bool:
    if len(plain) > _LONGEST or "\n" in plain:
        return False
    found = command_of(plain)
    return step.awaits_no_words and (found is None or found[0] not in _OWN_WORDS)


def _is_held(clause: str) -> bool:
    if _OFF_THE_LIST.search(clause):
        return False
    return any(pattern.search(clause) for pattern in (_HELD, _LATER, _NOT_NOW, _NO_MORE))


def _barely(step: DeskStep, clause: str) -> bool:
    """邯郸的先别, without the deed that was spoken of."""
    return bool(_BARELY.fullmatch(clause)) and not re.search(_DEED, clause) and bool(_places(step, clause))


def _asked_whether(step: DeskStep, plain: str) -> bool:
    """能不能受理清河, 推荐清河和临西行不行: offered, where it can be done without the question."""
    may = _MAY.search(plain)
    if not (_WHETHER.search(plain) or may is not None) or not re.search(_DEED, plain):
        return False
    if _answered(step, plain):
        return True
    if _UNDOES.search(plain) and "上报" not in plain:
        return False
    if _POLITE.search(plain) and not _FINAL.search(plain):
        return False
    whether = _WHETHER.sub("", plain)
    rest = whether if may is None or whether != plain else plain[: may.start()] + may["rest"]
    rest = _of_this(step, _BREAKS.sub(" ", rest).strip(" 吗呢么"))
    ask_whether(step, plain, [say_so(rest)])
    return True


def _of_this(step: DeskStep, rest: str) -> str:
    """这份推荐, in a review: the county's name stands for it, as it would be typed."""
    county = step.region.called(step.state.county) if isinstance(step.state, Examining) else ""
    said = _THIS.sub("", rest)
    return f"推荐 {county}" if county and said in ("推荐", "备选") else said or rest


def _answered(step: DeskStep, plain: str) -> bool:
    """能推荐三家吗, 威县能不能推荐, 邢台能受理吗, 现在能上报了吗: what there is to know about it is shown."""
    places = _places(step, plain)
    if not isinstance(step.state, Resting):
        return False
    if _HOW_MANY.search(plain):
        recommending.show(step)
    elif "上报" in plain and not _UNDOES.search(plain) and step.region.recommending is not None:
        handing.check(step)
    elif "推荐" in plain and places:
        return nominating.left_out(step, places)
    else:
        named = bool(_RULED.search(plain)) and bool(places) and step.region.recommending is None
        return named and deciding.open_called(step, max(places, key=len))
    return True


def _places(step: DeskStep, plain: str) -> list[str]:
    return [name for name, what in names(step, plain).items() if what == "county"]


def _asked_if_done(step: DeskStep, plain: str) -> bool:
    """上报了吗, 通过了没: it is looked up."""
    found = _DONE.search(plain)
    if found is None:
        return False
    shown = next((show for words, show in _SHOWN if re.match(words, found["deed"])), None)
    return shown is not None and shown(step, plain)


def _of_the_review(step: DeskStep, plain: str) -> bool:
    if isinstance(step.state, Examining):
        reviewing.go(step, "")
        return True
    return False


def _of_the_list(step: DeskStep, plain: str) -> bool:
    places = _places(step, plain)
    if step.region.recommending is not None and (not places or "推荐" in plain):
        recommending.show(step)
        return True
    return not step.region.scope and bool(places) and deciding.open_called(step, max(places, key=len))


def _of_broadcasts(step: DeskStep, plain: str) -> bool:
    on_its_way.account(step)
    return True


def _of_exports(step: DeskStep, plain: str) -> bool:
    exporting.progress(step)
    return True


def _of_people(step: DeskStep, plain: str) -> bool:
    if _places(step, plain):
        return False
    looking.links(step)
    return True


_SHOWN: tuple[tuple[str, Callable[[DeskStep, str], bool]], ...] = (
    ("上报|报", _of_the_list),
    ("推荐", _of_the_list),
    ("退|打回|通过", _of_the_review),
    ("移交|邀请", _of_people),
    ("导出", _of_exports),
    ("群发|发|通知", _of_broadcasts),
)
"""Where it is seen whether something was done."""
