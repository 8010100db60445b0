"""The rules of requests: who asks is who they say, each is answered in time and once."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, cast
from uuid import UUID

from sqlalchemy.orm import Session

from api import audit
from api.auth.subject import Subject
from api.errors import ApiError, NotFoundError
from api.evidence import log
from api.evidence.vault import Vault
from api.kit import clock
from api.models import Contact, SubjectRequest
from api.policies import service as policies
from api.registers import permissions, purposes
from api.rights import deadlines, erasure, letters, rectification, repository
from api.suppressions import service as suppressions

Kind = Literal["access", "rectification", "erasure", "restriction", "objection", "portability"]
Identity = Literal[
    "link", "known_address", "known_phone", "in_person", "id_document", "vouched_by_program"
]
Channel = Literal["mail", "phone", "letter", "in_person", "my_details", "program"]
Purpose = Literal["marketing", "relation", "questions", "tailoring", "survey_invite", "newsletter"]

# Direct marketing and what prepares it: the objection is absolute (Art. 21(2) and (3)).
MARKETING: tuple[Purpose, ...] = ("newsletter", "survey_invite", "tailoring")
# What hands out, changes or destroys a person's details is for that person alone (Art. 12(6)).
_NEEDS_IDENTITY = frozenset({"access", "portability", "rectification", "erasure"})

# The person themselves, by the link to their own page.
PERSON = Subject("person", None, None, frozenset())


class RequestClosedError(ApiError):
    """The request was answered; a new one can be opened."""

    status = 409
    type = "request-closed"
    sv = "Ärendet är redan besvarat."
    en = "The request has already been answered."


class IdentityNeededError(ApiError):
    """Nobody has made sure that who asks is who they say (GDPR Art. 12(6))."""

    status = 409
    type = "identity-needed"
    sv = "Kontrollera först att det är rätt person som frågar."
    en = "First make sure that it is the right person who asks."


class NothingAskedError(ApiError):
    """A rectification needs the right values, an objection its purpose."""

    status = 422
    type = "nothing-asked"
    sv = "Skriv vad som ska rättas, eller vad personen invänder mot."
    en = "Say what is to be put right, or what the person objects to."


class AbsoluteError(ApiError):
    """An objection to marketing cannot be refused (GDPR Art. 21(3))."""

    status = 409
    type = "objection-absolute"
    sv = "En invändning mot marknadsföring kan inte nekas (GDPR art. 21.3)."
    en = "An objection to marketing cannot be refused (GDPR Art. 21(3))."


class NotYetReceivedError(ApiError):
    """A request cannot have come in the future."""

    status = 422
    type = "received-in-future"
    sv = "Ärendet kan inte ha kommit in i framtiden."
    en = "The request cannot have come in the future."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks for, and how it reached the company."""

    kind: Kind
    contact_id: UUID
    channel: Channel = "mail"
    language: Literal["sv", "en"] = "sv"
    received_at: datetime | None = None
    identity: Identity | None = None
    purpose: Purpose | None = None
    values: dict[str, Any] | None = field(default=None)


def open_request(session: Session, vault: Vault, actor: Subject, asked: Asked) -> SubjectRequest:
    """Open a request and start its clock. `actor` is `PERSON` where they ask by their own link.

    An objection takes effect at once: to marketing for good, to anything else until it is judged.

    Raises:
        NotFoundError: there is no such contact.
        NothingAskedError, InvalidFieldsError, NotYetReceivedError: it cannot be done as asked.
    """
    contact = repository.find_contact(session, asked.contact_id)
    if contact is None:
        raise NotFoundError
    _check(asked)
    now = clock.now()
    received_at = asked.received_at or now
    log.lock(session)  # numbers are given one at a time
    request = SubjectRequest(
        number=repository.next_number(session, now.year),
        kind=asked.kind,
        contact_id=contact.id,
        state="open",
        channel=asked.channel,
        language=asked.language,
        purpose=asked.purpose,
        asked=asked.values,
        received_at=received_at,
        due_at=received_at + deadlines.LIMIT,
        identity_method=asked.identity,
        identified_at=now if asked.identity else None,
        result={},
    )
    session.add(request)
    session.flush()  # the trail and what follows name its id
    record(session, actor, "opened", request)
    if asked.kind == "objection":
        _object(session, vault, actor, contact, request)
        if asked.purpose in (*MARKETING, "marketing"):
            _close(session, actor, request, {})
    return request


def _check(asked: Asked) -> None:
    if asked.received_at is not None and asked.received_at > clock.now():
        raise NotYetReceivedError
    if asked.kind == "rectification":
        if not asked.values:
            raise NothingAskedError
        rectification.check(asked.values)
    if asked.kind == "objection" and asked.purpose is None:
        raise NothingAskedError


