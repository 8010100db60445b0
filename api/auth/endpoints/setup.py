"""Making the first user."""

from fastapi import APIRouter, Request, Response

from api.auth import cookies, passwords, sessions, setup, users
from api.auth.endpoints.session import describe
from api.auth.guards import DatabaseDep, SettingsDep
from api.auth.schemas import Me, SetupCreate, SetupState
from api.errors import responses

router = APIRouter()


@router.get("/setup")
def get_setup(database: DatabaseDep) -> SetupState:
    """Say whether the first user is still to be made."""
    with database.read() as session:
        return SetupState(needed=users.there_are_none(session))


@router.post(
    "/setup",
    status_code=201,
    responses=responses(
        setup.SetupDoneError,
        setup.SetupCodeError,
        cookies.ForeignRequestError,
        passwords.WeakPasswordError,
    ),
)
def post_setup(
    request: Request,
    response: Response,
    body: SetupCreate,
    database: DatabaseDep,
    settings: SettingsDep,
) -> Me:
    """Make the first user with the printed code, and sign them in. Works once."""
    cookies.check_origin(request)
    with database.read() as session:
        setup.check_code(session, body.code)
    password_hash = users.checked_hash(body.password, email=body.email, name=body.name)
    with database.write() as session:
        user = setup.make_first_user(
            session,
            body.code,
            email=body.email,
            name=body.name,
            language=body.language,
            password_hash=password_hash,
        )
        secret = sessions.begin(session, user)
        me = describe(settings, user)
    cookies.put(response, settings, secret)
    return me
