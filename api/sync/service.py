"""The rules of the feed: nothing committed is missed, what is gone is told, old cursors end."""

from uuid import UUID

from sqlalchemy.orm import Session

from api.contacts.present import present
from api.disclosures import repository as ledger
from api.errors import ApiError
from api.kit.paging import as_number, decode_cursor, encode_cursor
from api.models import Contact, Organization
from api.organizations.schemas import OrganizationRead
from api.registers.purposes import Purpose
from api.sync import repository
from api.sync.schemas import Changes, ContactChange, OrganizationChange


class ResyncRequiredError(ApiError):
    """The cursor is from before a restore, or from before tombstones that are gone."""

    status = 410
    type = "resync_required"
    sv = "Läs om allt från början: börja utan cursor."
    en = "Read everything again: start without a cursor."


def read_changes(session: Session, cursor: str | None, limit: int, purpose: Purpose) -> Changes:
    """Return what changed after `cursor`, each row once and as it stands now.

    Whose details may not serve the reader's `purpose`, or no longer, is told as gone.

    A row that changes while the feed is read moves to its end: nothing is lost, and a reader that
    keeps to `version` can take the same row twice. Without a cursor everything is told.

    Raises:
        BadCursorError: the cursor is none of ours.
        ResyncRequiredError: it can no longer be continued from.
    """
    counter = repository.get_counter(session)
    after = 0 if cursor is None else _position(cursor, counter.epoch, counter.horizon, counter.seq)
    rows = repository.list_changed(session, after, limit + 1)
    page = rows[:limit]
    contacts = repository.get_contacts(session, [row.id for row in page if row.type == "contact"])
    organizations = repository.get_organizations(
        session, [row.id for row in page if row.type == "organization"]
    )
    permitted = ledger.permitted(session, list(contacts), purpose)
    changes = [
        _contact(contacts[row.id], is_permitted=row.id in permitted)
        if row.type == "contact"
        else _organization(organizations[row.id])
        for row in page
    ]
    last = page[-1].number if page else after
    return Changes(
        changes=changes,
        next_cursor=encode_cursor([counter.epoch.hex, last]),
        has_more=len(rows) > limit,
    )


def _position(cursor: str, epoch: UUID, horizon: int, latest: int) -> int:
    written_in, told = decode_cursor(cursor, 2)
    number = as_number(told)
    if written_in != epoch.hex or number > latest or 0 < number < horizon:
        raise ResyncRequiredError
    return number


def _contact(contact: Contact, *, is_permitted: bool) -> ContactChange:
    # Who had their use paused (Art. 18) is permitted for nothing, until it ends.
    gone = contact.deleted_at is not None or contact.state != "active" or not is_permitted
    return ContactChange(
        id=contact.id,
        version=contact.version,
        deleted=gone,
        data=None if gone else present(contact),
    )


def _organization(organization: Organization) -> OrganizationChange:
    gone = organization.deleted_at is not None
    return OrganizationChange(
        id=organization.id,
        version=organization.version,
        deleted=gone,
        data=None if gone else OrganizationRead.model_validate(organization),
    )
