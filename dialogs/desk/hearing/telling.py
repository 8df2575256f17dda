"""What a coordinator asks about how things go: what a word means, what follows a deed, where files are, whose phone."""

from __future__ import annotations

import re

from dialogs.desk.broadcasts import on_its_way
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.overview import looking
from dialogs.desk.recommendations import handing
from dialogs.record.options import Option
from dialogs.record.region import Contact
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting
from dialogs.state.desk_states import Do, Drafting
from dialogs.state.examining import Examining

_LONGEST = 40
_MEANS = re.compile(
    r"(?:请问)?[“\"]?(?P<word>[^“”\"]{1,10}?)[”\"]?(?:这个词?|这两个字|那个)?(?:到底)?(?:(?:是|指)?(?:个)?(?:啥|什么)(?:意思|东西|概念)|(?:的?意思)?(?:是|指)(?:啥|什么))(?:啊|呀|呢)?[?？]?"
    r"|(?:what does |what is )(?P<english>[a-z ]{2,20}?)(?: mean)?\??",
    re.IGNORECASE,
)
TERMS = {
    "waiting": ("待跟进", "跟进", "follow up"),
    "reserve": ("备选", "候补", "reserve"),
    "quota": ("名额", "配额", "quota"),
    "unreached": ("未触达", "收不到", "unreached"),
    "sent": ("送审", "已送审", "已上报", "sent"),
    "mending": ("补正", "不予受理", "受理"),
    "receipt": ("回执", "receipt"),
    "stand-in": ("代录", "代填", "stand in"),
    "hand over": ("移交", "换联系人", "hand over"),
    "two": ("两人确认", "待确认"),
    "idle": ("没动", "没动静", "idle"),
    "stages": ("未联系", "考虑中", "填报中", "已填完", "未进入", "不申报"),
    "lacking": ("缺佐证", "有错", "不对", "处不对"),
    "edition": ("报送版",),
    "inside": ("内部批注", "批注", "批注草稿"),
    "opinion": ("推荐意见", "9.4"),
    "package": ("附件4", "推荐材料", "推荐请示", "汇总表"),
}
"""The words of the desk that are explained, by the name of the explanation."""
_FOLLOWS = re.compile(
    r"(?P<deed>通过|退回|打回|上报|群发|发(?:送|出去)?|移交|换人)(?:了|过)?(?:以后|之后|后|的话)?[,， ]?"
    r"(?:县里?|对方|他们|市里|省里)?(?:会怎[么样]样?|会发生什么|会咋样|(?:能|会)?(?:看到|收到|知道)(?:什么|啥|吗|不)"
    r"|还能(?:改|撤|退).{0,3}(?:吗|不)|有什么后果|能撤回?吗)[?？]?"
)
_FOLLOWING = {
    "通过": "then passed",
    "退回": "then returned",
    "打回": "then returned",
    "上报": "then handed up",
    "移交": "then handed over",
    "换人": "then handed over",
}
_BEFORE = re.compile(
    r"(?P<who>县里)?(?:交|报|送|上报)(?:给|到|去|上来)?(?P<to>市里?|市局|省里?|省厅|我们?)?(?:之前|以前|前).{0,6}(?:干|做|办|准备|要)(?:些|点)?(?:啥|什么|哪些|嘛).{0,2}"
)
_AGAIN = re.compile(
    r".{0,20}(?:是不是|要不要|用不用|需不需要|需要|还得|还要|得|要|怎么|咋|如何)(?:我们|市里|市局|咱们)?(?:再|重新|还)(?:得|要)?(?:上)?报(?:一?[次遍回])?(?:省里?|上去)?.{0,10}"
)
_QUESTION = re.compile("是不是|要不要|用不用|需不需要|怎么|咋|如何|[吗么?？]|不$")
"""清河改完以后是不是还得我们再报一次."""
_FILES = re.compile(
    r"(?:文件|附件|材料|资料|表|压缩包|导出的?|图)(?:.{0,4})(?:去哪|在哪|哪[儿里]去|找不到|不见|没了|哪里找|怎么找).{0,3}"
)
_NOT_GOT = re.compile(
    r"(?:为什么|为啥|怎么|咋).{0,10}(?:没收到|收不到|没看到|看不到|没接到|没回).{0,8}|.{0,8}(?:没收到|收不到).{0,6}(?:怎么回事|咋回事|为什么|为啥).{0,2}"
)
_NUMBER = re.compile(r"(?<![0-9])(?P<phone>1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9])")
_NEW_NUMBER = re.compile(
    r"换(?:了|手机)?(?:个)?号|(?:电话|手机|号码?|联系方式)(?:号码?)?.{0,3}(?:改|换|变|更新|更正|不对|错)|(?:改|换|更新)(?:一?下)?.{0,6}(?:电话|手机|号)|新号"
)
_COLLEAGUE = re.compile(
    r"(?:同事|领导|科长|主任|处长|别的人|其他人).{0,4}(?:也|一起).{0,4}(?:看|用|进|弄|管)"
    r"|(?:这活|这事|工作|手头).{0,4}(?:交给|移交|转给)|(?:交给|转给|接替我|替我).{0,4}(?:科长|主任|同事|处长).{0,2}$"
)
_ABLE = (
    (
        re.compile("(?:群发)?(?:能不能|能|可以|可不可以|会不会)?(?:定时|到点|自动).{0,2}发.{0,3}[吗不么]?[?？]?"),
        "no timer",
    ),
    (
        re.compile(
            "(?:群发|通知)?(?:里)?(?:能不能|能|可以|可不可以|怎么|咋)(?:带|加|发|放|附)(?:上|个)?(?:附件|文件|图片|图).{0,2}[?？]?"
        ),
        "with file",
    ),
    (re.compile("(?:推荐|上报)材料.{0,3}都?(?:有|包括|含)(?:啥|什么|哪些).{0,2}[?？]?"), "means package"),
)
_DAILY = re.compile("每[天日周]|每个?(?:工作日|早上|上午|晚上|星期|礼拜|小时)|天天|隔[一两三]?[天日周]|定期|自动")
_TO_ME = re.compile("[发推报传给][给到送]*我|提醒我|叫我|推送|告诉我|通知我|我[要想]看")
_RETIMED = re.compile(
    "(?:群发|通知|消息|那条|发送).{0,8}(?:改|挪|推迟?|提前|换|定|延)(?:成|到|在|为).{0,8}(?:[点时]|上午|下午|晚上|早上|中午|[周号天]).{0,6}"
)
"""明天那个群发改成下午三点发."""
_CALLED = ("电话", "手机")


