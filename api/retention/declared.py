"""How long each table with details of people keeps them, in words: the record of processing tells.

A table without an entry here fails the build.
"""

from dataclasses import dataclass

from api.retention.leftovers import REMOVED_DAYS, REQUEST_DAYS, UNDECIDED_DAYS


@dataclass(frozen=True, slots=True)
class Declared:
    """The rule of a table, as a sentence in both languages."""

    sv: str
    en: str


_WITH_CONTACT = Declared(
    "Följer kontakten: klass efter register och sammanhang, räknat från senaste kontakten.",
    "Follows the contact: class by register and context, counted from the last contact.",
)
_WITH_CAPTURE = Declared(
    f"Följer kontakten; utan beslut {UNDECIDED_DAYS} dagar.",
    f"Follows the contact; without a decision {UNDECIDED_DAYS} days.",
)
_WITH_ACCOUNT = Declared(
    "Så länge kollegan har ett konto.", "As long as the colleague has an account."
)

RULES: dict[str, Declared] = {
    "organizations": Declared("Tas bort med sin sista kontakt.", "Removed with its last contact."),
    "contacts": _WITH_CONTACT,
    "contact_methods": _WITH_CONTACT,
    "search_documents": _WITH_CONTACT,
    "interactions": Declared(
        "Följer kontakten; köp utan personen till sjunde årets slut (bokföringslagen 7 kap. 2 §).",
        "Follows the contact; purchases, without the person, to the end of the seventh year "
        "(Swedish Bookkeeping Act 7:2).",
    ),
    "captures": _WITH_CAPTURE,
    "capture_details": _WITH_CAPTURE,
    "capture_files": Declared(
        "Originalet till läsningen är klar, högst 14 dagar; den maskerade bilden följer kontakten.",
        "The original until it is read, at most 14 days; the masked picture follows the contact.",
    ),
    "readings": _WITH_CAPTURE,
    "decisions": _WITH_CAPTURE,
    "evidence": Declared(
        "Följer kontakten: nyckeln förstörs, platsen i loggen blir oläslig.",
        "Follows the contact: the key is destroyed, the place in the log becomes unreadable.",
    ),
    "contact_merges": _WITH_CONTACT,
    "corrections": _WITH_CONTACT,
    "subject_requests": Declared(
        f"Det som begärts: {REQUEST_DAYS} dagar efter svaret. Att något begärts: tills vidare.",
        f"What was asked: {REQUEST_DAYS} days after the answer. That it was asked: until further "
        "notice.",
    ),
    "mails": Declared(
        "Text och adress tills brevet är skickat, högst 32 dagar. Att det skickats: tills vidare.",
        "Text and address until the letter is sent, at most 32 days. That it was sent: until "
        "further notice.",
    ),
    "legal_holds": _WITH_CONTACT,
    "notice_duties": _WITH_CONTACT,
    "removed_methods": Declared(
        f"{REMOVED_DAYS} dagar efter raderingen, som nyckelhash.",
        f"{REMOVED_DAYS} days after the erasure, as a keyed hash.",
    ),
    "suppressions": Declared(
        "Tills vidare, som nyckelhash: annars skulle utskicken börja igen.",
        "Until further notice, as a keyed hash: or the mailings would begin anew.",
    ),
    "security_records": _WITH_CONTACT,
    "disclosures": Declared(
        "Skälet följer kontakten. Vem som fått vad slags uppgift: tills vidare (artikel 19).",
        "The reason follows the contact. Who received what sort of detail: until further notice "
        "(Article 19).",
    ),
    "exports": Declared(
        "Tills vidare: vattenmärket i filen ska kunna spåras.",
        "Until further notice: the watermark in a file must be traceable.",
    ),
    "users": _WITH_ACCOUNT,
    "browser_sessions": Declared("Högst 7 dagar.", "At most 7 days."),
    "api_tokens": Declared("Högst ett år efter att nyckeln gäller.", "At most a year's validity."),
    "devices": _WITH_ACCOUNT,
    "sign_in_attempts": Declared("Ett dygn, som nyckelhash.", "A day, as a keyed hash."),
    "audit_events": Declared(
        "Tills vidare: loggen visar vem som läst och ändrat, utan innehåll.",
        "Until further notice: the trail shows who read and changed, without content.",
    ),
}
