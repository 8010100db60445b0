"""The card itself tells its country."""

import pytest

from ocr.fields.regions import rank


@pytest.mark.parametrize(
    ("texts", "country"),
    [
        (["Duarte Nunes", "Administrador", "Data de nascimento: 07.09.1974"], "PT"),
        (["drs. Hendrik Hoekstra", "06-53 32 49 09"], "NL"),
        (["Mikko Niemi-Räty", "alanumero 351"], "FI"),
        (["Conti & Grantera SRL", "Centralino"], "IT"),
    ],
)
def test_names_and_words_tell_the_likeliest_country(texts: list[str], country: str) -> None:
    assert rank(texts, ())[0] == country
