"""Short texts as people say them: 联系人：孟某, 我叫孟某, 孟某 0319-…, 我们是…，集群叫…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.definition.form import Field, Form, Kind, Looks, Shape
from dialogs.reading.cleaning import excerpt, narrow, one_line
from dialogs.reading.doubts import NONE_OF_THESE
from dialogs.reading.headings import own_label_end
from dialogs.reading.marks import without_doubt, without_source
from dialogs.reading.names_in_clauses import bodies_said, is_run_without_one
from dialogs.reading.plausible import looks_like_a_person, plausible
from dialogs.reading.question import Question
from dialogs.reading.results import Alternative, Entry, Read, Reading, Unreadable, Unsure, Why
from dialogs.reading.uncertain_names import telephone_in
from dialogs.record.application import Blank

_SHORT = 60
_LABEL = re.compile(
    r"(?:联系人|负责人|经办人|填报人|姓名|名字|集群(?:名称|名字)?|单位(?:名称)?|(?:县级)?主管部门|名称|联系电话|电话|定名|命名|取名|起名|暂定名)"
    r"[ ]?(?:[:：]|是|为|叫)[ ]?(?=\S)"
)
_CALLED = re.compile(
    r"(?:您好|你好)?[,，。 ]?(?:我(?:的名字)?(?:叫|是)|"
    r"(?:我们|咱们|我)(?:这边|这里|县里?|区里?|市里?|的?集群)+(?:叫做?|名叫)|(?:我们|咱们)(?:叫做?|名叫)|"
    r"(?:我们?|本)(?:局|单位|委|园区|中心)?的?(?:全称|全名|名称|名字)(?:是|叫做?|为)|(?:全称|全名)(?:是|叫做?|为)|"
    r"名字(?:叫|是)|(?:集群|名称|名字)?(?:名)?叫做?)[ ]?(?P<name>[^,，。;；\s]{2,40})[。.]?$"
)
_CALLED_INSIDE = re.compile(
    r"(?:集群|名称|名字|单位)[^,，。;；]{0,6}?(?:叫做?|是|为)[ ]?(?P<name>[^,，。;；\s]{2,40})[。.]?$"
)
_STILL = re.compile(r"(?:还是|仍是|仍为|也是|就是|依然是|应该是)(?P<name>\S[^,，。;；]{0,39})$")
_TALKS = re.compile(r"您好|你好|我们|咱们|请|麻烦|应该|大概|可能|记错|写错|填错|改成|改为|不是|不对")
_PERSON_BESIDE = re.compile(
    r"(?:暂定|暂时是?|先(?:填|写)|可能是|大概是|就是?|找|问|联系)[ ]?(?P<after>[\u4e00-\u9fff·]{2,4})(?:吧|就行)?|"
    r"(?P<before>[\u4e00-\u9fff·]{2,4}?)(?:吧|就行|就可以)|"
    r"(?P<of>[\u4e00-\u9fff·]{2,4})[ ,(]{1,2}(?:男|女|先生|女士|同志)[)]?"
)
_JUST_CALLED = re.compile(r"(?:就|那就|暂时|先)?(?:叫做?|名为|用)(?P<name>[^,，。;；\s]{3,40}?)(?:吧|就行|好了)?[。.]?")
_QUOTED = re.compile(r"[《“\"『「](?P<name>[^《》“”\"『』「」]{2,40})[》”\"』」]")
_BEHIND = "这个|行不行|可以|法人|负责|联系|电话|简称"
_AND_MORE = re.compile(rf"(?P<name>[^,，。;；]{{2,40}}?)(?:[,，。;；]|[ ](?={_BEHIND}))[ ]?(?P<more>\S.+)")
"""A name, and a remark about it behind a comma."""
_NONE_OF_IT = re.compile(
    r"(?:暂时?|目前|现在|还|尚)*(?:没有?|无|未有|未设)(?![锡为人机线缝纺极忧损尘菌铅氟碱])[^,，。;；0-9]{1,12}[。.]?"
)
_NONE_AND_WHY = re.compile(
    r"(?:目前|现在|暂时?|还|我们)*(?:没有|没设|未设|无)[^,，。;；0-9锡为极]{2,10}[,，。;； ][^0-9]{2,30}"
)
_NOTHING = frozenset(("没有", "无", "暂无"))
_RUN_BY = re.compile(
    r"(?:目前|现在?|暂时?)?由[^,，。;；]{2,20}?(?:代管|负责|管理|代为管理|承担|代行|兼任?)[^,，。;；]{0,4}[。.]?"
)
_TITLE = (
    r"(?:主任科员|副?主任|副?局长|副?科长|副?股长|副?处长|副?书记|副?秘书长|副?会长|理事长|副?部长|副?县长|"
    r"副?市长|副?院长|专员|干事|科员|股长|主管|经理|总|同志|老师)"
)
_ONLY_FAMILY_NAME = re.compile(
    rf"(?:还是|就是|也是|找)?(?:[\u4e00-\u9fff]{_TITLE}|[小老][\u4e00-\u9fff]|[\u4e00-\u9fff](?:工|姐|哥))"
)
"""赵主任, 小赵: known in the office, but no name for an official paper."""
_NAME_LATER = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,12}}?的?(?P<who>[\u4e00-\u9fff]{_TITLE}|[小老][\u4e00-\u9fff])"
    r"|(?:就?只?知道)?姓[\u4e00-\u9fff])[,，。;； ]+"
    r"(?:他|她|人家)?的?(?:全名|全称|大名|名字|叫什么|叫啥|具体)[^,，。;；]{0,8}"
    r"(?:[,，。;； ]+(?:我|回头|稍后|明天|一会儿?|再|得|先)[^,，。;；]{1,10})?[。.]?"
)
"""运营公司的高经理，全名回头问: known in the office, and to be named in full later."""
_NOT_KNOWN = re.compile("记不|[说想]不[准清起]|不(?:太|大)?(?:清楚|知道|记得|确定)|忘了")
"""羊绒小镇管委会，全称我记不太准: no name in full."""
_NOT_LATER = re.compile("[^补给问报说查发告定]+")
"""刘主任，名字刘建军: the name in full is there."""
_NO_NAME = re.compile(r"[0-9是的了不在没啊吧呢吗]")
"""What hardly stands in a person's name."""
_WITH_TITLE = re.compile(rf"(?P<name>[\u4e00-\u9fff·]{{2,4}}?)[ ]?[(（]?[ ]?{_TITLE}[)）]?")
_SEALED = re.compile(r"(?P<name>\S.*?)[ ,，]*(?:[(（](?:加盖|盖)?公?章[)）]|[ ,，](?:加盖|盖|并盖)公?章)")
"""What the paper says beside a name where the seal comes."""
_NO_PERSON = re.compile(r"[^,，]{0,12}(?:换人|还没定|没定|未定|没确定|未确定|不确定|没安排|换了)了?[。.]?")
_NOBODY = frozenset(("我", "本人", "他", "她", "领导", "局长", "主任", "小王", "同志", "联系人", "姓名"))
_OF_AN_OFFICE = re.compile(
    r"^[0-9]{1,2}[.、．)][ ]?(?=[\u4e00-\u9fff])|"
    r"^[\u4e00-\u9fff]{1,12}(?:局|委|会|办|中心|公司|科|股|园区)(?:的)?(?=[\u4e00-\u9fff]{2,4}$)"
    r"|^[\u4e00-\u9fff]{0,8}?(?:是|叫|为|让|定)(?=[\u4e00-\u9fff]{2,4}$)"
)
_SHORT_BRACKETS = re.compile(r"[(（ ,，]")
_IN_FULL = re.compile(
    r"(?:全[称名]|正式名称|(?:公?章|牌子|匾)上(?:[刻写印挂盖]的?)?)(?:[是为叫]|是叫)?[:： ]?"
    r"(?P<name>[^,，。;；\s()（）]{4,40})|"
    r"(?:(?:现在?|如今|已经?|后来?)改?叫做?|改[名叫]为?叫?|更名[为叫成]|(?<=[,，。 ])叫)[:： ]?"
    r"(?P<now>[^,，。;；\s()（）]{4,40})"
)
"""甲县工信局，全称是…: which of the two the paper wants."""
_DONE = re.compile("[了啦吧]+$")
_SETTLED = re.compile(
    r"(?:.*[,，。;；… ])?(?:那|干脆|还是|统一|直接|先|暂时)*"
    r"(?:就(?:写|填|记|叫|报)(?:成|作|为|个|上)?|(?:写|填|记|报)(?:成|作|为)|(?:就|按)(?:按照?|用|以)?(?=[^,，。;；]{2,40}(?:来?[填写报]|算)))"
    r"[“\"「]?(?P<name>[^,，。;；“”\"「」]{2,40}?)[”\"」]?(?:来?[填写报]|算)?(?:吧|就行|就好|即可|得了|好了|就可以)*[。.]?"
)
"""羊绒纱线、羊绒衫这些，就写羊绒制品: what is to stand there in the end."""
_PARTICLE = re.compile(r"(?<=[\u4e00-\u9fff)）]{3})(?:吧|呗|啊|呀|哈|哦|呢|啦|嘛|哟)+$")
_PIECE = re.compile(r"[\s,，。;；:：()（）、/]+")
_AROUND_PERSON = re.compile(
    r"^(?:(?:我|他|她|就|还|也|先|那|名字)*[叫是找填写报留]|名叫|联系人|姓名|负责人|经办人|填报人|(?:全名|大名|本名|真名|名字)[是叫]?|"
    r"(?:封面|前面|上面|刚才)(?:上|的|那个|那位|写的|填的|说的)*|"
    rf"[\u4e00-\u9fff]{{0,10}}?{_TITLE}(?=[\u4e00-\u9fff]{{2,4}}$)(?!就|即可)|"
    r"[\u4e00-\u9fff]{1,10}(?:局|委|会|办|处|部|室|中心|公司|集团|厂|院|科|股|区|园|镇|乡|村)(?:里|那边)?的"
    rf"(?=[\u4e00-\u9fff]{{2,4}}?(?:{_TITLE}|就行|就可以|就好|即可|吧|呗)*$))+|"
    rf"(?:{_TITLE}|本人|先生|女士|就行|就可以|就好|即可|吧|呗)+$"
)
_IN_BRACKETS = re.compile(r"[ ]?[(（][^()（）]*[)）]$")
_MAINLY = re.compile(r"^(?:(?:我们|主要|主导产业|产业|就|也|以)*(?:是|做|生产|搞|以|有)|主要)[ ]?|(?:为主|[。.])$")
_UNLIKELY = re.compile(r"[\d\W_]+")


