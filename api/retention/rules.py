"""Which class an act belongs to, how long the class is kept, and the law or interest behind it.

The policy (May 2018): kept as long as needed for the purposes, which varies with the interactions;
what leads to, carries out or follows a purchase or sale is kept as a legal document.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from api.errors import ApiError
from api.kit.days import add_months

Class = Literal["purchase", "supplier", "relation", "enquiry", "survey", "published", "waiting"]
CLASSES: tuple[Class, ...] = get_args(Class)

_ENQUIRIES = frozenset({"feedback", "tech_question", "problem_report", "other_contact"})


@dataclass(frozen=True, slots=True)
class Rule:
    """How long after the last act a class is kept, in months.

    `to_year_end`: counted from the end of the act's calendar year. `least`: months below which the
    law does not let the company go.
    """

    months: int
    to_year_end: bool = False
    least: int = 1


Rules = Mapping[Class, Rule]

DEFAULTS: dict[Class, Rule] = {
    # Bokföringslagen (1999:1078) 7 kap. 2 §: to the end of the seventh year after the calendar year
    # in which the financial year ended.
    "purchase": Rule(84, to_year_end=True, least=84),
    "supplier": Rule(36),
    # Three years after the last contact: the policy's "as long as we need", and what the
    # notice on the phone tells visitors.
    "relation": Rule(36),
    "enquiry": Rule(24),
    "survey": Rule(12),
    # Taken from a website: nobody met us, so the interest in keeping it fades sooner.
    "published": Rule(12),
    # Nobody said which company: such an entry is of no use, and the policy asks for a company.
    "waiting": Rule(3),
}


class RuleBelowLawError(ApiError):
    """The law asks that this class be kept longer."""

    status = 422
    type = "rule-below-law"
    sv = "Lagen kräver minst {least} månader."
    en = "The law asks for at least {least} months."


def check(name: Class, months: int) -> None:
    """Pass where the class may be kept for `months`.

    Raises:
        RuleBelowLawError: not that short.
    """
    if months < DEFAULTS[name].least:
        raise RuleBelowLawError(least=DEFAULTS[name].least)


def with_months(rules: Rules, changes: Mapping[Class, int]) -> dict[Class, Rule]:
    """Return `rules` with the months of some classes changed."""
    return {
        name: Rule(changes.get(name, rule.months), rule.to_year_end, rule.least)
        for name, rule in rules.items()
    }


def class_of(state: str, registers: Collection[str], context_kind: str, channel: str) -> Class:
    """Return the class of one act of a contact that stands in `registers`."""
    if context_kind == "transaction":
        return "purchase"
    if state == "needs_company":
        return "waiting"
    if context_kind == "survey":
        return "survey"
    if context_kind == "website" or channel == "website":
        return "published"
    if "customer" not in registers:
        return "supplier"
    return "enquiry" if context_kind in _ENQUIRIES else "relation"


def keep_until(rule: Rule, happened_on: date) -> date:
    """Return the last day that what happened on `happened_on` is kept."""
    if rule.to_year_end:
        return add_months(date(happened_on.year, 12, 31), rule.months)
    return add_months(happened_on, rule.months)
