"""The tables of both databases. Row classes never leave ``storage``; migrations make the same schema step by step."""

from storage.tables.applications import (
    ActRow,
    AnswerEventRow,
    AnswerRow,
    ApplicationRow,
    AttachmentRow,
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
    OutboxRow,
    ReminderRow,
    RequestRow,
)
from storage.tables.people import AddressRow, AuditRow, InvitationRow, PersonRow, WebSessionRow

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
    "InboxRow",
    "InvitationRow",
    "KeptReasonRow",
    "OutboxRow",
    "ParticipantRow",
    "PersonRow",
    "ReminderRow",
    "RequestRow",
    "ReviewCommentRow",
    "WebSessionRow",
]
