"""What tests of the wall share: a customer, a supplier and somebody who is both, told apart."""

import io
import itertools
import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple, get_args

import pytest
from fastapi.testclient import TestClient

from api.registers.purposes import MARKETING
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


def text_of(content: bytes) -> str:
    """Return what an answer says, whatever it is packed in."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
