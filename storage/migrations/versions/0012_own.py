"""Coordinators: calls and reminders to oneself, working days of further years, a second look at broadcasts."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _follow_up()
    _known_year()
    _second_look()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _string(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}")


def _follow_up() -> None:
    op.create_table(
        "follow_up",
        _integer("id"),
        _integer("person_id"),
        _string("county"),
        _string("kind"),
        _text("words"),
        _string("at"),
        _string("due_at", nullable=True),
        _string("told_at", nullable=True),
        _string("done_at", nullable=True),
        sa.CheckConstraint("kind IN ('call', 'reminder')", name=op.f("ck_follow_up_kind")),
        _refers("follow_up", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
    )
    op.create_index("ix_follow_up_due_at", "follow_up", ["due_at"])
    op.create_index("ix_follow_up_person_id", "follow_up", ["person_id"])


def _known_year() -> None:
    op.create_table(
        "known_year",
        _string("edition"),
        _integer("year"),
        _text("days"),
        _text("words"),
        _integer("by"),
        _string("at"),
        _refers("known_year", "by", "person"),
        sa.PrimaryKeyConstraint("edition", "year", name="pk_known_year"),
    )


def _second_look() -> None:
    op.create_table(
        "second_look",
        _string("region"),
        _integer("by"),
        _string("at"),
        _refers("second_look", "by", "person"),
        sa.PrimaryKeyConstraint("region", name="pk_second_look"),
    )
    op.create_table(
        "approval",
        _string("token_hash"),
        _integer("request_id"),
        _integer("person_id"),
        _integer("address_id"),
        _string("attachment_id", nullable=True),
        _text("body"),
        _string("at"),
        _string("expires_at"),
        _string("answer"),
        sa.Column("by", sa.Integer(), nullable=True),
        _string("decided_at", nullable=True),
        sa.CheckConstraint("answer IN ('', 'yes', 'no', 'withdrawn')", name=op.f("ck_approval_answer")),
        _refers("approval", "person_id", "person"),
        _refers("approval", "address_id", "address"),
        _refers("approval", "attachment_id", "attachment"),
        _refers("approval", "by", "person"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_approval"),
        sa.UniqueConstraint("request_id", name="uq_approval_request_id"),
    )
