"""Which button of the current keyboard a typed message names: its number standing alone, or the button's own words.

``2``, ``2。``, ``选2``, ``第二个``, ``最后一个`` are numbers. A number with words
behind it (``3. 推进品牌建设``) names a button only where the words are that button's own; otherwise it is a text
that begins with a number.
"""

from __future__ import annotations

import re
import unicodedata

from dialogs.reading.chinese import chinese_number, counted
from dialogs.record.options import Option
from dialogs.state.actions import Action, Change, Keep, Leave, Run, Store
from dialogs.turn.step import Step

_LONGEST = 120
_NUMBER = re.compile(
    r"(?:我?选择?|就?选|按|点|第)[(（]?(?P<digits>[0-9]{1,2})[)）]?(?:个|项|条|号|种|吧)?[.。、．,，!！]?|"
    r"[(（]?(?P<bare>[0-9]{1,2})[)）]?(?:号|吧)?[.。、．,，!！]?|"
    r"(?:打开|看看|看|改|我?选择?|就?选)?第(?P<spelled>[一二三四五六七八九十]{1,2}|[0-9]{1,2}(?=[个项条种]))(?:个|项|条|种)?"
    r"(?:怎么改|咋改|怎么填|怎么办|咋办|咋整|改一?下|打开|看看|看一下)?吧?|(?P<last>(?:选)?最后一?(?:个|项|条|种))"
)
_NUMBERED = re.compile(r"[(（]?(?P<digits>[0-9]{1,2})[)）.、．，,:：]?\s*(?P<words>[^0-9\s].*)")
_QUIET = re.compile(r"[\W_]+")
_CONSENT = frozenset(
    ("对", "对的", "是", "是的", "没错", "正确", "嗯", "好", "好的", "可以", "行", "就这样", "确认", "yes", "y")
)
_REFUSAL = frozenset(("不对", "不是", "错了", "都不是", "都不对", "重来", "重新填", "重填", "no"))
_SPOKEN = {
    "keep": ("保留", "保留原值", "不改", "没错", "就是这样", "写明口径", "数据无误"),
    "keep value": ("保留", "保留原值", "不改", "没错", "就是这样", "写明口径", "数据无误"),
    "leave": ("稍后", "先放着", "以后再说"),
    "retype": tuple(_REFUSAL),
    "use": (
        *(
            "用",
            "采用",
            "用这个",
            "用系统的",
            "用计算值",
            "你帮我算",
            "帮我算",
            "你算吧",
            "按你算的",
            "用你算的",
            "按算的",
        ),
        *(
            "按你的来",
            "按你的",
            "听你的",
            "依你",
            "照你说的",
            "用你的",
            "按你说的",
            "你说了算",
            "按系统的",
            "按系统的来",
        ),
        *("用算出来的", "按算出来的", "自动算", "系统算", "算出来多少就填多少", "算多少填多少"),
    ),
    "put": ("填", "采用", "用这个"),
    "append": ("接着写", "继续写"),
    "use my former": ("用我原来填的", "用我的"),
    "use draft": (
        "用草稿",
        "用这份草稿",
        "按草稿来",
        "按草稿",
        "就用草稿",
        "草稿就行",
        "用你们的草稿",
        "use the draft",
    ),
    "own": ("自己填",),
    "read in": ("读进申报表", "读进来", "读进去", "读进表里", "读", "导入", "填进去"),
    "as evidence": ("作为佐证", "作为附件", "佐证", "附件", "当佐证", "当附件", "作为佐证附件"),
    "take over": ("采用", "都采用", "全部采用", "采用吧", "用", "都用"),
    "go through": ("逐条看", "看冲突", "逐条", "看看冲突"),
    "show new": ("看看", "先看看", "看是哪些", "看看是哪些"),
    "change sealed": ("照改", "照改，重新盖章", "改", "要改"),
    "change unasked": ("照改", "改", "要改"),
    "leave so": ("不，照旧", "照旧", "不改", "不改了", "不用改"),
    "show unread": ("看没看懂的", "没看懂的", "没看懂的有哪些", "哪些没看懂", "看看没看懂的"),
    "show cleared": ("看文件里空着的", "空着的", "哪些空着", "看空着的"),
    "back to file": ("返回文件", "返回", "回到文件"),
    "show differs": ("冲突列成一张表", "列成一张表", "列出来", "列表", "冲突列表"),
    "lines on": ("下一页", "下页", "往下", "继续看"),
    "lines back": ("上一页", "上页", "往回"),
    "file aside": ("稍后", "先放着", "以后再说"),
    "file gone": ("不用了", "不用", "不要了", "不是这家", "不是同一家"),
    "keep table": ("表内", "用表内", "用表内的", "表内的", "不改", "保留", "保持不变", "原来的"),
    "take file": ("文件", "用文件", "用文件的", "文件的", "按文件"),
    "answer anew": ("另填", "重填", "都不对", "都不是"),
    "leave out": ("不填", "不要", "跳过"),
    "rest file": ("都用文件", "都用文件的", "全用文件"),
    "rest table": ("都用表内", "都用表内的", "全用表内"),
    "file later": ("稍后", "先放着", "以后再说", "先放待归类", "待归类"),
    "unclear": ("看不清", "不清楚", "看不清重拍"),
    "turn": ("转一下", "旋转"),
    "take count": ("用清单的", "用清单的数", "用清单的家数"),
    "list template": ("清单模板", "模板"),
    "no list": ("不是名单", "不是清单"),
    "send scan": ("传盖章扫描件", "传扫描件"),
    "act sent": ("已送市局预审", "已送预审"),
    "act sealed": ("负责人已签字、公章已盖", "已签字盖章", "已盖章", "盖章了", "章盖好了"),
    "act scanned": ("扫描件已传完", "传完了", "扫描件传完了"),
    "act mailed": ("邮件已发", "邮件发了"),
    "act posted": ("纸质已送", "纸质送了", "材料送到了"),
    "act offline": ("已线下报送", "线下报送了"),
    "desk agree": ("同意", "同意发送", "同意发", "agree"),
    "desk disagree": ("退回", "不同意", "退回这条", "return"),
    "desk withdraw announcement": ("撤回", "撤回群发", "撤回这条", "撤回这条群发", "take it back"),
    "said twice": ("不算", "不算是重复发的", "重复了", "重复发的", "发重了", "多发了"),
}
_AS_COMPUTED = re.compile(
    "(?:就|还是|直接|那就)?(?:用|按|照|取)?(?:系统|你们?|机器|表里|自动|上面)?"
    "(?:给的?|算的|算出来的?|算好的|计算的?|默认的?|自动算的?|最低的?(?:要求|标准)?|推荐的?|建议的?)(?:值|数|那个|来|填|为准)*(?:就行|就可以|就好|吧|即可|好了)?"
)
"""用算的就行, 按系统给的来: the button with what the form computes."""
_USE_THESE = re.compile(
    "(?:对|行|好的?|可以|嗯|中)*(?:就|那就)?(?:用|按|填)(?:这|那|你)(?:[一三]?个|几个|那个|这个|的)*(?:数|结果)?(?:就行|就好|吧|了|来)*"
)
"""行，就用这三个; 对，用你那个数就行."""
_USE_IT = re.compile(
    "(?:please)?(?:use|take|keep)(?:it|that|this|these|those|the)?"
    "(?:calculated|computed|suggested|proposed|worked ?out)?(?:values?|ones?|figures?|numbers?)?"
)
_APART = frozenset(("分开", "分开的", "分开算", "是分开的", "各是各的", "多个", "不是一个"))
_TOGETHER = frozenset(("一个", "是一个", "一起", "一起的", "合起来", "同一个", "不分开"))
_COUNTED = re.compile(r"(?:是|共|就)?(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,2})个?的?")
_SEVERAL = 2
_UNIT = re.compile(
    r"(?:单位)?(?:就?是|为|用|按|[:：])?(?P<unit>[万亿]?(?:元|美元|吨|人|平方公里|亩|公顷)|[万亿])的?(?:单位)?[。.]?"
)
_EVERY_YEAR = re.compile("(?:[三3]年|每年|各年|全部?)?(?:都是|都一样|一样|相同)(?:的|这个数?)?")
_YEARS_OF_TWO = {"前两年": 0, "后两年": -1, "最后两年": -1, "近两年": -1, "头两年": 0}
_TWO_YEARS = re.compile(r"20[0-9]{2}")
_SHORT_YEAR = re.compile(r"(?<![0-9.])(2[0-9])年")
_SEVERAL_YEARS = re.compile(
    r"(?:就?是|按|选)?20[0-9]{2}年?(?:(?:[、,\s]|和|跟|与|及|到|至|-)+20[0-9]{2}年?){1,2}(?:的|度|这|那|[两三]年)*[。.]?"
)
"""2022和2023: years and nothing else, for 2022年下降3.2，2023年增长1 is an answer."""
_OF_YEAR = re.compile(r"(?:是|就是)?(?P<year>20[0-9]{2})年?(?:的|度|度的|那年)?")


