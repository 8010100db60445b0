"""Nothing is carried whose terms would bind the whole service."""

import pytest

from api import licences
from api.licences import Part


def test_everything_that_is_carried_may_be() -> None:
    parts = [
        *licences.python_packages(licences.ROOT / "requirements.txt"),
        *licences.web_packages(),
        licences.models(),
    ]
    licences.check(parts)
    told = {part.name: part.licence for part in parts}
    assert (told["pi-heif"], told["psycopg"], told["preact"]) == (
        "LGPL-3.0-only",
        "LGPL-3.0-only",
        "MIT",
    )
    assert all(f"| {name} |" in licences.page(parts) for name in told)


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-only", "MIT AND AGPL-3.0-only", "", "Proprietary", "GPL-2.0-only OR SSPL"]
)
def test_what_may_not_be_carried_is_named(licence: str) -> None:
    with pytest.raises(licences.LicenceRefusedError, match=r"^libnope: "):
        licences.check([Part("python", "libnope", "1", licence), Part("web", "fine", "1", "MIT")])


@pytest.mark.parametrize("licence", ["MIT OR GPL-3.0-only", "MIT AND PSF-2.0"])
def test_one_of_a_choice_and_all_of_a_sum_must_be_allowed(licence: str) -> None:
    licences.check([Part("python", "lib", "1", licence)])
