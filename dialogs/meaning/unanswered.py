"""Words that answer no question for a figure, a date, a number or boxes: 这个数我不掌握, 领导出差了, 统计局系统坏了.

Nothing said is lost: what such words usually mean is offered — to wait for who knows, to come back to it later, or to
keep the words with the question, where they are shown when it is put again.
"""

from __future__ import annotations

import re

from dialogs.answers.answering import remember, understand, with_entries
from dialogs.answers.asking import proceed
from dialogs.answers.last import last_answered
from dialogs.definition.form import FREE, Field
from dialogs.derived import departments
from dialogs.reading.blanks import departments_of
from dialogs.reading.cleaning import excerpt, letters, narrow
from dialogs.reading.leanings import is_pending
from dialogs.reading.results import Entry, Reading, Unreadable, Why
from dialogs.record.application import Blank
from dialogs.record.options import Option
from dialogs.saying.replies import Told
from dialogs.state.actions import Change, Keep, Leave, NoteDown, Run, Store, Way
from dialogs.state.conversation import Asking, Deciding
from dialogs.turn.step import Step

_LONGEST, _SHORTEST = 60, 2
_NO_ANSWER = {
    Why.NOT_A_NUMBER: "no figure yet",
    Why.NOT_A_MATRIX: "no figure yet",
    Why.NOT_A_DATE: "no date yet",
    Why.NOT_A_PHONE: "no phone yet",
    Why.NOT_A_CHOICE: "no choice yet",
}
"""What is said where words of this kind are no answer at all."""
_REFUSED = frozenset(
    (
        *(Why.NOT_A_NUMBER, Why.NOT_WHOLE, Why.TOO_MANY, Why.TOO_FEW, Why.REPEATED_YEAR, Why.NOT_A_MATRIX),
        *(Why.NOT_A_DATE, Why.NOT_A_CHOICE, Why.ONE_CHOICE, Why.NOT_ROWS, Why.SUM_OF_YEARS),
    )
)
"""Refusals of sentences that say something all the same."""
_COUNTED = re.compile("[0-9一二两三四五六七八九十百千万亿点分之年月日号家户个件项人元吨]")
"""Figures, and what is counted in: a sentence has more than these."""
_SENTENCE = 4
_DAY = re.compile(r"[0-9]{1,2}(?:月份?|号|日|点|天|周)|[下这上]?周[一二三四五六日天]")
_AWAY = re.compile(
    "^(?:我们?|县里?|分管)?(?:领导|局长|主任|科长|会计|企业|厂家|老板)[^,，。;；]{0,2}(?:出差|开会|不在|请假|休假|没定|不给|不肯|不愿)"
)
"""领导出差了: who is away, and not what the notice says of him."""
_NUMERAL = re.compile("[一二两三四五六七八九十][百千万亿十][一二两三四五六七八九来多万亿]")
"""一千五百来万: a figure in words."""
_HINDRANCE = re.compile(
    r"(?:领导|局长|主任|科长|书记|县长|老板|会计|同事|分管|负责人|经办|人家|企业|厂家|公司|对方|人员)[^,，。;；]{0,6}"
    r"(?:出差|开会|不在|请假|休假|下乡|没定|不给|没给|不愿|不肯|没报|不配合|没回|没批|不让|保密|说了算|走了|换人|不接)|"
    r"不掌握|没掌握|拿不到|搞不到|要不[来到]|弄不[清来了]|搞不[清懂]|算不(?:出来|清|了)|统计不[上了出]|不好(?:统计|算|查|弄)|"
    r"没(?:人|有人)?(?:统计|算|测|核算|单独|专门)|(?:没有?|未)(?:单独|专门)?(?:统计|核算|测算)|没(?:有)?(?:台账|底数|底账)|"
    r"(?:年报|快报|报表|审计|普查|结果|名单|清单|名录|批文|证书|数据?)[^,，。;；]{0,6}"
    r"(?:没出|未出|出来|下来|才有|才给|没下|没到|没来|没给|没发)|"
    r"系统[^,，。;；]{0,4}(?:坏|崩|登|进|打|升级|维护)|联系不上|打不通|没回(?:话|信|复|我)|等(?:他|她|它|人家|对方|企业)|"
    r"[正还]?(?:在忙|忙着|忙死|忙不过来|加班|没空|没时间|没顾上|顾不上)|下班|吃饭|出差|请假|开会|"
    r"(?:[上下]午|[明后]天|晚上|下周|周[一二三四五]|月底|过[几两]天)[^,，。;；]{0,4}才(?:能|会|可以)?(?:有|查|拿|给|出|到|报|知道|核)|"
    r"一家一家|挨个|还在[问查催找统核弄整收汇走审批办]"
)
"""What keeps somebody from answering."""
_WHO_HAS = re.compile(
    "谁(?:那里?|手里)?(?:来|会|能)?(?:提供|掌握|管|有|给|出|要|知道|统计|报)|[找问归](?:谁|哪个)|哪个?(?:局|部门|单位|科室)"
)
_I_HAVE_NOT = re.compile(
    "(?:我|俺|咱)们?(?:这里?|这边|这儿|那|单位|局里?|科里?|手里|手头|手上|自己)*(?:也|都|又|可|真|确实)*(?:没有?|不掌握|拿不到|不知道)"
    "(?:这个?|那个?)?(?:数据?|资料|台账)?[呀啊呢的]*(?=$|[,，。;；!！?？])"
)
"""归谁提供啊，我这没有: who asks for the holder of a figure has none, which is not to say that there are none."""
_OF_A_BUTTON = re.compile("保留|照旧|重填")
"""What stands on buttons that are gone: nothing that keeps somebody from answering."""
_OF_A_LINK = re.compile("链接|二维码|收回|撤回|作废|重发|转发|发给")
"""收回统计局的链接 is a wish about an office, and not what keeps it from telling."""
_TELLS_MORE = re.compile(
    r"(?:做|认定|评上?|获批|批|上市|备案|挂牌|通过|验收|投产|注册|公示|报|办)(?:下来)?[了过的](?!吗)|(?:辅导|登记)?备案$|公示$|(?:说|指)的(?:就)?是|(?:含|算|包)着|(?:包含|包括|含|算)(?:进去|在内|在里[面头])?[了的]|不含|(?:都|全)是[^,，]{2,12}的|在册|在岗"
)
"""What is told of firms and papers that were counted."""
_OFFICE = re.compile(r"(?<!我们)(?<![咱本我])(?P<name>[\u4e00-\u9fff]{2,7}?(?:分局|局|管委会|协会))(?![长里])")
_LED_IN = re.compile(
    r"^(?:回头|以后|改天|明天|后面|我们?|在|由|向|到|经|从|要|得|需要|等|问|找|跟|和|让|请|叫|去|还|是|因为|那个|这个?|[县市](?!场)里?的?|[的了])+"
)
_ENDING = re.compile(r"(?:分局|局|管委会|办)$")


