"""Lists and hand-ups are of an edition; what there is was of the first one."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_FIRST = "hebei-clusters/2024"


def upgrade() -> None:
    """Add the column to both; a group has a list and counts its hand-ups for each edition."""
    with op.batch_alter_table("recommendation") as batch:
        batch.add_column(sa.Column("edition", sa.String(), nullable=False, server_default=_FIRST))
        batch.drop_constraint("pk_recommendation", type_="primary")
        batch.create_primary_key("pk_recommendation", ["place", "edition"])
    with op.batch_alter_table("hand_up") as batch:
        batch.add_column(sa.Column("edition", sa.String(), nullable=False, server_default=_FIRST))
        batch.drop_constraint("uq_hand_up_place_number", type_="unique")
        batch.create_unique_constraint("uq_hand_up_place_edition_number", ["place", "edition", "number"])
    for table in ("recommendation", "hand_up"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("edition", existing_type=sa.String(), existing_nullable=False, server_default=None)