def named_button(step: Step, words: str) -> Action | None:
    """The action of the button that a message names; None where it names none, or several."""
    actions = step.conversation.actions
    if not actions or len(words) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", words).strip()
    number = _number(plain, len(actions)) or step.button
    if number is not None:
        return actions[number - 1] if 1 <= number <= len(actions) else None
    if plain.endswith("?"):  # 否？ asks
        return None
    options = step.conversation.options
    labelled = _NUMBERED.fullmatch(plain) if _COUNTED.fullmatch(plain) is None else None
    if labelled is not None and 1 <= int(labelled["digits"]) <= len(actions):
        place = int(labelled["digits"]) - 1
        return actions[place] if _called(step, options, actions, place, quiet_of(labelled["words"])) else None
    quiet = quiet_of(plain)
    found = [place for place in range(len(actions)) if _called(step, options, actions, place, quiet)]
    return actions[found[0]] if len(found) == 1 else _in_unit(step, plain) or _described(actions, plain, quiet)


def _number(plain: str, most: int) -> int | None:
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    if match["last"]:
        return most
    spelled = match["digits"] or match["bare"] or match["spelled"]
    return counted(spelled)


def _called(step: Step, options: tuple[Option, ...], actions: tuple[Action, ...], place: int, quiet: str) -> bool:
    """Whether words are those of one button."""
    if not quiet or len(options) != len(actions):
        return False
    option, action = options[place], actions[place]
    if option.verb == "yes" and quiet in _CONSENT:
        return True
    if option.verb == "use" and any(each.fullmatch(quiet) for each in (_AS_COMPUTED, _USE_THESE, _USE_IT)):
        return True
    if option.verb in (
        "reading",
        "choice",
        "cluster",
        "field",
        "use",
        "put",
        "answer",
        "use my former",
    ) and quiet in _shown(option):
        return True
    return quiet in map(quiet_of, _SPOKEN.get(option.verb, ())) or quiet in _verbs(step, action)


