"""The campaign: dates that coordinators set, the ledger of reminders, e-mail addresses of people."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the column."""
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("email", sa.Text(), nullable=True))
    _deadline_change()
    _due_reminder()


def _deadline_change() -> None:
    op.create_table(
        "deadline_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("deadline", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_deadline_change_by_person"),
        sa.PrimaryKeyConstraint("id", name="pk_deadline_change"),
    )
    op.create_index("ix_deadline_change_edition", "deadline_change", ["edition"])


def _due_reminder() -> None:
    states = "'planned', 'sending', 'sent', 'seen', 'unreached', 'failed', 'blocked', 'superseded'"
    op.create_table(
        "due_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("point", sa.String(), nullable=False),
        sa.Column("due_at", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("settled_at", sa.String(), nullable=True),
        sa.CheckConstraint(f"state IN ({states})", name=op.f("ck_due_reminder_state")),
        sa.CheckConstraint(
            "channel IN ('', 'web', 'telegram', 'console', 'mail')", name=op.f("ck_due_reminder_channel")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_due_reminder_person_id_person"),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name="fk_due_reminder_address_id_address"),
        sa.PrimaryKeyConstraint("id", name="pk_due_reminder"),
        sa.UniqueConstraint(
            "person_id", "deadline", "day", "point", name="uq_due_reminder_person_id_deadline_day_point"
        ),
    )
    op.create_index("ix_due_reminder_state_due_at", "due_reminder", ["state", "due_at"])
    op.create_index("ix_due_reminder_address_id_state", "due_reminder", ["address_id", "state"])
