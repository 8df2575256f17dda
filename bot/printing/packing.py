"""打包: everything that is handed in as one ZIP, and the list of what goes to whom.

Names are Chinese and marked as UTF-8, so that they open right on Windows. It is written to a file, piece by piece: the
originals of the evidence may be hundreds of megabytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from dialogs.definition.form import Form
from dialogs.definition.notice import Deadline
from dialogs.derived.evidence import ProofItem
from dialogs.derived.journey import Journey
from dialogs.derived.regions import county_of, group_of
from dialogs.record.application import Application
from renderers.handing import Recipient, handing_list
from renderers.papers import plain
from storage.attachments import lying

_LONGEST = 40
_UNSAFE = '\\/:*?"<>|'


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the set: where it stands in it, and its bytes or where they lie."""

    name: str
    content: bytes | Path


def packed(parts: Sequence[Part]) -> Path:
    """The ZIP, as a file that its taker removes."""
    with tempfile.NamedTemporaryFile(prefix="shenbao-work-", suffix=".zip", delete=False) as target:
        with ZipFile(target, "w") as package:
            for part in parts:
                _put(package, part)
        return Path(target.name)


def _put(package: ZipFile, part: Part) -> None:
    if isinstance(part.content, Path):
        package.write(part.content, part.name, ZIP_STORED)
    else:
        package.writestr(part.name, part.content, ZIP_DEFLATED)


def originals(items: Sequence[ProofItem], folder: Path) -> Iterator[Part]:
    """The files as they were sent, in a folder for each item; one that proves several items lies at the first."""
    seen = set[str]()
    for item in items:
        number = int(item.requirement.id.partition("-")[2])
        place = f"04 佐证原件/E-{number:02} {safe(item.requirement.what)}"
        for order, proof in enumerate(item.files, 1):
            if proof.file not in seen:
                seen.add(proof.file)
                yield Part(f"{place}/{order} {safe(proof.name, 120)}", lying(folder, proof.sha256))


def safe(name: str, longest: int = _LONGEST) -> str:
    """A name that every file system takes."""
    kept = "".join(letter for letter in plain(name) if letter not in _UNSAFE).strip(" .")
    return kept[:longest].rstrip(" .") or "文件"


def checklist(form: Form, application: Application, title: str, contents: Sequence[str]) -> bytes:
    """The list of what goes to whom, as a Word file."""
    missing = Journey(form, application).missing_evidence
    left = [f"佐证还缺 {len(missing)} 类：{'、'.join(each.id for each in missing)}"] if missing else []
    return handing_list(title, recipients(form, application), [*contents, *left])


def recipients(form: Form, application: Application) -> list[Recipient]:
    """The city and the province, with what the notice says of copies and mail; where it is silent, so is the list."""
    county, group = county_of(form, application), group_of(form, application)
    own = [each for each in form.deadlines if group is not None and group.name in each.groups]
    found = [recipient_of(each, county.name if county is not None else "") for each in own]
    if not own and group is not None and group.name in {each.city for each in form.counties}:
        papers = next((each.papers for each in form.deadlines if each.groups), ())
        silent = ("份数、截止日期和邮箱通知里没有写，请向市里问清",)
        found.append(Recipient(group.receiver, papers, "请问市里", silent))
    region = group.name if group is not None else ""
    return [*found, *(recipient_of(each, region) for each in form.deadlines if not each.groups)]


def recipient_of(deadline: Deadline, region: str) -> Recipient:
    """Whom papers go to, with what the notice says of copies, date and mail; ``region`` stands in the subject."""
    subject = (deadline.subject or "").replace("所在地区+", region or "所在地区+")
    lines = (
        ("通知写明的截止日期：{}前（市里改过的，以对话里“期限”为准）", _day(deadline)),
        ("地址：{}", deadline.address),
        ("电子版发：{}", deadline.email),
        ("邮件标题：{}", subject or None),
        ("联系：{}", "，".join(deadline.contacts) or None),
    )
    facts = tuple(words.format(value) for words, value in lines if value)
    return Recipient(deadline.recipient, deadline.papers, f"{deadline.copies} 份", facts)


def _day(deadline: Deadline) -> str:
    return f"{deadline.on.year}年{deadline.on.month}月{deadline.on.day}日"
