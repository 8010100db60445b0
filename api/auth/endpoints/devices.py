"""Pairing phones, listing them, taking them off; the key they seal their outbox to."""

import base64
from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Request, Response

from api.auth import cookies, devices, sessions
from api.auth.endpoints.session import describe
from api.auth.guards import (
    CaptureWriter,
    DatabaseDep,
    NotAllowedError,
    NotSignedInError,
    SettingsDep,
    SubjectDep,
    requires,
)
from api.auth.schemas import (
    DeviceList,
    DeviceNamed,
    DeviceRead,
    Me,
    OutboxKey,
    Pairing,
    PairingUse,
    Upload,
)
from api.auth.subject import Subject
from api.errors import NotFoundError, responses
from api.kit import clock
from api.models import Device, User
from api.storage import sealing

router = APIRouter()
_REFUSALS = (NotSignedInError, NotAllowedError, cookies.ForeignRequestError)
_Keeper = Annotated[Subject, Depends(requires("captures:write", "admin:write"))]


@router.get("/outbox-key")
def get_outbox_key(request: Request) -> OutboxKey:
    """Give the key that captures are sealed to on a phone; it is public."""
    kid = sealing.kid_of(clock.now())
    key = sealing.public_key(request.app.state.keyring, kid)
    return OutboxKey(kid=kid, key=base64.b64encode(key).decode())


@router.put("/devices/{key}", responses=responses(*_REFUSALS))
def put_device(
    subject: CaptureWriter, key: UUID, body: DeviceNamed, database: DatabaseDep
) -> Upload:
    """Enlist the device that one is signed in on; the answer holds its new upload token."""
    if subject.user_id is None:
        raise NotAllowedError
    with database.write() as session:
        user = session.get_one(User, subject.user_id)
        token = devices.enlist(
            session, user, key=key, name=body.name, session_id=subject.session_id
        )
    return Upload(token=token)


@router.get("/devices", responses=responses(*_REFUSALS))
def list_devices(subject: _Keeper, database: DatabaseDep) -> DeviceList:
    """List one's own devices, the one heard last first; an administrator sees everybody's."""
    query = sa.select(Device, User.name).join(User, User.id == Device.user_id)
    if not subject.holds("admin:write"):
        query = query.where(Device.user_id == subject.user_id)
    with database.read() as session:
        rows = session.execute(query.order_by(Device.seen_at.desc()).limit(500)).all()
    return DeviceList(
        items=[
            DeviceRead(
                id=device.id,
                key=device.key,
                name=device.name,
                user=name,
                created_at=device.created_at,
                seen_at=device.seen_at,
                revoked_at=device.revoked_at,
            )
            for device, name in rows
        ]
    )


@router.delete(
    "/devices/{device_id}", status_code=204, responses=responses(*_REFUSALS, NotFoundError)
)
def delete_device(subject: _Keeper, device_id: UUID, database: DatabaseDep) -> None:
    """Take a device off: from now on it is answered 401 `device-revoked`."""
    with database.write() as session:
        device = session.get(Device, device_id)
        if device is None or not (
            subject.holds("admin:write") or device.user_id == subject.user_id
        ):
            raise NotFoundError
        devices.revoke(session, subject, device)


@router.post("/pairings", status_code=201, responses=responses(*_REFUSALS))
def post_pairing(subject: SubjectDep, database: DatabaseDep, settings: SettingsDep) -> Pairing:
    """Make a code that signs one phone in as oneself, once, within ten minutes."""
    if subject.kind != "user" or subject.user_id is None:
        raise NotAllowedError
    with database.write() as session:
        code = devices.new_code(session, subject, session.get_one(User, subject.user_id))
    return Pairing(
        code=f"{code[:5]}-{code[5:]}",
        ends_at=clock.now() + devices.CODE_LIFETIME,
        address=settings.origin,
    )


@router.post(
    "/session/pairing",
    status_code=201,
    responses=responses(devices.PairingCodeError, cookies.ForeignRequestError),
)
def use_pairing(
    request: Request,
    response: Response,
    body: PairingUse,
    database: DatabaseDep,
    settings: SettingsDep,
) -> Me:
    """Sign this phone in with a code from the desk: the answer sets the session's cookie."""
    cookies.check_origin(request)
    with database.write() as session:
        user = devices.use_code(session, body.code)
        secret = sessions.begin(session, user)
        me = describe(settings, user)
    cookies.put(response, settings, secret)
    return me
