"""Which button of the current keyboard a typed message names: its number standing alone, or the button's own words.

``2``, ``2。``, ``选2``, ``第二个``, ``最后一个`` are numbers. A number with words
behind it (``3. 推进品牌建设``) names a button only where the words are that button's own; otherwise it is a text
that begins with a number.
"""

from __future__ import annotations

import re
import unicodedata

from dialogs.definition.form import Kind
from dialogs.reading.chinese import chinese_number, counted
from dialogs.record.options import Option
from dialogs.state.actions import Action, Change, Keep, Leave, Run, Store
from dialogs.turn.spoken_buttons import CONSENT, CONSENT_TO_CHANGE, SPOKEN
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
    one = actions[found[0]] if len(found) == 1 else _in_unit(step, plain) or _described(actions, plain, quiet)
    return one or _named_twice(step, plain)


def _named_twice(step: Step, plain: str) -> Action | None:
    """对，是万元: every clause of it names the same button."""
    clauses = [each for each in re.split("[,。;! ]+", plain) if each]
    named = [named_button(step, each) for each in clauses] if 1 < len(clauses) <= _SEVERAL else []
    return named[0] if named and named[0] is not None and named.count(named[0]) == len(named) else None


def _number(plain: str, most: int) -> int | None:
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    if match["last"]:
        return most
    spelled = match["digits"] or match["bare"] or match["spelled"]
    return counted(spelled)


def agrees_to_use(words: str) -> bool:
    """Whether words take what the form computes or offers: 用, 按系统计算, 用你那个数."""
    quiet = _QUIET.sub("", words)
    return quiet == "用" or any(each.fullmatch(quiet) for each in (_AS_COMPUTED, _USE_THESE, _USE_IT))


def _called(step: Step, options: tuple[Option, ...], actions: tuple[Action, ...], place: int, quiet: str) -> bool:
    """Whether words are those of one button."""
    if not quiet or len(options) != len(actions):
        return False
    option, action = options[place], actions[place]
    if option.verb == "yes" and quiet in CONSENT:
        return True
    if option.verb == "correct" and quiet in CONSENT_TO_CHANGE and _is_asked(step, options, quiet):
        return True
    if option.verb == "use" and agrees_to_use(quiet):
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
    return quiet in map(quiet_of, SPOKEN.get(option.verb, ())) or quiet in _verbs(step, action)


def _is_asked(step: Step, options: tuple[Option, ...], quiet: str) -> bool:
    """Whether 对 can mean nothing but the one change that is on offer; 是 may answer an open question of 是 and 否."""
    here = step.here
    answers = quiet == "是" and here is not None and here.kind is Kind.CHOICE and step.journey.untouched_slots(here)
    return [each.verb for each in options].count("correct") == 1 and not answers


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
