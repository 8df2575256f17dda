"""The evidence list in words: what is called for, what is there, what is missing."""

from __future__ import annotations

from itertools import groupby

from dialogs.definition.form import Form
from dialogs.definition.notice import EvidenceRequirement
from dialogs.derived.evidence import section_of
from dialogs.record.proofs import SCAN, Proof, ProofKind
from dialogs.saying.proof_replies import Evidence, FileCard, ProofCard, ProofRow, ProofRows, Seen, Sorting
from renderers.chat import recognised
from renderers.chat.recognised import proposal, proposals
from renderers.i18n import Language, mark
from renderers.numbering import ranges

STATES = {
    "missing": mark("缺"),
    "given": mark("已传"),
    "troubled": mark("有问题"),
    "unneeded": mark("无需"),
    "undecided": mark("题还没答"),
}
KINDS = {
    ProofKind.DEPARTMENT: mark("主管部门证明"),
    ProofKind.THIRD_PARTY: mark("第三方证明"),
    ProofKind.DECLARATION: mark("自我声明"),
}
_HINTS = {
    "small": mark("照片有点小，打印出来可能看不清。"),
    "blurred": mark("照片像是有点模糊。"),
    "sideways": mark("照片像是横着的。"),
    "pages": mark("共 {count} 页。"),
    "seal": mark("像是有红色圆章。"),
    "noseal": mark("看不出红章（黑白件看不出来，请自己核对）。"),
    "unscanned": mark("查毒程序没能查这个文件：收下了，但没有查过毒。"),
}
_SAME = mark("✓ 清单 {counted} 家，与 {id} 一致。")
_DIFFERENT = mark("✗ 清单 {counted} 家，表内 {id} 是 {answered} 家。")
_SAME_ROWS = mark("✓ 清单 {counted} 行，与 {id} 一致。")
_DIFFERENT_ROWS = mark("✗ 清单 {counted} 行，表内 {id} 合计是 {answered}。")
_MOST_NAMED = 5
_TROUBLES = {"unclear": mark("看不清")}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_MARKS = {"missing": "□", "given": "✓", "troubled": "✗", "unneeded": "－", "undecided": "－"}


def checklist(form: Form, reply: Evidence, language: Language) -> str:
    """How many proofs there are to be, and how many are missing; the sections stand on the buttons."""
    figures = {"count": str(len(reply.required)), "missing": str(sum(line.missing for line in reply.lines))}
    lines = [language.say("按现在的填报，要附 {count} 类佐证，还缺 {missing} 类。", figures)]
    literal = sum(form.evidence_by_id[each].literal for each in reply.required)
    if literal:
        figures = {"count": str(literal)}
        lines.append(language.say("其中 {count} 类是非勾选项，只按附件3字面才要，可用自我声明。", figures))
    if reply.unsorted:
        lines.append(language.say("另有 {count} 个文件待归类。", {"count": str(reply.unsorted)}))
    lines.append(
        language.say("答案改了，清单跟着变；传过的文件都留着。缺佐证不影响填完，但影响报送。涉密材料不要发来。")
    )
    return "\n".join(lines)


def sorting(form: Form, reply: Sorting, language: Language) -> str:
    """Where files that came belong."""
    if reply.section:
        return next(section.title for section in form.sections if section.name == reply.section)
    figures = {"name": reply.names[0] if reply.names else "", "count": str(len(reply.names))}
    if len(reply.names) == 1:
        head = language.say("收到“{name}”。放到哪一项佐证？", figures)
    else:
        head = language.say("收到“{name}”等 {count} 个文件。放到哪一项佐证？", figures)
    how = language.say("也可发编号，如“E-3”或“E-4、E-5”；接着答题也行，文件先放待归类。")
    return "\n".join([head, *proposals(form, reply, language), *_seen(reply.seen, language), how])


def _seen(seen: Seen | None, language: Language) -> list[str]:
    """What the person is asked to look at on the small picture."""
    if seen is None:
        return []
    hint = " ".join(_hint(word, language) for word in seen.hint.split())
    question = language.say("字和章看得清吗？") if seen.picture is not None else ""
    return [line for line in (f"{hint} {question}".strip(),) if line]


def _hint(word: str, language: Language) -> str:
    name, _, count = word.partition("=")
    return language.say(_HINTS[name], {"count": count}) if name in _HINTS else ""


def card(form: Form, reply: ProofCard, language: Language) -> str:
    """One item with its files, and that more can be sent."""
    if reply.item == SCAN:
        return _scan_card(reply, language)
    requirement = form.evidence_by_id[reply.item]
    lines = [f"{requirement.id} {named(form, requirement)}"]
    lines.append(language.say("状态：{state}", {"state": language.say(STATES[reply.state])}))
    lines.extend(_file(number, proof, language) for number, proof in enumerate(reply.files))
    lines.extend(_counted(form, reply, language))
    lines.extend(_seen(reply.seen, language))
    if reply.files:
        lines.append(language.say("接着发，都放在这一项；“删除 1”“改名 1 新名字”“顺序 2 1”也行。"))
    else:
        lines.append(language.say("现在发照片或文件，就放到这一项。主管部门证明、第三方证明、自我声明都可以。"))
    return "\n".join(lines)


