"""What stands before a privacy officer's day: an officer at a desk, people in the register."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import httpx2
from playwright.sync_api import BrowserContext

from api.auth.users import Language
from tests.browser.acts import PASSWORD, Person
from tests.browser.programs import Handslag
from tests.cards import add_read, asa

SCOPES = ("review:write", "contacts:read", "contacts:write", "exports:read", "privacy:write")


def program_of(handslag: Handslag, *scopes: str) -> httpx2.Client:
    """Return a program that may do all a privacy officer may, or what `scopes` say."""
    headers = {"Authorization": f"Bearer {handslag.token(*(scopes or SCOPES))}"}
    return httpx2.Client(base_url=f"{handslag.url}/api/v1", headers=headers, timeout=30)


def officer_at(
    context: BrowserContext, handslag: Handslag, name: str, language: Language = "sv"
) -> Person:
    """Return a privacy officer called `name`, signed in and on their first page."""
    email = f"{name.split(maxsplit=1)[0].lower()}@fjallbro.example"
    handslag.add_user(email, name, PASSWORD, "privacy_officer", language=language)
    person = Person(context.new_page(), language)
    person.page.goto("/")
    Person(person.page).sign_in(email)
    person.heads("nav.today")
    return person


def approved(
    handslag: Handslag,
    program: httpx2.Client,
    names: Sequence[str] = ("Åsa Öhrström",),
    *,
    at: datetime | None = None,
    **columns: Any,  # noqa: ANN401 - any column of a capture
) -> list[str]:
    """Enter people of one company by cards that came at `at`, and return their ids."""
    if at is not None:
        columns |= {"taken_at": at, "received_at": at}
    made = []
    for name in names:
        told = asa() if name == "Åsa Öhrström" else asa(person=name, emails=[], phones=[])
        with handslag.write() as session:
            card = add_read(session, told, **columns)
        answer = program.post(f"/captures/{card}/review", json={"decision": "approve"})
        assert answer.status_code == 200, answer.text
        made += answer.json()["contact_ids"]
    return made
