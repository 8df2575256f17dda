"""Colleagues, documents, Telegram: invitations to one application, made documents, updates, leases, upload links."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    _invitation()
    _document()
    _telegram_update()
    _lease()
    _upload_link()


def _invitation() -> None:
    with op.batch_alter_table("invitation") as invitation:
        invitation.add_column(sa.Column("application_id", sa.String(), nullable=True))
        invitation.add_column(sa.Column("sections", sa.String(), nullable=True))
        invitation.create_foreign_key(
            "fk_invitation_application_id_application", "application", ["application_id"], ["id"]
        )


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("application_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attachments", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('todo', 'ready', 'failed')", name=op.f("ck_document_state")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name="fk_document_application_id_application"),
        sa.PrimaryKeyConstraint("key", name="pk_document"),
    )
    op.create_index("ix_document_application_id", "document", ["application_id"])


def _telegram_update() -> None:
    op.create_table(
        "telegram_update",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.String(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('todo', 'done', 'poison')", name=op.f("ck_telegram_update_state")),
        sa.PrimaryKeyConstraint("update_id", name="pk_telegram_update"),
    )
    op.create_index("ix_telegram_update_state_sender_update_id", "telegram_update", ["state", "sender", "update_id"])


def _lease() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )


def _upload_link() -> None:
    op.create_table(
        "upload_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("expires_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_upload_link_application_id_application"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_upload_link_person_id_person"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_upload_link"),
    )
    op.create_index("ix_upload_link_person_id", "upload_link", ["person_id"])
