"""Every route, asked by everybody: nobody's data goes where it should not.

The matrix is generated from the routes the service describes, the roles and scopes there are, the
registers and purposes of the policy. A new route is in it by itself; one that names a new kind of
thing, or takes a purpose, fails here until this file says with what to ask it.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.auth.subject import ROLE_SCOPES, SCOPES
from api.db.session import Database
from api.disclosures.classes import CLASSES
from api.kit import clock, ids
from api.models import Contact, ContactMethod, Evidence, User
from api.registers import audiences
from api.registers.purposes import BASES, MARKETING, PURPOSES
from tests.api.registers.conftest import CUSTOMER, EVERYBODY, REGISTERS, SUPPLIERS, People, text_of

Make = Callable[..., TestClient]
Body = dict[str, Any]
Known = dict[str, list[str]]

# What anybody may call: signing in, being paired, what is published.
PUBLIC = {
    "get /policy",
    "get /policy/{policy_id}",
    "get /policy/{policy_id}/changes",
    "get /policy/{policy_id}/code.svg",
    "get /api/v1/ping",
    "get /api/v1/setup",
    "post /api/v1/setup",
    "post /api/v1/session",
    "post /api/v1/session/pairing",
    "get /api/v1/outbox-key",
    "get /api/v1/policies",
    "get /api/v1/policies/{policy_id}/changes",
    "get /api/v1/evidence/key",
    "get /api/v1/evidence/verifier",
}
# Who may read of people at all. To capture is not to read: one sees one's own cards.
READING = {"contacts:read", "contacts:write", "review:write", "sync:read", "privacy:write"}
# It ends the caller, so that the rest of the row would be empty.
LAST = "delete /api/v1/session"


@dataclass(frozen=True)
class Route:
    """One call the service describes: `name` is method and path."""

    method: str
    path: str
    described: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def parameters(self) -> set[str]:
        return {one["name"] for one in self._given("path")}

    @property
    def queries(self) -> set[str]:
        return {one["name"] for one in self._given("query")}

    def _given(self, place: str) -> list[dict[str, Any]]:
        return [one for one in self.described.get("parameters", []) if one["in"] == place]

    def addresses(self, known: Known) -> Iterator[str]:
        """Give the address for everything known that it may name, and for what it may be asked."""
        names = sorted(self.parameters)
        asked = [""]
        asked += [f"?register={one}" for one in REGISTERS if "register" in self.queries]
        asked += [f"?purpose={one}" for one in PURPOSES if "purpose" in self.queries]
        for values in itertools.product(*(known[name] for name in names)):
            path = self.path
            for name, value in zip(names, values, strict=True):
                path = path.replace(f"{{{name}}}", value)
            yield from (path + query for query in asked)


@pytest.fixture
def routes(app: FastAPI) -> list[Route]:
    """Give every call the service describes."""
    found = [
        Route(method, path, described)
        for path, operations in app.openapi()["paths"].items()
        for method, described in operations.items()
    ]
    assert len(found) > 130
    return sorted(found, key=lambda route: route.name == LAST)


@pytest.fixture
def callers(browser_as: Make, client_with: Make) -> dict[str, TestClient]:
    """Give everybody: each role and each scope alone, and all of them together."""
    made = {role: browser_as(role) for role in ROLE_SCOPES}
    made |= {scope: client_with(scope) for scope in SCOPES}
    return made | {"every role": browser_as(*ROLE_SCOPES), "every scope": client_with(*SCOPES)}


@pytest.fixture
def known(
    people: People,
    officer: TestClient,
    desk: TestClient,
    database: Database,
    make_user: Callable[..., User],
) -> Known:
    """Give what is there, by the names that paths have for it: the supplier's above all."""

    def made(path: str, **given: Any) -> list[str]:  # noqa: ANN401 - JSON
        answer = officer.post(f"/api/v1/{path}", json=given)
        assert answer.is_success, answer.text
        return [answer.json()["id"]]

    of_supplier = f"contacts/{people.supplier}"
    recipient = made("recipients", name="Bud", recipient_class="supply_chain", purpose="relation")
    exporting = made("recipients", name="Eget", recipient_class="own_system", purpose="relation")
    given = {"recipient_id": recipient[0], "contact_id": people.both, "reason": "Leverans"}
    with database.read() as session:
        every = session.scalars(sa.select(Evidence)).all()
        # Of those that differ in nothing one is enough.
        evidence = {(one.contact_id, one.kind, one.capture_id): one for one in every}.values()
        companies = session.scalars(sa.select(Contact.organization_id)).all()
    user = make_user("seller")
    disclosed = desk.post("/api/v1/disclosures", json=given)
    return {
        "contact_id": list(people),
        "evidence_id": [str(one.id) for one in evidence],
        "capture_id": [str(one.capture_id) for one in evidence if one.capture_id],
        "organization_id": [str(one) for one in companies],
        "part": ["front", "document"],
        "policy_id": ["2018-05"],
        "name": ["relation"],
        "user_id": [str(user.id)],
        "occasion_id": made("occasions", kind="fair", name="Ljudmässan"),
        "hold_id": made(f"{of_supplier}/holds", reason="Tvist om leverans", law="BFL 7:2"),
        "request_id": [
            *made("subject-requests", kind="access", contact_id=people.supplier),
            *made("subject-requests", kind="access", contact_id=people.customer),
        ],
        "export_id": made(
            "exports", recipient_id=exporting[0], format="json", reason="Byte av system"
        ),
        "campaign_id": made("campaigns", policy_version_id="2018-05"),
        "duty_id": made(
            f"{of_supplier}/notice-duties", source="website", obtained_at=clock.now().isoformat()
        ),
        "breach_id": made(
            "breaches",
            kind="lost_phone",
            description="En telefon försvann på mässan",
            discovered_at=clock.now().isoformat(),
            contact_ids=[people.supplier],
        ),
        "disclosure_id": [disclosed.json().get("id", str(ids.new_id()))],
        **{
            name: [str(ids.new_id())]
            for name in ("token_id", "device_id", "key", "purge_id", "mail_id")
        },
        **{name: [str(ids.new_id())] for name in ("permission_id", "merge_id")},
    }


