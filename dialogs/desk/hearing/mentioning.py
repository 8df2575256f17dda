"""One county in a sentence: 清河县怎么样了, 把清河的表发我, 催一下清河县, 清河县申请延期到4月26日, 清河县退回重改.

What such a sentence leads to is looked at before anything is done: a county, its review, the draft of a broadcast, a
date that is weighed. What cannot be taken back (收到) is a button there.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dialogs.definition.notice import County
from dialogs.desk.broadcasts import announcing
from dialogs.desk.ground.counties_named import counties_in
from dialogs.desk.ground.shown import county_shown
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.words import leaves_alone
from dialogs.desk.hearing import declining, list_changes, naming_people, opining, returning
from dialogs.desk.overview import exporting, looking
from dialogs.desk.own import calling, dating, keeping
from dialogs.desk.people import inviting, standing_in, withdrawing
from dialogs.desk.recommendations import nominating
from dialogs.desk.reviews import reviewing
from dialogs.reading.places import stem
from dialogs.saying.briefs import Note
from dialogs.state.conversation import Resting

_LONGEST, _ENDS = 80, 3
_REVIEW = re.compile("(?:审核)?通过(?:了|吧|审核)*$|退回|退下[去来]|打回|返回|重改|整改|补正|审核|审一|批注|有问题")
_EXPORT = re.compile("导出|下载|发我|发给我|给我一份|的表|申报表|word|pdf", re.IGNORECASE)
_PHONE = re.compile("(?:联系人|电话|手机|号码|手机号|联系方式)[^,，。表]{0,6}(?:发|给)(?:一?下|一份)?(?:给)?我")
"""平乡的联系人电话发我一下: they stand with the county."""
POSTPONES = re.compile(
    "延期|往后[放推延拖]|延到|[缓宽放拖顺]到(?=[0-9一二三四五六七八九十下本这月周])|延长|延后|宽限|推迟|推到|拖到|顺延|推后|往后推|[晚缓延推宽][一二两三四五几半0-9]+个?[天周星]"
    "|(?:[再多]给?|给.{0,6}多).{0,3}[一二两三四五几半0-9]+个?[天周星]|(?:截止|截至|期限|日期|时间).{0,8}(?:改|调|延|推|定[到为在])|(?:统一|全市).{0,4}(?:改|定)[到在为成]"
)
_OF_ALL = re.compile("所有县|全部县|日期|时间|全市|市里|各县|大家|统一|截止|截至|期限|都")
_DAY = re.compile(r"(?:到|至)(?P<day>[0-9一二三四五六七八九十]{1,3}月[^,，。;；\s]{1,12}|[0-9]{1,4}[-./][0-9].{0,8})")
WRITES = re.compile(
    r"(?:给|向).{2,20}发(?:[个条一]{0,2}(?:消息|信息|通知|话))?(?:$|[ ,，:：])|催|提醒|通知|告诉|转告|发消息|发个?信息|"
    r"问问|问一下|(?:给|向|跟|对)(?!我).{2,20}?(?:说|讲)(?:一?[声下])?(?=[\s,，:：]|请|要|让)"
)
_LET = re.compile(r"(?:让|叫|要求?|请)\n(?:县|那边|他们)?(?P<text>(?!来|去|的).{3,})")
"""让临西把错的改了: what it is told is 把错的改了."""
_TEXT = re.compile(
    r".*?[ :：,，](?P<apart>(?!别的|其他|其它|其余)\S.*)|(?P<close>(?!的|了|吧|一?下|联系人|那边|发)[^\s:：,，].{2,})",
    re.DOTALL,
)


_SAID_SO = re.compile(r"就[说讲写][:：,，\s]*(?P<text>\S.{2,})$", re.DOTALL)
_URGED = re.compile(
    "(?:把|就)?(?P<what>(?:还)?[缺差欠没未空][^,，。;；:：]{1,12}?)(?:也|再|都|给我|帮我|赶紧|抓紧)*催(?:[他她它]们?|县里|人家)?(?:一?催|一?[下遍声次])*[吧呗]?[。]?"
)
"""缺的那几样催一下: what they are told is what is lacking."""
_NOTED = r"(?:请|麻烦|你|您|帮我|给我)*(?<![标登])(?:记|写|备注)(?:上|下)?(?:一笔|一下|一条|个事儿?|个)|记[住着]|备注"
_WORDS: tuple[tuple[re.Pattern[str], Callable[[DeskStep, str], bool]], ...] = (
    (
        re.compile(
            r"(?:打过|打了|通过|打通|通了)(?:[一二两三四五几][个遍次回]|个)?电话了?|(?<!提醒我)打(?:了|过)?电话[了过]|电话(?:打了|打过了?|联系过了?)|通过话了?|(?<=刚)打完|打完电话|(?:来|打)电话说|打电话来说?"
        ),
        calling.called,
    ),
    (re.compile(_NOTED), keeping.note),
)
"""What is put down with the words behind the county."""
_DEEDS: tuple[tuple[re.Pattern[str], Callable[[DeskStep, str], bool]], ...] = (
    (
        re.compile(r"(?:别|不|取消|去掉)(?:再|用)?(?:标|关注|盯)"),
        lambda step, name: looking.with_county(step, name, keeping.unflag, "flip flag"),
    ),
    (
        re.compile(r"标(?:一?下|上|记|个)|(?:重点)?关注|盯(?:一?下|着|紧)"),
        lambda step, name: looking.with_county(step, name, keeping.flag, "flip flag"),
    ),
    (
        re.compile("(?:备选|候补).{0,4}(?:提|转|升|挪|拿).{0,2}(?:上|到推荐|为推荐|正)|也推|推[上荐]去|推上"),
        nominating.recommend,
    ),
    (re.compile("备选|候补"), nominating.reserve),
    (
        re.compile(
            "(?:不|别|取消|不再|撤回|撤掉|去掉)推荐|撤下|拿下|拿掉|从.{0,5}(?:名单|推荐).{0,3}(?:去掉|拿掉|删|撤)|推荐.{0,3}(?:取消|撤|去掉|拿掉|删)|撤[了掉销回]?(?:他们|它|这家)?的?推荐"
        ),
        nominating.drop,
    ),
    (
        re.compile(
            "(?:替|帮|代)(?:他|她|它|他们|县里)?(?:们)?(?:来)?填|代录|(?:替|代|帮(?!我))[^,，。我]{0,5}?(?:填|录|报)(?![的得了表])"
        ),
        lambda step, name: looking.with_county(step, name, standing_in.begin, "stand in"),
    ),
    (
        re.compile(
            "(?:链接|邀请|二维码).{0,10}(?:作废|收回|撤[回销掉了]|停用)|(?:作废|收回|撤[回销掉]|停用).{0,12}(?:链接|邀请|二维码)"
        ),
        withdrawing.revoke,
    ),
    (
        re.compile("链接|二维码|进不来|进不去|登不上"),
        lambda step, name: looking.with_county(step, name, _link, "open"),
    ),
)
"""What is done about the one county of a sentence."""

_JOINED = re.compile(r"(?:[、,，;；和跟与及\s县市区]|以及|还有|另外|也|都|再)*")
"""What stands between the names of those who are told the same."""
_DOES = re.compile("[加换撤]|邀请|链接|推荐|备选|名额|上报|受理|补正|登记|导出")
_WHICH = re.compile("谁|哪|[吗?？]|(?<![这那])么|没有?$|怎么样|咋样|如何|到哪|情况|进度|看看|看一?下|比一?比|对比")
_PUT = re.compile("推荐")
_ASKED = re.compile("备注.{0,4}(?:啥|什么|吗|？|看|内容|几)|(?:看|查).{0,4}备注|有(?:没有)?备注")
_KEEPS = re.compile(
    "[,，。;；\\s]*(?:请|麻烦|你)?(?:帮我|给我|给)?(?:记(?:一?下|上|着|一笔)|备注一?下)[吧。]*$|^(?:我)?刚(?:才|刚)?(?=给|跟|和|与)"
)
"""帮我记一下, of a call."""
_CLEARED = re.compile(
    r"[把将]?\s*[的那个]*(?:备注|记的)[的都给]*(?:删|清空|清|去|不要|取消)[掉除了吧]*|"
    r"(?:删|清空|清|去|取消)[掉除了]*\s*[的那个]*备注[了吧]*"
)
_LOOSE_ENDS = re.compile(r"[给跟和与]?\s+(?:的\s*)?(?:(?:改|换)[成为])?")
"""What stands before and behind a name that was taken out: 昨天给 没人接."""
_NOTHING_NOTED = re.compile(r"(?:[这那][个家]|先|就|也|给|回头|再说|再看|[,，\s])*")
"""这个先记着，回头再说: what is to be noted is asked."""
_TALK = re.compile(r"^[啊呀吧哈呗哦]+(?=[\s,，:：])|^(?:给|跟|和|把|将|对)|^的\s*(?:(?:改|换)[成为])?|[了吧啊的呢]+$")


def mentioned(step: DeskStep, words: str) -> bool:
    """Whether a sentence speaks of counties of the region; what it asks for is begun, or the one county is opened."""
    plain = words.strip()
    found = counties_in(step, plain) if len(plain) <= _LONGEST else []
    if not found:
        return _of_screen(step, plain) or _put_off_for_all(step, plain)
    if leaves_alone(plain):
        step.say(Note("nothing begun", {"words": plain}))
        return looking.open_called(step, found[0][1])
    if list_changes.placed(step, plain, found) or (len(found) == 1 and opining.opined(step, plain, *found[0])):
        return True
    if _PUT.search(plain) and not any(pattern.search(plain) for pattern, _ in _DEEDS):
        put = nominating.recommend(step, "、".join(county.name for county, _ in found))
        return nominating.with_why(step, plain, done=put)
    if len(found) == 1 and list_changes.ranked(step, plain, found[0][0]):
        return True
    if len(found) > 1:
        return _written_to(step, plain, found) or _asked_of(step, plain, found)
    county, name = found[0]
    return (
        declining.marked(step, plain, county, name)
        or declining.reopened(step, plain, county)
        or _put_down(step, plain, county, name)
        or naming_people.named_somebody(step, plain, county, name)
        or _done(step, plain, county)
        or _led(step, plain, county, name)
    )


def _put_off_for_all(step: DeskStep, plain: str) -> bool:
    """全市统一延一周, 市里的时间能不能改到4月底: the own date of the city or the province, which is weighed first."""
    if (
        len(plain) > _LONGEST
        or not isinstance(step.state, Resting)
        or not (POSTPONES.search(plain) and _OF_ALL.search(plain))
    ):
        return False
    if step.region.scope and "省" in plain and "全省" not in plain:
        dating.show(step)
        return True
    if any(stem(each.name) in plain for each in step.form.counties if len(stem(each.name)) > 1):
        return False  # a county elsewhere
    dating.in_a_sentence(step, step.region.scope or dating.PROVINCE, plain)
    return True


def _of_screen(step: DeskStep, plain: str) -> bool:
    """记一下 明天再问, 打过电话了，说下周交, 标一下: of the county that is on the screen."""
    county = county_shown(step)
    if county is None or len(plain) > _LONGEST:
        return False
    return (
        declining.reopened(step, plain, county)
        or _put_down(step, plain, county, "")
        or naming_people.replaced(step, plain, county)
        or _done(step, plain, county)
    )


def _put_down(step: DeskStep, plain: str, county: County, name: str) -> bool:
    """给清河打过电话了，说明天交; 给临西记一笔 周五再催: kept with what is said besides."""
    beside = plain.replace(name, " ", 1) if name else plain
    for pattern, act in _WORDS:
        if pattern.search(beside):
            if act is keeping.note and _ASKED.search(beside):
                return looking.open_called(step, county.name)
            if act is keeping.note and _CLEARED.fullmatch(beside.strip()):
                keeping.keep_note(step, county.code, "无")
                return True
            if act is calling.called:
                beside = _KEEPS.sub("", beside)
            behind = pattern.sub(" ", beside).strip(" ,，:：")
            ends = behind.endswith("了") and act is keeping.note and len(behind) > _ENDS
            rest = _TALK.sub("", behind.strip("了")).strip(" ,，:：") + ("了" if ends else "")
            rest = "" if act is keeping.note and _NOTHING_NOTED.fullmatch(rest) else rest
            return act(step, f"{county.name} {_LOOSE_ENDS.sub(' ', rest)}".strip())
    return False


def _done(step: DeskStep, plain: str, county: County) -> bool:
    for pattern, act in _DEEDS:
        if pattern.search(plain):
            return nominating.with_why(step, plain, done=act(step, county.name))
    return False


def _link(step: DeskStep, code: str) -> None:
    """给宁晋发个链接: people are named where there are none; otherwise the button for a new link is at the county."""
    if step.region.contacts_of(code) or any(each.county == code for each in step.region.links):
        looking.open_county(step, code)
    else:
        step.say(Note("no link yet", {"name": step.region.called(code)}))
        inviting.invite_to(step, code)


def _written_to(step: DeskStep, plain: str, found: list[tuple[County, str]]) -> bool:
    """发个消息给清河和临西: a broadcast to them is begun."""
    if not WRITES.search(plain):
        return False
    last = max((name for _, name in found), key=plain.rfind)
    between = plain[min(plain.find(name) for _, name in found) : plain.rfind(last)]
    for _, name in found:
        between = between.replace(name, "")
    if not _JOINED.fullmatch(between):
        return False
    announcing.begin(step, tuple(county.code for county, _ in found), said_behind(plain, last))
    return True


def _asked_of(step: DeskStep, plain: str, found: list[tuple[County, str]]) -> bool:
    """信都区跟襄都区到底谁联系过了: these are shown beside one another."""
    names = sorted(found, key=lambda each: plain.find(each[1]))
    asks = isinstance(step.state, Resting) and _WHICH.search(plain) is not None and _DOES.search(plain) is None
    return asks and looking.filtered(step, "、".join(county.name for county, _ in names))


def said_behind(plain: str, name: str) -> str:
    """The words for a county behind its name: 提醒临西明天交. They are shown before anything is sent."""
    said, later = _TEXT.fullmatch(plain.partition(name)[2]), _SAID_SO.search(plain.partition(name)[2])
    if later is not None and (said is None or said["close"]):
        return later["text"]
    text = (said["apart"] or said["close"]) if said is not None else ""
    urged = _URGED.fullmatch(text)
    return f"请把{urged['what']}补上" if urged is not None else text


def _led(step: DeskStep, plain: str, county: County, name: str) -> bool:
    """Where the sentence leads: a date that is weighed, a review, an export, a broadcast, the county."""
    if POSTPONES.search(plain):
        day = _DAY.search(plain)
        if day is not None:
            return dating.set_date(step, f"{county.name} {day['day']}")
        dating.in_a_sentence(step, county.code, plain.replace(name, " ", 1))
        return True
    if _REVIEW.search(plain):
        return returning.returned(step, plain, county, name) or reviewing.review_called(step, county.name)
    if _EXPORT.search(plain) and not _PHONE.search(plain):
        return exporting.export_some(step, f"{county.name} {exporting.kinds_in(plain)}")
    told = _LET.match(plain.replace(name, "\n", 1))
    if WRITES.search(plain) or told is not None:
        text = told["text"] if told is not None else said_behind(plain, name)
        announcing.begin(step, (county.code,), text)
        return True
    return looking.open_called(step, county.name)
