"""How far an application is on its way to the city, in words: facts of their own, none taken for another."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.saying.summaries import ActLine, Submission
from renderers.chat.values import phrase_date
from renderers.i18n import Language, mark

STEPS = {
    "sent": mark("已送市局审核"),
    "sealed": mark("已盖章签字"),
    "scanned": mark("扫描件已传"),
    "mailed": mark("邮件已发"),
    "posted": mark("纸质已送"),
    "offline": mark("已线下报送"),
    "received": mark("市局已收"),
}
"""What was done on the way to the city, in order."""
_OPTIONAL = ("sent", "offline")


def submission(form: Form, reply: Submission, language: Language) -> str:
    """What is filled and what is missing, then each step with who did it and when."""
    figures = {"open": str(reply.open), "errors": str(reply.errors), "missing": str(reply.missing)}
    filled = _FILLED[reply.filled] if reply.filled or reply.errors else _OPEN
    lines = [f"{_sign(reply.filled)} {language.say(filled, figures)}"]
    proofs = _PROOFS[not reply.missing]
    lines.append(f"{_sign(not reply.missing)} {language.say(proofs, figures)}")
    done = {line.kind: line for line in reply.lines}
    if "sealed" not in done:
        lines.append(f"{_sign(reply.filled)} {language.say(_READY[reply.filled])}")
    lines.extend(_step(kind, done.get(kind), language) for kind in STEPS if kind in done or kind not in _OPTIONAL)
    if "sent" not in done:
        lines.append(language.say("市里平时只看得到进度；发“送审”以后才看得到填的内容。"))
    lines.append(language.say("填完不等于报送；“市局已收”只由市局登记。联系人只记事实，不代替盖章。"))
    return "\n".join(lines)


_OPEN = mark("表还没填完：还差 {open} 项")
_PROOFS = {True: mark("佐证齐了"), False: mark("佐证缺 {missing} 类")}
_READY = {True: mark("可以盖章了"), False: mark("还不能盖章")}
_FILLED = {True: mark("表已填完"), False: mark("表还没填完：还差 {open} 项，{errors} 处要改")}


def _sign(done: bool) -> str:
    return "✓" if done else "□"


def _step(kind: str, line: ActLine | None, language: Language) -> str:
    if line is None:
        return f"□ {language.say(STEPS[kind])}"
    figures = {"day": phrase_date(line.at[:10]), "by": line.by, "number": str(line.number), "version": line.version}
    about = language.say("{day} {by}，{number} 号回执，第 {version} 版", figures)
    return f"✓ {language.say(STEPS[kind])}{language.beside(about)}"
