"""Problems a client can act on, and their one shape on the wire (RFC 9457)."""

from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"
_BODY = {"schema": {"$ref": "#/components/schemas/Problem"}}


class Problem(BaseModel):
    """What every refusal looks like; `type` is stable, `detail` a sentence for a person."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, Any]] | None = None


class ApiError(Exception):
    """A refusal. Subclasses say which; `facts` fill the braces of the sentences.

    Facts hold no personal data: they end up in answers and logs. `errors` say which fields are
    meant: `{"where": ["contacts", "0", "emails", "1"], "rule": "email"}`.
    """

    status: ClassVar[int] = 400
    type: ClassVar[str] = "bad-request"
    sv: ClassVar[str] = "Det gick inte att förstå."
    en: ClassVar[str] = "That could not be understood."

    def __init__(
        self,
        *,
        headers: dict[str, str] | None = None,
        errors: list[dict[str, Any]] | None = None,
        **facts: object,
    ) -> None:
        super().__init__(self.type)
        self.facts = facts
        self.headers = headers
        self.errors = errors

    def sentence(self, language: str) -> str:
        """Return what happened in `language` ("sv" or "en")."""
        return (self.sv if language == "sv" else self.en).format(**self.facts)


class NotFoundError(ApiError):
    """There is no such thing, or the caller may not know of it: the answer is the same."""

    status = 404
    type = "not-found"
    sv = "Det finns inte, eller så får du inte se det."
    en = "It does not exist, or you may not see it."


class BadCursorError(ApiError):
    """The cursor was not made by this list."""

    status = 422
    type = "bad-cursor"
    sv = "Listan gick inte att bläddra vidare i. Börja om från början."
    en = "The list could not be continued from there. Start from the beginning."


def responses(*errors: type[ApiError]) -> dict[int | str, dict[str, Any]]:
    """Return the `responses=` of a route that can refuse with `errors` (and always with 422).

    `Problem` is to be among the components of the description.
    """
    told: dict[int | str, dict[str, Any]] = {}
    refusals: tuple[type[ApiError], ...] = (InvalidError, *errors)
    for error in refusals:
        entry = told.setdefault(error.status, {"description": "", "content": {MEDIA_TYPE: _BODY}})
        entry["description"] = f"{entry['description']} `{error.type}`".strip()
    return told


def language_of(request: Request) -> str:
    """Return "en" where the caller prefers English, else "sv"."""
    wanted = request.headers.get("accept-language", "sv").split(",")[0].strip().lower()
    return "en" if wanted.startswith("en") else "sv"


def install(app: FastAPI) -> None:
    """Let `app` render every refusal as a problem."""
    app.add_exception_handler(ApiError, _render)
    app.add_exception_handler(RequestValidationError, _render_invalid)
    app.add_exception_handler(HTTPException, _render_http)


class InvalidError(ApiError):
    """The payload does not parse or validate; `errors` name each place and rule."""

    status = 422
    type = "invalid"
    sv = "Något fält saknas eller har fel form."
    en = "A field is missing or has the wrong form."


class _HttpError(ApiError):
    type = "http"
    sv = "Det går inte att göra så här."
    en = "This cannot be done this way."


class _MethodNotAllowedError(_HttpError):
    status = 405
    type = "method-not-allowed"


def problem(
    request: Request, error: ApiError, errors: list[dict[str, Any]] | None = None
) -> JSONResponse:
    """Return the answer that tells `error` in the caller's language."""
    body = Problem(
        type=error.type,
        title=error.type.replace("-", " "),
        status=error.status,
        detail=error.sentence(language_of(request)),
        errors=errors,
    )
    return JSONResponse(
        body.model_dump(exclude_none=True),
        error.status,
        headers=error.headers,
        media_type=MEDIA_TYPE,
    )


def _render(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ApiError)  # noqa: S101 - the handler is registered for nothing else
    return problem(request, error, error.errors)


def _render_invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    # Only where and which rule: pydantic's own list repeats the input, which may be personal.
    told = [{"where": list(map(str, e["loc"])), "rule": e["type"]} for e in error.errors()]
    return problem(request, InvalidError(), told)


def _render_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    if error.status_code == NotFoundError.status:
        return problem(request, NotFoundError())
    if error.status_code == ApiError.status:
        # A body that is no text, in whatever encoding: it does not parse.
        return problem(request, InvalidError())
    told = (
        _MethodNotAllowedError()
        if error.status_code == _MethodNotAllowedError.status
        else _HttpError()
    )
    answer = problem(request, told)
    answer.status_code = error.status_code
    return answer
