"""Suppressions over HTTP: for privacy officers, and the set that phones carry along."""

import re

import sqlalchemy as sa
from fastapi import APIRouter

from api.auth.guards import (
    CaptureReader,
    CaptureWriter,
    DatabaseDep,
    NotAllowedError,
    NotSignedInError,
    PrivacyOfficer,
)
from api.errors import BadCursorError, responses
from api.evidence.dependencies import VaultDep
from api.kit.paging import Limit, Page, as_moment, cut, decode_cursor
from api.models import Suppression
from api.suppressions import service
from api.suppressions.schemas import (
    AddressGiven,
    Checked,
    LiftGiven,
    PhoneSet,
    SuppressionGiven,
    SuppressionRead,
)

router = APIRouter(prefix="/suppressions", tags=["suppressions"])
_MARK = re.compile("[0-9a-f]{64}")
_REFUSALS = (NotSignedInError, NotAllowedError)


@router.get("", responses=responses(*_REFUSALS, BadCursorError))
def list_suppressions(
    database: DatabaseDep, _subject: PrivacyOfficer, cursor: str | None = None, limit: Limit = 100
) -> Page[SuppressionRead]:
    """List suppressions, newest first. None tells its address: the service does not know it."""
    query = sa.select(Suppression).order_by(
        Suppression.since.desc(), Suppression.fingerprint.desc()
    )
    if cursor is not None:
        since, last = decode_cursor(cursor, 2)
        if not isinstance(last, str) or not _MARK.fullmatch(last):
            raise BadCursorError
        query = query.where(
            sa.tuple_(Suppression.since, Suppression.fingerprint)
            < sa.tuple_(sa.literal(as_moment(since), Suppression.since.type), sa.literal(last))
        )
    with database.read() as session:
        rows = session.scalars(query.limit(limit + 1)).all()
    page, next_cursor = cut(rows, limit, lambda row: [row.since.isoformat(), row.fingerprint])
    return Page(items=[_read(row) for row in page], next_cursor=next_cursor)


@router.post("", status_code=201, responses=responses(*_REFUSALS, service.NotAnAddressError))
def add_suppression(
    database: DatabaseDep, vault: VaultDep, subject: PrivacyOfficer, body: SuppressionGiven
) -> SuppressionRead:
    """Suppress an address from now on. Doing it again changes nothing."""
    with database.write() as session:
        return _read(service.suppress(session, vault, subject, body.kind, body.value, body.reason))


@router.post("/checks", responses=responses(*_REFUSALS, service.NotAnAddressError))
def check_address(
    database: DatabaseDep, vault: VaultDep, _subject: CaptureReader, body: AddressGiven
) -> Checked:
    """Tell whether an address is suppressed; it is sent as a body to stay out of URLs."""
    with database.read() as session:
        row = service.find(session, vault, body.kind, body.value)
    if row is None:
        return Checked(suppressed=False)
    told = _read(row)
    return Checked(suppressed=True, reason=told.reason, since=told.since)


@router.post(
    "/lifts",
    status_code=204,
    responses=responses(*_REFUSALS, service.NotAnAddressError, service.NoNewerConsentError),
)
def lift_suppression(
    database: DatabaseDep, vault: VaultDep, subject: PrivacyOfficer, body: LiftGiven
) -> None:
    """Lift a suppression by a consent the person gave after it."""
    with database.write() as session:
        service.lift(session, vault, subject, body.kind, body.value, body.evidence_id)


@router.get("/set", responses=responses(*_REFUSALS))
def get_phone_set(database: DatabaseDep, vault: VaultDep, _subject: CaptureWriter) -> PhoneSet:
    """Give what a phone needs to warn of suppressed addresses without a network."""
    with database.read() as session:
        return service.phone_set(session, vault)


def _read(row: Suppression) -> SuppressionRead:
    return SuppressionRead.model_validate(
        {
            "id": row.fingerprint[:12],
            "kind": row.kind,
            "reason": row.reason,
            "since": row.since,
        }
    )
