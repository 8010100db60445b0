"""Rows as the wire tells them."""

from collections.abc import Mapping

from api.contacts.schemas import ContactRead, InteractionRead, MethodRead, NextStepRead, OccasionRef
from api.interactions.repository import Told
from api.models import Contact
from api.organizations.schemas import OrganizationRef


def present(contact: Contact) -> ContactRead:
    """Return `contact` as every door of the register tells it; it must be loaded whole."""
    return ContactRead(
        id=contact.id,
        version=contact.version,
        person=contact.person,
        role=contact.role,
        department=contact.department,
        organization=contact.organization and OrganizationRef.model_validate(contact.organization),
        methods=[MethodRead.model_validate(method) for method in contact.methods],
        registers=[entry.register for entry in contact.entries],
        address=contact.address,
        state=contact.state,
        restricted=contact.restricted_at is not None,
    )


def present_interaction(told: Told, owners: Mapping[str, str]) -> InteractionRead:
    """Return one row of a contact's history; `owners` are the names of whose next steps are."""
    interaction, occasion, organization, seller, step = told
    return InteractionRead(
        id=interaction.id,
        happened_at=interaction.happened_at,
        context_kind=interaction.context_kind,
        channel=interaction.channel,
        occasion=occasion and OccasionRef(id=occasion.id, name=occasion.name),
        seller=seller,
        reference=interaction.reference,
        organization=organization and OrganizationRef.model_validate(organization),
        capture_id=interaction.capture_id,
        evidence_id=interaction.evidence_id,
        next_step=step
        and NextStepRead.model_validate({**step, "owner": owners.get(step["owner_id"] or "")}),
    )
