"""Tables that nothing filled are gone; a file's size may be more than an INTEGER of PostgreSQL holds."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Remove the tables, widen the column."""
    for table in ("broadcast_recipient", "broadcast", "reminder", "review_comment"):
        op.drop_table(table)
    with op.batch_alter_table("attachment") as attachment:
        attachment.alter_column("size", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=False)
