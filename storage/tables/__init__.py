"""The tables of both databases. Row classes never leave ``storage``; migrations make the same schema step by step."""

from storage.tables.applications import (
    ActRow,
    AnswerEventRow,
    AnswerRow,
    ApplicationRow,
    AttachmentRow,
    DocumentRow,
    KeptReasonRow,
    ParticipantRow,
    ReviewCommentRow,
)
from storage.tables.columns import METADATA
from storage.tables.messages import (
    BroadcastRecipientRow,
    BroadcastRow,
    ConversationRow,
    InboxRow,
    LeaseRow,
    OutboxRow,
    ReminderRow,
    RequestRow,
    TelegramUpdateRow,
)
from storage.tables.people import AddressRow, AuditRow, InvitationRow, PersonRow, UploadLinkRow, WebSessionRow

__all__ = [
    "METADATA",
    "ActRow",
    "AddressRow",
    "AnswerEventRow",
    "AnswerRow",
    "ApplicationRow",
    "AttachmentRow",
    "AuditRow",
    "BroadcastRecipientRow",
    "BroadcastRow",
    "ConversationRow",
    "DocumentRow",
    "InboxRow",
    "InvitationRow",
    "KeptReasonRow",
    "LeaseRow",
    "OutboxRow",
    "ParticipantRow",
    "PersonRow",
    "ReminderRow",
    "RequestRow",
    "ReviewCommentRow",
    "TelegramUpdateRow",
    "UploadLinkRow",
    "WebSessionRow",
]
