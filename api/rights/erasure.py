"""Erases a person: shows first what would go and what the law keeps, then does it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.auth.subject import Subject
from api.contacts.removed import remember, traces_of
from api.errors import ApiError
from api.evidence.vault import Vault
from api.kit import clock
from api.models import (
    ApiToken,
    CaptureFile,
    Contact,
    ContactMethod,
    Evidence,
    Interaction,
    Reading,
)
from api.retention import service as retention
from api.retention.removal import remove
from api.retention.repository import holds_on
from api.retention.scope import list_people, scope_of
from api.suppressions import service as suppressions

BOOKKEEPING = "bokföringslagen (1999:1078) 7 kap. 2 §"


class HeldError(ApiError):
    """A legal hold keeps the person's details: refuse the request, and say why."""

    status = 409
    type = "held"
    sv = "Uppgifterna måste finnas kvar enligt {law}. Neka begäran med den grunden."
    en = "The details must be kept under {law}. Refuse the request on that ground."


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays after an erasure: how many of what, until when, by which law and article."""

    what: str
    count: int
    until: date | None
    law: str
    article: str

    def told(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self) | {"until": self.until and self.until.isoformat()}


@dataclass(frozen=True, slots=True)
class Preview:
    """What an erasure would do, counted now; nothing is done. `held` is the law that forbids it."""

    erased: dict[str, int]
    kept: list[Kept]
    held: str | None


def preview(session: Session, contact_id: UUID) -> Preview:
    """Return what erasing the person behind a contact would take and leave."""
    people = list_people(session, [contact_id])
    scope = scope_of(session, people)
    kept = kept_of(session, scope.contact_ids)
    acts = sum(one.count for one in kept if one.what == "transactions")
    erased = {
        "contacts": len(people),
        "methods": _count(session, ContactMethod, ContactMethod.contact_id, scope.contact_ids),
        "pictures": _count(session, CaptureFile, CaptureFile.capture_id, scope.capture_ids),
        "readings": _count(session, Reading, Reading.capture_id, scope.capture_ids),
        "interactions": _count(session, Interaction, Interaction.contact_id, scope.contact_ids)
        - acts,
        "recipients": len(session.scalars(_recipients()).all()),
        "others_on_same_cards": _others(session, scope.contact_ids, scope.capture_ids),
    }
    hold = next(iter(holds_on(session, scope.contact_ids, retention.today()).values()), None)
    return Preview(erased, kept, None if hold is None else hold.law)


def kept_of(session: Session, contact_ids: Sequence[UUID]) -> list[Kept]:
    """Return what the law or the proof of others needs, without the person in it."""
    kept = []
    acts = retention.kept_by_law(session, contact_ids)
    if acts:
        until = max(act.until for act in acts)
        kept.append(Kept("transactions", len(acts), until, BOOKKEEPING, "GDPR art. 17.3 b"))
    reached = session.scalar(
        sa.select(sa.func.count(ContactMethod.value.distinct())).where(
            ContactMethod.contact_id.in_(contact_ids), ContactMethod.kind != "website"
        )
    )
    if reached:
        kept.append(Kept("suppressions", reached, None, "", "GDPR art. 21.3"))
    leaves = _count(session, Evidence, Evidence.contact_id, contact_ids)
    if leaves:
        kept.append(Kept("log_entries", leaves, None, "", "GDPR art. 17.3 e"))
    return kept


def erase(
    session: Session, vault: Vault, actor: Subject, contact_id: UUID
) -> tuple[dict[str, int], list[Kept]]:
    """Erase the person behind a contact; return how much of what went, and what is kept.

    What is on its way here still is refused when it comes: the same upload by its id, another card
    of before by keyed digests. Call `destruction.finish` once this is committed.

    Raises:
        HeldError: a legal hold forbids it.
    """
    people = list_people(session, [contact_id])
    ids = [one.id for one in people]
    hold = next(iter(holds_on(session, ids, retention.today()).values()), None)
    if hold is not None:
        raise HeldError(law=hold.law)
    acts = [act.interaction.id for act in retention.kept_by_law(session, ids)]
    kept = kept_of(session, ids)
    scope = scope_of(session, people, acts)
    for one in people:
        suppressions.suppress_contact(session, vault, actor, one, "requested")
    remember(session, vault, set().union(*map(traces_of, people)))
    return remove(session, vault, actor, scope), kept


def _recipients() -> sa.Select[UUID]:
    # Programs that keep in step by the change feed: they are told by a tombstone (Art. 19).
    return sa.select(ApiToken.id).where(
        ApiToken.revoked_at.is_(None),
        ApiToken.ends_at > clock.now(),
        sa.cast(ApiToken.scopes, sa.String).contains("sync:read"),
    )


def _others(session: Session, contact_ids: Sequence[UUID], capture_ids: Sequence[UUID]) -> int:
    """Return how many other people's cards are on the same pictures, which go as well."""
    return (
        session.scalar(
            sa.select(sa.func.count(Interaction.contact_id.distinct()))
            .join(Contact, Contact.id == Interaction.contact_id)
            .where(
                Interaction.capture_id.in_(capture_ids),
                Interaction.contact_id.not_in(contact_ids),
                Contact.deleted_at.is_(None),
            )
        )
        or 0
    )


def _count(session: Session, table: Any, column: Any, ids: Sequence[UUID]) -> int:  # noqa: ANN401 - any mapped table
    return session.scalar(sa.select(sa.func.count()).select_from(table).where(column.in_(ids))) or 0