def hindered(step: Step, words: str) -> bool:
    """Whether words say what keeps somebody from answering, or who else would know."""
    plain = narrow(words)
    if len(plain) > _LONGEST or _figures(plain):
        return False
    named = _OF_A_LINK.search(plain) is None and bool(department_in(step, plain))
    return named or _HINDRANCE.search(plain) is not None


def hindered_by_others(step: Step, words: str) -> bool:
    """税务那边系统坏了: what keeps another office from telling is no trouble of this page."""
    field, state = step.here, step.state
    plain = narrow(words[: _LONGEST + 1])
    if field is None or not isinstance(state, Asking | Deciding) or len(words) > _LONGEST:
        return False
    if field.numeric and _WHO_HAS.search(plain) and _I_HAVE_NOT.search(plain):
        tells: Way = (Option("command", {"command": "departments"}), Run("departments"))
        return offered_instead(step, field, words, Unreadable(Why.NOT_A_NUMBER), tells)
    if _HINDRANCE.search(plain) is None and not is_pending(plain):
        return False
    if not (_AWAY.search(plain) or department_in(step, plain)):
        return False
    return offered_instead(step, field, words, understand(step, field, state.slots, words))


def offered_instead(step: Step, field: Field, words: str, reading: Reading, *tells: Way) -> bool:
    """Ask what is to become of words that are no answer; where they name a department, waiting for it comes first."""
    what = _NO_ANSWER.get(reading.why) if isinstance(reading, Unreadable) else None
    state, plain = step.state, narrow(words).strip()
    if (
        what is None
        or _OF_A_BUTTON.match(plain)
        or field.kind in FREE
        or not isinstance(state, Asking | Deciding)
        or not _are_words(plain)
    ):
        return False
    return offered_to_wait(step, field, state.slots, plain, *tells, what=what)


def offered_to_wait(
    step: Step, field: Field, slots: tuple[str, ...], plain: str, *tells: Way, what: str = "no figure yet"
) -> bool:
    """Ask whether a question shall wait, and for whom, or keep the words; False where there is nothing to offer."""
    ways = _ways(step, field, slots, plain)
    if not ways:
        return False
    ways = [*tells, *ways]
    figures = {"words": excerpt(plain), "id": field.id, "example": field.example or field.label}
    reply = Told(what, figures, tuple(option for option, _ in ways))
    step.offer(reply, [action for _, action in ways], Deciding(field.name, slots))
    return True


