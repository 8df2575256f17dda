"""Reviews: what both sides see of them, drafts of comments, what reviewers put on record."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _event()
    _draft()
    _record()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _string(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}")


def _event() -> None:
    kinds = "kind IN ('sent', 'returned', 'asked', 'answered', 'accepted', 'needs', 'passed')"
    op.create_table(
        "review_event",
        _string("application_id"),
        _integer("number"),
        _string("kind"),
        _text("by"),
        _string("at"),
        _integer("round"),
        *map(_string, ("comment", "about", "reason")),
        _text("note"),
        *map(_string, ("due", "level", "was")),
        _integer("mark"),
        sa.CheckConstraint(kinds, name="kind"),
        _refers("review_event", "application_id", "application"),
        sa.PrimaryKeyConstraint("application_id", "number", name="pk_review_event"),
    )


def _draft() -> None:
    op.create_table(
        "review_draft",
        _integer("id"),
        *map(_string, ("application_id", "level", "about", "reason")),
        _text("note"),
        sa.Column("internal", sa.Boolean(), nullable=False),
        _integer("person_id"),
        _string("at"),
        _string("dropped_at", nullable=True),
        _integer("round"),
        _refers("review_draft", "application_id", "application"),
        _refers("review_draft", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_review_draft"),
    )
    op.create_index("ix_review_draft_application_id_level", "review_draft", ["application_id", "level"])


def _record() -> None:
    op.create_table(
        "review_record",
        _integer("id"),
        *map(_string, ("application_id", "level", "kind", "about")),
        _integer("round"),
        _string("day"),
        _text("who"),
        _text("words"),
        _integer("person_id"),
        _string("at"),
        sa.CheckConstraint("kind IN ('ticked', 'unticked', 'verified')", name="kind"),
        _refers("review_record", "application_id", "application"),
        _refers("review_record", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_review_record"),
    )
    op.create_index("ix_review_record_application_id_level", "review_record", ["application_id", "level"])
