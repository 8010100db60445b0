"""Gathers the record: whose details, of what kind, what for, who receives them, how long, how safe.

Nothing is written down twice: tables and categories are those of `api.models.personal`, purposes
and grounds those of `api.registers.purposes`, recipients those of `api.disclosures.classes`, times
those of `api.retention`.
"""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy.orm import Session

from api.disclosures.classes import CLASSES
from api.models import PERSONAL
from api.models.personal import Whose
from api.policies import service as policies
from api.processing.schemas import (
    ActivityRead,
    ControllerRead,
    ProcessingRead,
    PurposeRead,
    RecipientRead,
    RetentionRead,
    TableRead,
    Told,
)
from api.registers.purposes import BASES, PURPOSES
from api.retention import repository as retention
from api.retention.declared import RULES
from api.retention.rules import Class, Rule

_ACTIVITIES: dict[Whose, Told] = {
    "contact": Told(
        sv="Kund- och leverantörsregister: kontakter vid företag",
        en="Customer and supplier registers: contacts at companies",
    ),
    "colleague": Told(
        sv="Behörighet och spår: företagets egna användare",
        en="Access and trail: the company's own users",
    ),
}
# Art. 32(1), as built.
_MEASURES = (
    Told(
        sv="Allt lagras på företagets egen maskin; ingenting skickas ut.",
        en="Everything is kept on the company's own machine; nothing leaves it.",
    ),
    Told(
        sv="Bilder förseglas (AES-256-GCM); bevis med en nyckel per person, som förstörs vid "
        "radering.",
        en="Pictures are sealed (AES-256-GCM); evidence with a key for each person, destroyed on "
        "erasure.",
    ),
    Told(
        sv="Roller och scopes; varje läsning, export och ändring står i ett kedjat spår.",
        en="Roles and scopes; every read, export and change is on a chained trail.",
    ),
    Told(
        sv="Privata uppgifter tas bort ur text och bild innan något sparas.",
        en="Private details are removed from text and picture before anything is kept.",
    ),
)
# Art. 30(1)(e).
_TRANSFERS = Told(
    sv="Ingen. Enstaka utlämnanden till tull i destinationslandet står i utlämnandeloggen.",
    en="None. Single disclosures to customs in the country of destination are in the ledger.",
)


def gather(session: Session) -> ProcessingRead:
    """Return the record as it stands now."""
    controller = policies.get_controller(session)
    return ProcessingRead(
        controller=ControllerRead(
            name=controller.name,
            registration_number=controller.registration_number,
            contact=controller.privacy_email,
            authority=controller.authority_name,
        ),
        activities=[_activity(whose, retention.rules(session)) for whose in _ACTIVITIES],
        transfers=_TRANSFERS,
        measures=list(_MEASURES),
    )


def _activity(whose: Whose, rules: Mapping[Class, Rule]) -> ActivityRead:
    tables = {name: one for name, one in PERSONAL.items() if one.whose == whose}
    categories: dict[str, set[str]] = defaultdict(set)
    for name, table in tables.items():
        for column, category in table.columns.items():
            categories[category].add(f"{name}.{column}")
    is_contacts = whose == "contact"
    return ActivityRead(
        whose=whose,
        name=_ACTIVITIES[whose],
        categories={category: sorted(columns) for category, columns in sorted(categories.items())},
        purposes=_purposes() if is_contacts else [],
        recipients=_recipients() if is_contacts else [],
        retention=[
            RetentionRead(retention_class=name, months=rule.months, to_year_end=rule.to_year_end)
            for name, rule in rules.items()
        ]
        if is_contacts
        else [],
        tables=[
            TableRead(name=name, rule=Told(sv=RULES[name].sv, en=RULES[name].en))
            for name in sorted(tables)
        ],
    )


def _purposes() -> list[PurposeRead]:
    return [
        PurposeRead(
            purpose=name,
            name=Told(sv=facts.sv, en=facts.en),
            bases=[Told(sv=BASES[basis].sv, en=BASES[basis].en) for basis in facts.bases],
            articles=sorted({BASES[basis].article for basis in facts.bases}),
        )
        for name, facts in PURPOSES.items()
    ]


def _recipients() -> list[RecipientRead]:
    return [
        RecipientRead(
            recipient_class=name,
            name=Told(sv=facts.sv, en=facts.en),
            fields=sorted(facts.fields),
        )
        for name, facts in CLASSES.items()
    ]