def introduced(question: Question, text: str) -> Reading | None:
    """What a short text says beside its value; None where it may be taken as it is. ``text`` is printable."""
    field, plain = question.field, narrow(one_line(text))
    if field.kind is not Kind.TEXT or field.shape is Shape.PAIR or len(plain) > _SHORT or len(question.slots) != 1:
        return None
    telephone = telephone_in(plain)
    phone = _phone_after(question.form, field)
    if telephone is not None and phone is not None:
        return _with_telephone(question, phone, *telephone, plain)
    own = own_label_end(field, plain)
    if own and own < len(plain):
        plain = plain[own:].strip()
    label = _LABEL.match(plain)
    if label is not None and not _LABEL.search(plain, label.end()):
        named = plain[label.end() :].strip()
        sure = plausible(question.field.looks, named) or _SHORT_BRACKETS.search(named) is None
        return _taken(question, named) if sure else _doubtful(question, named, phone)
    said = _named(question, plain) or _doubtful(question, plain, phone)
    return _taken(question, plain) if said is None and own else said


def _named(question: Question, plain: str) -> Reading | None:
    called = _CALLED.match(plain)
    if called is not None:
        return _taken(question, called["name"])
    inside = _CALLED_INSIDE.search(plain) or _STILL.fullmatch(plain)
    if inside is None or (question.field.looks is Looks.PERSON and not looks_like_a_person(inside["name"])):
        return None
    return _ask(question, plain, inside["name"], plain)


