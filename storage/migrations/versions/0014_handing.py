"""Recommending and handing up: a city's list, what it handed up, what the province said."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "recommendation",
        _string("place"),
        sa.Column("version", sa.Integer(), nullable=False),
        _string("chosen"),
        _string("reserves"),
        *_texts("contact", "phone"),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _string("at"),
        _refers("recommendation", "person_id", "person"),
        sa.PrimaryKeyConstraint("place", name="pk_recommendation"),
    )
    op.create_table(
        "hand_up",
        _string("id"),
        _string("place"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *_texts("by"),
        _string("at"),
        _string("checksum"),
        *_texts("contact", "phone"),
        *(_string(name, nullable=True) for name in ("withdrawn_at", "electronic_at", "paper_at")),
        *_texts("electronic_by", "paper_by"),
        _refers("hand_up", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_hand_up"),
        sa.UniqueConstraint("place", "number", name="uq_hand_up_place_number"),
    )
    _items()
    _parts()


def _items() -> None:
    op.create_table(
        "hand_up_item",
        *(_string(name) for name in ("hand_up_id", "application_id")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("place", "version")),
        *(_string(name) for name in ("checksum", "decision")),
        *_texts("reason", "decided_by"),
        *(_string(name, nullable=True) for name in ("decided_at", "passed_at")),
        sa.CheckConstraint(
            "decision IN ('', 'accepted', 'returned', 'refused')", name=op.f("ck_hand_up_item_decision")
        ),
        _refers("hand_up_item", "hand_up_id", "hand_up"),
        _refers("hand_up_item", "application_id", "application"),
        sa.PrimaryKeyConstraint("hand_up_id", "application_id", name="pk_hand_up_item"),
    )
    op.create_index("ix_hand_up_item_application_id", "hand_up_item", ["application_id"])


def _parts() -> None:
    op.create_table(
        "export_part",
        *(_string(name) for name in ("id", "export_id")),
        sa.Column("number", sa.Integer(), nullable=False),
        _string("application_id"),
        *_texts("stem"),
        *(_string(name) for name in ("until", "state")),
        _string("holder", nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        *_texts("files"),
        sa.CheckConstraint("state IN ('todo', 'ready', 'failed')", name=op.f("ck_export_part_state")),
        _refers("export_part", "export_id", "export"),
        _refers("export_part", "application_id", "application"),
        sa.PrimaryKeyConstraint("id", name="pk_export_part"),
    )
    held = sa.text("holder IS NOT NULL")
    op.create_index("ix_export_part_holder", "export_part", ["holder"], sqlite_where=held, postgresql_where=held)
    op.create_index("ix_export_part_export_id_state", "export_part", ["export_id", "state"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _string(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}")
