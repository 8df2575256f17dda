"""Files at the items of the evidence list; what was sent before waits for a place."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_SENT = """
INSERT INTO proof (application_id, attachment_id, item, name, place, kind, trouble, turned, "by", at)
SELECT attachment.application_id, attachment.id, '', attachment.name, 0, '', '', 0, person.name, attachment.at
FROM attachment JOIN person ON person.id = attachment.person_id
WHERE attachment.kind = 'upload' AND attachment.application_id IS NOT NULL
"""


def upgrade() -> None:
    """Make the table, and a row in it for every file that was sent."""
    op.create_table(
        "proof",
        sa.Column("application_id", sa.String(), nullable=False),
        sa.Column("attachment_id", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.Column("turned", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('', 'department', 'third_party', 'declaration')", name=op.f("ck_proof_kind")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name="fk_proof_application_id_application"),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"], name="fk_proof_attachment_id_attachment"),
        sa.PrimaryKeyConstraint("application_id", "attachment_id", "item", name="pk_proof"),
    )
    op.execute(_SENT)
