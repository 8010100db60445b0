"""The HTTP service: which features it is made of, and what they are handed."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute
from typing_extensions import override

from api import errors, middleware
from api.auth import endpoints as auth
from api.auth.cookies import ForeignRequestError
from api.auth.guards import NotAllowedError, NotSignedInError
from api.breaches import endpoints as breaches
from api.captures import endpoints as captures
from api.contacts import endpoints as contacts
from api.db.session import Database
from api.disclosures import endpoints as disclosures
from api.evidence import endpoints as evidence
from api.evidence.checkpoints import Signer
from api.evidence.vault import Vault
from api.exports import endpoints as exports
from api.guard import endpoints as notes
from api.interactions import statistics
from api.jobs.client import Jobs
from api.mail import endpoints as mail
from api.mail.relay import from_settings
from api.merges import endpoints as merges
from api.notices import endpoints as notices
from api.occasions import endpoints as occasions
from api.organizations import endpoints as organizations
from api.oversight import endpoints as oversight
from api.policies import endpoints as policies
from api.processing import endpoints as processing
from api.readings import endpoints as readings
from api.registers import endpoints as registers
from api.registers import security
from api.retention import endpoints as retention
from api.review import endpoints as review
from api.rights import endpoints as rights
from api.rights import mails as letters
from api.rights.mine import endpoints as mine
from api.search import endpoints as search
from api.settings import Settings
from api.storage import blobs, keyring
from api.suppressions import endpoints as suppressions
from api.sync import endpoints as sync
from web import serving

_MB = 1_000_000


class Described(FastAPI):
    """An app whose description tells of every route what the ground under it can refuse."""

    @override
    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            told = super().openapi()
            told["components"]["schemas"]["Problem"] = errors.Problem.model_json_schema()
            for operation in _operations(told):
                answers = operation["responses"]
                for status, answer in _refusals(operation).items():
                    answers.setdefault(str(status), answer)
        return self.openapi_schema or {}


def _operations(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for operations in told["paths"].values():
        yield from operations.values()


def _refusals(operation: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    found: list[type[errors.ApiError]] = []
    if "security" in operation:
        found += [NotSignedInError, NotAllowedError, ForeignRequestError]
    if "requestBody" in operation:
        found.append(middleware.TooLargeError)
    return errors.responses(*found)


def create_app(settings: Settings) -> FastAPI:
    """Return the service for `settings`; its database must have been migrated.

    Raises:
        MissingMasterKeyError: the service was never set up by `handslag migrate`.
    """
    app = Described(
        title="Handslag",
        lifespan=_lifespan,
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        # FastAPI would report to a collector that the environment names; we report to nobody.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    errors.install(app)
    middleware.install(
        app, origin=settings.origin, limit_of=lambda *call: _body_limit(settings, *call)
    )
    app.state.settings = settings
    app.state.database = Database(settings.database)
    app.state.keyring = keyring.load(settings.master_key)
    app.state.vault = Vault(settings.keys_database, app.state.keyring)
    app.state.blobs = blobs.open_store(settings.blobs, settings.data / "blobs", app.state.keyring)
    app.state.jobs = Jobs(settings.database)
    app.state.signer = Signer(app.state.keyring, settings.checkpoints)
    app.state.relay = from_settings(settings)
    app.state.app_files = serving.site().base
    app.router.routes.extend(_routes())
    return app


def _body_limit(settings: Settings, method: str, path: str) -> int:
    if method == "PUT" and re.fullmatch(r"/api/v1/captures/[^/]+", path):
        return settings.max_upload_mb * _MB
    return _MB


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.database.close()
    app.state.vault.close()
    app.state.jobs.close()


@cache
def _routes() -> list[BaseRoute]:
    """Return all that is served. FastAPI looks long at each route, and services may share them."""
    ours = APIRouter(
        strict_content_type=False,
        responses=errors.responses(middleware.UnknownError, middleware.UnknownHostError),
    )
    ours.include_router(policies.public)
    ours.include_router(mine.public)
    ours.include_router(_api())
    return [*ours.routes, *serving.routes(serving.site())]


def _api() -> APIRouter:
    api = APIRouter(prefix="/api/v1")

    @api.get("/ping")
    def ping() -> dict[str, str]:
        """Say that this is the service, and not a hotel's sign-in page."""
        return {"service": "handslag"}

    api.include_router(auth.router)
    api.include_router(policies.router)
    api.include_router(evidence.router)
    api.include_router(occasions.router)
    api.include_router(notes.router)
    api.include_router(captures.router)
    api.include_router(readings.router)
    api.include_router(review.router)
    api.include_router(search.router)
    # Before the contacts themselves: `.vcf` is a suffix of their address.
    api.include_router(exports.router)
    api.include_router(contacts.router)
    api.include_router(merges.router)
    api.include_router(registers.router)
    api.include_router(security.router)
    api.include_router(suppressions.router)
    api.include_router(disclosures.router)
    api.include_router(organizations.router)
    api.include_router(statistics.router)
    api.include_router(sync.router)
    api.include_router(notices.router)
    api.include_router(retention.router)
    api.include_router(rights.router)
    api.include_router(letters.router)
    api.include_router(mail.router)
    api.include_router(mine.router)
    api.include_router(breaches.router)
    api.include_router(processing.router)
    api.include_router(oversight.router)
    return api
