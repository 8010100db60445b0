"""Routes of Mina uppgifter: outside /api, without a session; the address is what lets in."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ValidationError
from sqlalchemy.orm import Session

from api.auth.guards import DatabaseDep, PrivacyOfficer, SettingsDep
from api.contacts.details import InvalidFieldsError
from api.errors import NotFoundError, language_of, responses
from api.evidence.dependencies import SignerDep, VaultDep
from api.evidence.vault import Vault
from api.models import Contact, SubjectRequest
from api.notices.service import find_agreement
from api.policies import service as policies
from api.rights import archive, erasure, package, repository, service
from api.rights.mine import links, pages
from api.rights.mine.forms import given
from api.rights.mine.parts import CONTENT_SECURITY_POLICY, Look
from api.rights.person import Person, find_person, images_of
from api.rights.schemas import LinkRead
from api.rights.service import PERSON, Asked
from api.storage.blobs import BlobMissingError
from api.storage.dependencies import BlobsDep

public = APIRouter(prefix="/mine/{link}", include_in_schema=False)
router = APIRouter(tags=["rights"])

Language = Annotated[Literal["sv", "en"] | None, Query()]
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}


@router.post("/contacts/{contact_id}/link", status_code=201, responses=responses(NotFoundError))
def make_link(
    request: Request,
    database: DatabaseDep,
    settings: SettingsDep,
    subject: PrivacyOfficer,
    contact_id: UUID,
) -> LinkRead:
    """Make the link that opens a person's own page for 30 days. Send it to an address they gave."""
    keyring = request.app.state.keyring
    link = links.make(keyring, contact_id)
    with database.write() as session:
        if repository.find_contact(session, contact_id) is None:
            raise NotFoundError
        service.record_link(session, subject, contact_id)
    _, until = links.open_link(keyring, link)
    return LinkRead(url=f"{settings.origin}/mine/{link}", ends_at=until)


@dataclass(frozen=True, slots=True)
class Visit:
    """Whose page is asked for, and how it looks; `contact_id` is None where the link has ended."""

    contact_id: UUID | None
    look: Look


def visit(request: Request, link: str, database: DatabaseDep, language: Language = None) -> Visit:
    """Open the link in the address."""
    try:
        contact_id, _ = links.open_link(request.app.state.keyring, link)
    except links.LinkEndedError:
        contact_id = None
    with database.read() as session:
        controller = policies.get_controller(session)
        if contact_id is not None and repository.find_contact(session, contact_id) is None:
            contact_id = None
    look = Look(
        controller.name,
        language or language_of(request),
        f"/mine/{link}",
        request.app.state.app_files,
    )
    return Visit(contact_id, look)


VisitDep = Annotated[Visit, Depends(visit)]


@public.get("")
def show(visit: VisitDep, database: DatabaseDep, vault: VaultDep) -> Response:
    """Show everything there is of a person."""
    with database.read() as session:
        person = _find(session, visit)
        if person is None or visit.contact_id is None:
            return _gone(visit)
        return _page(
            pages.overview(
                visit.look,
                package.collect(session, vault, person),
                images_of(session, person),
                find_agreement(session, visit.contact_id, "newsletter"),
                repository.list_of_contacts(session, person.scope.contact_ids),
            )
        )


@public.get("/package")
def download(
    visit: VisitDep, database: DatabaseDep, vault: VaultDep, signer: SignerDep, blobs: BlobsDep
) -> Response:
    """Give everything as a ZIP; that it was asked for and answered is on record."""
    with database.write() as session:
        person = _find(session, visit)
        if person is None:
            return _gone(visit)
        request = _ask(session, vault, visit, "access")
        service.carry_out(session, vault, PERSON, request)
        files, pictures = archive.gather(session, vault, signer, person, visit.look.language)
        name = f"handslag-{request.number}.zip"
    headers = _HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
    packed = archive.pack(files, pictures, blobs)
    return Response(packed, media_type=archive.MEDIA_TYPE, headers=headers)


@public.get("/pictures/{file_id}")
def show_picture(
    visit: VisitDep, database: DatabaseDep, blobs: BlobsDep, file_id: UUID
) -> Response:
    """Show a kept picture on which the person is alone; what was private on it is masked."""
    with database.read() as session:
        person = _find(session, visit)
        file = person and pages.picture_of(images_of(session, person), file_id)
    if not file:
        return _gone(visit)
    try:
        content = blobs.get(str(file.kept_key))
    except BlobMissingError:
        return _gone(visit)
    return Response(content, media_type=file.kept_type, headers=_HEADERS)


