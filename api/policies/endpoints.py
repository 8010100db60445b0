"""Routes of the policy and the controller. `public` is for everybody, outside /api/v1."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from api import audit
from api.auth.guards import (
    DatabaseDep,
    NotAllowedError,
    NotSignedInError,
    PrivacyOfficer,
    SettingsDep,
    get_subject,
    requires,
)
from api.auth.subject import Subject
from api.errors import NotFoundError, language_of, responses
from api.kit import clock
from api.models import Controller, PolicyVersion
from api.policies import page, repository, service
from api.policies.changes import compare
from api.policies.schemas import (
    ChangesRead,
    ControllerRead,
    ControllerUpdate,
    LineRead,
    PolicyCreate,
    PolicyList,
    PolicyRead,
)

public = APIRouter(tags=["policies"])
router = APIRouter(tags=["policies"])

Known = Annotated[Subject, Depends(get_subject)]
Keeper = Annotated[Subject, Depends(requires("admin:write", "privacy:write"))]


@public.get(
    "/policy",
    response_class=HTMLResponse,
    responses=responses(NotFoundError, service.NoPolicyInForceError),
)
def read_policy(request: Request, database: DatabaseDep) -> Response:
    """Show the policy in force as a page, with its versions, to anybody."""
    with database.read() as session:
        in_force = service.get_in_force(session, clock.now())
        begun = [one for one in repository.list_all(session) if one.effective_from <= clock.now()]
        controller = service.get_controller(session)
        return _shown(page.overview(language_of(request), controller, in_force, begun))


@public.get(
    "/policy/{policy_id}/changes",
    response_class=HTMLResponse,
    responses=responses(NotFoundError),
)
def read_changes(request: Request, database: DatabaseDep, policy_id: str) -> Response:
    """Show what a version changed of the one before it, to anybody."""
    with database.read() as session:
        earlier, later = service.get_pair(session, policy_id)
        lines = compare(earlier, later)
        title = f"{earlier.id} – {later.id}"
        controller = service.get_controller(session)
        return _shown(page.difference(language_of(request), controller, title, lines))


@public.get(
    "/policy/{policy_id}/code.svg",
    response_class=Response,
    responses={200: {"content": {"image/svg+xml": {}}}, **responses(NotFoundError)},
)
def get_code(policy_id: str, settings: SettingsDep, database: DatabaseDep) -> Response:
    """Draw a code that leads to the policy's page, for the stand; it is the same for ever."""
    with database.read() as session:
        service.get(session, policy_id)
    return Response(page.code(f"{settings.origin}/policy"), media_type="image/svg+xml")


@public.get(
    "/policy/{policy_id}",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **responses(NotFoundError)},
)
def get_policy(policy_id: str, database: DatabaseDep) -> Response:
    """Give the exact bytes of one version of the privacy policy, to anybody."""
    with database.read() as session:
        version = service.get(session, policy_id)
        return Response(
            version.content,
            media_type=version.media_type,
            headers={
                "Content-Language": version.language,
                "Content-Security-Policy": "default-src 'none'",
                "ETag": f'"{version.sha256}"',
                "X-Content-Type-Options": "nosniff",
            },
        )


@router.get("/policies")
def list_policies(database: DatabaseDep) -> PolicyList:
    """List the versions of the privacy policy; it is public, and so is this."""
    with database.read() as session:
        versions = repository.list_all(session)
        in_force = repository.find_in_force(session, clock.now())
        following = [*versions[1:], None]
        return PolicyList(
            items=[_read(*pair) for pair in zip(versions, following, strict=True)],
            in_force=in_force and in_force.id,
        )


@router.get("/policies/{policy_id}/changes", responses=responses(NotFoundError))
def list_changes(database: DatabaseDep, policy_id: str, since: str | None = None) -> ChangesRead:
    """Tell line by line what a version changed of the one before it, or of `since`."""
    with database.read() as session:
        earlier, later = service.get_pair(session, policy_id, since)
        return ChangesRead(
            earlier=earlier.id,
            later=later.id,
            lines=[LineRead(what=one.what, text=one.text) for one in compare(earlier, later)],
        )


@router.post(
    "/policies",
    status_code=201,
    responses=responses(
        NotSignedInError,
        NotAllowedError,
        service.PolicyVersionsOverlapError,
        service.PolicyVersionExistsError,
    ),
)
def publish_policy(
    body: PolicyCreate, subject: PrivacyOfficer, database: DatabaseDep
) -> PolicyRead:
    """Publish a version that takes effect in the future. Its text cannot be changed afterwards."""
    with database.write() as session:
        version = service.publish(
            session,
            version_id=body.id,
            effective_from=body.effective_from,
            content=body.text.encode(),
            language=body.language,
        )
        audit.record(
            session,
            "api:policy:publish",
            actor_kind=subject.kind,
            actor_id=subject.id,
            object_id=version.id,
            sha256=version.sha256,
        )
        return _read(version, None)


@router.get("/controller", responses=responses(NotSignedInError, NotFoundError))
def get_controller(_subject: Known, database: DatabaseDep) -> ControllerRead:
    """Give who is responsible for the register, and its authority."""
    with database.read() as session:
        return _controller(service.get_controller(session))


@router.put("/controller", responses=responses(NotSignedInError, NotAllowedError, NotFoundError))
def put_controller(
    body: ControllerUpdate, subject: Keeper, database: DatabaseDep
) -> ControllerRead:
    """Set who is responsible; notices, letters and receipts name it from now on."""
    with database.write() as session:
        controller = service.get_controller(session)
        for name, value in body.model_dump(mode="json").items():
            setattr(controller, name, value)
        audit.record(session, "api:controller:update", actor_kind=subject.kind, actor_id=subject.id)
        return _controller(controller)


def _shown(content: bytes) -> HTMLResponse:
    headers = {"Content-Security-Policy": page.CONTENT_SECURITY_POLICY}
    return HTMLResponse(content, headers=headers)


def _read(version: PolicyVersion, following: PolicyVersion | None) -> PolicyRead:
    return PolicyRead(
        id=version.id,
        effective_from=version.effective_from,
        effective_to=following and following.effective_from,
        language=version.language,
        sha256=version.sha256,
        url=f"/policy/{version.id}",
    )


def _controller(controller: Controller) -> ControllerRead:
    return ControllerRead.model_validate(controller, from_attributes=True)
