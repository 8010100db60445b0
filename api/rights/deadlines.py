"""How long there is to answer a request (GDPR Art. 12(3)): a month, told here as 30 days."""

from datetime import timedelta
from typing import Literal

from api.errors import ApiError
from api.kit import clock
from api.models import SubjectRequest

LIMIT = timedelta(days=30)
REMINDER = timedelta(days=20)
# Two further months, where requests are complex or many; told with the reason within the first.
EXTENSION = timedelta(days=60)

Standing = Literal["running", "reminder", "overdue", "closed"]


class TooLateToExtendError(ApiError):
    """The person had to be told of the extension within the first month, and only once."""

    status = 409
    type = "too-late-to-extend"
    sv = "Tiden kan förlängas en gång, inom de första 30 dagarna."
    en = "The time can be extended once, within the first 30 days."


def standing(request: SubjectRequest) -> Standing:
    """Return how urgent a request is: ten days before its limit it is a reminder."""
    if request.state != "open":
        return "closed"
    left = request.due_at - clock.now()
    if left < timedelta(0):
        return "overdue"
    return "reminder" if left <= LIMIT - REMINDER else "running"


def day_of(request: SubjectRequest) -> int:
    """Return how many whole days the request has waited, or waited until it was closed."""
    return ((request.closed_at or clock.now()) - request.received_at).days


def extend(request: SubjectRequest, reason: str) -> None:
    """Give a request two more months, for a reason that is told to the person.

    Raises:
        TooLateToExtendError: the first month is over, or it was extended before.
    """
    if request.extended_at is not None or clock.now() > request.due_at:
        raise TooLateToExtendError
    request.extended_at, request.extension_reason = clock.now(), reason
    request.due_at = request.received_at + LIMIT + EXTENSION
