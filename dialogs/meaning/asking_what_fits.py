"""Whether something may be the answer (个体户算不算), where its figure is to be had. The question's help tells it."""

from __future__ import annotations

import re
from decimal import Decimal

from dialogs.answers.answering import answer, understand
from dialogs.answers.asking import ask, shown_entries
from dialogs.answers.last import last_answered
from dialogs.definition.form import Field, Kind
from dialogs.reading.cleaning import excerpt
from dialogs.reading.doubts import which_of
from dialogs.reading.names_in_clauses import bodies_said
from dialogs.reading.places import is_place
from dialogs.reading.results import Read, Unreadable, Why
from dialogs.saying.replies import Explain
from dialogs.state.conversation import Asking, Composing, Deciding
from dialogs.turn.step import Step

_LONGEST = 40
_CLAUSE = re.compile("[,，。;；?？!！]+")
_BODY = (
    "协会|商会|学会|联盟|管委会|公司|企业|平台公司|中心|政府|办公室|局|合作社|园区|开发区|机构|事业单位|民非|集团|厂"
)
_ASKS = (
    "(?:行不行|可不可以|能不能行|对不对|合不合适|中不中|成不成|行不|可以不|算不算|算不|"
    "(?:可以|能行|行|对|合适|成|好|算数?)?[吗么嘛])"
)
_MAY_BE = re.compile(
    rf"[^,，。;；\n]{{0,10}}(?:填|写|用|选|放|报|是|当|算|由|作为?)[^,，。;；\n]{{0,10}}(?:{_BODY})"
    rf"[^,，。;；\n]{{0,8}}{_ASKS}"
)
_COUNTS = re.compile(
    rf"[^,，。;；\n]{{0,14}}(?:包括|包含|含|算上|算进去?|算在内|算数|算|统计在内|统计进去)"
    rf"[^,，。;；\n]{{0,12}}{_ASKS}"
)
_DATA = "(?:数据?|数字|口径|值|指标|报表|年报|快报|台账|清单|结果|材料|发票|证书|文件)"
_FIGURE_FITS = re.compile(rf"[^。;；\n]{{0,20}}{_DATA}(?:能|可以|还)?(?:用|填|写|报|算)?(?:来)?(?:填|写|报|算)?{_ASKS}")
"""税务局加计扣除那个数行不行: whether a figure or paper at hand is what the question means."""
_COUNTS_AT_END = re.compile(
    r"[^。;；\n]{2,26}(?<![打计核运换结预])(?:算|算数|算进去?|算在内|算上|计入|能算|包括|包含|能填|能写|能用|作数)"
    r"(?:[吗么嘛不没]|[不没](?:算|能|用|计|包括)?(?:算|用|填|写)?)"
)
"""主板没有，新三板挂牌3家算吗: the same beside a figure, which is no answer while it is not known whether it counts."""
_DEALT_WITH = "(?:减|扣|剔|去|刨|加|算|计|除|列|报|写|填|统计)"
_WHAT_BECOMES = re.compile(
    r"[^。;；\n]{4,40}(?:[,，;； ](?:这|那|它|他们|[这那]几?[家个些])*|(?=用不用|要不要|需不需要|该不该))"
    rf"(?:(?:还|也|就)?(?:用不用|要不要|需不需要|该不该|能不能)(?:再|给)?{_DEALT_WITH}(?:掉|去|除|上|进去|出来)?|"
    rf"(?:还|也|就)?(?:用|要|需要|该|得|可以|能)(?:再|给)?{_DEALT_WITH}(?:掉|去|除|上|进去|出来)?(?:吗|么|嘛|不)|"
    r"减不减|扣不扣|剔不剔|刨不刨|加不加|算不算)"
)
"""67里面有3家今年到期了，用减吗: what becomes of some of what was counted."""
_FIGURES = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_KNOWN = "(?:数据?|数字|数值|平均(?:水平|值)?|水平|标准值?|比例|系数|定额|底数)"
_WHERE = (
    "(?:上|去|到|从|在|往)(?:哪(?:儿|里|个(?:部门|局|网站))?|什么地方|啥地方)(?:能|可以|去|才能)*"
    "(?:查|找|问|看|要|弄|拿)(?:得|到|去|来|呢|啊|着)*"
)
_WHERE_FROM = re.compile(
    rf"[^,，。;；\n]{{0,14}}?{_KNOWN}[^,，。;；\n]{{0,8}}?[,，]?{_WHERE}|{_WHERE}(?:这个|那个)?{_KNOWN}|"
    rf"[^,，。;；\n]{{0,8}}行业平均(?:水平|值)?(?:到底|大概)?(?:是|有)?多少[啊呀呢]*(?:[,，]?{_WHERE})?"
)
"""行业平均是多少上哪查: where a figure is to be had."""
_OF_THE_CHAT = re.compile(
    "链接|微信|邀请|转发|手机|网页|软件|系统|下载|打印|截止|[过延]期|提交|上报|盖章|你|同事|别人|他们|领导|科长|我填的|填的数"
)


