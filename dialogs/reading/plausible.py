"""What a value of words looks like: the ending of a name, a person's family name, an office.

Whatever is typed could be a name. Words that look like one are taken; others are no refusal, but are asked about, for a
remark that is taken for a name stands on the paper as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from dialogs.definition.fields import Looks

_IN_BRACKETS = r"(?:[ ]?[(（][^()（）]*[)）])*"
_ENDINGS = (
    "公司|厂|中心|协会|学会|商会|联盟|联合会|促进会|研究会|总会|分会|平台|园区?|基地|院|所|站|集团|学校|大学|实验室|工作室|合作社|车间|"
    "示范区|开发区|高新区|银行|局|委|会|企业|产品|供应链|项目|工程|孵化器|空间|标准|体系|系统|机构|店|场|馆|网|云|试点|示范|应用|"
    "模式|案例|节点|装备|品牌|社|联合体|小镇|港|谷|解析|库|部|组|队|产线|生产线|工厂|大赛|场景|服务商|集聚区|中试线|方案|大脑|线|窗口|驿站|枢纽|中枢|大厦|广场|市场|学堂|课堂|讲堂|城|区|带|链|计划|行动|档案|点|项|期|号|处|办公室|政府|办"
)
_ENDS_LIKE_A_NAME = re.compile(rf"(?:{_ENDINGS}){_IN_BRACKETS}$")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 .,&'()\-]{2,}")
_KIND_ALONE = re.compile(
    r"(?:行业|产业|企业|技术|创新|服务|工程|研究|工业|设计|重点|研发|绿色|智能|智慧|数字化|示范|试点|公共|中小|国家级?|省级?|市级|县级)*(?:协会|商会|学会|联盟|中心|平台|实验室|公司|企业|研究院|基地|项目|工厂|园区?|车间|试点|标杆|供应链(?:管理企业)?|(?:设计)?产品|(?:园区|开发区|高新区)?(?:管委会|管理委员会))"
)
"""协会, 省级平台: what it is, not which."""
_TALKS = re.compile(
    r"那边|我们|咱们|给我|帮我|看看|看一下|先不|先别|不说|别说|见附|附件|[名清]单|一个是|另一个|第[一二三]个|好像|应该|大概|可能|以后|回头|知道|清楚|不了|没|正在|"
    r"(?:算|对|行|是|有)[吗不]|[吗吧呀啊呢嘛了]$|(?<=[立建成设办引])了|^还?有[一两二三几]?[个家]|问(?:一下|问|科|发|工)|具体|都是|等等|之类|什么|怎么|谁|哪|"
    r"(?:^|的)(?:[0-9]{1,3}[个家]|[一两二三四五六七八九十]{1,2}个)(?=[\u4e00-\u9fff])|"
    r"(?<=[\u4e00-\u9fff])[0-9]{1,4}[个家](?:[\u4e00-\u9fff ,，:：]|$)"
)
"""What is said about names rather than in them."""
_LED_IN = re.compile(
    r"^(?:(?:(?:国家|省|市|县)级的?|我们|咱们|目前|现在|就|也|还|只|另外?|有|是|叫)*?"
    r"(?:有[一两二三1-9]?[个家]?|(?:第|另)?[一两二三1-9]?[个家](?:是|叫|为)|叫做?|是)[:：]?|"
    r"(?:20[0-9]{2}年?(?:[0-9]{1,2}月)?|(?:我|本)?(?:县|区|市)里?|集群|新|已)*(?:成立|组建|创办|设立|建成?|设)(?:了|有)|"
    r"20[0-9]{2}年?(?:[0-9]{1,2}月)?(?:成立|组建|创办|设立|建成))(?=[\u4e00-\u9fffA-Za-z]{3})"
)
_SAID_OF_IT = re.compile(
    r"(?:(?:是|都是|也是)?(?:去年|前年|今年|(?:(?:20)?[0-9]{2}年?[、和跟与,，]*)+)[0-9]{0,2}月?(?:份)?(?:新|刚)?|刚|新)"
    r"(?:成立|获批|认定|评定|评上?|建成|批复|批|挂牌|入选|公布|注册|设立)(?:下来)?(?:的|了)?|"
    r"[跟和与](?:[^,，、]{2,10})(?:是)?(?:一样|同一[家个]|一[家个]|一回事)的?|"
    r"(?:我们?|目前|现在|全县|县里|也|一共|总共)*(?:就|只有|只|仅)有?(?:这|那)?么?"
    r"(?:[一二两三四五六七八九十]{1,2}|[0-9]{1,2}|几)[个家项所处]"
)
"""2021年认定的, 就这一家: a clause behind a name."""
_REMARK = re.compile(
    r"^(?:会员|会长|理事长|秘书长|地址|位于|占地|总?投资|负责人|主要|成立于|其中|隶属|挂靠)|"
    r"20[0-9]{2}年?[0-9]{0,2}月?(?:份)?(?:成立|获批|认定|建成|批复|注册)$|"
    r"^(?:国家|省|市|县)级$|^(?:在建|筹建中?|拟建|已?建成|已验收|待批|待验收|正在.{1,6})$"
)
"""What is said of a body behind its name, when commas part it as if it were another one."""
_AND_OTHERS = re.compile(
    r"等[ ,，]?(?:一?共|总共|合计)?[ ]?(?:[0-9一二三四五六七八九十]{1,4}[ ]?(?:余|多)?[个家项所])?$"
)
_ONE_ALONE = re.compile(r"^(?:就|只)(?:是|有)?(?P<name>[\u4e00-\u9fff（）()]{4,40}?)(?:这|那)?[一1][个家]$")
"""就甲中心一家."""
_HEADED = re.compile(r"^[^:：]{2,12}[:：][ ]?(?=\S{3})")
_COUNT_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])(?<!等)(?<!等[ 共])(?:[0-9]{1,3}|[一两])[个家项](?=[(（]|$)")
_COUNTED_KIND = re.compile(
    r"(?:共|有|就|只)*(?P<first>[0-9]{1,3}|[一两二三四五六七八九十]{1,3})[个家项](?P<of>[\u4e00-\u9fff]{2,16})[。.]?|"
    r"(?:目前|一共|大概|有)*(?P<kind>[\u4e00-\u9fff]{2,16}?)?(?:大概|大约|差不多|约)?(?:共|有)?(?P<many>十?[来几多]十?|几十|[0-9]{1,3}[来多余]?|[一两二三四五六七八九十]{1,3}[来多]?)[个家项][。.]?"
)
"""市级企业技术中心十来家: how many of which kind, and no names."""
_HAS_ONE = re.compile("^(?:我们?|县里|这里|倒)?(?:就|只|也)?有(?:一)?个(?=[\u4e00-\u9fff])")
_UNSURE = re.compile("记不|不(?:太|大)?(?:清楚|知道|记得|确定)|忘了|想不起|说不[准清]|没(?:有)?(?:统计|数|整理)")
_TALK_BEHIND = re.compile(r"(?:[,，。;； ].*|[吧呀啊呢嘛哈了]+)$")
_TOLD_OF_IT = re.compile(
    r"(?:也|都|就|主要|专门|一直|目前|现在|以前)+(?:还|都|就|主要|专门|一直)*(?:是|做|在|管|搞|卖|给|为|面向|服务|负责|由|有)"
    r"[^,，。;；、()（）]{0,24}(?:的|了|呢|吧)$|(?:专门|主要|一直)(?:是|做|在|管|搞|卖|给|为|面向|服务|负责|由)[^,，。;；、()（）]{2,24}$"
)
"""电商协会也主要是卖羊绒的: what is told of a body behind its name."""
_LAST_BRACKET = re.compile(r"[ ]?[(（](?P<inside>[^()（）]+)[)）]$")
_CLAUSES = re.compile("[,，;；、]")
_ASIDE = re.compile(
    r"(?:国家|省|市|县|区)级?(?:的)?|(?:(?:20)?[0-9]{2}年|去年|前年|今年|明年|上个?月|刚|新|已|正在|还在|还没|年年|每年|现在|目前).{0,16}"
    r"|.{0,12}(?:认定|评定|评上|获批|批复|挂牌|复核|到期|验收|备案|成立)(?:过|下来)?[的了过]?"
)


_FAMILY_NAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰"
    "焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦"
    "麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封荆霸官揭鞠步扈"
    "燕冀郜郄蔺暴缑郗苍骈逯冉鹿杭厉谌璩别扶宿晁咸弓戎暨信卿计伏笪班仰秋伊宰束井富乌牧隗山侯宓蓬印甫赖计支茅强裘干经丰项贡都满国匡仝贠亓乜盖佴邸卞巴召乌那苑厍缑荀郏巢濮逄郇麻谈闻宣裔邰芮羿储汲邴糜弘侴粟"
)
_TWO_CHARACTERS = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "长孙",
    "宇文",
    "司徒",
    "令狐",
    "夏侯",
    "呼延",
    "拓跋",
    "亓官",
    "端木",
    "独孤",
    "南宫",
    "西门",
    "百里",
    "澹台",
    "淳于",
    "申屠",
    "公羊",
    "轩辕",
    "钟离",
    "赫连",
    "完颜",
)
_PERSON = re.compile(r"[\u3400-\u9fff]{2,4}")
_OTHER_PERSON = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8}){1,3}")
"""Names of other peoples of China: 阿依·买买提."""
_PLACEHOLDER = re.compile("[\u4e00-\u9fff](?:女士|先生|小姐|同志|师傅|总|局|科|主任)")
_NO_PERSON = re.compile(r"[同如][上前]|[定待填写等问找谁啥没无不先再天局委办科室厅]|(?:管|县|市|区|园)(?=.{2})")
_OFFICE = re.compile(rf"(?:局|委员会|委|厅|办公室|办|中心|部门){_IN_BRACKETS}$")
_SEVERAL = re.compile("[、,，;；/]")
_SHORTEST_BODY = 4


def looks_like_a_person(name: str) -> bool:
    """Whether people may be called so on an official paper: family name and given name, or 阿依·买买提."""
    names = [re.sub(r"(?<=[\u4e00-\u9fff])[ ](?=[\u4e00-\u9fff])", "", each) for each in _SEVERAL.split(name)]
    return all(_is_a_person(each.strip()) for each in names)


def _is_a_person(name: str) -> bool:
    if not name or _OTHER_PERSON.fullmatch(name):
        return bool(name)
    family = name[:2] in _TWO_CHARACTERS or name[0] in _FAMILY_NAMES
    odd = _PLACEHOLDER.fullmatch(name) or _NO_PERSON.search(name)
    return family and odd is None and _PERSON.fullmatch(name) is not None


def looks_like_an_office(name: str) -> bool:
    """Whether an office of a county may be called so in full: 甲县科技和工业信息化局."""
    return _OFFICE.search(name) is not None and _one_body(name)


def looks_like_a_body(name: str) -> bool:
    """Whether a legal person may be called so in full: 甲县乙产业园区管委会."""
    return looks_like_a_name(name) and _one_body(name)


def _one_body(name: str) -> bool:
    alone = len(name) >= _SHORTEST_BODY and _KIND_ALONE.fullmatch(name) is None
    return alone and not _TALKS.search(name) and not _SEVERAL.search(name)


def looks_like_an_industry(name: str) -> bool:
    """Whether an industry may be called so: 板材家具, 电线电缆（含电缆料）."""
    return not (
        _TALKS.search(name) or re.search(r"一样|^(?:主要|就|也)?(?:是|做|生产|搞|以|主要)|为主|[。.]$|[0-9]{3}", name)
    )


def looks_like_a_name(name: str) -> bool:
    """Whether a firm, platform or body may be called so."""
    name = _AND_OTHERS.sub("", name)
    if _TALKS.search(name) or _KIND_ALONE.fullmatch(name):
        return False
    return _ENDS_LIKE_A_NAME.search(name) is not None or _LATIN.fullmatch(name) is not None


def is_remark(clause: str) -> bool:
    """Whether a clause says something of a name before it: 2021年认定的, 就这一家, 专门做直播的."""
    told = _TOLD_OF_IT.match(clause)
    return _SAID_OF_IT.fullmatch(clause) is not None or (told is not None and not looks_like_a_name(clause))


def is_kind(text: str) -> bool:
    """Whether words say what something is, not which: 省级平台, 企业技术中心."""
    return _KIND_ALONE.fullmatch(text) is not None


def counted_kind(text: str) -> str | None:
    """How many are said to be there of a kind (市级企业技术中心3家), as typed; None where names are said."""
    found = kind_and_number(text)
    return found[1] if found is not None else None


def says_nothing_sure(clause: str) -> bool:
    """另一家记不清了: whether a clause tells that a name is not known."""
    return _UNSURE.search(clause) is not None


def kind_and_number(text: str) -> tuple[str, str] | None:
    """市级企业技术中心3家: the kind, empty where none is named, and how many, as typed; None where names are said."""
    said = _COUNTED_KIND.fullmatch(_HAS_ONE.sub("1个", text))
    kind = (said["kind"] or said["of"] or "") if said is not None else ""
    known = said is not None and _KIND_ALONE.fullmatch(kind or "企业") is not None
    return (kind, said["many"] or said["first"]) if known and said is not None else None


def without_talk(name: str) -> str:
    """电商协会也主要是卖羊绒的, 甲检测（省级，2021年认定的）: the name without what is told of it behind it."""
    bracket = _LAST_BRACKET.search(name)
    inside = [each.strip() for each in _CLAUSES.split(bracket["inside"])] if bracket is not None else []
    spoken = any(each.endswith(("的", "了", "过")) for each in inside)
    if bracket is not None and spoken and all(map(_ASIDE.fullmatch, inside)):
        name = name[: bracket.start()]
    told = _TOLD_OF_IT.search(name)
    bare = name[: told.start()] if told is not None else name
    return bare if told is None or (len(bare) > 2 and looks_like_a_name(bare)) else name


def doubtful_names(names: Sequence[str]) -> bool:
    """Whether names may be something else: one without the ending of a name, or any that talks."""
    if len(names) == 1:
        return not looks_like_a_name(names[0]) or _bare(names[0]) != names[0]
    said = [_AND_OTHERS.sub("", name) for name in names]
    talks = (
        _TALKS.search(name) or _REMARK.search(name) or is_remark(name) or _TOLD_OF_IT.search(name) for name in said
    )
    return any(talks) or all(map(_KIND_ALONE.fullmatch, said))


def names_among(names: Sequence[str]) -> Sequence[str]:
    """The names in what was said, without the words around them: 有两个，一个是甲中心 has one."""
    bare = [_TALK_BEHIND.sub("", _bare(name)).strip() for name in names]
    return [name for name in bare if len(name) > 2 and looks_like_a_name(name)]


def alone(clause: str) -> str:
    """就甲中心一家: the name, where it is said to be the only one."""
    said = _ONE_ALONE.fullmatch(clause)
    return said["name"] if said is not None and looks_like_a_name(said["name"]) else clause


def _bare(name: str) -> str:
    """省级的有一个甲院, 绿色工厂：甲厂: the name behind what introduces it, where one stands there."""
    bare = _COUNT_BEHIND.sub("", _HEADED.sub("", _LED_IN.sub("", alone(name))))
    return bare if looks_like_a_name(bare) else name


_LOOKS: Mapping[Looks, Callable[[str], bool]] = {
    Looks.ANYTHING: lambda _: True,
    Looks.PERSON: looks_like_a_person,
    Looks.OFFICE: looks_like_an_office,
    Looks.BODY: looks_like_a_body,
    Looks.INDUSTRY: looks_like_an_industry,
}


def plausible(looks: Looks, words: str) -> bool:
    """Whether words look like what a field asks for."""
    return _LOOKS[looks](words)
