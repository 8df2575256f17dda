"""One way to own work: who holds a row, which processes live, which document a request waits for."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns and the table; documents that are being made are ordered again by their requests."""
    op.create_table(
        "process",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seen_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_process"),
    )
    with op.batch_alter_table("inbox") as inbox:
        inbox.drop_column("leased_until")
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("holder", sa.String(), nullable=True))
    _held("outbox")
    with op.batch_alter_table("telegram_update") as updates:
        updates.drop_column("leased_until")
        updates.add_column(sa.Column("holder", sa.String(), nullable=True))
        updates.add_column(sa.Column("due", sa.String(), nullable=True))
    _held("telegram_update")
    with op.batch_alter_table("document") as document:
        document.add_column(sa.Column("holder", sa.String(), nullable=True))
        document.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("document") as document:
        document.alter_column("tries", existing_type=sa.Integer(), server_default=None)
    _held("document")
    _request()


def _held(table: str) -> None:
    op.create_index(
        f"ix_{table}_holder",
        table,
        ["holder"],
        sqlite_where=sa.text("holder IS NOT NULL"),
        postgresql_where=sa.text("holder IS NOT NULL"),
    )


def _request() -> None:
    with op.batch_alter_table("request") as request:
        request.drop_index("ix_request_state_id")
        request.add_column(sa.Column("document", sa.String(), nullable=True))
        request.create_foreign_key("fk_request_document_document", "document", ["document"], ["key"])
    op.create_index("ix_request_state_address_id_id", "request", ["state", "address_id", "id"])
    op.create_index(
        "ix_request_document",
        "request",
        ["document"],
        sqlite_where=sa.text("document IS NOT NULL"),
        postgresql_where=sa.text("document IS NOT NULL"),
    )
    op.execute("UPDATE request SET state = 'todo' WHERE state = 'doing'")