@public.get("/rectification")
def show_rectification(visit: VisitDep, database: DatabaseDep) -> Response:
    """Show the form that puts details right."""
    with database.read() as session:
        contact = _contact(session, visit)
        return _gone(visit) if contact is None else _page(pages.rectification(visit.look, contact))


async def read_form(request: Request) -> dict[str, str]:
    """Return the text fields of a posted form."""
    form = await request.form(max_files=0, max_fields=60)
    return {name: value for name, value in form.items() if isinstance(value, str)}


FormDep = Annotated[dict[str, str], Depends(read_form)]


@public.post("/rectification")
def ask_rectification(
    visit: VisitDep, database: DatabaseDep, vault: VaultDep, form: FormDep
) -> Response:
    """Open a request to put details right."""
    with database.read() as session:
        contact = _contact(session, visit)
    if contact is None:
        return _gone(visit)
    try:
        with database.write() as session:
            _ask(session, vault, visit, "rectification", values=given(contact, form))
    except (InvalidFieldsError, ValidationError):
        return _page(pages.rectification(visit.look, contact, wrong=True), 422)
    return _back(visit)


@public.get("/objection")
def show_objection(visit: VisitDep) -> Response:
    """Show the form that says no to a use."""
    return _gone(visit) if visit.contact_id is None else _page(pages.objection(visit.look))


@public.post("/objection")
def ask_objection(
    visit: VisitDep, database: DatabaseDep, vault: VaultDep, form: FormDep
) -> Response:
    """Object; it takes effect at once."""
    wanted = next((one for one in pages.OBJECTIONS if one == form.get("purpose")), None)
    if visit.contact_id is None or wanted is None:
        return _gone(visit)
    with database.write() as session:
        _ask(session, vault, visit, "objection", purpose=wanted)
    return _back(visit)


@public.get("/restriction")
def show_restriction(visit: VisitDep) -> Response:
    """Show the form that pauses all use."""
    return _gone(visit) if visit.contact_id is None else _page(pages.restriction(visit.look))


@public.post("/restriction")
def ask_restriction(visit: VisitDep, database: DatabaseDep, vault: VaultDep) -> Response:
    """Pause all use, at once."""
    if visit.contact_id is None:
        return _gone(visit)
    with database.write() as session:
        service.carry_out(session, vault, PERSON, _ask(session, vault, visit, "restriction"))
    return _back(visit)


@public.get("/erasure")
def show_erasure(visit: VisitDep, database: DatabaseDep) -> Response:
    """Show what an erasure would take, and what must stay."""
    if visit.contact_id is None:
        return _gone(visit)
    with database.read() as session:
        preview = erasure.preview(session, visit.contact_id)
    return _page(pages.erasure(visit.look, preview))


@public.post("/erasure")
def ask_erasure(visit: VisitDep, database: DatabaseDep, vault: VaultDep) -> Response:
    """Ask to be erased; a privacy officer does it, since it cannot be undone."""
    if visit.contact_id is None:
        return _gone(visit)
    with database.write() as session:
        _ask(session, vault, visit, "erasure")
    return _back(visit)


def _find(session: Session, visit: Visit) -> Person | None:
    return None if visit.contact_id is None else find_person(session, visit.contact_id)


def _contact(session: Session, visit: Visit) -> Contact | None:
    if visit.contact_id is None:
        return None
    return repository.find_contact(session, visit.contact_id)


def _ask(
    session: Session,
    vault: Vault,
    visit: Visit,
    kind: service.Kind,
    *,
    purpose: service.Purpose | None = None,
    values: dict[str, Any] | None = None,
) -> SubjectRequest:
    """Open a request in the person's own name; asked twice while it waits, it is one request."""
    assert visit.contact_id is not None  # noqa: S101 - the routes have turned others away
    waiting = repository.find_waiting(session, visit.contact_id, kind, purpose)
    if waiting is not None:
        waiting.asked = values or waiting.asked
        return waiting
    asked = Asked(
        kind=kind,
        contact_id=visit.contact_id,
        channel="my_details",
        language="en" if visit.look.language == "en" else "sv",
        identity="link",
        purpose=purpose,
        values=values,
    )
    return service.open_request(session, vault, PERSON, asked)


def _page(content: bytes, status: int = 200) -> Response:
    return HTMLResponse(content, status, headers=_HEADERS)


def _gone(visit: Visit) -> Response:
    return _page(pages.gone(visit.look), links.LinkEndedError.status)


def _back(visit: Visit) -> Response:
    # To another address by GET: reloading does not ask again.
    return RedirectResponse(visit.look.link(), 303, headers=_HEADERS)
