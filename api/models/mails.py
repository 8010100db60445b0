"""Letters on their way out by the company's own mail relay."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base, Identified


class Mail(Identified, Base):
    """A letter that answers a request. Address and text are sealed, and gone once it is sent.

    `state`: waiting, sent, failed. One that failed waits for a person: `problem` is a slug for why.
    """

    __tablename__ = "mails"

    request_id: Mapped[UUID] = mapped_column(sa.ForeignKey("subject_requests.id"), index=True)
    state: Mapped[str] = mapped_column(sa.String(8), index=True)
    sealed: Mapped[bytes | None]
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None] = mapped_column(sa.String(24))
    queued_at: Mapped[datetime]
    queued_by: Mapped[UUID | None]
    next_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