def _doubtful(question: Question, plain: str, phone: Field | None) -> Reading | None:
    """A pronoun, figures, or a whole sentence where a name is expected."""
    if phone is not None and _NO_PERSON.fullmatch(plain):
        return Unreadable(Why.FULL_NAME, {"words": excerpt(plain)})
    likely = _likely(question, plain, person=phone is not None)
    later = _NAME_LATER.fullmatch(plain) if phone is not None else None
    if later is not None and not any(_NOT_LATER.fullmatch(each) for each in likely):
        return _named_later(question, later["who"], plain)
    return _ask(question, plain, *likely, plain) if likely else _odd(question, plain, phone)


def _named_later(question: Question, who: str | None, plain: str) -> Unsure:
    """To come back to it, or who it is as far as that is known, to be checked."""
    path = question.slots[0].path
    later = Alternative("稍后补", (Entry(path, None, Blank.LATER),))
    known = [Alternative(f"{who}（待核实）", (Entry(path, who, doubtful=True),))] if who else []
    return Unsure(Why.NO_ANSWER, (later, *known, NONE_OF_THESE), {"words": excerpt(plain)})


def _odd(question: Question, plain: str, phone: Field | None) -> Reading | None:
    """A remark behind a name, that there is none, or words in which no name is seen."""
    if phone is None and (_NONE_OF_IT.fullmatch(plain) or _NONE_AND_WHY.fullmatch(plain) or _RUN_BY.fullmatch(plain)):
        return _perhaps_none(question, plain, *bodies_said(question.field.looks, plain))
    for pattern in (_SEALED, _JUST_CALLED, _QUOTED, _AND_MORE):
        said = pattern.fullmatch(plain)
        if said is not None:
            bodies = bodies_said(question.field.looks, plain)
            is_name = not bodies and plausible(question.field.looks, said["name"])
            likely = [said["name"]] if is_name else list(_inside(question, plain))
            return _ask(question, plain, *likely, plain)
    if phone is not None and (person := _person(question, plain)) is not None:
        return person
    if plain in _NOBODY or _UNLIKELY.fullmatch(plain):
        return _ask(question, plain, plain) if plain not in _NOBODY else Unreadable(Why.FULL_NAME, {"words": plain})
    if _TALKS.search(plain) and (phone is not None or re.search("[,，。]", plain)):
        return _ask(question, plain, plain)
    return None if plausible(question.field.looks, plain) else _ask(question, plain, *_inside(question, plain), plain)


