"""What a transaction promises."""

import threading

import pytest
import sqlalchemy as sa

from api.db.base import ChangeCounter
from api.db.session import Database
from api.kit import clock
from api.models import Organization


def _organization(name: str) -> Organization:
    return Organization(name=name, name_folded=name.lower(), created_at=clock.now())


def test_a_reader_cannot_write(database: Database) -> None:
    with database.read() as session, pytest.raises(sa.exc.DBAPIError):
        session.add(_organization("Norvika"))
        session.flush()


def test_what_raises_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(RuntimeError), database.write() as session:
        session.add(_organization("Norvika"))
        session.flush()
        raise RuntimeError
    with database.read() as session:
        assert session.scalar(sa.select(sa.func.count(Organization.id))) == 0


def test_each_change_takes_the_next_number_and_a_new_version(database: Database) -> None:
    with database.write() as session:
        norvika, tallmo = _organization("Norvika"), _organization("Tallmo")
        session.add_all([norvika, tallmo])
    with database.write() as session:
        known = session.get_one(Organization, norvika.id)
        known.name = "Norvika Bygg"
    with database.read() as session:
        rows = session.execute(
            sa.select(Organization.version, Organization.change_seq).order_by(Organization.name)
        )
        assert [tuple(row) for row in rows] == [(2, 3), (1, 2)]
        assert session.scalar(sa.select(ChangeCounter.seq)) == 3


def test_writers_at_once_miss_no_number(database: Database) -> None:
    def write(name: str) -> None:
        with database.write() as session:
            session.add(_organization(name))

    threads = [threading.Thread(target=write, args=(f"Företag {n}",)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        numbers = session.scalars(sa.select(Organization.change_seq)).all()
    assert sorted(numbers) == list(range(1, 21))