def test_a_route_is_either_published_or_refused_to_nobody(
    routes: list[Route], client: TestClient
) -> None:
    names = set().union(*(route.parameters for route in routes))
    unknown = {name: [str(ids.new_id())] for name in names}
    open_to_all = set()
    for route, address in _calls(routes, unknown):
        body: Body | None = None if route.method == "get" else {}
        if client.request(route.method, address, json=body).status_code not in (401, 403):
            open_to_all.add(route.name)
    assert open_to_all == PUBLIC


@pytest.mark.row("P6-45", part=True)
@pytest.mark.row("P2-16", part=True)
def test_no_call_tells_of_people_to_who_has_no_reason_to_read(
    routes: list[Route],
    known: Known,
    client: TestClient,
    browser_as: Make,
    client_with: Make,
) -> None:
    outsiders = {"nobody": client, "admin": browser_as("admin")}
    outsiders |= {scope: client_with(scope) for scope in SCOPES if scope not in READING}
    assert len(outsiders) > 4
    for (name, caller), (route, address) in itertools.product(
        outsiders.items(), list(_calls(routes, known))
    ):
        body: Body | None = None if route.method == "get" else {}
        answer = caller.request(route.method, address, json=body)
        assert answer.status_code < 500, (name, route.name)
        text = text_of(answer.content)
        assert [one for one in EVERYBODY if one in text] == [], (name, route.name)


@pytest.mark.row("P6-45", part=True)
def test_who_may_read_sees_everybody_but_no_audience_names_anybody(
    routes: list[Route], known: Known, browser_as: Make
) -> None:
    readers = {role: browser_as(role) for role in ROLE_SCOPES if role != "admin"}
    seen = ""
    reads = [route for route in routes if route.method == "get"]
    for (name, caller), (route, address) in itertools.product(
        readers.items(), list(_calls(reads, known))
    ):
        answer = caller.get(address)
        assert answer.status_code < 500, (name, route.name)
        text = text_of(answer.content)
        if "audience" in route.path or "statistics" in route.path:
            assert [one for one in EVERYBODY if one in text] == [], (name, route.name)
        seen += text
    # The matrix would pass by seeing nothing at all.
    assert [one for one in (CUSTOMER, *SUPPLIERS) if one not in seen] == []


