"""The policy's purposes and legal bases, as data; the database holds the same as constraints.

The policy names four bases. Two of them are interests, so that each use of one cites a balancing
test (GDPR Art. 6(1)(f)).
"""

from dataclasses import dataclass
from typing import Literal

from api.registers.rules import Register

Purpose = Literal[
    "contract",
    "relation",
    "questions",
    "tailoring",
    "survey_invite",
    "newsletter",
    "security",
    "legal",
]
Basis = Literal["contract", "legitimate_interest", "consent", "supplier_customer_interest"]

# Nothing of a supplier serves these: "används endast internt […], ej för marknadsföring".
MARKETING: frozenset[Purpose] = frozenset({"tailoring", "survey_invite", "newsletter"})
# What a privacy officer alone may use data for.
RESTRICTED: frozenset[Purpose] = frozenset({"security"})


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One of the policy's bases; `article` is where the law has it."""

    sv: str
    en: str
    article: str
    needs_balancing_test: bool


@dataclass(frozen=True, slots=True)
class PurposeFacts:
    """One of the policy's purposes: its name, the bases it may rest on, what people are told."""

    sv: str
    en: str
    bases: tuple[Basis, ...]
    told_sv: str
    told_en: str


BASES: dict[Basis, LegalBasis] = {
    "contract": LegalBasis("avtal", "contract", "GDPR 6.1 b", needs_balancing_test=False),
    "legitimate_interest": LegalBasis(
        "berättigat intresse", "legitimate interest", "GDPR 6.1 f", needs_balancing_test=True
    ),
    "consent": LegalBasis("samtycke", "consent", "GDPR 6.1 a", needs_balancing_test=False),
    "supplier_customer_interest": LegalBasis(
        "leverantör–kund-intresse",
        "supplier–customer interest",
        "GDPR 6.1 f",
        needs_balancing_test=True,
    ),
}

_INTERESTS: tuple[Basis, ...] = ("legitimate_interest", "supplier_customer_interest")

PURPOSES: dict[Purpose, PurposeFacts] = {
    "contract": PurposeFacts(
        "Avtal",
        "Contract",
        ("contract",),
        "För att leverera det som avtalats.",
        "To deliver what was agreed.",
    ),
    "relation": PurposeFacts(
        "Relation",
        "Relation",
        (*_INTERESTS, "consent"),
        "För att hålla kontakten.",
        "To stay in touch.",
    ),
    "questions": PurposeFacts(
        "Frågor och klagomål",
        "Questions and complaints",
        (*_INTERESTS, "consent"),
        "För att svara på dina frågor.",
        "To answer your questions.",
    ),
    "tailoring": PurposeFacts(
        "Anpassning",
        "Tailoring",
        ("legitimate_interest", "consent"),
        "För att anpassa erbjudanden.",
        "To tailor offers.",
    ),
    "survey_invite": PurposeFacts(
        "Kundundersökning",
        "Survey",
        ("legitimate_interest", "consent"),
        "För att fråga vad du tycker.",
        "To ask what you think.",
    ),
    # The soft rule for legal persons (MFL 19 §) rests on an interest; people are asked.
    "newsletter": PurposeFacts(
        "Nyhetsbrev",
        "Newsletter",
        ("legitimate_interest", "consent"),
        "För att skicka nyhetsbrev.",
        "To send the newsletter.",
    ),
    "security": PurposeFacts(
        "Säkerhet",
        "Security",
        ("legitimate_interest",),
        "För att utreda missbruk.",
        "To look into misuse.",
    ),
    # What the law has kept is the papers of an agreement.
    "legal": PurposeFacts(
        "Lagkrav",
        "Legal duty",
        ("contract",),
        "För att lagen kräver det.",
        "Because the law demands it.",
    ),
}

# Contexts in which somebody asks something.
_ASKING = frozenset({"feedback", "tech_question", "problem_report", "other_contact", "survey"})


def provided_for(register: Register, context_kind: str) -> dict[Purpose, Basis]:
    """Return what a card handed over in this context allows by itself, and on which basis.

    It is what the person expects: being kept in touch with, answered, delivered to. A card is never
    consent, and allows no marketing.
    """
    interest: Basis = (
        "legitimate_interest" if register == "customer" else "supplier_customer_interest"
    )
    allowed: dict[Purpose, Basis] = {"relation": interest}
    if context_kind in _ASKING:
        allowed["questions"] = interest
    if context_kind == "transaction":
        allowed |= {"contract": "contract", "legal": "contract"}
    return allowed
