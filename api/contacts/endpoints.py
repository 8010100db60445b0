"""Contacts over HTTP, but for the list, which search owns."""

from uuid import UUID

from fastapi import APIRouter

from api import audit
from api.auth import users
from api.auth.guards import ContactReader, ContactWriter, DatabaseDep
from api.contacts import repository, service
from api.contacts.acts import act_of
from api.contacts.details import InvalidFieldsError, normalize
from api.contacts.present import present, present_interaction
from api.contacts.schemas import ContactCompany, ContactCreate, ContactRead, InteractionRead
from api.errors import ApiError, BadCursorError, NotFoundError, responses
from api.evidence.dependencies import VaultDep
from api.interactions import repository as interactions
from api.kit.paging import Limit, Page, as_id, as_moment, cut, decode_cursor
from api.models import Capture, Evidence, Interaction

router = APIRouter(tags=["contacts"])


class NoSuchEvidenceError(ApiError):
    """The record named is not evidence of somebody handing their details over."""

    status = 422
    type = "no-such-evidence"
    sv = "Det beviset finns inte. Utan bevis sparas ingen kontakt."
    en = "There is no such evidence. Without evidence no contact is kept."


@router.post(
    "/contacts",
    status_code=201,
    responses=responses(NoSuchEvidenceError, InvalidFieldsError, service.OwnStaffError),
)
def add_contact(
    database: DatabaseDep, vault: VaultDep, subject: ContactWriter, body: ContactCreate
) -> ContactRead:
    """Enter one more contact of an act that is in evidence, under evidence of its own.

    Each person's evidence is sealed under that person's key, so that one can be erased and the
    other proved.
    """
    [details] = normalize([body])
    with database.write() as session:
        evidence = session.get(Evidence, body.evidence_id)
        if evidence is None or evidence.kind != "provided" or evidence.capture_id is None:
            raise NoSuchEvidenceError
        if evidence.sealed_body is None:
            raise NoSuchEvidenceError  # whose it was is erased
        act = act_of(session, session.get_one(Capture, evidence.capture_id))
        act.told["same_act_as"] = str(evidence.id)
        contact, _evidence = service.register(
            session, vault, details=details, registers=body.registers, act=act, actor=subject
        )
        session.flush()
        return present(contact)


@router.get("/contacts/{contact_id}", responses=responses(NotFoundError))
def get_contact(database: DatabaseDep, subject: ContactReader, contact_id: UUID) -> ContactRead:
    """Read one contact. That it was read is on the trail."""
    with database.write() as session:
        contact = repository.find(session, subject, contact_id)
        if contact is None:
            raise NotFoundError
        audit.record(
            session,
            "api:contact:read",
            actor_kind=subject.kind,
            actor_id=subject.id,
            object_id=contact_id,
        )
        return present(contact)


@router.patch("/contacts/{contact_id}", responses=responses(NotFoundError, service.HasCompanyError))
def give_company(
    database: DatabaseDep, subject: ContactWriter, contact_id: UUID, body: ContactCompany
) -> ContactRead:
    """Give the company to a contact that waits for one; from now on it syncs."""
    with database.write() as session:
        return present(service.give_company(session, subject, contact_id, body.company))


@router.get(
    "/contacts/{contact_id}/interactions", responses=responses(NotFoundError, BadCursorError)
)
def list_interactions(
    database: DatabaseDep,
    subject: ContactReader,
    contact_id: UUID,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Page[InteractionRead]:
    """List the dated exchanges with a contact, latest first."""
    before = None
    if cursor is not None:
        moment, last = decode_cursor(cursor, 2)
        before = as_moment(moment), as_id(last)
    with database.read() as session:
        if repository.find(session, subject, contact_id) is None:
            raise NotFoundError
        rows = interactions.list_page(session, contact_id, before=before, limit=limit + 1)
        page, next_cursor = cut(
            rows,
            limit,
            lambda row: [row.interaction.happened_at.isoformat(), str(row.interaction.id)],
        )
        steps = [row.next_step for row in page if row.next_step]
        owners = users.names_of(session, {step["owner_id"] for step in steps if step["owner_id"]})
        items = [present_interaction(row, owners) for row in page]
        return Page(items=items, next_cursor=next_cursor)


def _place(interaction: Interaction) -> list[str]:
    return [interaction.happened_at.isoformat(), str(interaction.id)]