def _shown(option: Option) -> set[str]:
    """What a button shows, with and without the verb before it."""
    texts = {quiet_of(text) for text in option.figures.values()} - {""}
    return {
        *texts,
        *(f"用{text}" for text in texts),
        *(f"填{text}" for text in texts),
        *(f"答案是{text}" for text in texts),
    }


def _verbs(step: Step, action: Action) -> set[str]:
    match action:
        case Run(command):
            return {quiet_of(word) for word, meant in step.form.lexicon.items() if meant == command}
        case Change(name):
            printed = step.form.by_name[name].id
            return {quiet_of(f"改{printed}"), quiet_of(f"去第{printed}题"), quiet_of(f"去{printed}")}
        case Keep():
            return {"保留"}
        case Leave():
            return {"稍后"}
        case _:
            return set()


def _in_unit(step: Step, plain: str) -> Action | None:
    """万元, 就是亿元: the one reading in which the figures are of that unit."""
    said = _UNIT.fullmatch(plain)
    readings = [action for action in step.conversation.actions if isinstance(action, Store) and action.entries]
    if said is None or len(readings) < _SEVERAL:
        return None
    own = step.form.by_name[readings[0].field].unit
    found = [each for each in readings if (each.entries[0].typed_unit or own) == said["unit"]]
    return found[0] if len(found) == 1 else None


def _described(actions: tuple[Action, ...], plain: str, quiet: str) -> Action | None:
    """2023年的, 两个, 分开的: the one stored reading that this describes."""
    readings = [action for action in actions if isinstance(action, Store) and action.entries]
    plain = _SHORT_YEAR.sub(r"20\1年", plain)
    year = _OF_YEAR.fullmatch(plain)
    if year is not None:
        of_year = [each for each in readings if len(each.entries) == 1 and each.entries[0].slot.endswith(year["year"])]
        return of_year[0] if len(of_year) == 1 else None
    if _EVERY_YEAR.fullmatch(quiet):
        return max(readings, key=lambda each: len(each.entries), default=None)
    years = _YEARS_OF_TWO.get(quiet)
    if years is not None or _SEVERAL_YEARS.fullmatch(plain):
        return _of_years(readings, years, _TWO_YEARS.findall(plain))
    counts = [(_count(each), each) for each in readings]
    if len(counts) < 2 or any(count is None for count, _ in counts):
        return None
    numbers = [count or 0 for count, _ in counts]
    if quiet in _APART:
        return readings[numbers.index(max(numbers))]
    if quiet in _TOGETHER:
        return readings[numbers.index(min(numbers))]
    match = _COUNTED.fullmatch(plain)
    said = int(match["count"]) if match and match["count"].isdigit() else None
    if match is not None and said is None:
        said = int(chinese_number(match["count"]) or 0)
    return readings[numbers.index(said)] if said is not None and numbers.count(said) == 1 else None


def _of_years(readings: list[Store], place: int | None, named: list[str]) -> Action | None:
    """后两年, 2022和2023: the reading for these years."""
    pairs = [(sorted(entry.slot.rpartition("/")[2] for entry in each.entries), each) for each in readings]
    if place is not None:
        ordered = sorted((pair for pair in pairs if len(pair[0]) == 2), key=lambda pair: pair[0])
        return ordered[place][1] if ordered else None
    found = [each for years, each in pairs if years == sorted(named)]
    return found[0] if len(found) == 1 else None


def _count(store: Store) -> int | None:
    """How many a stored reading counts, where it counts any."""
    value = next((entry.value for entry in store.entries if entry.slot.endswith("/count")), None)
    return None if value is None else int(str(value))


def quiet_of(text: str) -> str:
    """A text without marks and spaces, letters small: what is the same in it was said alike."""
    return _QUIET.sub("", unicodedata.normalize("NFKC", text)).casefold()
