"""Every query over permissions, objections and balancing tests."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.models import BalancingTest, Contact, Objection, Permission, RegisterEntry
from api.registers.purposes import RESTRICTED


def readable(subject: Subject) -> sa.Select[Permission]:
    """Return the permissions `subject` may see: those of living contacts it may read.

    That a contact is looked into for security is for privacy officers to know.
    """
    query = (
        sa.select(Permission)
        .join(Contact, Contact.id == Permission.contact_id)
        .where(Contact.deleted_at.is_(None), sa.literal(subject.holds("contacts:read")))
    )
    if not subject.holds("privacy:write"):
        query = query.where(Permission.purpose.not_in(RESTRICTED))
    return query


def list_of_contact(session: Session, subject: Subject, contact_id: UUID) -> Sequence[Permission]:
    """Return the matrix of one contact, ended rows too, the oldest first."""
    return session.scalars(
        readable(subject).where(Permission.contact_id == contact_id).order_by(Permission.id)
    ).all()


def active(purpose: str) -> sa.Select[Permission]:
    """Return the permissions in force for a purpose that nobody has objected to.

    While their use is paused (GDPR Art. 18) a person's details serve the law alone.
    """
    return (
        sa.select(Permission)
        .join(Contact, Contact.id == Permission.contact_id)
        .where(
            Contact.deleted_at.is_(None),
            Contact.state != "merged",
            Permission.purpose == purpose,
            Permission.ended_at.is_(None),
            sa.or_(Contact.restricted_at.is_(None), Permission.purpose == "legal"),
            ~sa.exists().where(
                Objection.contact_id == Permission.contact_id, Objection.purpose == purpose
            ),
        )
    )


def find_active(session: Session, contact_id: UUID, purpose: str) -> Permission | None:
    """Return a permission by which a contact's data may serve `purpose`, in any register."""
    return session.scalar(
        active(purpose)
        .where(Permission.contact_id == contact_id)
        .order_by(Permission.register)
        .limit(1)
    )


def find_unended(
    session: Session, contact_id: UUID, purpose: str, register: str
) -> Permission | None:
    """Return a contact's one row for a purpose in a register that has not ended."""
    rows = list_unended(session, contact_id, [purpose])
    return next((row for row in rows if row.register == register), None)


def list_unended(
    session: Session, contact_id: UUID, purposes: Iterable[str]
) -> Sequence[Permission]:
    """Return a contact's rows for these purposes that have not ended, objected to or not."""
    return session.scalars(
        sa.select(Permission).where(
            Permission.contact_id == contact_id,
            Permission.purpose.in_(list(purposes)),
            Permission.ended_at.is_(None),
        )
    ).all()


def find_objection(session: Session, contact_id: UUID, purpose: str) -> Objection | None:
    """Return the contact's objection to a purpose, if there is one."""
    return session.get(Objection, (contact_id, purpose))


def find_contact(session: Session, contact_id: UUID) -> Contact | None:
    """Return a living contact."""
    return session.scalar(
        sa.select(Contact).where(
            Contact.id == contact_id, Contact.deleted_at.is_(None), Contact.state != "merged"
        )
    )


def find_entry(session: Session, contact_id: UUID, register: str) -> RegisterEntry | None:
    """Return that a contact stands in a register, and by what."""
    return session.scalar(
        sa.select(RegisterEntry).where(
            RegisterEntry.contact_id == contact_id, RegisterEntry.register == register
        )
    )


def find_balancing_test(session: Session, purpose: str, basis: str) -> BalancingTest | None:
    """Return the latest version of why this basis carries this purpose."""
    return session.scalar(
        sa.select(BalancingTest)
        .where(BalancingTest.purpose == purpose, BalancingTest.basis == basis)
        .order_by(BalancingTest.version.desc())
        .limit(1)
    )


def list_balancing_tests(session: Session) -> Sequence[BalancingTest]:
    """Return every version of every balancing test."""
    return session.scalars(
        sa.select(BalancingTest).order_by(
            BalancingTest.purpose, BalancingTest.basis, BalancingTest.version
        )
    ).all()


def list_ended_by(session: Session, objection: Objection) -> Sequence[Permission]:
    """Return the rows that an objection ended, one for each register."""
    return session.scalars(
        sa.select(Permission).where(
            Permission.contact_id == objection.contact_id,
            Permission.purpose == objection.purpose,
            Permission.end_reason == "objection",
            Permission.ended_at >= objection.made_at,
        )
    ).all()
