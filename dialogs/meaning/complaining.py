"""What somebody says is not right in the last figures, without other ones: 个体户没去掉, 外县的也算进去了.

They stay as they are; to give others, or to mark them as 待核实 with these words, is offered.
"""

from __future__ import annotations

import re

from dialogs.answers.answering import understand
from dialogs.answers.asking import shown_entries
from dialogs.answers.last import last_answered
from dialogs.definition.form import Field
from dialogs.meaning.unanswered import hindered, offered_to_wait
from dialogs.reading.cleaning import excerpt, narrow
from dialogs.reading.results import Entry, Read
from dialogs.record.application import Blank
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Change, Run, Store
from dialogs.state.conversation import Asking, Deciding
from dialogs.turn.step import Step

_LONGEST, _LONGEST_STORY = 40, 60
_MAYBE = "(?:好像|可能|似乎|有点|也|还|是)*"
_AMISS = re.compile(
    r"[没未忘](?:有|了|记)?(?:去掉?|剔除?|扣除?掉?|减[掉去]?|除[掉去]|排除|拿掉|刨除?掉?|算上?|包括|包含|含|加上?|计入)(?:进去|进来|在内|里面)?[了的。]*$|"
    r"(?:算|加|含|包含?|统计|计|混|放|写|填)(?:到)?(?:进[去来]?|在内|在里[面头]|里)[了的吧。]*$|含(?!量)[\u4e00-\u9fff]{2,6}了|"
    r"(?:都|全)(?:[写填发打弄搞报抄]错|不对|错)了?[吧。]*$|"
    r"(?:把|要|得|应该|还要)[^,，]{1,10}(?:去掉|剔除|扣除|扣掉|减掉|除去|刨掉)[吧了。]*$|"
    rf"重复(?:算|计算?|统计)?了|(?:算|统计|计)重了?|口径{_MAYBE}(?:不对|错|有问题|不一[样致]|[搞弄写]错)|"
    rf"(?:数[据字]?|那个|这个|刚才的?|上面的?){_MAYBE}(?:不太?对|有问题|不准|有误|有出入|偏[高低大小多少])"
)
"""How figures are said to hold too much, or too little."""
_DISOWNED = re.compile(
    r"(?:这|那|刚才|刚刚|上面|前面)[^,，。;；]{0,8}(?:数[字据]?|答案|[0-9两三仨俩几][个家项件户]|些|题)(?![^,，。;；]*(?:改|换|应))"
    r"(?:.*[,，。;； ])?[^,，。;；]{0,12}?"
    r"(?:(?:先|暂时?|就|都|还是|全)*(?:别|不|不要|不能|甭|不可以)(?:算数?|作数|记|当真|用|采用)|作废|作不得数)"
    r"(?:了|吧|的|它|上|着|进去)*(?:[,，。;；!！ ]+[^0-9]{1,16})?[。.!！]*$"
)
"""刚发现这仨数是市里通报抄来的，先别算数: what was said is taken back, without anything instead."""
_THE_FIGURES = re.compile("(?:这|那|刚才|刚刚|上面|前面)[^,，。;；]{0,8}(?:数|答案)")
_HOW_MANY = re.compile("(?<=[这那])[0-9](?=个|年)|[0-9](?=个数)")
_ASKS = re.compile("[吗么呢?？]|怎么|咋|要不要|是不是|能不能|可以不|算不算|用不用")


def complained(step: Step, words: str) -> bool:
    """个体户没去掉: said of the figures that were given last, and no answer to what is open."""
    plain, state = narrow(words).strip(), step.state
    last = next((field for field in last_answered(step) if field.numeric), None)
    if last is None or not isinstance(state, Asking | Deciding) or not _is_complaint(plain) or hindered(step, words):
        return False
    here = step.form.by_name[state.field]
    if here is not last and isinstance(understand(step, here, state.slots, words), Read):
        return False
    offer_amiss(step, last, words)
    return True


def disowned(step: Step, words: str) -> bool:
    """这仨数先别算数: what is on offer is not kept, and may wait; what was kept last may be marked or changed."""
    plain, state = narrow(words).strip(), step.state
    bare = _HOW_MANY.sub("几", plain)
    if len(plain) > _LONGEST_STORY or "\n" in plain or any(map(str.isdigit, bare)) or not _DISOWNED.search(bare):
        return False
    if _ASKS.search(plain) or not isinstance(state, Asking | Deciding):
        return False
    here = step.form.by_name[state.field]
    if isinstance(state, Deciding) and any(option.verb == "reading" for option in step.conversation.options):
        return (
            here.numeric and _THE_FIGURES.search(bare) is not None and offered_to_wait(step, here, state.slots, plain)
        )
    last = next(last_answered(step), None)
    if last is None or not last.numeric:
        return False
    offer_amiss(step, last, words)
    return True


def _is_complaint(plain: str) -> bool:
    short = len(plain) <= _LONGEST and "\n" not in plain
    return short and not any(map(str.isdigit, plain)) and bool(_AMISS.search(plain)) and not _ASKS.search(plain)


def offer_amiss(step: Step, field: Field, words: str) -> None:
    """Figures that stand and are not right: to give others, to mark them, or to leave them."""
    given = [answer for path in field.paths if (answer := step.application.answer(path)) is not None and answer.given]
    shown = shown_entries(field, [Entry(each.slot, each.value, each.blank) for each in given])
    doubtful = tuple(Entry(each.slot, blank=Blank.LATER) for each in given)  # a standing answer stays, marked
    options = (Option("change", {"id": field.id}), Option("doubtful", {"id": field.id}), Option("leave so"))
    told = Told("amiss", {"words": excerpt(words), "id": field.id, "value": shown}, options)
    here, state = step.here, step.state
    after = Deciding(here.name, state.slots) if here is not None and isinstance(state, Asking) else None
    step.offer(told, (Change(field.name), Store(field.name, doubtful, words), Run("continue")), after)
