"""推荐材料: what a city hands up to the province beside the applications themselves: letter, 附件4, mail, checklist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import structlog

from bot.printing.documents import Documents
from bot.printing.packing import recipient_of
from bot.settings import ZONE
from dialogs.definition.form import Form
from dialogs.definition.notice import Deadline
from dialogs.record.application import Application
from dialogs.record.region import Region
from renderers import pdf
from renderers.desk.request import Checked, Letter, Named, request
from renderers.desk.summary import Head, as_docx, as_xlsx
from renderers.handing import handing_list
from storage import recommendations, reviews
from storage.database import Session

log = structlog.get_logger()
APPLICATIONS = "03 申报材料/"
_SUMMARY = "推荐汇总表"


@dataclass(frozen=True, slots=True)
class Listed:
    """What goes to the province: the applications in order, who stands on 附件4, when; ``receipt`` once handed up.

    ``until`` is the moment of their versions, ISO; empty for today's.
    """

    place: str
    applications: tuple[str, ...]
    contact: str
    phone: str
    on: date
    receipt: str = ""
    until: str = ""

    @property
    def handed(self) -> bool:
        """Whether it is handed up; otherwise it is a draft."""
        return bool(self.receipt)


@dataclass(frozen=True, slots=True)
class Package:
    """The papers with their names in the archive, and what is to be said of them."""

    papers: tuple[tuple[str, bytes], ...]
    figures: dict[str, str]


def listed_for(region: Region, handed: Sequence[recommendations.HandUp], now: datetime) -> Listed:
    """What is handed up, or else the list as it stands."""
    own = region.recommending
    if own is None:
        raise ValueError(f"{region.name} recommends nothing")
    if not handed:
        return Listed(own.place, own.chosen, own.contact, own.phone, now.astimezone(ZONE).date())
    last = handed[-1]
    receipt = next(each.receipt for each in region.handed if each.id == last.id)
    there = tuple(item.application_id for item in last.items)
    return Listed(
        own.place, there, last.contact, last.phone, last.at.astimezone(ZONE).date(), receipt, last.at.isoformat()
    )


def package(
    documents: Documents,
    form: Form,
    listed: Listed,
    applications: Sequence[Application],
    checks: Mapping[str, tuple[Checked, ...]],
    files: Sequence[str],
) -> Package:
    """The papers; ``files`` are the names of the applications' own. The list of what goes to whom comes first.

    ``checks`` are the verifications on record of each application.
    """
    deadline, group = _to_province(form), next(each for each in form.groups if each.name == listed.place)
    head = Head(group.receiver, listed.contact, listed.phone)
    mark = "" if listed.handed else "（草稿）"
    summary = as_docx(form, head, applications)
    letter = _letter(form, listed, group.receiver, deadline, applications, checks)
    papers = [
        (f"01 推荐请示{mark}.docx", request(letter)),
        (f"02 附件4 {_SUMMARY}{mark}.docx", summary),
        (f"02 附件4 {_SUMMARY}{mark}.xlsx", as_xlsx(form, head, applications)),
    ]
    try:
        paged = pdf.convert(summary, seconds=documents.seconds, leash=documents.leash)
        papers.append((f"02 附件4 {_SUMMARY}{mark}.pdf", paged))
    except (pdf.LibreOfficeMissing, pdf.ConversionFailed) as error:
        log.warning("附件4 has no pages", reason=str(error))
    contents = [*(name for name, _ in papers), *files]
    subject = (deadline.subject or "").replace("所在地区", listed.place)
    title = f"{listed.place}推荐{_about(form)}{mark}"
    papers.insert(0, ("00 报送清单.docx", _checklist(title, deadline, listed, contents, _unverified(letter))))
    papers.append(("邮件.txt", _mail(deadline, subject, listed, contents).encode()))
    figures = {"email": deadline.email or "", "subject": subject, "copies": str(deadline.copies)}
    return Package(tuple(papers), figures)


def _to_province(form: Form) -> Deadline:
    return next(each for each in form.deadlines if not each.groups)


def _about(form: Form) -> str:
    """What is recommended, with its year, as the title of 附件4 says it."""
    return form.summary_title.replace(" ", "").removesuffix(_SUMMARY)


def _letter(
    form: Form,
    listed: Listed,
    sender: str,
    deadline: Deadline,
    applications: Sequence[Application],
    checks: Mapping[str, tuple[Checked, ...]],
) -> Letter:
    clusters = tuple(
        Named(_said(each, "cluster_name"), _said(each, "bureau"), checks.get(each.id, ())) for each in applications
    )
    return Letter(
        sender=sender,
        receiver=form.issuer,
        notice=f"《{form.notice_title}》（{form.notice}）",
        about=_about(form),
        summary_title=form.summary_title.replace(" ", ""),
        clusters=clusters,
        copies=deadline.copies,
        on=listed.on,
        contact=listed.contact,
        phone=listed.phone,
    )


def _said(application: Application, name: str) -> str:
    answer = application.answer(name)
    return str(answer.value) if answer is not None and answer.value is not None else ""


def checks_of(session: Session, form: Form, application: str) -> tuple[Checked, ...]:
    """What the city put on record as verified: the last of each kind, in the notice's order."""
    said = {each.about: each for each in reviews.records(session, application, "city") if each.kind == "verified"}
    kinds = form.review.verifications
    return tuple(
        Checked(kinds[kind], said[kind].day, said[kind].who, said[kind].words) for kind in kinds if kind in said
    )


def _unverified(letter: Letter) -> str:
    """The clusters of which nothing is on record, in order."""
    return "、".join(each.cluster for each in letter.clusters if not each.checked)


def _checklist(title: str, deadline: Deadline, listed: Listed, contents: Sequence[str], unverified: str) -> bytes:
    """What goes to the province, to be ticked off, with what the city still has to write by hand."""
    checks = f"、真实性审核和实地核查情况（{unverified}）" if unverified else ""
    left = [f"推荐请示：发文字号、签发人{checks}待填，加盖公章"]
    if not (listed.contact and listed.phone):
        left.append("汇总表和请示：联系人、电话待填")
    left.append("汇总表：加盖公章")
    receipt = [f"上报回执：{listed.receipt}"] if listed.receipt else ["草稿，还没有上报"]
    return handing_list(title, [recipient_of(deadline, listed.place)], [*contents, *left, *receipt])


def _mail(deadline: Deadline, subject: str, listed: Listed, contents: Sequence[str]) -> str:
    """Address, subject and text of the mail, to be copied."""
    lines = (
        f"收件人：{deadline.email or ''}",
        f"邮件标题：{subject}",
        "",
        f"{deadline.recipient}：",
        f"现报送{listed.place}推荐材料电子版（盖章扫描件和可编辑的Word版），请查收。",
        "附件：",
        *contents,
        "",
        f"联系人：{listed.contact}　电话：{listed.phone}",
    )
    return "\r\n".join(lines) + "\r\n"
