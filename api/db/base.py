"""The base of every table: naming convention and column types."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from typing_extensions import override

from api.kit import ids


class Utc(sa.types.TypeDecorator[datetime]):
    """A moment. Stored in UTC; a value without zone is refused, since it would be a guess."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
# None is no value at all, not JSON's null.
JsonOrNull = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)


class Base(DeclarativeBase):
    """Base of all tables of the main database."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own way of declaring it
        datetime: Utc(),
        dict[str, Any]: Json,
        list[str]: Json,
    }


class Identified:
    """Has an id of its own, made here and sorting by age."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)


class Tracked:
    """Shows up in the change feed: `version` counts changes, `change_seq` orders them.

    `Database.write` numbers them as its last statement; nobody else writes these columns.
    """

    version: Mapped[int] = mapped_column(default=0)
    change_seq: Mapped[int] = mapped_column(sa.BigInteger, default=0, index=True)
    deleted_at: Mapped[datetime | None]


class ChangeCounter(Base):
    """One row: the number of the latest change, and the epoch a restore begins anew.

    Tombstones numbered `horizon` or below are gone: who has read no further must start over.
    """

    __tablename__ = "change_counter"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    seq: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    epoch: Mapped[UUID] = mapped_column(default=ids.new_id)
    horizon: Mapped[int] = mapped_column(sa.BigInteger, default=0)
