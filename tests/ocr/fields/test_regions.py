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
        (["Norvika Polymers Pvt. Ltd.", "Norvika Nagar, Norpur - 505 209"], "IN"),
        (["Opp. Norvika Theatre, Norpur-505209", "Cell 98480 12345"], "IN"),
        (["A. Ek, M.Sc. (U.K.)", "Norvika Road, Hyderabad 500 063"], "IN"),
        (["12 Norvika Highway", "Norridge QLD 4870"], "AU"),
        (["ul. Norska 14", "50-428 Norwice", "kom. 509 774 121"], "PL"),
        (["Av. Norvika 12, Col. Centro", "C.P. 37490"], "MX"),
        (["No. 8, Jalan Norvika", "Tel 03-3456 0712"], "MY"),
        (["Norvika San. ve Tic. A.Ş.", "Cumhuriyet Cad. No:4"], "TR"),
    ],
)
def test_names_and_words_tell_the_likeliest_country(texts: list[str], country: str) -> None:
    assert rank(texts, ())[0] == country