def told(step: DeskStep, words: str) -> bool:
    """Whether the words ask how something goes; it is told, and whatever is open stays."""
    plain = words.strip()
    if not _listens(step) or len(plain) > _LONGEST or "\n" in plain:
        return False
    return (
        _meaning(step, plain)
        or _following(step, plain)
        or _before(step, plain)
        or _again(step, plain)
        or _where_files_are(step, plain)
        or _not_got(step, plain)
        or _new_number(step, plain)
        or _whose_number(step, plain)
        or _by_the_clock(step, plain)
        or on_its_way.halted(step, plain)
        or _colleague(step, plain)
        or _able(step, plain)
    )


def _listens(step: DeskStep) -> bool:
    match step.state:
        case Resting():
            return True
        case Examining(waits=waits):
            return waits in ("", "confirm")
        case Drafting(stage=stage):
            return stage == "confirm"
        case _:
            return False


def _meaning(step: DeskStep, plain: str) -> bool:
    """待跟进是啥意思."""
    found = _MEANS.fullmatch(plain)
    word = (found["word"] or found["english"] or "").casefold().removesuffix("的").strip() if found is not None else ""
    term = next((term for term, called in TERMS.items() if word in called), "")
    if term:
        step.say(Note(f"means {term}"))
    return bool(term)


def _following(step: DeskStep, plain: str) -> bool:
    """退回之后县里能看到什么."""
    found = _FOLLOWS.search(plain)
    if found is not None:
        step.say(Note(_FOLLOWING.get(found["deed"], "then announced")))
    return found is not None


def _before(step: DeskStep, plain: str) -> bool:
    """上报给省里之前还要干啥 is the check of what would go; what a county does before is told."""
    found = _BEFORE.search(plain)
    if found is None:
        return False
    to_province = "省" in (found["to"] or "") or (not found["to"] and not found["who"] and "上报" in plain)
    if to_province and step.region.recommending is not None and isinstance(step.state, Resting):
        handing.check(step)
    else:
        step.say(Note("before handing in"))
    return True


