"""The county on the screen: 这家什么情况, 退回去让他改 are said of it, and heard with its name."""

from __future__ import annotations

import re

from dialogs.definition.notice import County
from dialogs.desk.ground.meanings import names
from dialogs.desk.ground.shown import county_shown, reviewed
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import exporting, looking
from dialogs.desk.reviews import reviewing
from dialogs.state.examining import Examining

_LONGEST = 40
_THIS = re.compile("这家|这个县|该县|这县")
_THEM = re.compile("^(?:给|让|把|跟)?(?:他们?|她们?|它)|(?<=[看催问给让下诉知醒跟告])(?:他们?|她们?|它|县里)")
_BARE = re.compile(
    "(?:他们?)?(?:佐证|材料|附件)?(?:还|都)?[差缺](?:哪[些几]|什么|啥|几).{0,4}|(?:什么时候|哪天|啥时候)(?:送|交)来?的.?"
)
"""还差什么 asks about it."""
_WHO = re.compile("^(?:谁|哪[些几个家]|有没有|还有)")
"""谁导出过 asks about all."""
_THEIRS = "(?:他们?|她们?|它|这家|县里|人家|对方)?(?:的)?"
_POLITE = re.compile("^(?:请|麻烦|帮我|给我|那|就|再|先|把|你)+|[吧啊呢。!！~]+$")
_DEEDS = tuple(
    (re.compile(pattern), deed)
    for pattern, deed in (
        (
            f"(?:打开|看|查看|翻开|瞧瞧|调出)?(?:看看|看一?下)?{_THEIRS}填(?:报)?(?:的|了(?:什么|啥|些什么))(?:内容|东西|表|数|材料)?"
            "(?:打开)?(?:给我)?(?:看看|看一?下|看)?",
            "审核 {name}",
        ),
        (
            f"(?:打开|看|查看)?(?:看看|看一?下)?{_THEIRS}(?:申报(?:表|书|内容)|内容|表)(?:打开|给我看看|看看|看一?下)",
            "审核 {name}",
        ),
        (f"(?:审|审核|审查|审阅)(?:一?下|一审|看)?{_THEIRS}", "审核 {name}"),
        (f"{_THEIRS}(?:退|打)回(?:去|给{_THEIRS}|补正|重改|让{_THEIRS}改)*了?", "审核 {name}"),
        (f"(?:我)?(?:代录|代填|(?:替|帮|代){_THEIRS}(?:来)?[填录报弄])(?:一?下)?", "代录 {name}"),
        (f"(?:作废|收回|撤回|撤掉|停用|取消){_THEIRS}(?:那?[个条])?链接", "收回 {name}"),
        (f"{_THEIRS}(?:那?[个条])?链接(?:作废|收回|撤回|撤掉|停用|取消)(?:掉|了)?", "收回 {name}"),
        (f"受理(?:{_THEIRS}|一下)了?", "受理 {name}"),
        (f"{_THEIRS}谁(?:在)?(?:填|管|负责|弄)的?", "打开 {name}"),
    )
)
"""打开看看他们填的, 作废链接, 代录: done to the county on the screen."""
_EXPORT = re.compile(
    f"(?:导出?|下载|要|发|打印|出)?(?:我|给我)?(?:一?[份个下])?{_THEIRS}(?:申报(?:表|书))?(?:的)?(?:word|docx|pdf)(?:版|格式|文件|文档)*"
    "(?:的)?(?:导出?|下载|发)?(?:出来|一下|一份)?(?:发?给?我)?先?(?:看看|看一?下|看|瞧瞧)?",
    re.IGNORECASE,
)
"""导出word我看看: of the county on the screen."""
_PASSED = re.compile(
    f"(?:看看?)?{_THEIRS}(?:上[次回]|最后|最近|最后一次)?(?:到底)?(?:是)?(?:"
    "谁(?:最后)?(?:改|填|动|送|退|交|更新)(?:的|过|了)|(?:什么时候|啥时候|哪天|几时|几号)(?:改|动|退|更新|交|送|报|提交|送审|上交)(?:的|过|了)?"
    "|(?:修改|审核|历史|改动|操作)(?:的)?记录|改了(?:啥|什么|哪里|哪些)|(?:都)?(?:有)?谁动过)(?:呢|啊|呀|的)?"
)
"""上次是谁改的，什么时候改的."""
_TURNS = re.compile("(?:看|打开|到|换)?(?:(?P<on>下一?|后一?)|上一?|前一?)(?:个|家|县|个县)(?:看看|呢)?")
_TELLS = re.compile("(?:告诉|通知|转告|提醒|[跟给]他们?(?:说|讲|发))(?:他们?|她们?|县里)?")
"""告诉他们周五开会: told to the county on the screen, or to the one that is reviewed."""
_WHOM = re.compile("他们?|她们?|它|县里|人家|对方")
_WRITES_TO = re.compile(
    "(?:请|帮我|麻烦|你|再|先)*(?:(?:给|跟|对|向)(?:他们?|她们?|它|县里|人家|对方)(?:再)?(?:发|说|讲|提|打个招呼)"
    "|(?:提醒|通知|告诉|催一?催?|转告)(?:一?下)?(?:他们?|她们?|它|县里|人家|对方))"
)
"""给他们发个消息，问…; 提醒他们一下，…."""
_ABOUT_ONE = re.compile("退|延|宽限|换个?(?:人|联系人)|填的|的表|推荐|电话|链接|审|催|导出|收到|代录|替.{0,2}填")


