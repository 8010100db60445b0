"""Moments that others tell: with their zone, and such as a clock may show."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

# A phone that lost its clock says 1970; what lies outside is no clock's time, and at the ends of
# the calendar a moment cannot even be told in another zone.
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC)),
]
