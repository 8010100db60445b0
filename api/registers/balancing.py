"""Balancing tests: why an interest outweighs the person's, in versions that never change."""

from pathlib import Path

from sqlalchemy.orm import Session

from api import audit
from api.auth.subject import Subject
from api.kit import clock
from api.kit.digest import sha256_hex
from api.models import BalancingTest
from api.registers import repository
from api.registers.permissions import BasisNotAllowedError
from api.registers.purposes import BASES, PURPOSES, Basis, Purpose

_TEXTS = Path(__file__).parent / "texts"


def publish(
    session: Session, actor: Subject | None, purpose: Purpose, basis: Basis, text: str
) -> BalancingTest:
    """Add the next version of a test; what was granted before goes on citing the one it cited.

    `actor` is None for those the service is delivered with.

    Raises:
        BasisNotAllowedError: the basis is no interest, or not one of the purpose's.
    """
    if basis not in PURPOSES[purpose].bases or not BASES[basis].needs_balancing_test:
        raise BasisNotAllowedError
    latest = repository.find_balancing_test(session, purpose, basis)
    test = BalancingTest(
        purpose=purpose,
        basis=basis,
        version=latest.version + 1 if latest else 1,
        text=text,
        sha256=sha256_hex(text.encode()),
        decided_at=clock.now(),
        decided_by=actor.id if actor else None,
    )
    session.add(test)
    session.flush()  # its id goes into the answer and the trail
    audit.record(
        session,
        "api:balancing-test:published",
        actor_kind=actor.kind if actor else "service",
        actor_id=actor.id if actor else None,
        object_id=test.id,
        sha256=test.sha256,
    )
    return test


def seed(session: Session) -> None:
    """Put the tests that a handed-over card rests on into a database that has none.

    They are drafts of what the policy already says: the controller reads them, and publishes a
    version of its own where it weighs otherwise.
    """
    if repository.list_balancing_tests(session):
        return
    for purpose in PURPOSES:
        for basis in BASES:
            file = _TEXTS / f"{purpose}.{basis}.sv.txt"
            if file.exists():
                publish(session, None, purpose, basis, file.read_text(encoding="utf-8"))