def by_its_name(step: DeskStep, words: str) -> str | None:
    """这家什么情况, with the county's name; None where the words do not point at it."""
    county = county_shown(step) if len(words) <= _LONGEST else None
    deed = _deed(step, county, words) if county is not None else ""
    if deed:
        return deed
    plain = _THIS.sub(county.name, words, count=1) if county is not None else words
    if county is not None and _WRITES_TO.match(words) and not names(step, words):
        plain = _WHOM.sub(county.name, words, count=1)
    if county is not None and _BARE.fullmatch(words.strip()):
        plain = f"{county.name}{words.strip()}"
    return plain if plain != words else None


def _deed(step: DeskStep, county: County, words: str) -> str:
    """What is to be done to the county, as it would be typed with its name; empty for other words."""
    plain = _POLITE.sub("", words.strip())
    if _EXPORT.fullmatch(plain):
        return f"导出 {county.name} {exporting.kinds_in(plain)}".strip()
    deed = next((deed for pattern, deed in _DEEDS if pattern.fullmatch(plain)), "")
    of_province = deed.startswith("受理") and step.region.scope
    return "" if of_province else deed.format(name=county.name)


def passed(step: DeskStep, words: str) -> bool:
    """上次是谁改的，什么时候改的: what has happened to the application on the screen, or in the review."""
    parts = [each for each in re.split(r"[,，。;；?？\s]+", words.strip()) if each]
    if not parts or not all(_PASSED.fullmatch(each) for each in parts):
        return False
    state, county = step.state, county_shown(step)
    if isinstance(state, Examining) and not state.waits:
        reviewing.go(step, "history")
    elif county is not None:
        reviewing.review_county(step, county.code, "history")
    else:
        return False
    return True


def opine(step: DeskStep, words: str) -> bool:
    """推荐理由补上：…, of the review that is open, or of the county on the screen."""
    county = county_shown(step)
    sent = [each for each in step.region.entrants_of(county.code) if looking.readable(each)] if county else []
    if county is not None and len(sent) == 1 and sent[0].application:
        step.update(state=Examining(sent[0].application, county.code))
    return reviewing.opine(step, words)


def turned(step: DeskStep, words: str) -> bool:
    """下一个, 上一家: the county behind or before the one that is shown."""
    county, way = county_shown(step), _TURNS.fullmatch(words.strip())
    if county is None or way is None:
        return False
    codes = [each.code for each in step.region.counties]
    place = codes.index(county.code) + (1 if way["on"] else -1)
    looking.open_county(step, codes[place % len(codes)])
    return True


def perhaps_about_it(step: DeskStep, words: str) -> str | None:
    """退回去让他改, 延两天吧, with the county's name; None where they name one, or speak of nothing done to one."""
    if len(words) > _LONGEST:
        return None
    county = reviewed(step) or county_shown(step) if _TELLS.match(words) else None
    if county is not None and not names(step, words):
        told = _THEM.sub(county.name, words, count=1)
        return told if told != words else None
    county = county_shown(step) if _ABOUT_ONE.search(words) else None
    if county is None or _WHO.match(words) or any(what == "county" for what in names(step, words).values()):
        return None
    return f"{county.name}{_THEM.sub('', words, count=1)}"
