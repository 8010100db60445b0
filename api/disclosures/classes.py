"""The policy's seven classes of recipients, as data: what each may be given, for what, by whom.

"CTCS betraktar kund- och leverantörsregister som en vital del av vår verksamhet och som sådan
endast för bruk inom densamma. […] måste dock i vissa fall dela information med utvalda tredje
parter". The eighth class is the company's own: programs that keep in step, a colleague's phone.
"""

from dataclasses import dataclass
from typing import Literal

from api.registers.purposes import Purpose

RecipientClass = Literal[
    "established_customer",
    "supply_chain",
    "adviser",
    "authority",
    "credit_fraud",
    "buyer",
    "protection",
    "own_system",
]
Field = Literal[
    "company", "person", "role", "department", "address", "phones", "faxes", "emails", "websites"
]


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """One class. `fields` are all that is ever handed over; notes, history and permissions are not.

    `asks_permission`: a row of the matrix must allow the purpose; where a law or an emergency
    demands the details, that demand stands instead. `scope`: what whoever hands over must hold.
    """

    sv: str
    en: str
    fields: tuple[Field, ...]
    purposes: tuple[Purpose, ...]
    scope: str
    asks_permission: bool = True
    customers_only: bool = False
    needs_legal_reference: bool = False
    may_be_secret: bool = False


CLASSES: dict[RecipientClass, ClassFacts] = {
    # "Vid tillfällen vidarebefordrar vi nya och gamla kontakter till etablerade kunder".
    "established_customer": ClassFacts(
        "Etablerad kund (hänvisning)",
        "Established customer (referral)",
        ("company", "person", "role", "phones", "emails"),
        ("relation",),
        "contacts:write",
        customers_only=True,
    ),
    # "leverantörer, speditörer, budtjänster och leveransföretag": who is to be found at the door.
    "supply_chain": ClassFacts(
        "Leverans: speditör, bud, leverantör",
        "Delivery: forwarder, courier, supplier",
        ("company", "person", "phones", "address"),
        ("contract", "relation"),
        "contacts:write",
    ),
    "adviser": ClassFacts(
        "Professionell eller juridisk rådgivare",
        "Professional or legal adviser",
        ("company", "person", "role", "phones", "emails", "address"),
        ("contract", "legal"),
        "privacy:write",
    ),
    # "tull och andra myndigheter […] svar på en laglig begäran".
    "authority": ClassFacts(
        "Tull eller annan myndighet",
        "Customs or another authority",
        ("company", "person", "role", "phones", "emails", "address"),
        ("legal",),
        "privacy:write",
        asks_permission=False,
        needs_legal_reference=True,
        may_be_secret=True,
    ),
    "credit_fraud": ClassFacts(
        "Kreditupplysning eller bedrägerikontroll",
        "Credit reference or fraud prevention",
        ("company", "person", "address"),
        ("security", "contract"),
        "privacy:write",
    ),
    # "Försäljning av företag eller tillgångar": by an approved export alone.
    "buyer": ClassFacts(
        "Köpare av verksamheten",
        "Buyer of the business",
        ("company", "person", "role", "phones", "emails", "address"),
        ("relation",),
        "privacy:write",
        customers_only=True,
    ),
    # "nödvändig för att skydda […] rättigheter, egendom eller personliga säkerhet".
    "protection": ClassFacts(
        "Skydd av liv, egendom eller rättigheter",
        "Protection of life, property or rights",
        ("company", "person", "role", "phones", "emails", "address"),
        ("security",),
        "contacts:read",
        asks_permission=False,
        may_be_secret=True,
    ),
    "own_system": ClassFacts(
        "Egen personal eller eget system",
        "Own staff or own system",
        (
            "company",
            "person",
            "role",
            "department",
            "address",
            "phones",
            "faxes",
            "emails",
            "websites",
        ),
        ("relation", "contract", "questions", "newsletter", "survey_invite", "tailoring"),
        "exports:read",
    ),
}
