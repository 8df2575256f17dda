"""What a program read on photos and scans, in words: proposals, hints, pages of a scan that are not the form's."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.record.proofs import Recognised
from dialogs.saying.proof_replies import Sorting
from renderers.chat.values import phrase_date
from renderers.i18n import Language, mark
from renderers.numbering import ranges

NOTICES = {
    "not read off": mark("这里没有开启识别照片，照片上的字要请您自己看。其余照常用。"),
    "not read missing": mark("这里没有装识别组件，照片上的字要请您自己看。其余照常用。"),
    "no photo to read": mark("还没有可识别的照片或扫描件。直接发来就行。"),
    "reading photo": mark("正在识别“{name}”，可以接着填。"),
    "nothing read": mark("“{name}”上没有认出要紧的字。请自己看一下放到哪里。"),
    "read expired": mark("“{name}”上的有效期到 {until}，像是已经过期。请核对，过期的换一份。"),
    "read wrong code": mark("“{name}”上的统一社会信用代码像是 {code}，校验位对不上：请核对（也可能是识别错了）。"),
    "read elsewhere": mark("“{name}”像是{paper}，一般放 {likely}，现在放在 {id}。要改放就打开它点“还用于别的项”。"),
    "figure read": mark("“{name}”上像是：{id} {label} {words}。要填吗？不点就不填。"),
    "figure read elsewhere": mark("“{name}”上像是：{id} {label} {words}。要填就发“改 {id} {words}”，不发就不填。"),
    "no figure read": mark("“{name}”上没有认出 {id} 的数，请照着图填。"),
    "scan not read": mark("“{name}”没有识别成，请自己核对每一页。"),
    "scan strange": mark("“{name}”第 {pages} 页不像申报表或汇总表的页，请核对。"),
    "scan old": mark("“{name}”第 {page} 页像是旧版：{ids} 和盖章的这一版不一样。请重新打印这一页、盖章再扫。"),
    "scan agrees": mark("“{name}”识别了 {pages} 页，都像是盖章的这一版（识别会有错，请再核对）。"),
    "filed each": mark("{count} 个文件按建议放到了 {ids}。佐证还缺 {missing} 类。"),
    "scan pages differ": mark(
        "扫描件共 {scanned} 页，盖章的申报表是 {pages} 页、汇总表 {summary} 页：页数对不上，请核对。"
    ),
    "column known": mark("“{name}”按上次选的列读（表头一样）；不对就在文件里点“不核对这份清单的家数”。"),
    "sealed change pages": mark(
        "表已在 {at} 由 {by} 记为盖章签字。改 {ids} 以后，要重新打印、盖章、扫描申报表第 {pages} 页（{papers}）。"
        "{city}要改吗？"
    ),
    "reopened pages": mark(
        "{ids} 改了，原来的盖章不再对得上：请重新打印、盖章、扫描申报表第 {pages} 页（{papers}）。{city}"
    ),
}


def proposals(form: Form, reply: Sorting, language: Language) -> list[str]:
    """What each file seems to be and where it may go."""
    if len(reply.read) == 1 and len(reply.names) == 1:
        return proposal(form, reply.read[0][1], language)
    return [f"· {name}：{''.join(proposal(form, read, language))}" for name, read in reply.read]


def proposal(form: Form, read: Recognised, language: Language) -> list[str]:
    """Which paper it seems to be and its place, whose it is, until when it holds; nothing of it is certain."""
    lines = []
    where = _place(form, read.items[0], language) if read.items else ""
    figures = {"paper": read.paper, "place": where}
    if read.paper and where:
        lines.append(language.say("像是{paper}，放到 {place}？", figures))
    elif where:
        lines.append(language.say("像是 {place} 的佐证。", figures))
    elif read.paper:
        lines.append(language.say("像是{paper}。", figures))
    return [*lines, *facts(read, language)]


def facts(read: Recognised, language: Language) -> list[str]:
    """Whose it is and until when it holds, as far as it was read."""
    lines = []
    firm = [read.firm] if read.firm else []
    if read.code:
        firm.append(language.say("代码 {code}（校验位对）", {"code": read.code}))
    if read.wrong:
        firm.append(language.say("代码像是 {code}，校验位对不上，请核对", {"code": read.wrong}))
    if firm:
        lines.append(language.say("上面写的是：{firm}", {"firm": "，".join(firm)}))
    if read.until:
        said = mark("有效期到 {until}，像是已经过期，请核对。") if read.expired else mark("有效期到 {until}。")
        lines.append(language.say(said, {"until": phrase_date(read.until)}))
    if read.lies:
        lines.append(language.say("照片没有放正，发“佐证”打开它可以点“转 90°”。"))
    return lines


def _place(form: Form, item: str, language: Language) -> str:
    requirement = form.evidence_by_id[item]
    ids = ranges(form, [form.by_name[name].id for name in requirement.fields])
    return language.say("{item}（{ids} 的佐证）", {"item": item, "ids": ids}) if ids else item