@pytest.mark.row("P6-45")
@pytest.mark.row("P6-46", part=True)
def test_whatever_purpose_is_named_to_whatever_route_no_supplier_is_reached_for_marketing(
    app: FastAPI,
    routes: list[Route],
    people: People,
    known: Known,
    database: Database,
    callers: dict[str, TestClient],
) -> None:
    assert {one.name for one in routes if _takes_purpose(app, one)} == set(WITH_PURPOSE)
    suppliers = known | {"contact_id": [people.supplier, people.both]}
    assert CUSTOMER in _reached(database)
    for name, ask in WITH_PURPOSE.items():
        [route] = [route for route in routes if route.name == name]
        for (who, caller), address, purpose in itertools.product(
            callers.items(), list(route.addresses(suppliers)), sorted(MARKETING)
        ):
            # Who is refused one is refused all: who may do everything tries everything.
            for body in ask(purpose, people, known)[: None if who.startswith("every") else 1]:
                answer = caller.request(route.method, address, json=body)
                assert answer.status_code < 500, (who, name, answer.text)
                if "/uses" in name and people.supplier in address:
                    assert answer.status_code == 403, (who, purpose)
        assert _reached(database) & set(SUPPLIERS) == set(), name


def _calls(routes: list[Route], known: Known) -> Iterator[tuple[Route, str]]:
    for route in routes:
        unknown = route.parameters - known.keys()
        assert not unknown, f"{route.name}: say in `known` what {unknown} may be"
        yield from ((route, address) for address in route.addresses(known))


def _reached(database: Database) -> set[str]:
    """Return what marketing may use: how to reach whom, for all its purposes."""
    with database.read() as session:
        methods = {one for purpose in MARKETING for one in audiences.list_methods(session, purpose)}
        return set(
            session.scalars(sa.select(ContactMethod.value).where(ContactMethod.id.in_(methods)))
        )


def _takes_purpose(app: FastAPI, route: Route) -> bool:
    body = route.described.get("requestBody", {})
    return bool({"purpose", "purposes"} & {*route.queries, *_fields(app.openapi(), body)})


def _fields(document: dict[str, Any], described: object) -> Iterator[str]:
    """Give the names of every field that a described body may have, at any depth."""
    if isinstance(described, list):
        for one in described:
            yield from _fields(document, one)
    elif isinstance(described, dict):
        reference = described.get("$ref")
        if reference is not None:
            named = document["components"]["schemas"][reference.rpartition("/")[2]]
            yield from _fields(document, named)
        yield from described.get("properties", {})
        for one in described.values():
            yield from _fields(document, one)


def _permissions(purpose: str, _people: People, known: Known) -> list[Body]:
    every = itertools.product(BASES, (None, *REGISTERS), known["evidence_id"])
    names = ("basis", "register", "evidence_id")
    return [{"purpose": purpose, **dict(zip(names, one, strict=True))} for one in every]


def _yes(purpose: str, _people: People, _known: Known) -> list[Body]:
    told = {"policy_version_id": "2018-05", "question": "Får vi?", "how": "paper"}
    answered = {"answer": "yes", "answered_at": clock.now().isoformat()}
    return [told | answered | {"purpose": purpose}]


def _details(purpose: str, _people: People, _known: Known) -> list[Body]:
    agreed = {"agreed_at": clock.now().isoformat(), "language": "sv", "wording": "Får vi?"}
    return [{"revision": 1, "answers": {}, "consent": agreed | {"purpose": purpose}}]


def _recipients(purpose: str, _people: People, _known: Known) -> list[Body]:
    return [{"name": "Utskick", "recipient_class": one, "purpose": purpose} for one in CLASSES]


def _requests(purpose: str, people: People, _known: Known) -> list[Body]:
    asked = {"kind": "objection", "purpose": purpose}
    return [asked | {"contact_id": one} for one in (people.supplier, people.both)]


# With what each route that takes a purpose is asked: for marketing, on every ground there is.
WITH_PURPOSE: dict[str, Callable[[str, People, Known], list[Body]]] = {
    "post /api/v1/balancing-tests": lambda purpose, *_: [
        {"purpose": purpose, "basis": "legitimate_interest", "text": "Avvägning."}
    ],
    "post /api/v1/contacts/{contact_id}/permissions": _permissions,
    "post /api/v1/contacts/{contact_id}/uses": lambda purpose, *_: [{"purpose": purpose}],
    "post /api/v1/contacts/{contact_id}/consents": _yes,
    "put /api/v1/captures/{capture_id}/consent": _yes,
    "put /api/v1/captures/{capture_id}/details": _details,
    "post /api/v1/recipients": _recipients,
    "post /api/v1/campaigns": lambda purpose, *_: [
        {"policy_version_id": "2018-05", "purpose": purpose, "question": "Får vi?"}
    ],
    "post /api/v1/subject-requests": _requests,
    "post /api/v1/contacts/{contact_id}/objections": lambda purpose, *_: [{"purposes": [purpose]}],
}
