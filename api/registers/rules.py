"""Which registers there are, and the rule that the company's own staff are in none."""

from collections.abc import Iterable
from typing import Literal

from api.kit.mailboxes import ascii_domain

# The policy's three areas: customers, suppliers of material, suppliers of services.
Register = Literal["customer", "supplier_material", "supplier_service"]


def is_own_staff(emails: Iterable[str], own_domains: Iterable[str]) -> bool:
    """Return whether any address belongs to one of `own_domains` or to a domain below one."""
    own = [ascii_domain(domain) for domain in own_domains]
    return any(
        domain == mine or domain.endswith(f".{mine}")
        for domain in map(ascii_domain, (email.rpartition("@")[2] for email in emails))
        for mine in own
    )
