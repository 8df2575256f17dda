"""Whether something may be the answer: 这个填协会行不行, 个体户算不算, 包括停产的吗. The question's help tells it."""

from __future__ import annotations

import re

from dialogs.answers.answering import answer, understand
from dialogs.answers.asking import shown_entries
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
    field = step.form.by_name[step.state.field]
    if _OF_THE_CHAT.search(plain) is not None:
        return False
    if _asked_which_box(step, field, plain):
        return True
    if not _asks_whether(plain) and not _asks_beside(field, plain):
        return False
    answer(step, field, field.paths, words, Unreadable(Why.ASKED, {"words": excerpt(words)}))
    return True


def _asks_whether(plain: str) -> bool:
    figures = any(map(str.isdigit, plain))
    asks = not figures and any(each.fullmatch(plain) for each in (_MAY_BE, _COUNTS, _FIGURE_FITS))
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
