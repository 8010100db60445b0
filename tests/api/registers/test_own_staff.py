"""The company's own staff are in no register."""

import pytest

from api.registers.rules import is_own_staff


@pytest.mark.row("P1-2", part=True)
@pytest.mark.parametrize(
    ("email", "own"),
    [
        ("elin@fjallbro.example", True),
        ("Elin@FJALLBRO.example", True),
        ("elin@kontor.fjallbro.example", True),
        ("elin@fjällbro.example", True),
        ("elin@xn--fjllbro-6wa.example", True),
        ("elin@inte-fjallbro.example", False),
        ("elin@fjallbro.example.org", False),
        ("elin", False),
    ],
)
def test_an_address_is_the_companys_own_by_its_domain(email: str, own: bool) -> None:  # noqa: FBT001 - the expectation
    assert is_own_staff([email], ["fjallbro.example", "fjällbro.example"]) is own