def _object(
    session: Session, vault: Vault, actor: Subject, contact: Contact, request: SubjectRequest
) -> None:
    wanted = MARKETING if request.purpose == "marketing" else (str(request.purpose),)
    if "newsletter" in wanted:
        suppressions.suppress_contact(session, vault, actor, contact, "objection")
    permissions.object_to(session, actor, contact.id, cast("tuple[purposes.Purpose, ...]", wanted))


def identify(session: Session, actor: Subject, request: SubjectRequest, method: Identity) -> None:
    """Note by what it is known that the right person asks; never the document or its number.

    Raises:
        RequestClosedError: the request was answered.
    """
    _check_open(request)
    request.identity_method, request.identified_at = method, clock.now()
    record(session, actor, "identified", request, method=method)


def extend(session: Session, actor: Subject, request: SubjectRequest, reason: str) -> None:
    """Give the request two more months.

    Raises:
        RequestClosedError: the request was answered.
        TooLateToExtendError: the first month is over, or it was extended before.
    """
    _check_open(request)
    deadlines.extend(request, reason)
    record(session, actor, "extended", request)


def refuse(
    session: Session, actor: Subject, request: SubjectRequest, article: str, reason: str
) -> None:
    """Refuse a request, wholly or in part, with the article that allows it (Art. 12(4)).

    Raises:
        RequestClosedError: the request was answered.
        AbsoluteError: it objects to marketing.
    """
    _check_open(request)
    if request.kind == "objection":
        if request.purpose in (*MARKETING, "marketing"):
            raise AbsoluteError
        permissions.overrule(
            session, actor, request.contact_id, cast("purposes.Purpose", request.purpose)
        )
    request.refused_article, request.refused_reason = article, reason
    if request.kind == "erasure":
        kept = erasure.kept_of(session, [request.contact_id])
        request.result = {"kept": [one.told() for one in kept]}
    request.state, request.closed_at = "refused", clock.now()
    record(session, actor, "refused", request, article=article)


def carry_out(session: Session, vault: Vault, actor: Subject, request: SubjectRequest) -> str:
    """Do what the request asks, close it, and return the letter that answers the person.

    Raises:
        RequestClosedError: the request was answered.
        IdentityNeededError: nobody has made sure who asks.
        HeldError: an erasure that a legal hold forbids.
        InvalidFieldsError: a value to put right is not what its field is for.
    """
    _check_open(request)
    if request.kind in _NEEDS_IDENTITY and request.identity_method is None:
        raise IdentityNeededError
    contact = repository.find_contact(session, request.contact_id)
    if contact is None:
        raise NotFoundError
    name = contact.person
    _close(session, actor, request, _do(session, vault, actor, request, contact))
    kept = request.result.get("kept", [])
    return letters.write(request, policies.get_controller(session), name, kept)


def _do(
    session: Session, vault: Vault, actor: Subject, request: SubjectRequest, contact: Contact
) -> dict[str, Any]:
    if request.kind == "erasure":
        erased, kept = erasure.erase(session, vault, actor, contact.id)
        return {"erased": erased, "kept": [one.told() for one in kept]}
    if request.kind == "rectification":
        return {"changed": rectification.rectify(session, vault, actor, contact, request)}
    if request.kind == "restriction":
        contact.restricted_at = contact.restricted_at or clock.now()
    return {}


def lift_restriction(session: Session, actor: Subject, contact_id: UUID) -> None:
    """Let a contact's details be used again; the person is told before (Art. 18(3)).

    Raises:
        NotFoundError: there is no such contact, or it is not restricted.
    """
    contact = repository.find_contact(session, contact_id)
    if contact is None or contact.restricted_at is None:
        raise NotFoundError
    contact.restricted_at = None
    audit.record(
        session,
        "api:contact:restriction_lifted",
        actor_kind=actor.kind,
        actor_id=actor.id,
        object_id=contact_id,
    )


def record_link(session: Session, actor: Subject, contact_id: UUID) -> None:
    """Put on the trail that a person's own page can be opened by a new link."""
    audit.record(
        session,
        "api:contact:link_made",
        actor_kind=actor.kind,
        actor_id=actor.id,
        object_id=contact_id,
    )


def record(
    session: Session,
    actor: Subject,
    action: str,
    request: SubjectRequest,
    **facts: str | int | None,
) -> None:
    """Put an act on a request on the trail."""
    audit.record(
        session,
        f"api:subject_request:{action}",
        actor_kind=actor.kind,
        actor_id=actor.id,
        object_id=request.id,
        kind=request.kind,
        **facts,
    )


def _close(
    session: Session, actor: Subject, request: SubjectRequest, result: dict[str, Any]
) -> None:
    if request.kind == "erasure":
        request.asked = None
    request.state, request.closed_at, request.result = "done", clock.now(), result
    record(session, actor, "done", request)


def _check_open(request: SubjectRequest) -> None:
    if request.state != "open":
        raise RequestClosedError
