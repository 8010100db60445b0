"""Typed text: what is private in a sentence, and what only sounds like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.fields import notes


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Nås hemma på 08-465 004 10", "home_phone"),
        ("Hans privata mobil är 070-174 06 05", "home_phone"),
        ("ring inte på jobbet utan hemma, 08-465 004 10", "home_phone"),
        ("His home number is +44 20 7946 0123", "home_phone"),
        ("thuis bereikbaar op 020 123 4567", "home_phone"),
        ("Skriv till hans privata mejl asa@post.example", "private_email"),
        ("Bor på Hemgatan 4, 123 45 Norrvik", "home_address"),
        ("lives at 12 Oak Street", "home_address"),
        ("wohnt in der Lindenstr. 4, 12345 Nordhausen", "home_address"),
        ("habite 12 rue des Lilas", "home_address"),
        ("asuu osoitteessa Kotikatu 5", "home_address"),
        ("Personnummer 811228-9874", "personal_identity_number"),
        ("han är 811228-9874", "personal_identity_number"),
        ("född 1975", "birth_date"),
        ("fyller år den 3 mars", "birth_date"),
        ("Hon fyller 50 i maj", "birth_date"),
        ("her birthday is May 3", "birth_date"),
        ("Hans fru Anna är läkare", "family"),
        ("har två barn och hund", "family"),
        ("är föräldraledig till mars", "family"),
        ("her husband Tom is a doctor", "family"),
        ("hat zwei Kinder", "family"),
        ("har to børn", "family"),
        ("a deux enfants", "family"),
        ("sua moglie lavora in banca", "family"),
        ("su esposa trabaja aquí", "family"),
        ("zijn vrouw werkt hier", "family"),
        ("nyskild sedan i höst", "civil_status"),
        ("han är gift", "civil_status"),
        ("ist verheiratet", "civil_status"),
        ("is single now", "civil_status"),
    ],
)
@pytest.mark.row("P1-14", part=True)
def test_what_a_sentence_says_of_private_life_is_found(note: str, kind: str) -> None:
    assert [span.kind for span in notes.find(note)] == [kind]


@pytest.mark.parametrize(
    "note",
    [
        "Vill ha offert på 40 mikrofoner",
        "Ring 070-174 06 05 på fredag",
        "Kontoret ligger på Storgatan 1, 111 47 Stockholm",
        "Their family business was founded in 1954",
        "Familjeföretag med 40 anställda, fyller 50 år",
        "Nya produkter för barn och unga",
        "Thank you for your kind reply, a kind offer",
        "Har man tid på fredag?",
        "Bor på hotell Gripen rum 312",
        "Lives in Oslo 3 days a week",
        "Deras dotterbolag i Norge",
        "Jobbar hemifrån på tisdagar, ledig på fredag",
        "Mejla asa@kund.example eller ring 08-465 004 10",
        "Giftfri färg, 20 liter, levererad den 3 mars",
        "Org.nr 556677-8899, monter A12",
    ],
)
@pytest.mark.row("P1-14", part=True)
def test_words_about_work_stay(note: str) -> None:
    assert notes.find(note) == ()


@given(st.text(alphabet="Hh ansfrubome7089-+@.,\n", max_size=200))
def test_stretches_are_in_order_apart_and_inside_the_note(note: str) -> None:
    spans = notes.find(note)
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(note)]
    assert edges == sorted(edges)
    assert all(span.start < span.end for span in spans)


@given(st.text(max_size=60), st.text(max_size=60))
@pytest.mark.row("P1-14", part=True)
def test_no_words_around_it_save_a_private_number(before: str, after: str) -> None:
    note = f"{before}\nHemma 08-465 004 10\n{after}"
    left = note
    for span in reversed(notes.find(note)):
        left = left[: span.start] + left[span.end :]
    assert "465 004 10" not in left
