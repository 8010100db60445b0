"""The company's own people: who may sign in, and as what."""

from collections.abc import Iterable, Sequence
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api import audit
from api.auth import passwords, second_factor, sessions
from api.auth.subject import Role, Subject
from api.errors import ApiError
from api.kit import clock
from api.models import User

Language = Literal["sv", "en"]


class EmailTakenError(ApiError):
    """Another user has this e-mail address."""

    status = 409
    type = "email-taken"
    sv = "En annan användare har redan den e-postadressen."
    en = "Another user already has that e-mail address."


class LastAdminError(ApiError):
    """Without this user nobody could administer the service."""

    status = 409
    type = "last-admin"
    sv = "Det måste finnas minst en administratör. Gör någon annan till administratör först."
    en = "There must be at least one administrator. Make somebody else one first."


def normalize_email(text: str) -> str:
    """Return the address as accounts are looked up by: no case, no space around it."""
    return text.strip().lower()


def find_by_email(session: Session, email: str) -> User | None:
    """Return the user who signs in as `email`, disabled or not."""
    return session.scalar(sa.select(User).where(User.email == normalize_email(email)))


def names_of(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of users by their ids, both as JSON has them."""
    rows = session.execute(sa.select(User.id, User.name).where(User.id.in_(map(UUID, ids))))
    return {str(user_id): name for user_id, name in rows}


def list_active(session: Session) -> Sequence[User]:
    """Return everybody who may sign in, by name."""
    return session.scalars(
        sa.select(User).where(User.disabled_at.is_(None)).order_by(User.name, User.id)
    ).all()


def there_are_none(session: Session) -> bool:
    """Return whether the service has no user yet."""
    return session.scalar(sa.select(User.id).limit(1)) is None


def create(
    session: Session,
    actor: Subject | None,
    *,
    email: str,
    name: str,
    roles: list[Role],
    language: Language = "sv",
    password_hash: str | None = None,
) -> User:
    """Add a user. `actor` is None where the service's own command line or set-up acts.

    Raises:
        EmailTakenError: somebody has `email`.
    """
    if find_by_email(session, email) is not None:
        raise EmailTakenError
    user = User(
        email=normalize_email(email),
        name=name.strip(),
        roles=sorted(set(roles)),
        language=language,
        password_hash=password_hash,
        created_at=clock.now(),
    )
    session.add(user)
    session.flush()  # the trail names the new id
    _record(session, actor, "api:user:created", user, roles=",".join(user.roles))
    return user


def set_roles(session: Session, actor: Subject, user: User, roles: list[Role]) -> None:
    """Give `user` exactly `roles`; open sessions act with the new ones at once.

    Raises:
        LastAdminError: nobody would be administrator.
    """
    wanted: list[str] = sorted(set(roles))
    if wanted == user.roles:
        return
    if "admin" not in wanted:
        _check_not_last_admin(session, user)
    given = sorted(set(wanted) - set(user.roles))
    taken = sorted(set(user.roles) - set(wanted))
    user.roles = wanted
    _record(
        session, actor, "api:user:roles-changed", user, given=",".join(given), taken=",".join(taken)
    )


def disable(session: Session, actor: Subject, user: User) -> None:
    """Let `user` in no more; open sessions end at once.

    Raises:
        LastAdminError: nobody would be administrator.
    """
    if user.disabled_at is not None:
        return
    _check_not_last_admin(session, user)
    user.disabled_at = clock.now()
    sessions.end_all(session, user)
    _record(session, actor, "api:user:disabled", user)


def enable(session: Session, actor: Subject, user: User) -> None:
    """Let `user` in again."""
    if user.disabled_at is not None:
        user.disabled_at = None
        _record(session, actor, "api:user:enabled", user)


def reset(session: Session, user: User, password_hash: str) -> None:
    """Let a lost administrator in again: for the operator, on the machine itself."""
    user.disabled_at = None
    user.roles = sorted({*user.roles, "admin"})
    second_factor.remove(session, None, user)
    set_password(session, None, user, password_hash)


def set_password(session: Session, actor: Subject | None, user: User, password_hash: str) -> None:
    """Replace the password of `user`; every open session ends."""
    user.password_hash = password_hash
    sessions.end_all(session, user)
    _record(session, actor, "api:user:password-changed", user)


def checked_hash(password: str, *, email: str, name: str) -> str:
    """Return the hash of a password that may be taken. Slow: call it outside a transaction.

    Raises:
        WeakPasswordError: it may not be taken.
    """
    passwords.check_strength(password, email.replace("@", " ").replace(".", " "), name)
    return passwords.hash_password(password)


def _check_not_last_admin(session: Session, user: User) -> None:
    others = session.scalars(
        sa.select(User).where(User.id != user.id, User.disabled_at.is_(None)).with_for_update()
    )
    if "admin" in user.roles and not any("admin" in other.roles for other in others):
        raise LastAdminError


def _record(session: Session, actor: Subject | None, tag: str, user: User, **facts: str) -> None:
    audit.record(
        session,
        tag,
        actor_kind=actor.kind if actor else "service",
        actor_id=actor.id if actor else None,
        object_id=user.id,
        **facts,
    )