def _counted(form: Form, reply: ProofCard, language: Language) -> list[str]:
    """What the lists of an item count, beside the form, and which of their rows are doubtful."""
    lines = []
    for each in reply.figures:
        figures = {"counted": str(each.counted), "answered": each.answered, "id": form.by_name[each.field].id}
        same, different = (
            (_SAME, _DIFFERENT) if form.by_name[each.field].unit == "家" else (_SAME_ROWS, _DIFFERENT_ROWS)
        )
        lines.append(language.say(same if each.agrees else different, figures))
    if reply.outside:
        names = "、".join(reply.outside[:_MOST_NAMED]) + ("……" if len(reply.outside) > _MOST_NAMED else "")
        figures = {"count": str(len(reply.outside)), "names": names, "id": reply.within}
        lines.append(language.say("不在全部企业清单（{id}）里，或在那里不是中小企业的 {count} 家：{names}", figures))
    asks = bool(form.evidence_by_id[reply.item].counts or form.evidence_by_id[reply.item].within)
    for listed in (proof.listed for proof in reply.files if proof.listed is not None):
        if listed.columns and asks:
            lines.append(
                language.say("这张表看不出哪一列是企业名称。选一列，就按它数家数、查代码、和表内核对；不选也行。")
            )
        if listed.doubles:
            figures = {"count": str(listed.doubles), "names": "、".join(listed.doubled)}
            lines.append(language.say("清单里重复 {count} 家：{names}", figures))
        if listed.wrongs:
            figures = {"count": str(listed.wrongs), "codes": "；".join(listed.wrong)}
            lines.append(language.say("统一社会信用代码校验不对 {count} 处：{codes}", figures))
    return lines


def _scan_card(reply: ProofCard, language: Language) -> str:
    lines = [language.say("盖章签字后的扫描件（申报表、汇总表），可以分几个文件发。")]
    lines.extend(_file(number, proof, language) for number, proof in enumerate(reply.files))
    lines.extend(_seen(reply.seen, language))
    lines.extend(_pages(reply, language))
    if reply.files:
        lines.append(language.say("还有就接着发；传完了点“扫描件已传完”。"))
    return "\n".join(lines)


def _pages(reply: ProofCard, language: Language) -> list[str]:
    """The pages of a scan beside those of the sealed paper, where both are known; 附件4 may be scanned apart."""
    if not reply.files:
        return []
    scanned = sum(proof.pages for proof in reply.files) if all(proof.pages for proof in reply.files) else 0
    if not scanned or not reply.paper:
        return [language.say("页数请和盖章的纸对一下。")]
    pages, summary = reply.paper
    figures = {"scanned": str(scanned), "pages": str(pages), "summary": str(summary)}
    if scanned == pages + summary:
        return [language.say("✓ 扫描件共 {scanned} 页，和盖章的申报表、汇总表页数一致。", figures)]
    if scanned == pages:
        return [
            language.say("✓ 扫描件共 {scanned} 页，和盖章的申报表页数一致；汇总表（{summary} 页）还没有。", figures)
        ]
    return [language.say(recognised.NOTICES["scan pages differ"], figures)]


def _file(number: int, proof: Proof, language: Language) -> str:
    sign = _CIRCLED[number] if number < len(_CIRCLED) else f"({number + 1})"
    beside = [language.say(KINDS[proof.kind])] if proof.kind is not None else []
    if proof.trouble:
        beside.append(language.say(_TROUBLES[proof.trouble]))
    if proof.read is not None and proof.read.expired:
        beside.append(language.say("像是已过期"))
    return f"{sign} {proof.name}" + language.beside(language.say("，").join(beside))


def file_card(form: Form, reply: FileCard, language: Language) -> str:
    """One file at an item, and the other items that it proves."""
    lines = [f"{reply.item} {_file(0, reply.file, language)[2:]}"]
    if reply.file.read is not None:
        lines.extend(proposal(form, reply.file.read, language))
    if reply.others:
        lines.append(language.say("也用于：{ids}", {"ids": "、".join(reply.others)}))
    return "\n".join(lines)


def rows(form: Form, reply: ProofRows, language: Language) -> str:
    """The proofs of one section with their states, or everything that is missing."""
    if not reply.rows:
        return language.say("要附的佐证都有了。") if not reply.section else language.say("这一部分现在不要佐证。")
    titles = {section.name: section.title for section in form.sections}
    count = {"count": str(len(reply.rows))}
    lines = [language.say("还缺 {count} 类佐证：", count)] if not reply.section else []
    for section, group in groupby(reply.rows, key=lambda row: section_of(form, form.evidence_by_id[row.item])):
        lines.append(f"【{titles[section]}】")
        lines.extend(_row(form, row, language, plain=not reply.section) for row in group)
    return "\n".join(lines)


def _row(form: Form, row: ProofRow, language: Language, *, plain: bool) -> str:
    requirement = form.evidence_by_id[row.item]
    line = f"{_MARKS[row.state]} {requirement.id} {named(form, requirement)}"
    if row.state == "missing" and plain:
        return line
    state = language.say(STATES[row.state])
    files = language.say("{count} 个文件", {"count": str(row.files)}) if row.files else ""
    return f"{line}　{state}" + (f" {files}" if files else "")


def named(form: Form, requirement: EvidenceRequirement) -> str:
    """What is to be proved, with the printed numbers of its questions."""
    ids = ranges(form, [form.by_name[name].id for name in requirement.fields])
    return requirement.what + (f"（{ids}）" if ids else "")