_WHICH_BOX = re.compile(
    r"(?P<what>[^\s,，。;；]{1,14}?)(?:应该|该|要|到底)?(?:算|属于?|归|是|选|勾|填)(?:在|到|为)?(?:第几|哪)(?:一)?(?:个|类|种|项|产业|行业|档|条)*(?:啊|呀|呢)?"
)
"""制造业算第几产业: which of the boxes is meant by a word."""


def asked_what_fits(step: Step, words: str) -> bool:
    """The help of the question, for words that ask whether something may be its answer."""
    if not isinstance(step.state, Asking | Composing | Deciding) or len(words) > _LONGEST:
        return False
    plain = words.strip(" ?？。!！")
    if _WHAT_BECOMES.fullmatch(plain):
        _explain(step, _counted_in(step, plain), words)
        return True
    field = step.form.by_name[step.state.field]
    if _OF_THE_CHAT.search(plain) is not None:
        return False
    if _asked_which_box(step, field, plain):
        return True
    if not _asks_whether(plain) and not _asks_beside(field, plain):
        return False
    _explain(step, field, words)
    return True


def _explain(step: Step, field: Field, words: str) -> None:
    """The help of the question that is open, or of the one before it with the open one put again."""
    here = step.here
    if here is None or here is field:
        answer(step, field, field.paths, words, Unreadable(Why.ASKED, {"words": excerpt(words)}))
        return
    step.say(Explain(field.name))
    ask(step, here, again=not step.journey.untouched_slots(here))


def _counted_in(step: Step, plain: str) -> Field:
    """The last question, where a figure of the words stands there; else the one that is open."""
    state, last = step.state, next(last_answered(step), None)
    here = step.form.by_name[state.field] if isinstance(state, Asking | Composing | Deciding) else None
    figures = set(map(Decimal, _FIGURES.findall(plain)))
    answers = (step.application.answer(path) for path in last.paths) if last is not None else ()
    stands = any(each is not None and each.value in figures for each in answers)
    return last if last is not None and (stands or here is None) else here or step.form.fields[0]


def _asks_whether(plain: str) -> bool:
    figures = any(map(str.isdigit, plain))
    asks = not figures and any(each.fullmatch(plain) for each in (_MAY_BE, _COUNTS, _FIGURE_FITS, _WHERE_FROM))
    return asks or _COUNTS_AT_END.fullmatch(plain) is not None


def _asks_beside(field: Field, plain: str) -> bool:
    """填协会行不行？我们没有管委会: a clause that asks, and others that say no answer."""
    clauses = [each.strip() for each in _CLAUSE.split(plain) if each.strip()]
    others = [each for each in clauses if not _asks_whether(each)]
    silent = not any(map(str.isdigit, plain)) and not bodies_said(field.looks, " ".join(["", *others]))
    return 0 < len(others) < len(clauses) and field.kind is not Kind.PARAGRAPH and silent


def _asked_which_box(step: Step, field: Field, plain: str) -> bool:
    """The help of boxes, and the box that the word means, where it means one."""
    said = _WHICH_BOX.fullmatch(plain) if field.choices and not is_place(field.name) else None
    if said is None:
        return False
    step.say(Explain(field.name))
    reading = understand(step, field, field.paths, said["what"])
    if isinstance(reading, Read) and all(entry.value is not None for entry in reading.entries):
        label = shown_entries(field, reading.entries)
        answer(step, field, field.paths, plain, which_of([(label, reading.entries)], plain))
    return True
