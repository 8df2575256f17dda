"""What a sheet counts stands beside its place on the evidence list."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("proof") as proof:
        proof.add_column(sa.Column("listed", sa.Text(), nullable=True))
