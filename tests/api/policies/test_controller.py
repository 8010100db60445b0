"""Who is responsible, and which authority a person may turn to, are settings of one place."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

PATH = "/api/v1/controller"


@pytest.mark.row("P7-58", part=True)
@pytest.mark.row("P7-59", part=True)
def test_the_controller_and_imy_are_there_from_the_start(
    client_with: Callable[..., TestClient],
) -> None:
    controller = client_with("captures:write").get(PATH).json()
    assert controller["privacy_email"] == "info@closetalk.se"
    assert controller["authority_name"] == "Integritetsskyddsmyndigheten (IMY)"
    assert controller["authority_url"] == "https://www.imy.se"


@pytest.mark.row("P7-58", part=True)
def test_the_controller_is_set_in_one_place(client_with: Callable[..., TestClient]) -> None:
    admin = client_with("admin:write")
    wanted = admin.get(PATH).json() | {
        "name": "Norvika Bygg AB",
        "privacy_email": "dataskydd@norvika.example.com",
        "own_domains": [" Norvika.Example "],
    }
    assert admin.put(PATH, json=wanted).status_code == 200
    stands = client_with("contacts:read").get(PATH).json()
    assert stands["name"] == "Norvika Bygg AB"
    assert stands["privacy_email"] == "dataskydd@norvika.example.com"
    assert stands["own_domains"] == ["norvika.example"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"privacy_email": "nobody"},
        {"authority_url": "javascript:alert(1)"},
        {"visitor_languages": []},
        {"own_domains": ["a@b.example"]},
        {"name": ""},
    ],
)
def test_a_controller_nobody_could_reach_is_refused(
    client_with: Callable[..., TestClient], wrong: dict[str, object]
) -> None:
    admin = client_with("admin:write")
    before = admin.get(PATH).json()
    assert admin.put(PATH, json=before | wrong).status_code == 422
    assert admin.get(PATH).json() == before


def test_others_may_read_it_and_nobody_may_not(
    client: TestClient, client_with: Callable[..., TestClient]
) -> None:
    seller = client_with("captures:write", "contacts:read")
    before = seller.get(PATH).json()
    assert seller.put(PATH, json=before).status_code == 403
    assert client.get(PATH).status_code == 401
    assert client.put(PATH, json=before).status_code == 401
