"""First tables: what is said: applications, answers and their events, reasons, acts, attachments."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _application()
    _participant()
    _answer()
    _answer_event()
    _kept_reason()
    _act()
    _attachment()
    _review_comment()


def _application() -> None:
    op.create_table(
        "application",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_application_owner_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_application"),
    )
    op.create_index("ix_application_owner_id", "application", ["owner_id"])


def _participant() -> None:
    op.create_table(
        "participant",
        sa.Column("application_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sections", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_participant_application_id_application"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_participant_person_id_person"),
        sa.PrimaryKeyConstraint("application_id", "person_id", name="pk_participant"),
    )
    op.create_index("ix_participant_person_id", "participant", ["person_id"])


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("application_id", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("blank", sa.String(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name="fk_answer_application_id_application"),
        sa.PrimaryKeyConstraint("application_id", "slot", name="pk_answer"),
    )


def _answer_event() -> None:
    op.create_table(
        "answer_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("blank", sa.String(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("previous", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_answer_event_application_id_application"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answer_event"),
        sa.UniqueConstraint("application_id", "slot", "version", name="uq_answer_event_application_id_slot_version"),
    )


def _kept_reason() -> None:
    op.create_table(
        "kept_reason",
        sa.Column("application_id", sa.String(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_kept_reason_application_id_application"
        ),
        sa.PrimaryKeyConstraint("application_id", "finding", name="pk_kept_reason"),
    )


def _act() -> None:
    op.create_table(
        "act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name="fk_act_application_id_application"),
        sa.PrimaryKeyConstraint("id", name="pk_act"),
    )
    op.create_index("ix_act_application_id", "act", ["application_id"])


def _attachment() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("application_id", sa.String(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("evidence_id", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('document', 'evidence', 'upload')", name=op.f("ck_attachment_kind")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_attachment_application_id_application"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_attachment_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
    )
    op.create_index("ix_attachment_application_id", "attachment", ["application_id"])
    op.create_index("ix_attachment_person_id", "attachment", ["person_id"])
    op.create_index("ix_attachment_sha256", "attachment", ["sha256"])


def _review_comment() -> None:
    op.create_table(
        "review_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("resolved_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_review_comment_application_id_application"
        ),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_review_comment_by_person"),
        sa.PrimaryKeyConstraint("id", name="pk_review_comment"),
    )
    op.create_index("ix_review_comment_application_id", "review_comment", ["application_id"])
