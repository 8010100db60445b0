"""The rules of policy versions: exact bytes, never changed, one in force at any moment."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from sqlalchemy.orm import Session

from api.errors import ApiError, NotFoundError
from api.kit import clock
from api.kit.digest import sha256_hex
from api.models import Controller, PolicyVersion
from api.policies import repository

_TEXTS = Path(__file__).parent / "texts"


class NoPolicyInForceError(ApiError):
    """The moment lies before the first version began."""

    status = 422
    type = "no-policy-in-force"
    sv = "Då gällde ingen dataskyddspolicy ännu."
    en = "No privacy policy was in force at that time."


class PolicyVersionsOverlapError(ApiError):
    """The version would change which one was in force at a moment that others rely on."""

    status = 409
    type = "policy-versions-overlap"
    sv = "En ny version måste börja gälla senare än den förra, och inte bakåt i tiden."
    en = "A new version must take effect after the one before it, and not in the past."


class PolicyVersionExistsError(ApiError):
    """There is another text under this name; a published text never changes."""

    status = 409
    type = "policy-version-exists"
    sv = "Det finns redan en version med det namnet. En publicerad text ändras aldrig."
    en = "There is already a version of that name. A published text never changes."


def get_in_force(session: Session, at: datetime) -> PolicyVersion:
    """Return the version in force at `at`.

    Raises:
        NoPolicyInForceError: `at` lies before the first version.
    """
    version = repository.find_in_force(session, at)
    if version is None:
        raise NoPolicyInForceError
    return version


def get(session: Session, version_id: str) -> PolicyVersion:
    """Return the version called `version_id`.

    Raises:
        NotFoundError: there is none.
    """
    version = repository.find(session, version_id)
    if version is None:
        raise NotFoundError
    return version


def get_pair(
    session: Session, version_id: str, since: str | None = None
) -> tuple[PolicyVersion, PolicyVersion]:
    """Return the version called `since`, else the one before `version_id`, and `version_id`.

    Raises:
        NotFoundError: there is no such version, or it is the first.
    """
    if since is not None:
        return get(session, since), get(session, version_id)
    versions = repository.list_all(session)
    for earlier, later in pairwise(versions):
        if later.id == version_id:
            return earlier, later
    raise NotFoundError


def get_controller(session: Session) -> Controller:
    """Return who is responsible for the register.

    Raises:
        NotFoundError: the service was never set up by `handslag migrate`.
    """
    controller = repository.find_controller(session)
    if controller is None:
        raise NotFoundError
    return controller


def publish(
    session: Session,
    *,
    version_id: str,
    effective_from: datetime,
    content: bytes,
    media_type: str = "text/plain",
    language: str = "sv",
) -> PolicyVersion:
    """Add a version that takes effect in the future; the one before is in force until then.

    Raises:
        PolicyVersionExistsError: there is a version of that name.
        PolicyVersionsOverlapError: it would begin in the past, or not after the latest version.
    """
    if repository.find(session, version_id) is not None:
        raise PolicyVersionExistsError
    latest = repository.find_latest(session)
    if effective_from < clock.now() or (latest and effective_from <= latest.effective_from):
        raise PolicyVersionsOverlapError
    return _add(session, version_id, effective_from, content, media_type, language)


def seed(session: Session) -> None:
    """Put the company's policy and its controller into a database that has neither."""
    if repository.find_latest(session) is None:
        # The text says "maj 2018" and no day. Swedish summer time is two hours ahead of UTC.
        _add(
            session,
            "2018-05",
            datetime(2018, 4, 30, 22, tzinfo=UTC),
            (_TEXTS / "2018-05.sv.txt").read_bytes(),
            "text/plain",
            "sv",
        )
    if repository.find_controller(session) is None:
        session.add(
            Controller(
                id=1,
                name="Close Talk Conference System c/o Apodosis AB",
                registration_number="",
                privacy_email="info@closetalk.se",
                # Datainspektionen in the policy's text; renamed on 1 January 2021.
                authority_name="Integritetsskyddsmyndigheten (IMY)",
                authority_url="https://www.imy.se",
                own_domains=["closetalk.se"],
                visitor_languages=["sv", "en"],
            )
        )


def _add(
    session: Session,
    version_id: str,
    effective_from: datetime,
    content: bytes,
    media_type: str,
    language: str,
) -> PolicyVersion:
    version = PolicyVersion(
        id=version_id,
        effective_from=effective_from,
        media_type=media_type,
        language=language,
        sha256=sha256_hex(content),
        content=content,
    )
    session.add(version)
    return version
