"""How many people were met, where and how: counts without people, and none of a few.

The policy lets data improve the services and tell the business of itself; a count of five or more
names nobody. Groups below that are left out, and no total is told from which they could be worked
out.
"""

from typing import Annotated, Literal

import sqlalchemy as sa
from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy.orm import Session

from api.auth.guards import ContactReader, DatabaseDep, NotAllowedError, NotSignedInError
from api.errors import responses
from api.models import Contact, Interaction, Occasion

router = APIRouter(tags=["statistics"])
# People below which a group is not told.
LEAST = 5

By = Literal["context", "channel", "occasion", "month"]


class Group(BaseModel):
    """How many different people were met in one group."""

    name: str
    people: int


class Statistics(BaseModel):
    """Groups of at least `least` people; `some_left_out` where there are smaller ones."""

    by: By
    least: int
    groups: list[Group]
    some_left_out: bool


@router.get("/statistics", responses=responses(NotSignedInError, NotAllowedError))
def get_statistics(
    database: DatabaseDep, _subject: ContactReader, by: Annotated[By, Query()] = "month"
) -> Statistics:
    """Count the people met, by context, channel, occasion or month. Nobody is named."""
    with database.read() as session:
        counts = _count(session, by)
    told = {name: people for name, people in counts.items() if people >= LEAST}
    return Statistics(
        by=by,
        least=LEAST,
        groups=[Group(name=name, people=people) for name, people in sorted(told.items())],
        some_left_out=len(told) < len(counts),
    )


def _count(session: Session, by: By) -> dict[str, int]:
    group = _groups(session)[by]
    rows = session.execute(
        sa.select(group, sa.func.count(sa.distinct(Interaction.contact_id)))
        .join(Contact, Contact.id == Interaction.contact_id)
        .outerjoin(Occasion, Occasion.id == Interaction.occasion_id)
        .where(Contact.deleted_at.is_(None), group.is_not(None))
        .group_by(group)
    )
    return {str(name): people for name, people in rows}


def _groups(session: Session) -> dict[By, sa.ColumnElement[str]]:
    # The form is written into the statement: PostgreSQL would take two parameters for two groups.
    if session.get_bind().dialect.name == "postgresql":
        utc = sa.func.timezone(sa.literal_column("'UTC'"), Interaction.happened_at)
        month = sa.func.to_char(utc, sa.literal_column("'YYYY-MM'"))
    else:
        month = sa.func.strftime(sa.literal_column("'%Y-%m'"), Interaction.happened_at)
    return {
        "context": sa.type_coerce(Interaction.context_kind, sa.String),
        "channel": sa.type_coerce(Interaction.channel, sa.String),
        "occasion": sa.type_coerce(Occasion.name, sa.String),
        "month": month,
    }
