"""What a company's name is compared by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.organizations.legal_forms import fold_name


@pytest.mark.parametrize(
    "name",
    [
        "Norvika",
        "NORVIKA AB",
        "AB Norvika (publ)",
        "Norvika Aktiebolag",
        "Norvika A/S",
        "Norvika GmbH & Co. KG",
        "Norvika Sp. z o.o.",
        "Norvíka S.p.A.",
        "Oy Norvika Ab",
    ],
)
def test_a_legal_form_does_not_make_another_company(name: str) -> None:
    assert fold_name(name) == "norvika"


def test_what_is_not_a_legal_form_does() -> None:
    assert fold_name("Norvika Bygg AB") != fold_name("Norvika El AB")
    assert fold_name("Abisko Fjäll AB") == "abisko fjall"


def test_a_name_of_legal_forms_alone_is_kept() -> None:
    assert fold_name("AB AS") == "ab"


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)
