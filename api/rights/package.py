"""Everything the company has about one person, as data (GDPR Art. 15): theirs, nobody else's."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from api.evidence import service as evidence
from api.evidence.vault import Vault
from api.kit import clock
from api.models import Evidence, Permission
from api.policies import service as policies
from api.registers.purposes import BASES, PURPOSES, Basis, Purpose
from api.retention import repository as rules
from api.retention import service as retention
from api.rights.person import Person, Rows
from api.rights.tables import EXPORTS, recipients_of


def collect(session: Session, vault: Vault, person: Person) -> dict[str, Any]:
    """Return the package as JSON values: whose, what, from where, what for, how long."""
    controller = policies.get_controller(session)
    tables = {table: export(session, person) for table, export in EXPORTS.items()}
    living = [one for one in person.contacts if one.state != "merged"]
    return {
        "format": "handslag-access-1",
        "made_at": clock.now().isoformat(),
        "controller": {
            "name": controller.name,
            "registration_number": controller.registration_number,
            "contact": controller.privacy_email,
        },
        "authority": {"name": controller.authority_name, "url": controller.authority_url},
        "purposes": _purposes(session, person.scope.contact_ids),
        "recipients": recipients_of(session, person),
        "retention": [
            {
                "until": one.keep_until.isoformat(),
                "sv": one.sentence("sv"),
                "en": one.sentence("en"),
            }
            for one in retention.judge(session, living, rules.rules(session))
        ],
        "evidence": _evidence(session, vault, person),
        **tables,
    }


def _purposes(session: Session, contact_ids: Sequence[UUID]) -> Rows:
    """Return each purpose in force with its ground; security is told of once it is over."""
    rows = session.execute(
        sa.select(Permission.purpose, Permission.basis)
        .where(
            Permission.contact_id.in_(contact_ids),
            Permission.ended_at.is_(None),
            Permission.purpose != "security",
        )
        .distinct()
        .order_by(Permission.purpose, Permission.basis)
    )
    return [_purpose(cast("Purpose", row.purpose), cast("Basis", row.basis)) for row in rows]


def _purpose(purpose: Purpose, basis: Basis) -> dict[str, Any]:
    facts, ground = PURPOSES[purpose], BASES[basis]
    return {
        "purpose": purpose,
        "basis": basis,
        "article": ground.article,
        "sv": f"{facts.told_sv} Grund: {ground.sv}.",
        "en": f"{facts.told_en} Ground: {ground.en}.",
    }


def _evidence(session: Session, vault: Vault, person: Person) -> Rows:
    rows = session.scalars(
        sa.select(Evidence)
        .where(Evidence.subject_id.in_(person.scope.subject_ids))
        .order_by(Evidence.index)
    )
    return [
        {
            "index": one.index,
            "record": _own_words(evidence.open_record(session, vault, one).body, person),
        }
        for one in rows
    ]


def _own_words(record: dict[str, Any], person: Person) -> dict[str, Any]:
    """Return the record; without the note where somebody else was on the card as well."""
    capture_id, context = record.get("capture_id"), record.get("context") or {}
    if not context.get("note") or UUID(capture_id) in person.alone:
        return record
    return record | {"context": context | {"note": None, "note_withheld": "GDPR art. 15.4"}}


def is_whole(record: dict[str, Any]) -> bool:
    """Return whether a record is told as it was sealed, so that its proof may go along."""
    return "note_withheld" not in (record.get("context") or {})
