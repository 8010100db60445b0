"""What the seller adds after the shot: taken in by revision, field by field, and told again."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.orm import Session

from api.auth import users
from api.auth.subject import Subject
from api.captures import repository
from api.captures.schemas import (
    ConsentStanding,
    DetailsField,
    DetailsGiven,
    DetailsStanding,
    NextStepStanding,
    NoticeShown,
)
from api.captures.service import CaptureErasedError, is_own
from api.errors import ApiError, InvalidError, NotFoundError
from api.guard.notes import require_fit
from api.models import Capture, CaptureDetails, Consent, Notice, User
from api.notices import service as notices
from api.notices.service import Answered, CardDecidedError, Shown
from api.policies import service as policies

_BY_KEY: tuple[DetailsField, ...] = ("answers", "corrections")
_WHOLE: tuple[DetailsField, ...] = ("note", "next_step")
_UNDECIDED = ("received", "reading", "needs_review", "failed")


class UnknownColleagueError(ApiError):
    """The next step was given to somebody who is not, or no longer, one of the own people."""

    status = 422
    type = "unknown-colleague"
    sv = "Den som skulle ta nästa steg finns inte längre. Välj någon annan."
    en = "Whoever was to take the next step is no longer here. Choose somebody else."


def parse(body: bytes) -> DetailsGiven:
    """Return what the seller adds after the shot.

    Raises:
        InvalidError: it is no JSON, or not of the form of details.
    """
    try:
        return DetailsGiven.model_validate_json(body)
    except ValidationError as error:
        told = [{"where": list(map(str, e["loc"])), "rule": e["type"]} for e in error.errors()]
        raise InvalidError(errors=told) from error


def put(
    session: Session, subject: Subject, capture_id: UUID, given: DetailsGiven
) -> CaptureDetails:
    """Keep what the seller adds to a capture; the highest revision stands.

    Raises:
        NotFoundError: the subject sent no such capture.
        CaptureErasedError: the person was erased meanwhile.
        UnfitNoteError: what was typed holds something private, or a judgement.
        UnknownColleagueError: the next step is nobody's.
        CardDecidedError: what was shown or agreed comes after the card was decided on.
    """
    require_fit(session, subject, given.typed())
    _check_owner(session, given)
    capture = repository.find_any(session, capture_id)
    if capture is None or not is_own(capture, subject):
        raise NotFoundError
    if capture.erased_at is not None:
        raise CaptureErasedError
    details = repository.lock_details(session, capture_id)
    if details is None:
        details = CaptureDetails(capture_id=capture_id, revision=0, answers={})
        session.add(details)
    if given.revision > details.revision:
        _change(details, given)
        _put_told(session, capture, given)
    return details


def get(session: Session, subject: Subject, capture_id: UUID) -> DetailsStanding:
    """Return what stands of a capture's details, all of it empty where nothing was added.

    Raises:
        NotFoundError: the subject may see no such capture.
    """
    if repository.find(session, subject, capture_id) is None:
        raise NotFoundError
    return find(session, capture_id) or DetailsStanding(revision=0)


def find(session: Session, capture_id: UUID) -> DetailsStanding | None:
    """Return what stands of a capture's details, or None where nothing was added."""
    details = session.get(CaptureDetails, capture_id)
    if details is None:
        return None
    return DetailsStanding(
        revision=details.revision,
        answers=details.answers,
        note=details.note,
        next_step=_next_step(session, details.next_step),
        corrections=details.corrections,
        notice=_notice(session, capture_id),
        consent=_consent(session, capture_id),
    )


def _check_owner(session: Session, given: DetailsGiven) -> None:
    owner_id = given.next_step.owner_id if given.next_step else None
    if owner_id is None:
        return
    owner = session.get(User, owner_id)
    if owner is None or owner.disabled_at is not None:
        raise UnknownColleagueError(errors=[{"where": ["next_step", "owner_id"], "rule": "known"}])


def _change(details: CaptureDetails, given: DetailsGiven) -> None:
    told = given.model_dump(mode="json")
    details.revision = given.revision
    for name in _BY_KEY:
        if given.says(name):
            # Part of the fields is part of the answers too: the others were given before.
            before = getattr(details, name) if given.only else None
            setattr(details, name, {**before, **(told[name] or {})} if before else told[name])
    for name in _WHOLE:
        if given.says(name):
            setattr(details, name, told[name])


def _put_told(session: Session, capture: Capture, given: DetailsGiven) -> None:
    if (given.notice or given.consent) and capture.state not in _UNDECIDED:
        raise CardDecidedError
    if given.says("notice"):
        notices.forget_of_capture(session, capture, Notice)
    if given.says("consent"):
        notices.forget_of_capture(session, capture, Consent)
    if given.notice is not None:
        notices.keep_with_capture(
            session,
            capture,
            Shown(
                policy_version_id=policies.get(session, given.notice.policy_version).id,
                how=given.notice.how,
                language=given.notice.language,
                shown_at=given.notice.shown_at,
            ),
        )
    if given.consent is not None:
        notices.keep_with_capture(
            session,
            capture,
            Answered(
                policy_version_id=capture.policy_version_id,
                purpose=given.consent.purpose,
                question=given.consent.wording,
                how="screen",
                answer="yes",
                answered_at=given.consent.agreed_at,
            ),
        )


def _next_step(session: Session, step: dict[str, Any] | None) -> NextStepStanding | None:
    """Return a stored next step with the name of whose it is."""
    if step is None:
        return None
    owners = users.names_of(session, [step["owner_id"]] if step["owner_id"] else [])
    return NextStepStanding.model_validate({**step, "owner": owners.get(step["owner_id"])})


def _notice(session: Session, capture_id: UUID) -> NoticeShown | None:
    shown = session.scalar(
        sa.select(Notice).where(Notice.capture_id == capture_id).order_by(Notice.shown_at.desc())
    )
    if shown is None:
        return None
    return NoticeShown.model_validate(
        {
            "policy_version": shown.policy_version_id,
            "shown_at": shown.shown_at,
            "language": shown.language,
            "how": shown.how,
        }
    )


def _consent(session: Session, capture_id: UUID) -> ConsentStanding | None:
    agreed = session.scalar(
        sa.select(Consent)
        .where(Consent.capture_id == capture_id, Consent.answer == "yes")
        .order_by(Consent.answered_at.desc())
    )
    if agreed is None:
        return None
    return ConsentStanding(
        purpose=agreed.purpose,
        agreed_at=agreed.answered_at,
        wording=agreed.question,
    )
