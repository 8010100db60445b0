"""Queries over policy versions and the controller."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.models import Controller, PolicyVersion


def find(session: Session, version_id: str) -> PolicyVersion | None:
    """Return the version called `version_id`."""
    return session.get(PolicyVersion, version_id)


def find_in_force(session: Session, at: datetime) -> PolicyVersion | None:
    """Return the version in force at `at`: the latest that had begun by then."""
    return session.scalar(
        sa.select(PolicyVersion)
        .where(PolicyVersion.effective_from <= at)
        .order_by(PolicyVersion.effective_from.desc())
        .limit(1)
    )


def find_latest(session: Session) -> PolicyVersion | None:
    """Return the version that begins last, which may not have begun yet."""
    return session.scalar(
        sa.select(PolicyVersion).order_by(PolicyVersion.effective_from.desc()).limit(1)
    )


def list_all(session: Session) -> Sequence[PolicyVersion]:
    """Return every version, the oldest first."""
    return session.scalars(sa.select(PolicyVersion).order_by(PolicyVersion.effective_from)).all()


def find_controller(session: Session) -> Controller | None:
    """Return the controller, or None before `handslag migrate` has named one."""
    return session.get(Controller, 1)
