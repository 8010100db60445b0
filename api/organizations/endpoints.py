"""Organizations over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api import audit
from api.auth.guards import ContactReader, DatabaseDep, PrivacyOfficer
from api.errors import BadCursorError, NotFoundError, responses
from api.kit.paging import Limit, Page, as_id, cut, decode_cursor
from api.organizations import repository
from api.organizations.legal_forms import fold_name
from api.organizations.schemas import OrganizationChange, OrganizationListed, OrganizationRead

router = APIRouter(tags=["organizations"])


@router.get("/organizations", responses=responses(BadCursorError))
def list_organizations(
    database: DatabaseDep,
    subject: ContactReader,
    q: Annotated[str, Query(max_length=300)] = "",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[OrganizationListed]:
    """List organizations by name; `q` is how the name begins, without legal form or marks."""
    after = None if cursor is None else _position(cursor)
    with database.read() as session:
        rows = repository.list_page(
            session, subject, starting=fold_name(q), after=after, limit=limit + 1
        )
        page, next_cursor = cut(rows, limit, lambda row: [row[0].name_folded, str(row[0].id)])
        return Page(
            items=[
                OrganizationListed(
                    id=organization.id,
                    name=organization.name,
                    version=organization.version,
                    contacts=contacts,
                )
                for organization, contacts in page
            ],
            next_cursor=next_cursor,
        )


@router.get("/organizations/{organization_id}", responses=responses(NotFoundError))
def get_organization(
    database: DatabaseDep, subject: ContactReader, organization_id: UUID
) -> OrganizationRead:
    """Read one organization; its contacts are listed by `GET /contacts?organization=`."""
    with database.read() as session:
        organization = repository.find(session, subject, organization_id)
        if organization is None:
            raise NotFoundError
        return OrganizationRead.model_validate(organization)


@router.patch("/organizations/{organization_id}", responses=responses(NotFoundError))
def change_organization(
    database: DatabaseDep, subject: PrivacyOfficer, organization_id: UUID, body: OrganizationChange
) -> OrganizationRead:
    """Say whether an organization is a legal person, where its name does not tell, or wrongly."""
    with database.write() as session:
        organization = repository.find(session, subject, organization_id)
        if organization is None:
            raise NotFoundError
        organization.is_legal_person = body.is_legal_person
        audit.record(
            session,
            "api:organization:legal_person",
            actor_kind=subject.kind,
            actor_id=subject.id,
            object_id=organization_id,
            is_legal_person=str(body.is_legal_person).lower(),
        )
        return OrganizationRead.model_validate(organization)


def _position(cursor: str) -> tuple[str, UUID]:
    name, last = decode_cursor(cursor, 2)
    if not isinstance(name, str):
        raise BadCursorError
    return name, as_id(last)
