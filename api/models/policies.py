"""The privacy policy's versions, and who the controller is."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.db.base import Base


class PolicyVersion(Base):
    """The exact bytes of one version, in force from `effective_from` until the next one's.

    There is no end column on purpose: an end that is another row's beginning cannot overlap it.
    """

    __tablename__ = "policy_versions"

    id: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    effective_from: Mapped[datetime] = mapped_column(unique=True)
    media_type: Mapped[str] = mapped_column(sa.String(64))
    language: Mapped[str] = mapped_column(sa.String(2))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    content: Mapped[bytes]


class Controller(Base):
    """The company responsible (GDPR Art. 4(7)) and its authority: one row, set in the app."""

    __tablename__ = "controller"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str] = mapped_column(sa.String(200))
    registration_number: Mapped[str] = mapped_column(sa.String(40), default="")
    privacy_email: Mapped[str] = mapped_column(sa.String(320))
    authority_name: Mapped[str] = mapped_column(sa.String(200))
    authority_url: Mapped[str] = mapped_column(sa.String(2000))
    own_domains: Mapped[list[str]]
    visitor_languages: Mapped[list[str]]
