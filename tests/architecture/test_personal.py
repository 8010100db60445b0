"""Every column that could hold details of a person is declared, kept by a rule, told and erased."""

import pytest
import sqlalchemy as sa

from api.models import PERSONAL, PLAIN, Base
from api.retention.declared import RULES
from api.retention.removal import REMOVED
from api.rights.tables import EXPORTED

# Outlives an erasure on purpose: keyed digests, by which a late card or a block is known.
_OUTLIVES = {"removed_methods", "suppressions"}


def _free_columns(table: sa.Table) -> set[str]:
    """Return the columns that can hold words or bytes: of numbers, times and ids nobody is told."""
    free = (sa.String, sa.JSON, sa.LargeBinary)
    return {column.key for column in table.columns if isinstance(column.type, free)}


def _contacts_tables() -> set[str]:
    return {name for name, personal in PERSONAL.items() if personal.whose == "contact"}


def test_every_column_that_could_tell_of_a_person_is_declared() -> None:
    for name, table in Base.metadata.tables.items():
        personal = set(PERSONAL[name].columns) if name in PERSONAL else set()
        plain = PLAIN.get(name, frozenset())
        assert _free_columns(table) == personal | plain, name
        assert not personal & plain, name
    assert set(PERSONAL) | set(PLAIN) <= set(Base.metadata.tables)


@pytest.mark.row("P4-39", part=True)
def test_every_personal_table_has_a_rule_for_how_long() -> None:
    assert set(RULES) == set(PERSONAL)
    assert all(rule.sv and rule.en for rule in RULES.values())


def test_every_table_of_contacts_is_told_in_the_access_package() -> None:
    assert _contacts_tables() <= EXPORTED


def test_every_table_of_contacts_is_erased() -> None:
    assert _contacts_tables() - _OUTLIVES <= REMOVED


def test_a_new_table_with_a_name_in_it_would_fail_here() -> None:
    table = sa.Table(
        "badges", sa.MetaData(), sa.Column("id", sa.Uuid), sa.Column("holder", sa.String(80))
    )
    assert _free_columns(table) == {"holder"}
    assert table.name not in {*PERSONAL, *PLAIN}
