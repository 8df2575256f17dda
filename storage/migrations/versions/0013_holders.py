"""Which department holds which figures, where a county says so."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "holder",
        sa.Column("application_id", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name="fk_holder_application_id_application"),
        sa.PrimaryKeyConstraint("application_id", "field", name="pk_holder"),
    )
