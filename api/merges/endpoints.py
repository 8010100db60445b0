"""Merges over HTTP, the pairs that may be one person, and where somebody worked."""

from uuid import UUID

from fastapi import APIRouter

from api.auth.guards import ContactReader, ContactWriter, DatabaseDep
from api.contacts.present import present
from api.errors import NotFoundError, responses
from api.kit.days import day_of
from api.merges import repository, service
from api.merges.schemas import (
    Candidate,
    DistinctionCreate,
    Duplicate,
    DuplicateList,
    EmploymentList,
    EmploymentRead,
    MergeCreate,
    MergeList,
    MergeRead,
)
from api.organizations.schemas import OrganizationRef

router = APIRouter(tags=["contacts"])


@router.post(
    "/contacts/{contact_id}/merges",
    status_code=201,
    responses=responses(NotFoundError, service.SameContactError),
)
def post_merge(
    database: DatabaseDep, subject: ContactWriter, contact_id: UUID, body: MergeCreate
) -> MergeRead:
    """Let this contact stand for another one too, who is the same person. It can be undone."""
    with database.write() as session:
        row = service.merge(session, subject, contact_id, body.contact_id, body.take)
        session.flush()
        return MergeRead.model_validate(row)


@router.get("/contacts/{contact_id}/merges", responses=responses(NotFoundError))
def list_merges(database: DatabaseDep, subject: ContactReader, contact_id: UUID) -> MergeList:
    """List what was merged into a contact, the latest first."""
    with database.read() as session:
        repository.get_contact(session, subject, contact_id)
        rows = repository.list_merges(session, contact_id)
        return MergeList(items=[MergeRead.model_validate(row) for row in rows])


@router.delete(
    "/contacts/{contact_id}/merges/{merge_id}",
    status_code=204,
    responses=responses(NotFoundError, service.NotUndoableError),
)
def delete_merge(
    database: DatabaseDep, subject: ContactWriter, contact_id: UUID, merge_id: UUID
) -> None:
    """Part two contacts again, each with what proves it."""
    with database.write() as session:
        service.undo(session, subject, contact_id, merge_id)


@router.get("/contacts/{contact_id}/employments", responses=responses(NotFoundError))
def list_employments(
    database: DatabaseDep, subject: ContactReader, contact_id: UUID
) -> EmploymentList:
    """List where somebody was met working, and between which days, the latest first."""
    with database.read() as session:
        repository.get_contact(session, subject, contact_id)
        rows = repository.list_employments(session, contact_id)
        return EmploymentList(
            items=[
                EmploymentRead(
                    organization=OrganizationRef.model_validate(row.organization),
                    first_on=day_of(row.first_at),
                    last_on=day_of(row.last_at),
                )
                for row in rows
            ]
        )


@router.get("/duplicates")
def list_duplicates(database: DatabaseDep, subject: ContactWriter) -> DuplicateList:
    """List pairs of contacts that may be the same person and that nobody has judged."""
    with database.read() as session:
        pairs = repository.list_pairs(session)
        ids = {one for pair in pairs for one in pair[:2]}
        whole = repository.list_contacts(session, subject, ids)
        proved = repository.count_evidence(session, ids)

        def candidate(contact_id: UUID) -> Candidate:
            contact = whole[contact_id]
            return Candidate(
                contact=present(contact),
                since=contact.created_at,
                evidence=proved.get(contact_id, 0),
            )

        return DuplicateList(
            items=[
                Duplicate(
                    contacts=[candidate(pair.contact_id), candidate(pair.other_id)],
                    reasons=pair.reasons,
                )
                for pair in pairs
                if pair.contact_id in whole and pair.other_id in whole
            ]
        )


@router.post(
    "/duplicates/distinctions",
    status_code=204,
    responses=responses(NotFoundError, service.SameContactError),
)
def post_distinction(
    database: DatabaseDep, subject: ContactWriter, body: DistinctionCreate
) -> None:
    """Say that two contacts are not the same person: they are not suggested again."""
    with database.write() as session:
        service.tell_apart(session, subject, *body.contact_ids)
