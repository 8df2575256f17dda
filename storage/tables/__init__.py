"""The tables of both databases. Row classes never leave ``storage``; migrations make the same schema step by step."""

from storage.tables.applications import (
    ActRow,
    AnswerEventRow,
    AnswerRow,
    ApplicationRow,
    AttachmentRow,
    DocumentRow,
    HolderRow,
    KeptReasonRow,
    ParticipantRow,
    ProofRow,
)
from storage.tables.campaign import DeadlineChangeRow, DueReminderRow
from storage.tables.columns import METADATA
from storage.tables.desk import (
    BroadcastRecipientRow,
    BroadcastRow,
    ExportRow,
    InviteeRow,
    ProgressRow,
    RemarkRow,
    SavedFilterRow,
)
from storage.tables.handing import ExportPartRow, HandUpItemRow, HandUpRow, RecommendationRow
from storage.tables.messages import (
    ConversationRow,
    InboxRow,
    LeaseRow,
    OutboxRow,
    ProcessRow,
    RequestRow,
    TelegramUpdateRow,
)
from storage.tables.own import ApprovalRow, FollowUpRow, KnownYearRow, SecondLookRow
from storage.tables.people import AddressRow, AuditRow, InvitationRow, PersonRow, UploadLinkRow, WebSessionRow
from storage.tables.review import ReviewDraftRow, ReviewEventRow, ReviewRecordRow

__all__ = [
    "METADATA",
    "ActRow",
    "AddressRow",
    "AnswerEventRow",
    "AnswerRow",
    "ApplicationRow",
    "ApprovalRow",
    "AttachmentRow",
    "AuditRow",
    "BroadcastRecipientRow",
    "BroadcastRow",
    "ConversationRow",
    "DeadlineChangeRow",
    "DocumentRow",
    "DueReminderRow",
    "ExportPartRow",
    "ExportRow",
    "FollowUpRow",
    "HandUpItemRow",
    "HandUpRow",
    "HolderRow",
    "InboxRow",
    "InvitationRow",
    "InviteeRow",
    "KeptReasonRow",
    "KnownYearRow",
    "LeaseRow",
    "OutboxRow",
    "ParticipantRow",
    "PersonRow",
    "ProcessRow",
    "ProgressRow",
    "ProofRow",
    "RecommendationRow",
    "RemarkRow",
    "RequestRow",
    "ReviewDraftRow",
    "ReviewEventRow",
    "ReviewRecordRow",
    "SavedFilterRow",
    "SecondLookRow",
    "TelegramUpdateRow",
    "UploadLinkRow",
    "WebSessionRow",
]
