"""First tables: what goes in and out: conversations, inbox, outbox, requests, broadcasts, reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _conversation()
    _inbox()
    _outbox()
    _request()
    _broadcast()
    _broadcast_recipient()
    _reminder()


def _conversation() -> None:
    op.create_table(
        "conversation",
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name="fk_conversation_address_id_address"),
        sa.PrimaryKeyConstraint("address_id", name="pk_conversation"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('todo', 'done', 'poison')", name=op.f("ck_inbox_state")),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name="fk_inbox_address_id_address"),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("address_id", "external_id", name="uq_inbox_address_id_external_id"),
        sa.UniqueConstraint("address_id", "sequence", name="uq_inbox_address_id_sequence"),
    )
    op.create_index("ix_inbox_state_address_id_id", "inbox", ["state", "address_id", "id"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("settled_at", sa.String(), nullable=True),
        sa.Column("external_message_id", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('todo', 'sending', 'sent', 'failed', 'blocked')", name=op.f("ck_outbox_state")),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name="fk_outbox_address_id_address"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("address_id", "sequence", name="uq_outbox_address_id_sequence"),
    )
    op.create_index("ix_outbox_state_address_id_sequence", "outbox", ["state", "address_id", "sequence"])


def _request() -> None:
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('todo', 'doing', 'done', 'failed')", name=op.f("ck_request_state")),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name="fk_request_address_id_address"),
        sa.PrimaryKeyConstraint("id", name="pk_request"),
    )
    op.create_index("ix_request_state_id", "request", ["state", "id"])


def _broadcast() -> None:
    op.create_table(
        "broadcast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'sending', 'paused', 'done', 'cancelled')", name=op.f("ck_broadcast_state")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name="fk_broadcast_created_by_person"),
        sa.PrimaryKeyConstraint("id", name="pk_broadcast"),
    )


def _broadcast_recipient() -> None:
    op.create_table(
        "broadcast_recipient",
        sa.Column("broadcast_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.String(), nullable=True),
        sa.Column("external_message_id", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('todo', 'sending', 'sent', 'failed', 'blocked')", name=op.f("ck_broadcast_recipient_state")
        ),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name="fk_broadcast_recipient_address_id_address"),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcast.id"], name="fk_broadcast_recipient_broadcast_id_broadcast"
        ),
        sa.PrimaryKeyConstraint("broadcast_id", "address_id", name="pk_broadcast_recipient"),
    )
    op.create_index("ix_broadcast_recipient_broadcast_id_state", "broadcast_recipient", ["broadcast_id", "state"])


def _reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.String(), nullable=False),
        sa.Column("deadline", sa.String(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('todo', 'sent', 'dropped')", name=op.f("ck_reminder_state")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name="fk_reminder_application_id_application"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_reminder_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint(
            "person_id",
            "application_id",
            "deadline",
            "days_before",
            name="uq_reminder_person_id_application_id_deadline_days_before",
        ),
    )
