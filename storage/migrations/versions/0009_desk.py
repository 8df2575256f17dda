"""Coordinators: how far applications are, links they hand out, remarks, filters, broadcasts, exports."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _progress()
    _invitee()
    _own()
    _broadcast()
    _export()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _string(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _integer(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _refers(table: str, column: str, target: str, key: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.{key}"], name=f"fk_{table}_{column}_{target}")


def _progress() -> None:
    counts = [_integer(name) for name in ("open", "waiting", "errors", "warnings", "proofs", "lacking")]
    op.create_table(
        "progress",
        _string("application_id"),
        _integer("version"),
        _integer("owner_id"),
        _string("county"),
        _text("cluster"),
        _string("stage"),
        _string("act"),
        _text("reason"),
        _string("sections"),
        *counts,
        _string("updated_at"),
        _refers("progress", "application_id", "application"),
        _refers("progress", "owner_id", "person"),
        sa.PrimaryKeyConstraint("application_id", name="pk_progress"),
    )
    op.create_index("ix_progress_county_stage", "progress", ["county", "stage"])


def _invitee() -> None:
    op.create_table(
        "invitee",
        _string("token_hash"),
        _string("seed"),
        _text("phone"),
        _refers("invitee", "token_hash", "invitation", "token_hash"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_invitee"),
    )


def _own() -> None:
    op.create_table(
        "remark",
        _integer("person_id"),
        _string("county"),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        _text("note"),
        _refers("remark", "person_id", "person"),
        sa.PrimaryKeyConstraint("person_id", "county", name="pk_remark"),
    )
    op.create_table(
        "saved_filter",
        _integer("person_id"),
        _text("name"),
        _text("words"),
        _refers("saved_filter", "person_id", "person"),
        sa.PrimaryKeyConstraint("person_id", "name", name="pk_saved_filter"),
    )


def _broadcast() -> None:
    op.create_table(
        "broadcast",
        _string("id"),
        _integer("person_id"),
        _integer("address_id"),
        _text("text"),
        _text("words"),
        _string("attachment_id", nullable=True),
        _string("state"),
        _integer("round"),
        _string("at"),
        _string("ended_at", nullable=True),
        sa.CheckConstraint(
            "state IN ('sending', 'paused', 'done', 'cancelled')",
            name=op.f("ck_broadcast_state"),
        ),
        _refers("broadcast", "person_id", "person"),
        _refers("broadcast", "address_id", "address"),
        _refers("broadcast", "attachment_id", "attachment"),
        sa.PrimaryKeyConstraint("id", name="pk_broadcast"),
    )
    op.create_index("ix_broadcast_person_id", "broadcast", ["person_id"])
    op.create_index("ix_broadcast_attachment_id", "broadcast", ["attachment_id"])
    op.create_table(
        "broadcast_recipient",
        _string("broadcast_id"),
        _integer("person_id"),
        _string("county"),
        _string("state"),
        _integer("outbox_id", nullable=True),
        _string("at"),
        sa.CheckConstraint(
            "state IN ('todo', 'owed', 'unreached', 'cancelled')",
            name=op.f("ck_broadcast_recipient_state"),
        ),
        _refers("broadcast_recipient", "broadcast_id", "broadcast"),
        _refers("broadcast_recipient", "person_id", "person"),
        _refers("broadcast_recipient", "outbox_id", "outbox"),
        sa.PrimaryKeyConstraint("broadcast_id", "person_id", name="pk_broadcast_recipient"),
    )
    op.create_index("ix_broadcast_recipient_person_id", "broadcast_recipient", ["person_id"])
    op.create_index("ix_broadcast_recipient_outbox_id", "broadcast_recipient", ["outbox_id"])
    op.create_index("ix_broadcast_recipient_broadcast_id_state", "broadcast_recipient", ["broadcast_id", "state"])


def _export() -> None:
    op.create_table(
        "export",
        _string("id"),
        _integer("person_id"),
        _integer("address_id"),
        _text("body"),
        _string("state"),
        _string("attachment_id", nullable=True),
        _string("at"),
        sa.CheckConstraint("state IN ('todo', 'ready', 'failed')", name=op.f("ck_export_state")),
        _refers("export", "person_id", "person"),
        _refers("export", "address_id", "address"),
        _refers("export", "attachment_id", "attachment"),
        sa.PrimaryKeyConstraint("id", name="pk_export"),
    )