def _likely(question: Question, plain: str, *, person: bool) -> list[str]:
    """The names that stand in other words, the likeliest first: 全称是…, 王主任，叫王海涛, …有限公司吧."""
    if person:
        settled = _SETTLED.fullmatch(plain)
        if settled is not None and looks_like_a_person(settled["name"]):
            return [settled["name"]]
        if without_doubt(plain)[1] or without_source(plain, figures=False)[1] is not None:
            return []
        said = [_AROUND_PERSON.sub("", piece) for piece in _PIECE.split(plain)]
        people = [each for each in said if len(each) > 1 and looks_like_a_person(each)]
        found = [each for each in people if not _ONLY_FAMILY_NAME.fullmatch(each)]
        several = len(found) > 1 and len(found) == len(said)  # 王立新 李春梅: both
        return (
            []
            if several or plausible(Looks.PERSON, plain)
            else [each for each in dict.fromkeys(found) if each != plain]
        )
    settled = _SETTLED.fullmatch(plain)
    if settled is not None and plausible(question.field.looks, settled["name"]):
        return [settled["name"]]
    full = [_DONE.sub("", said["name"] or said["now"]) for said in _IN_FULL.finditer(plain)]
    full = [each for each in full if not _NOT_KNOWN.search(each)]
    bare = _PARTICLE.sub("", plain)
    alone = _PIECE.search(plain) is None and not (_NONE_OF_IT.fullmatch(plain) or _RUN_BY.fullmatch(plain))
    bodies = list(bodies_said(question.field.looks, plain)) if alone else []
    return full or bodies or ([bare] if bare != plain and not _TALKS.search(bare) else [])


