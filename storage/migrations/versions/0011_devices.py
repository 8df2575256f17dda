"""Which browser opened what: whoever signs one out ends that too."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; a browser that is signed in already is called after its session."""
    op.add_column("web_session", sa.Column("device", sa.String(), nullable=True))
    op.add_column("web_session", sa.Column("opened_by", sa.String(), nullable=True))
    op.add_column("invitation", sa.Column("device", sa.String(), nullable=True))
    op.add_column("address", sa.Column("opened_by", sa.String(), nullable=True))
    op.execute("UPDATE web_session SET device = token_hash")
