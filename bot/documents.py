"""Documents on request: an application is printed, kept as a file, and handed to whoever asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dialogs.application import Application
from dialogs.form import Form
from dialogs.messages import Render
from renderers import word
from storage import attachments
from storage.database import Session

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True)
class Documents:
    """Prints applications of one form into a folder of attachments."""

    form: Form
    folder: Path
    template: Path | None = None

    def make(self, application: Application, asked: Render) -> bytes:
        """The Word file that was asked for."""
        if asked.kind == "summary":
            return word.fill_summary(self.form, application, draft=asked.draft)
        return word.fill(self.form, application, draft=asked.draft, template=self.template)

    def name(self, application: Application, asked: Render) -> str:
        """The file's name: the cluster's, what it is, and whether it is a draft."""
        answer = application.answer("cluster_name")
        cluster = str(answer.value) if answer is not None and answer.value is not None else ""
        what = "推荐汇总表" if asked.kind == "summary" else "申报表"
        return f"{_UNSAFE.sub('', cluster)[:60]}{what}{'（草稿）' if asked.draft else ''}.docx"

    def keep(self, content: bytes) -> attachments.Stored:
        """Put a document into the folder of attachments."""
        return attachments.store(content, self.folder)

    def register(
        self,
        session: Session,
        stored: attachments.Stored,
        application: Application,
        person: int,
        name: str,
        now: datetime,
    ) -> str:
        """Say that a kept document belongs to an application; returns its random id."""
        row = attachments.add(
            session,
            stored,
            now,
            person_id=person,
            application_id=application.id,
            name=name,
            media_type=WORD,
            kind="document",
            state="ready",
        )
        return row.id
