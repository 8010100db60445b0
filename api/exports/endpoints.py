"""Contacts as files over HTTP. Take this router in before that of contacts: `.vcf` is a suffix."""

from uuid import UUID

from fastapi import APIRouter, Response

from api import audit
from api.auth.guards import ContactReader, DatabaseDep
from api.contacts import repository
from api.contacts.present import present
from api.errors import NotFoundError, responses
from api.exports import vcard

router = APIRouter(tags=["contacts"])


@router.get(
    "/contacts/{contact_id}.vcf",
    response_class=Response,
    responses={200: {"content": {"text/vcard": {}}}, **responses(NotFoundError)},
)
def get_vcard(database: DatabaseDep, subject: ContactReader, contact_id: UUID) -> Response:
    """Give one contact as a vCard 3.0. That it was taken out is on the trail."""
    with database.write() as session:
        contact = repository.find(session, subject, contact_id)
        if contact is None:
            raise NotFoundError
        audit.record(
            session,
            "api:contact:vcard",
            actor_kind=subject.kind,
            actor_id=subject.id,
            object_id=contact_id,
        )
        card = vcard.write(present(contact))
    return Response(
        card,
        media_type=vcard.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{contact_id}.vcf"'},
    )
