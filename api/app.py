"""The HTTP service: which features it is made of, and what they are handed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from api import errors
from api.auth import endpoints as auth
from api.db.session import Database
from api.evidence.vault import Vault
from api.policies import endpoints as policies
from api.settings import Settings
from api.storage import keyring


def create_app(settings: Settings) -> FastAPI:
    """Return the service for `settings`; its database must have been migrated.

    Raises:
        MissingMasterKeyError: the service was never set up by `handslag migrate`.
    """
    app = FastAPI(
        title="Handslag",
        lifespan=_lifespan,
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        strict_content_type=False,
    )
    errors.install(app)
    app.state.settings = settings
    app.state.database = Database(settings.database)
    app.state.keyring = keyring.load(settings.data / "keys" / "master.key")
    app.state.vault = Vault(settings.keys_database, app.state.keyring)
    app.include_router(policies.public)
    app.include_router(_api())
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.database.close()
    app.state.vault.close()


def _api() -> APIRouter:
    api = APIRouter(prefix="/api/v1")

    @api.get("/ping")
    def ping() -> dict[str, str]:
        """Say that this is the service, and not a hotel's sign-in page."""
        return {"service": "handslag"}

    api.include_router(auth.router)
    api.include_router(policies.router)
    return api