def offered_to_keep(step: Step, field: Field, words: str, reading: Reading) -> None:
    """Behind the sentence on how to write it: the words may stay with the question, or it may wait.

    Only for words that are a sentence; figures that are written wrongly are written again.
    """
    state, plain = step.state, narrow(words).strip()
    said = sum("\u4e00" <= each <= "\u9fff" for each in _COUNTED.sub("", plain))
    refused = isinstance(reading, Unreadable) and reading.why in _REFUSED
    if not refused or field.kind in FREE or not isinstance(state, Asking) or said < _SENTENCE or "\n" in plain:
        return
    ways = _ways(step, field, state.slots, plain) if len(plain) <= _LONGEST else []
    if ways:
        reply = Told("not kept", {"words": excerpt(plain), "id": field.id}, tuple(option for option, _ in ways))
        step.offer(reply, [action for _, action in ways])  # the question stays open: 3.1 may be its answer


def _are_words(plain: str) -> bool:
    """Whether these are words of a person: short, of several letters, without a figure that may be an answer."""
    spoken = sum("\u4e00" <= each <= "\u9fff" for each in plain)
    short = len(plain) <= _LONGEST and "\n" not in plain and "\t" not in plain
    return short and spoken > _SHORTEST and 2 * spoken >= letters(plain) and not _figures(plain)


def _figures(plain: str) -> bool:
    return any(map(str.isdigit, _DAY.sub("", plain))) or _NUMERAL.search(plain) is not None


def _ways(step: Step, field: Field, slots: tuple[str, ...], plain: str) -> list[Way]:
    """To wait for whom, to come back later, to keep the words; nothing where every slot has its answer."""
    open_slots = [slot for slot in slots if slot in step.journey.untouched_slots(field)]
    named = department_in(step, plain)
    who = named or departments.usual_holder(step.application, field)
    note: Way = (Option("note", {"words": excerpt(plain)}), NoteDown(field.name, plain))
    finding = step.state.finding if isinstance(step.state, Deciding) else None
    if not open_slots and finding is not None and any(isinstance(each, Keep) for each in step.conversation.actions):
        reason: Way = (Option("keep because", {"reason": excerpt(plain)}), Keep(finding, plain))
        return [reason, (Option("change", {"id": field.id}), Change(field.name)), (Option("leave"), Leave())]
    if not open_slots:
        return [note, (Option("command", {"command": "continue"}), Run("continue"))]
    later: Way = (Option("command", {"command": "later"}), Run("later"))
    waits = tuple(Entry(slot, blank=Blank.WAITING, department=who) for slot in open_slots)
    wait: list[Way] = [(Option("wait for", {"department": who}), Store(field.name, waits, plain))] if who else []
    above = _for_last(step, field)
    if above is None:
        return [*wait, later, note] if named else [later, *wait, note]
    remark: Way = (Option("note above", {"id": above.id}), NoteDown(above.name, plain))
    if above.numeric and _TELLS_MORE.search(plain) and not _HINDRANCE.search(plain):
        return [remark, later, *wait, note]
    return [*wait, later, note, remark] if named else [later, *wait, note, remark]


def _for_last(step: Step, field: Field) -> Field | None:
    """What was answered last: a remark often comes after that which it is about (华源新材，在证监局做的辅导备案)."""
    last = next((each for each in last_answered(step) if each is not field), None)
    return None if last is None or step.journey.untouched_slots(last) else last


def department_in(step: Step, plain: str) -> str:
    """The department that words speak of, as the form calls it; empty where they name none."""
    every = (*departments.known(step.form, step.application), *departments_of(step.form))
    for name in every:
        if name in plain or (len(stem := _ENDING.sub("", name)) > 1 and re.search(rf"{stem}(?:那|的人|口)", plain)):
            return name
    said = _OFFICE.search(plain)
    name = _LED_IN.sub("", said["name"]) if said is not None and "哪" not in said["name"] else ""
    return departments.named(step.form, step.application, name) or name if len(name) > 2 else ""


def noted(step: Step, action: NoteDown) -> None:
    """Keep words with a question: its open slots wait for later, answers that stand there stay as they are."""
    field = step.form.by_name[action.field]
    standing = [answer for path in field.paths if (answer := step.application.answer(path)) is not None]
    missing = [path for path in field.paths if step.application.answer(path) is None]
    remember(step, field, field.paths)
    waits = with_entries(step, [Entry(path, blank=Blank.LATER) for path in missing], action.words)
    step.application = waits.with_answers(each.beside(action.words) for each in standing)
    step.say(Told("noted", {"words": excerpt(action.words), "id": field.id}))
    proceed(step, field.name)
