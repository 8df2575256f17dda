"""What is said in a review beside remarks: an opinion, a note for oneself, a comment taken away, where proofs are.

Where the day of a return is awaited, what is found fault with is a comment, and the day is asked for after it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.desk.ground.days import beside_a_day, day_within, without_its_day
from dialogs.desk.ground.meanings import in_days, meant
from dialogs.desk.ground.places_of_review import subject_called
from dialogs.desk.ground.step import DeskStep
from dialogs.desk.ground.whether import ask_whether
from dialogs.desk.ground.words import command_of
from dialogs.desk.hearing import comments_ordered, drafts_taken_back, remarking, remarks_apart
from dialogs.desk.hearing.comment_reworded import adds
from dialogs.desk.hearing.matters_in_review import shown_in
from dialogs.desk.hearing.named_questions import FAULTS
from dialogs.desk.reviews import commenting, reviewing
from dialogs.record.options import Option
from dialogs.saying.briefs import Note
from dialogs.state.desk_states import Do
from dialogs.state.examining import Examining

_LONGEST, _SHORTEST = 200, 4
_OPINION = re.compile(
    r"(?:我的?|市局?里?的?|市级|审核|审查|推荐)?意见(?:就?(?:[是为]|写上?|填上?)[\s:：,，]*|[\s:：,，]+)(?P<text>\S.*(?:同意|建议|予以|可以)(?:推荐|上报|申报).*)",
    re.DOTALL,
)
_OPINION_BESIDE = re.compile(
    r".{2,40}?[\s,，。;；]+(?:没(?:有)?(?:啥|什么)?问题的?话|可以的?话|行的?话|那|就)?[,，\s]*(?:推荐)?意见就?(?:写上?|填上?|是|为)?[\s:：,，]*"
    r"(?P<text>\S.*(?:同意|建议|予以|可以)(?:推荐|上报|申报).*)",
    re.DOTALL,
)
_DRAFTS = re.compile(
    "(?:(?:不用|不必|别|甭|不要)(?:再|另|重新)*写了?[,，。 ]*)?"
    "(?:就|直接|都|还是)*(?:用|按|照|拿|以|把)着?(?:我)?(?:刚才|刚刚|刚|之前|前面|上面|已经)?(?:写|提|做|记|列)?"
    "(?:好|过|下)?的?(?:(?:那|这)?[几些]?[条个]?(?:审核)?(?:批注|意见|草稿)|(?:那|这)[几些]?[条个])"
    "(?:就(?:行|可以|好)|退(?:回)?|来|(?:作|当|做)(?:为|成)?(?:退回的?)?(?:理由|原因))?[了吧。]?"
)
"""就用我刚才那几条批注."""
_ALONG = re.compile(
    "(?:就|把|将|那|都|[,，\\s])*(?:(?:我|刚才|刚刚|写|提|好|的)*[那这](?:一|[几两三四五些])?[条个点]?(?:审核)?(?:意见|批注|草稿|问题))(?:都|也|给他们?|一块儿?|一起)*(?:带上|带着|捎上|附上|带过去|发过去)(?:就行|吧|了)*"
    "(?:[,，。\\s]*(?:退回?(?:去)?)?(?:让|叫|请|给)?(?:他们?|县里|人家)?(?:退回去?|去|再|重新)?(?:改|补)(?:完|好|一?下)?(?:了)?(?:再|重新)?(?:交|报|送)?(?:上来|过来)?[吧了]?)?[。]?"
)
"""就那一条意见带上 让他改完再交."""
_AGAINST = re.compile("不同意|不予|暂不|不建议|不推荐")
_UNSEEN = r"[,，。;；\s]*(?:先|暂时)?(?:别|不要?|不用)(?:让|给|叫)(?:县里?|他们?)(?:看|知道|晓得)(?:到|见)?了?[。.!！]?"
_INSIDE = re.compile(
    rf"(?:这[题条]?)?(?:内部|自己|私下|只给我们)(?:的)?(?:备注|批注|记|说明|注|留)(?:一?下|[一个]?[句条笔个]|着|住)?[\s:：,，]*"
    rf"(?P<text>\S.*?)(?:{_UNSEEN})?|(?:(?:批注|备注|记)(?:一?下)?[\s:：,，]*)?(?P<unseen>\S.{{4,}}?){_UNSEEN}",
    re.DOTALL,
)
_MENDED = re.compile(
    r"(?:上[次回一]?[次回轮]?|之前|以前|前面|退回)(?:我们|咱们)?(?:提|说|退|写|批)(?:过|回)?的?.{0,12}?(?:他们|县里)?(?:都)?(?:改|补|回|答复)(?:好|过来)?了?(?:没有?|吗|么|没改)[?？]?"
)
"""上回提的产值那条他们改了没有."""
_TAKEN_OUT = re.compile(
    r"(?:把|将)?(?:这些|这几条|所有|全部|我的|写的|提的)*(?:审核)?(?:意见|批注)(?:草稿)?(?:都|给我|全部|单独)*(?:导|打印|下载|存|拷)(?:出来?|一?[下份]|成.{1,6}|给我|出)*"
    r"(?:[,，\s]*(?:我|好|给|拿).{0,14})?[吧。]?"
)
"""把这些意见导出来，我拿给科长看看."""
_PASSED = re.compile(
    r"(?:我|都|全|已经|也|整体|总体|大体|基本|这份|材料|看了?过?了?|审了?过?了?|完|了|一遍|下来|没别的了?|[,，。\s])*"
    r"(?:(?:没|无)(?:有|啥|什么)*(?:大|太大|明显)?的?(?:问题|毛病|意见)了?|可以|挺好|不错|还行|行|ok)?[吧了啊,，。\s]*"
    r"(?:就|那就?|可以|予以|同意|给|让|他们|县里|帮(?:他们?|我))*(?:受理|通过|放行|(?<=们)过|(?<=给)过)(?:了|吧|掉|审核)*[。]?",
    re.IGNORECASE,
)
"""我都看过了没啥大问题，受理吧: in a city it passes."""
_LOOKED_THROUGH = re.compile(
    "(?:我|都|全|已经|也|整体|总体|这份|材料)*(?:看|审|过)(?:了一遍|完了?|过了?|了)[,，。\\s]*"
    "(?:(?:没|无)(?:有|啥|什么)*(?:大|太大|明显)?的?(?:问题|毛病|意见)了?|没事儿?|挺好的?|不错|还行)[吧啊。]*"
)
"""看完了 没大毛病: it is asked what is done with it."""
_REASON = re.compile("^(?:退回)?的?(?:理由|原因)(?:就?(?:写|是|为|说))*[:：,，\\s]*(?=\\S{3})")
_ONWARDS = re.compile(
    r"(?:这|那)?(?:一)?[条题项个处里]?(?:数)?(?:没|无)(?:有|啥|什么)*(?:问题|意见|毛病)了?[,，。\s]*(?:看|到|换|去)?(?:下一?[题条项个处]|往下|接着|继续)(?:看)?吧?"
    r"|(?:这|那)(?:一)?[条题项个处]?(?:可以|行|过|ok|对的?)了?[,，。\s]+(?:看|到|换|去)?(?:下一?[题条项个处]|往下|接着|继续)(?:看)?吧?",
    re.IGNORECASE,
)
"""这项没问题，下一个."""
_WHOLE = re.compile(
    r"(?:先)?(?:不看|别看|看完)?(?:这个|这项|这题|这条)?了?[,，。\s]*(?:再|就|先)?(?:回|返回|退)(?:到|去)?(?:总的|总览|最前面?|首页|第一页|上一级|前面|整份|概况|总)(?:的)?(?:那一?[页个屏]|页面?|概况)?(?:看看?)?[吧去]*"
)
"""先不看这个了，回到总的那页."""
_PROOFS = re.compile(
    "有(?:没有|无)?(?:.{0,3})(?:佐证|附件|证明|扫描件)(?:材料)?(?:吗|没有?|么|呢)|"
    "(?:佐证|附件|执照|证书|照片|图片|扫描件|原件|证明).{0,6}(?:在哪|哪里|哪儿|看一?下|看看|给我看|有没有|呢|找|打开|有吗)"
    "|(?:看|找|打开|翻)(?:一?下|看|到)?.{0,6}(?:佐证|执照|证书|附件|照片|扫描件|证明)"
)
_WRONG_WHERE = re.compile(
    "(?<!没)(?<!没有)(?<!无)(?:哪[些儿里]?|什么|啥)(?:地方|题|条|处|数)?.{0,4}(?:错|不对|问题|毛病|疑问|存疑)|(?:错|问题|毛病)(?:都)?(?:在哪|有哪些|有啥|是啥|哪些)"
)
_ONLY_WRONG = re.compile(
    "(?:只|就|单|光)(?:看|显示|要|列|审)(?:一?下)?(?:有)?(?:错误?|不对|问题|毛病|缺佐证|缺材料|没填|空着)的?(?:题|地方|部分|节)?吧?"
)
_OF_OTHERS = re.compile("哪[个些几]?[县家]|谁|各县|几家")


def said(step: DeskStep, words: str) -> bool:
    """Whether the words are such; nothing goes to the county by them."""
    state, plain = step.state, words.strip()
    if not isinstance(state, Examining) or len(plain) > _LONGEST or state.waits not in ("", "confirm", "due"):
        return False
    if _opinion_beside(step, state, plain) or _passed(step, state, plain):
        return True
    if _ONLY_WRONG.fullmatch(plain) and _wrong_where(step, state, plain):
        return True
    typed = command_of(plain)
    inside = typed is not None and typed[0] == "comment inside" and subject_called(step.form, typed[1]) is None
    until = typed is not None and (typed[0], state.waits) == ("date", "due")
    if typed is not None and not (inside or until):
        return False
    readings = (
        drafts_taken_back.unwanted,
        _with_drafts,
        _one_more,
        _opinion,
        drafts_taken_back.numbered,
        _turned,
        drafts_taken_back.taken_away,
        _inside,
        _wrong_where,
        _proofs,
        _fault,
    )
    return any(reading(step, state, plain) for reading in readings)


def _opinion(step: DeskStep, _: Examining, plain: str) -> bool:
    """意见：该集群主导产业突出，同意推荐."""
    found = _OPINION.fullmatch(plain)
    if found is None or _AGAINST.search(plain):
        return False
    return reviewing.opine(step, found["text"].strip())


def _with_drafts(step: DeskStep, state: Examining, plain: str) -> bool:
    """就用我刚才那几条批注, while the day of the return is awaited: the drafts go along, and the day is asked for."""
    along = state.drafted and _ALONG.fullmatch(plain)
    if not along and (state.waits != "due" or not _DRAFTS.fullmatch(plain)):
        return False
    step.say(Note("drafts go along", {"count": str(len(state.drafted))}))
    commenting.send_back(step)
    return True


def _one_more(step: DeskStep, state: Examining, plain: str) -> bool:
    """再添一句 改完给我来个电话, while the day of the return is awaited: a comment more, and the day comes after it."""
    more = adds(plain) if state.waits == "due" else ""
    if more:
        step.update(state=replace(state, waits=""))
        step.say(Note("due later"))
        remarking.as_said(step, more)
    return bool(more)


def _opinion_beside(step: DeskStep, state: Examining, plain: str) -> bool:
    """一共提了几条了 没问题的话意见就写 同意推荐: how many there are, and a button that writes the opinion."""
    found = _OPINION_BESIDE.fullmatch(plain)
    if found is None or _AGAINST.search(plain) or state.waits:
        return False
    typed = f"推荐意见 {found['text'].strip()}"
    options = (Option("desk say so", {"words": typed}), Option("desk do review_drafts"))
    note = Note("opinion beside", {"count": str(len(state.drafted)), "words": found["text"].strip()}, options)
    step.offer(note, (Do("say so", (typed,)), Do("review_drafts")), state)
    return True


def _inside(step: DeskStep, state: Examining, plain: str) -> bool:
    """内部备注一下，去年有环保处罚，先别让县里看到: of the question that is named or shown, else of the whole."""
    found = _INSIDE.fullmatch(plain)
    if found is None:
        return False
    text = (found["text"] or found["unseen"]).strip()
    about = subject_called(step.form, text) or (shown_in(step, state), text)
    commenting.begin(step, about[0], "internal", about[1])
    return True


def _passed(step: DeskStep, _: Examining, plain: str) -> bool:
    """我都看过了没啥大问题，受理吧: one tap passes it; 通过 alone is a command."""
    if _LOOKED_THROUGH.fullmatch(plain):
        ways = ("pass", "send_back")
        ask_whether(step, plain, [(Option(f"desk do {each}"), Do(each)) for each in ways])
        return True
    if not _PASSED.fullmatch(plain) or any(each.do != ("run", "rest") for each in meant(step, in_days(plain))):
        return False
    ask_whether(step, plain, [(Option("desk do pass"), Do("pass"))])
    return True


def _turned(step: DeskStep, _: Examining, plain: str) -> bool:
    """这项没问题，下一个; 回到总的那页."""
    if _ONWARDS.fullmatch(plain):
        remarking.onwards(step)
    elif _WHOLE.fullmatch(plain):
        reviewing.go(step, "")
    elif _MENDED.fullmatch(plain):
        reviewing.go(step, "new")
    elif _TAKEN_OUT.fullmatch(plain):
        step.say(Note("drafts no file"))
        reviewing.go(step, "drafts")
    else:
        return False
    return True


def _wrong_where(step: DeskStep, state: Examining, plain: str) -> bool:
    """他都哪些地方有错: the sections, with what is wrong in each."""
    if not (_WRONG_WHERE.search(plain) or _ONLY_WRONG.fullmatch(plain)) or _OF_OTHERS.search(plain):
        return False
    if state.waits == "due":
        step.say(Note("due later"))
    reviewing.go(step, "sections")
    return True


def _proofs(step: DeskStep, state: Examining, plain: str) -> bool:
    """佐证在哪，我想看一下营业执照那张."""
    asked = re.search("缺|没|不", plain.replace("有没有", ""))
    if state.waits == "due" or not _PROOFS.search(plain) or asked:
        return False
    step.say(Note("proofs where"))
    reviewing.go(step, state.place if shown_in(step, state) else "")
    return True


def _fault(step: DeskStep, state: Examining, plain: str) -> bool:
    """缺盖章页, while the day of the return is awaited: a comment first."""
    fault = beside_a_day(step, plain)
    if (
        state.waits != "due"
        or len(fault) < _SHORTEST
        or not (FAULTS.search(fault) or remarking.questions_in(fault) or comments_ordered.demands(fault))
    ):
        return False
    before = step.mark()
    free = replace(state, waits="")
    step.update(state=free)
    commenting.keep_day(step, day_within(step, plain))
    plain = _REASON.sub("", without_its_day(step, plain))
    if remarks_apart.apart(step, plain):
        return True
    if fault != plain or not FAULTS.search(fault) or len(remarking.questions_in(plain)) > 1:
        remarking.as_said(step, plain)
        return True
    if remarking.remarked(step, plain):
        return True
    step.rewind(before)
    return False