def _inside(question: Question, plain: str) -> Iterator[str]:
    """管委会李红, 李红（管委会）, 主要生产童车: the part that looks like what is asked."""
    bodies = bodies_said(question.field.looks, plain)
    yield from bodies
    if bodies:
        return
    unbracketed = _IN_BRACKETS.sub("", plain)
    pattern = _OF_AN_OFFICE if question.field.looks is Looks.PERSON else _MAINLY
    parts = re.split("[,，。;；]", unbracketed)
    for bare in dict.fromkeys((unbracketed.strip(), pattern.sub("", unbracketed), *(part.strip() for part in parts))):
        named = bare not in ("", plain) and question.field.looks is not Looks.ANYTHING
        if named and plausible(question.field.looks, bare):
            yield bare


def perhaps_nothing(question: Question, text: str) -> Unsure | None:
    """暂时没有这方面工作 where a text is asked: 无, or the text after all; None for anything else."""
    plain = re.sub(rf"^{re.escape(question.field.id)}[ :：]*", "", narrow(one_line(text[:_SHORT])))
    short = len(text) <= _SHORT and (_NONE_OF_IT.fullmatch(plain) or plain in _NOTHING)
    return _perhaps_none(question, plain) if short else None


def _perhaps_none(question: Question, plain: str, *bodies: str) -> Unsure:
    """暂无运营机构: 无, or a name after all; first who does it, where there only is no firm of its own."""
    path = question.slots[0].path
    none = Alternative("无", (Entry(path, None, Blank.NONE),))
    named = [Alternative(excerpt(each), (Entry(path, each),)) for each in bodies]
    ways = (*named, none) if is_run_without_one(plain) else (none, *named)
    return Unsure(
        Why.NO_ANSWER,
        (*ways, Alternative(excerpt(plain), (Entry(path, plain),)), NONE_OF_THESE),
        {"words": excerpt(plain)},
    )


def _person(question: Question, plain: str) -> Reading | None:
    """A person's name beside other words (找孟某), with a title, or no whole name."""
    beside = _PERSON_BESIDE.fullmatch(plain)
    if beside is not None:
        return _ask(question, plain, beside["after"] or beside["before"] or beside["of"], plain)
    if _ONLY_FAMILY_NAME.fullmatch(plain):
        return Unreadable(Why.FULL_NAME, {"words": excerpt(plain)})
    if _NO_NAME.search(plain):
        return _ask(question, plain, *_inside(question, plain), plain)
    titled = _WITH_TITLE.fullmatch(plain)
    return _ask(question, plain, titled["name"], plain) if titled is not None else None


def _taken(question: Question, name: str) -> Read:
    return Read((Entry(question.slots[0].path, name.strip()),))


def _ask(question: Question, plain: str, *names: str) -> Unsure:
    bare = filter(None, dict.fromkeys(name.strip() for name in names))
    offered = [Alternative(excerpt(name), (Entry(question.slots[0].path, name),)) for name in bare]
    return Unsure(Why.NO_ANSWER, (*offered, NONE_OF_THESE), {"words": excerpt(plain)})


def _phone_after(form: Form, field: Field) -> Field | None:
    """The question for the telephone number of the person that a field names."""
    place = form.positions[field.name] + 1
    after = form.fields[place] if place < len(form.fields) else None
    return after if after is not None and after.kind is Kind.PHONE and after.section == field.section else None


def _with_telephone(question: Question, phone: Field, name: str, number: str, plain: str) -> Unsure:
    slot = question.slots[0].path
    label = _LABEL.match(name)
    name = name[label.end() :] if label is not None else name
    name = next(iter(_likely(question, name, person=True)), name).strip()
    both = Alternative(f"{name}；{phone.id} {number}", (Entry(slot, name), Entry(phone.slots[0].path, number)))
    alone = Alternative(name, (Entry(slot, name),))
    return Unsure(Why.NO_ANSWER, (both, alone, NONE_OF_THESE), {"words": excerpt(plain)})
