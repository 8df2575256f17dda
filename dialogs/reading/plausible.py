"""What a value of words looks like: the ending of a name, a person's family name, an office.

Whatever is typed could be a name. Words that look like one are taken; others are no refusal, but are asked about, for a
remark that is taken for a name stands on the paper as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_IN_BRACKETS = r"(?:[ ]?[(（][^()（）]*[)）])*"
_ENDINGS = (
    "公司|厂|中心|协会|学会|商会|联盟|联合会|促进会|研究会|总会|分会|平台|园区?|基地|院|所|站|集团|学校|大学|实验室|工作室|合作社|车间|"
    "示范区|开发区|高新区|银行|局|委|会|企业|产品|供应链|项目|工程|孵化器|空间|标准|体系|系统|机构|店|场|馆|网|云|试点|示范|应用|"
    "模式|案例|节点|装备|品牌|社|联合体|小镇|港|谷|解析|库|部|组|队|产线|生产线|工厂|大赛|场景|服务商|集聚区|中试线|方案|大脑|线"
)
_ENDS_LIKE_A_NAME = re.compile(rf"(?:{_ENDINGS}){_IN_BRACKETS}$")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 .,&'()\-]{2,}")
_KIND_ALONE = re.compile(
    r"(?:行业|产业|企业|技术|创新|服务|国家级?|省级?|市级|县级)*(?:协会|商会|学会|联盟|中心|平台|实验室|公司|企业|研究院|基地|项目|工厂|园区?)"
)
"""协会, 省级平台: what it is, not which."""
_TALKS = re.compile(
    r"那边|我们|咱们|见附|附件|[名清]单|一个是|另一个|第[一二三]个|好像|应该|大概|可能|以后|回头|知道|清楚|不了|没|正在|"
    r"(?:算|对|行|是|有)[吗不]|[吗吧呀啊呢嘛了]$|^还?有[一两二三几]?[个家]|问(?:一下|问|科|发|工)|具体|都是|等等|之类|什么|哪|"
    r"(?:^|的)[一两二三四五六七八九十0-9]{1,3}[个家](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[0-9]{1,4}[个家](?:[\u4e00-\u9fff]|$)"
)
"""What is said about names rather than in them."""
_LED_IN = re.compile(
    r"^(?:(?:(?:国家|省|市|县)级的?|我们|咱们|目前|现在|就|也|还|只|另外?|有|是|叫)*?"
    r"(?:有[一两二三1-9]?[个家]?|(?:第|另)?[一两二三1-9]?[个家](?:是|叫|为)|叫做?|是)[:：]?)(?=[\u4e00-\u9fffA-Za-z]{3})"
)
_REMARK = re.compile(
    r"^(?:会员|会长|理事长|秘书长|地址|位于|占地|总?投资|负责人|主要|成立于|其中|隶属|挂靠)|20[0-9]{2}年?[0-9]{0,2}月?(?:份)?(?:成立|获批|认定|建成|批复|注册)$|"
    r"^(?:国家|省|市|县)级$"
)
"""What is said of a body behind its name, when commas part it as if it were another one."""
_AND_OTHERS = re.compile(r"等[ ]?(?:[0-9一二三四五六七八九十]{1,4}[ ]?(?:余|多)?[个家项所])?$")
_HEADED = re.compile(r"^[^:：]{2,12}[:：][ ]?(?=\S{3})")
_TALK_BEHIND = re.compile(r"(?:[,，。;； ].*|[吧呀啊呢嘛哈了]+)$")


def looks_like_a_name(name: str) -> bool:
    """Whether a firm, platform or body may be called so."""
    name = _AND_OTHERS.sub("", name)
    if _TALKS.search(name) or _KIND_ALONE.fullmatch(name):
        return False
    return _ENDS_LIKE_A_NAME.search(name) is not None or _LATIN.fullmatch(name) is not None


def doubtful_names(names: Sequence[str]) -> bool:
    """Whether names may be something else: one without the ending of a name, or any that talks."""
    if len(names) == 1:
        return not looks_like_a_name(names[0]) or _bare(names[0]) != names[0]
    said = [_AND_OTHERS.sub("", name) for name in names]
    return any(_TALKS.search(name) or _REMARK.search(name) for name in said) or all(map(_KIND_ALONE.fullmatch, said))


def names_among(names: Sequence[str]) -> Sequence[str]:
    """The names in what was said, without the words around them: 有两个，一个是甲中心 has one."""
    bare = [_TALK_BEHIND.sub("", _bare(name)).strip() for name in names]
    return [name for name in bare if len(name) > 2 and looks_like_a_name(name)]


def _bare(name: str) -> str:
    """省级的有一个甲院, 绿色工厂：甲厂: the name behind what introduces it, where one stands there."""
    bare = _HEADED.sub("", _LED_IN.sub("", name))
    return bare if looks_like_a_name(bare) else name
