"""Inviting in words: what is not clear in a list, texts to hand out, who is in and whose link waits."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.record.region import Contact, Link
from dialogs.saying.invitation_briefs import Doubted, Invitations, LinkList, Ready
from renderers.chat.values import phrase_date, phrase_moment
from renderers.i18n import Language, mark

_DOUBTS = {
    "no county": mark("“{words}”是哪个县？请把这一行重写成：县 姓名 电话。"),
    "several counties": mark("“{words}”有几个同名的，是哪一个？"),
    "other region": mark("“{words}”里的县不在您的地区，不能由您邀请。请改写这一行，或略过。"),
    "no name": mark("“{words}”没有写姓名。请发姓名，或就用："),
    "long name": mark("“{words}”里哪些是姓名？请把这一行重写成：县 姓名 电话。"),
    "odd phone": mark("“{words}”的电话位数不对，是这样吗？不是就把这一行重写一遍。"),
}
_REACH = {"open": "", "blocked": mark("（收不到消息）"), "invited": mark("（未进入）")}


def contact_line(contact: Contact, language: Language) -> str:
    """Somebody who is in: name, telephone number, whether messages arrive, the last visit."""
    when = phrase_moment(contact.seen) if contact.seen else ""
    figures = {"name": contact.name, "phone": contact.phone, "when": when}
    reach = language.say(_REACH[contact.reach]) if _REACH[contact.reach] else ""
    words = language.say("联系人 {name} {phone}", figures).rstrip() + reach
    return words + (language.say("，最近来过 {when}", figures) if contact.seen else "")


def unused_line(link: Link, language: Language) -> str:
    """A link that nobody has used: for whom, and how long it holds."""
    figures = {"name": link.name, "phone": link.phone, "until": phrase_date(link.until[:10])}
    sentence = mark("{name} {phone} 的链接已过期") if link.over else mark("{name} {phone} 的链接还没用，{until}前有效")
    return language.say(sentence, figures).replace("  ", " ")


def link_list(form: Form, reply: LinkList, language: Language) -> str:
    """Who is in, and whose link waits."""
    lines = [language.say("已进入 {count} 人：", {"count": str(len(reply.contacts))})]
    lines += [f"{called} {contact_line(each, language)}" for called, each in reply.contacts[:40]]
    if reply.links:
        lines.append(language.say("链接还没用 {count} 条：", {"count": str(len(reply.links))}))
        lines += [f"{called} {unused_line(each, language)}" for called, each in reply.links[:40]]
    lines.append(language.say("丢了链接的这样写：重发 清河县"))
    return "\n".join(lines)


def doubted(form: Form, reply: Doubted, language: Language) -> str:
    """A line that is not clear."""
    words = language.say(_DOUBTS[reply.doubt.why], {"words": reply.doubt.words})
    return words + (language.say("（后面还有 {count} 行要问）", {"count": str(reply.left)}) if reply.left else "")


def ready(form: Form, reply: Ready, language: Language) -> str:
    """Everybody who will get a link."""
    head = language.say("这 {count} 人各做一条链接：", {"count": str(len(reply.people))})
    lines = [" ".join(part for part in each if part) for each in reply.people]
    if reply.known:
        lines.append(
            language.say(
                "{names}已有联系人，新的人和他一起填同一份；要另报一个集群，在那一行写上“另报”。",
                {"names": "、".join(reply.known)},
            )
        )
    return "\n".join([head, *lines])


def invitations(form: Form, reply: Invitations, language: Language) -> str:
    """A text for each, to copy into whatever messenger."""
    head = language.say("{count} 条邀请，请各发给本人（一人一条，{days} 天内有效）：", _made_figures(reply))
    texts = []
    for each in reply.made:
        figures = {
            "county": each.called,
            "name": each.name,
            "by": reply.by,
            "link": each.link,
            "days": str(reply.days),
            "title": form.title,
        }
        words = language.say(
            "{name}您好，请{county}填报《{title}》，点开链接在手机上一问一答即可，随时可停：\n{link}\n"
            "链接仅限本人，{days} 天内有效。市里、省里看得到进度，填完后看得到内容。（{by}）",
            figures,
        )
        to = f"→ {each.called} {each.name} {each.phone}".rstrip()
        texts.append(f"{to}\n{words}" + (f"\nTelegram：{each.telegram}" if each.telegram else ""))
    return "\n\n".join([head, *texts])


def _made_figures(reply: Invitations) -> dict[str, str]:
    return {"count": str(len(reply.made)), "days": str(reply.days)}
