"""The wall: what was given as a supplier reaches no marketing, by any role, job or hand."""

import itertools
from collections.abc import Callable
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.auth.subject import ROLE_SCOPES, SCOPES
from api.db.session import Database
from api.kit import clock, ids
from api.models import ContactMethod, Evidence, Permission
from api.registers import audiences
from api.registers.purposes import MARKETING, PURPOSES
from tests.api.registers.conftest import (
    BOTH_AS_CUSTOMER,
    BOTH_AS_SUPPLIER,
    CUSTOMER,
    REGISTERS,
    SUPPLIERS,
    People,
    text_of,
)

Make = Callable[..., TestClient]


@pytest.mark.row("P6-45")
@pytest.mark.parametrize("purpose", sorted(MARKETING))
@pytest.mark.parametrize("register", [r for r in REGISTERS if r != "customer"])
def test_the_database_takes_no_marketing_row_for_a_supplier(
    database: Database,
    people: People,
    agree: Callable[..., str],
    purpose: str,
    register: str,
) -> None:
    evidence_id = UUID(agree(people.supplier))
    row = {
        "id": ids.new_id(),
        "contact_id": UUID(people.supplier),
        "register": register,
        "purpose": purpose,
        "basis": "consent",
        "evidence_id": evidence_id,
        "evidence_kind": "agreed",
        "granted_at": clock.now(),
    }
    with pytest.raises(sa.exc.IntegrityError), database.write() as session:
        session.execute(sa.insert(Permission).values(row))
    with pytest.raises(sa.exc.IntegrityError), database.write() as session:
        session.execute(
            sa.update(Permission)
            .where(Permission.contact_id == UUID(people.supplier))
            .values(purpose=purpose)
        )


@pytest.mark.row("P6-45")
@pytest.mark.row("P6-46")
def test_the_view_that_jobs_read_holds_what_customers_gave_as_customers(
    database: Database, people: People
) -> None:
    with database.read() as session:
        rows = session.execute(sa.select(audiences.AUDIENCE)).all()
    reached = {(row.purpose, row.value) for row in rows}
    assert reached == set(itertools.product(MARKETING, (CUSTOMER, BOTH_AS_CUSTOMER)))
    assert {str(row.contact_id) for row in rows} == {people.customer, people.both}


@pytest.mark.row("P6-46")
def test_what_was_given_as_a_supplier_cannot_be_made_a_customers(
    database: Database, people: People
) -> None:
    for register in ("customer", "supplier_material"):
        with pytest.raises(sa.exc.DBAPIError), database.write() as session:
            session.execute(
                sa.update(ContactMethod)
                .where(ContactMethod.value == BOTH_AS_SUPPLIER)
                .values(register=register)
            )
    with database.read() as session:
        [kept] = session.scalars(
            sa.select(ContactMethod).where(ContactMethod.value == BOTH_AS_SUPPLIER)
        )
        assert str(kept.contact_id) == people.both
        assert session.get_one(Evidence, kept.evidence_id).kind == "provided"
    assert kept.register == "supplier_service"


@pytest.mark.row("P6-45")
@pytest.mark.row("P6-46")
def test_no_export_for_marketing_holds_supplier_data_whoever_asks_for_whatever(
    people: People, officer: TestClient, client_with: Make
) -> None:
    assert len(set(people)) == len(people)
    asker = client_with(*SCOPES)
    formats = ("json", "vcf", "xlsx")
    for purpose, file_format, register in itertools.product(
        sorted(MARKETING), formats, (None, *REGISTERS)
    ):
        named = {"name": "Utskick", "recipient_class": "own_system", "purpose": purpose}
        recipient = officer.post("/api/v1/recipients", json=named).json()["id"]
        body = {"recipient_id": recipient, "format": file_format, "reason": "Utskick"}
        export = asker.post("/api/v1/exports", json=body | {"register": register}).json()["id"]
        assert officer.post(f"/api/v1/exports/{export}/approvals").status_code == 200
        file = asker.post(f"/api/v1/exports/{export}/file")
        assert file.status_code == 200
        text = text_of(file.content)
        assert [value for value in SUPPLIERS if value in text] == []
        assert (CUSTOMER in text) == (register in (None, "customer"))


@pytest.mark.row("P2-16", part=True)
@pytest.mark.row("P6-45")
def test_no_role_and_no_token_may_use_a_supplier_for_marketing(
    people: People, browser_as: Make, client_with: Make
) -> None:
    callers = {"/".join(scopes): client_with(*scopes) for scopes in [(s,) for s in SCOPES]}
    callers |= {"every scope": client_with(*SCOPES)}
    roles = sorted(ROLE_SCOPES)
    for size in (1, len(roles)):
        for held in itertools.combinations(roles, size):
            callers["+".join(held)] = browser_as(*held)
    asked = 0
    for (name, caller), purpose in itertools.product(callers.items(), PURPOSES):
        answer = caller.post(f"/api/v1/contacts/{people.supplier}/uses", json={"purpose": purpose})
        assert answer.status_code in (200, 403), name
        assert answer.status_code == 403 or purpose not in MARKETING, (name, purpose)
        asked += 1
    assert asked == len(callers) * len(PURPOSES)
