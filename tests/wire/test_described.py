"""What the description at /api/v1/openapi.json promises, tried with made-up calls.

Every operation is called by a program whose token holds all scopes, and by the browser of somebody
who holds all roles: with what the description allows, and with what it does not. Where a path names
a contact, a capture or the like, every second call names one that is there.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from requests import Session
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.auth import sessions, tokens, users
from api.auth.schemas import Scope
from api.auth.subject import Role
from api.db.session import Database
from api.models import User
from tests.browser.programs import Handslag
from tests.cards import add_read, asa

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 3  # of each operation, caller and mode
TRIED = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def everybody(database: Database) -> User:
    """Give a user who holds every role."""
    with database.write() as session:
        roles = list(get_args(Role))
        return users.create(session, None, email="e@fjallbro.example", name="Ebba", roles=roles)


def program(_handslag: Handslag, database: Database, user: User) -> Session:
    """Return a program that acts for a user, with every scope."""
    scopes = list(get_args(Scope))
    with database.write() as session:
        _, token = tokens.make(session, None, name="test", scopes=scopes, user_id=user.id)
    caller = Session()
    caller.headers["Authorization"] = f"Bearer {token}"
    return caller


def browser(handslag: Handslag, database: Database, user: User) -> Session:
    """Return a browser in which a user has just signed in."""
    with database.write() as session:
        secret = sessions.begin(session, user)
    caller = Session()
    caller.headers.update({"Origin": handslag.url, "Handslag-App": "1"})
    caller.cookies["handslag"] = secret
    return caller


@pytest.fixture
def known(handslag: Handslag, database: Database, everybody: User) -> dict[str, str]:
    """Give ids of things that are there, by the names paths have for them."""
    with database.write() as session:
        approved, waiting = (add_read(session, asa(), user_id=everybody.id) for _ in range(2))
    desk = program(handslag, database, everybody)

    def post(path: str, **given: Any) -> Any:  # noqa: ANN401 - JSON
        answer = desk.post(f"{handslag.url}/api/v1/{path}", json=given)
        assert answer.ok, answer.text
        return answer.json()

    decided = post(f"captures/{approved}/review", decision="approve")
    (contact_id,), (evidence_id,) = decided["contact_ids"], decided["evidence_ids"]
    contact = desk.get(f"{handslag.url}/api/v1/contacts/{contact_id}").json()
    request = post("subject-requests", kind="access", contact_id=contact_id)
    return {
        "capture_id": str(waiting),
        "contact_id": contact_id,
        "evidence_id": evidence_id,
        "hold_id": post(f"contacts/{contact_id}/holds", reason="Tvist", law="BFL 7:2")["id"],
        "occasion_id": post("occasions", kind="fair", name="Elmässan")["id"],
        "organization_id": contact["organization"]["id"],
        "policy_id": "2018-05",
        "request_id": request["id"],
    }


@pytest.mark.row("C-2")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("sign_in", [program, browser])
def test_no_call_fails_inside_or_is_answered_in_a_way_that_is_not_described(
    handslag: Handslag,
    database: Database,
    everybody: User,
    known: dict[str, str],
    sign_in: Callable[[Handslag, Database, User], Session],
    mode: GenerationMode,
) -> None:
    schema = schemathesis.openapi.from_url(f"{handslag.url}/api/v1/openapi.json")
    schema.config.generation.update(with_security_parameters=False)
    found: dict[str, set[str]] = {}
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        # Anew for each: a call may well sign its caller out.
        caller = sign_in(handslag, database, everybody)
        failures = [*_failures(operation, mode, caller, known)]
        if failures:
            found[operation.label] = set(failures)
    inside = [line for line in handslag.logs("serve").splitlines() if '"failed"' in line]
    assert found == {}, "\n".join(inside)


def _failures(
    operation: APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    caller: Session,
    known: dict[str, str],
) -> Iterator[str]:
    seen: list[Failure] = []

    @TRIED
    @given(case=operation.as_strategy(generation_mode=mode), is_known=st.booleans())
    def call(*, case: Case[Any], is_known: bool) -> None:
        if is_known:
            case.path_parameters.update(
                {name: known[name] for name in case.path_parameters if name in known}
            )
        try:
            case.call_and_validate(session=caller, checks=CHECKS)
        except FailureGroup as group:
            seen.extend(group.exceptions)

    with contextlib.suppress(Unsatisfiable):  # what takes nothing cannot be asked wrongly
        call()
    return (f"{one.title}: {one.message}" for one in seen)