def _again(step: DeskStep, plain: str) -> bool:
    """清河改完以后是不是还得我们再报一次: how a city hands up once more."""
    asked = step.region.recommending is not None and _AGAIN.fullmatch(plain) and _QUESTION.search(plain)
    if asked:
        step.say(Note("handed up again"))
    return bool(asked)


def _where_files_are(step: DeskStep, plain: str) -> bool:
    """之前发过的文件去哪了."""
    if not _FILES.search(plain):
        return False
    ways = (Option("desk do announcements"), Do("announcements")), (Option("desk do drafts"), Do("drafts"))
    note = Note("where files are", {}, tuple(option for option, _ in ways))
    if isinstance(step.state, Resting):
        step.offer(note, [action for _, action in ways])
    else:
        step.say(Note("where files are"))
    return True


def _not_got(step: DeskStep, plain: str) -> bool:
    """为什么她还没收到: why a broadcast does not reach somebody, and how the latest stands."""
    if not _NOT_GOT.fullmatch(plain):
        return False
    step.say(Note("why not got"))
    if isinstance(step.state, Resting):
        on_its_way.account(step)
    return True


def _new_number(step: DeskStep, plain: str) -> bool:
    """王五的电话改成13900001234: a number of somebody who is in is kept as a note; it has no other place."""
    phone = _NUMBER.search(plain)
    if not isinstance(step.state, Resting) or not _NEW_NUMBER.search(plain):
        return False
    someone = _contact(step, plain)
    if someone is None or (phone is None and not any(each in plain for each in _CALLED)):
        return False
    name = step.region.called(someone.county)
    figures = {"name": f"{name} {someone.name}", "number": phone["phone"] if phone is not None else ""}
    options = [Option("desk reissue")]
    actions = [Do("reissue", (someone.county,))]
    if phone is not None:
        options.insert(0, Option("desk note number", {"number": phone["phone"]}))
        actions.insert(0, Do("keep note", (someone.county, f"{someone.name} {phone['phone']}")))
    step.offer(Note("number known" if phone is not None else "number which", figures, tuple(options)), actions)
    return True


def _whose_number(step: DeskStep, plain: str) -> bool:
    """13800001111 这是谁的电话."""
    phone = _NUMBER.search(plain)
    if phone is None or "谁" not in plain or not isinstance(step.state, Resting):
        return False
    known = [(each.phone, each.county) for each in step.region.contacts]
    known += [(each.phone, each.county) for each in step.region.links]
    found = [county for number, county in known if number == phone["phone"]]
    if found:
        looking.open_county(step, found[0])
    else:
        looking.links(step)
    return True


def _able(step: DeskStep, plain: str) -> bool:
    """能定时发吗, 群发能不能带附件, 上报材料里都有啥."""
    found = next((what for pattern, what in _ABLE if pattern.fullmatch(plain)), "")
    if found:
        step.say(Note(found))
    return bool(found)


def _by_the_clock(step: DeskStep, plain: str) -> bool:
    """每天早上八点半把进度发我, 明天那个群发改成下午三点: nothing goes by a clock; what there is is a tap away."""
    if not isinstance(step.state, Resting):
        return False
    ways = [(Option("desk do progress"), Do("progress")), (Option("desk do follow_ups"), Do("follow_ups"))]
    if _DAILY.search(plain) and _TO_ME.search(plain):
        what = "no daily"
    elif _RETIMED.search(plain):
        ways, what = [(Option("desk do announcements"), Do("announcements"))], "no timer"
        if step.draft is not None:
            ways.insert(0, (Option("desk do draft"), Do("draft")))
    else:
        return False
    step.offer(Note(what, {}, tuple(option for option, _ in ways)), [action for _, action in ways])
    return True


def _colleague(step: DeskStep, plain: str) -> bool:
    """怎么让我同事也能看, 这活儿交给李科长: another coordinator is let in by whoever runs the service."""
    if not _COLLEAGUE.search(plain):
        return False
    step.say(Note("another coordinator"))
    return True


def _contact(step: DeskStep, plain: str) -> Contact | None:
    """Whose number it is: who is named, else the only one of the county that is named."""
    named = [each for each in step.region.contacts if each.name in plain]
    codes = [each.code for each in step.region.counties if each.name in plain or each.name[:-1] in plain]
    there = [each for each in step.region.contacts if each.county in codes]
    found = named or there
    return found[0] if len(found) == 1 else None
