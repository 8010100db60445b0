"""The wall: what was given as a supplier reaches no marketing, by any role, route, job or hand.

The matrix is generated: from the roles and scopes there are, from the routes the service describes,
from the registers and purposes of the policy. What is added later is in it by itself.
"""

import io
import itertools
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, get_args
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.auth.subject import ROLE_SCOPES, SCOPES
from api.db.session import Database
from api.kit import clock, ids
from api.models import ContactMethod, Evidence, Permission
from api.registers import audiences
from api.registers.purposes import MARKETING, PURPOSES
from api.registers.rules import Register
from tests.cards import asa

Make = Callable[..., TestClient]
Approve = Callable[..., dict[str, Any]]
REGISTERS: tuple[Register, ...] = get_args(Register)

# Whom the register holds, each with values that stand nowhere else.
CUSTOMER = "karin.kundqvist@kundlund.example"
BOTH_AS_CUSTOMER = "bo.bada@badalund.example"
BOTH_AS_SUPPLIER = "leverans@levlund.example"
SUPPLIER = "sven.leverin@materialund.example"
SUPPLIERS = (SUPPLIER, BOTH_AS_SUPPLIER, "+46701740650", "+46701740651", "Leverin")
EVERYBODY = (CUSTOMER, BOTH_AS_CUSTOMER, *SUPPLIERS, "Kundqvist")


class People(NamedTuple):
    """The ids of the three: a customer, somebody who is both, a supplier."""

    customer: str
    both: str
    supplier: str


@pytest.fixture
def officer(browser_as: Make) -> TestClient:
    """Give the browser of a privacy officer."""
    return browser_as("privacy_officer")


@pytest.fixture
def people(officer: TestClient, approve: Approve, agree: Callable[..., str]) -> People:
    """Fill the register; each person has agreed to whatever a person can agree to."""

    def card(person: str, email: str, phone: str, company: str) -> dict[str, Any]:
        phones = [{"kind": "mobile", "text": phone}]
        return asa(person=person, emails=[email], phones=phones, company=company, websites=[])

    customer = approve(card("Karin Kundqvist", CUSTOMER, "070-174 06 40", "Kundlund AB"))
    both = approve(card("Bo Båda", BOTH_AS_CUSTOMER, "070-174 06 41", "Bådalund AB"))
    again = card("Bo Båda", BOTH_AS_SUPPLIER, "070-174 06 50", "Bådalund AB")
    same = approve(again, register="supplier_service")
    supplier = approve(
        card("Sven Leverin", SUPPLIER, "070-174 06 51", "Materialund AB"),
        register="supplier_material",
    )
    assert same["contact_ids"] == both["contact_ids"]
    found = People(*(one["contact_ids"][0] for one in (customer, both, supplier)))
    for contact_id, purpose, register in itertools.product(found, MARKETING, REGISTERS):
        body = {
            "purpose": purpose,
            "basis": "consent",
            "register": register,
            "evidence_id": agree(contact_id),
        }
        answer = officer.post(f"/api/v1/contacts/{contact_id}/permissions", json=body)
        assert (answer.status_code == 201) == (
            register == "customer" and contact_id != found.supplier
        )
    return found


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
        text = _text(file.content)
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


@pytest.mark.row("P6-45", part=True)
def test_what_the_service_tells_goes_to_nobody_without_a_reading_role_and_no_audience_names_anybody(
    people: People, app: FastAPI, client: TestClient, browser_as: Make, client_with: Make
) -> None:
    outsiders = {
        "nobody": client,
        "admin": browser_as("admin"),
        "admin:write": client_with("admin:write"),
        "exports:read": client_with("exports:read"),
    }
    insiders = {role: browser_as(role) for role in ROLE_SCOPES if role != "admin"}
    calls = list(_reads(app, people))
    assert len(calls) > 50
    seen = ""
    for (name, caller), address in itertools.product((outsiders | insiders).items(), calls):
        answer = caller.get(address)
        assert answer.status_code < 500, (name, address)
        text = _text(answer.content)
        if name in outsiders:
            assert [value for value in EVERYBODY if value in text] == [], (name, address)
        if "audience" in address:
            assert [value for value in EVERYBODY if value in text] == [], (name, address)
        seen += text
    # The matrix would pass by seeing nothing at all: those who may read do see everybody.
    assert all(value in seen for value in (CUSTOMER, SUPPLIER, BOTH_AS_SUPPLIER))


def _reads(app: FastAPI, people: People) -> Iterator[str]:
    """Give every address that can be read, for each of the people, registers and purposes."""
    for path, operations in app.openapi()["paths"].items():
        if "get" not in operations or "{" in path.replace("{contact_id}", ""):
            continue
        asked = {p["name"] for p in operations["get"].get("parameters", []) if p["in"] == "query"}
        queries = [""]
        if "register" in asked:
            queries += [f"?register={register}" for register in REGISTERS]
        if "purpose" in asked:
            queries += [f"?purpose={purpose}" for purpose in PURPOSES]
        for contact_id, query in itertools.product(
            people if "{contact_id}" in path else ("",), queries
        ):
            yield path.replace("{contact_id}", contact_id) + query


def _text(content: bytes) -> str:
    """Return what an answer says, whatever it is packed in."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
