"""How many pages a proof has, and what was read on it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of files that are there already nobody knows."""
    with op.batch_alter_table("proof") as proof:
        proof.add_column(sa.Column("pages", sa.Integer(), nullable=False, server_default="0"))
        proof.add_column(sa.Column("read", sa.Text(), nullable=True))
    with op.batch_alter_table("proof") as proof:
        proof.alter_column("pages", existing_type=sa.Integer(), server_default=None)
