"""The rules of retention: until when each contact is kept, why, and what may not go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from api.kit import clock
from api.kit.days import add_months, day_of
from api.models import Contact, Interaction, LegalHold, RetentionRule
from api.retention import repository, rules, wording
from api.retention.repository import Last
from api.retention.rules import Class, Rule, Rules


@dataclass(frozen=True, slots=True)
class Verdict:
    """Until when a contact is kept, by which class and rule, and what stops its purge."""

    contact_id: UUID
    name: Class
    rule: Rule
    keep_until: date
    hold: LegalHold | None
    is_restricted: bool

    def is_due(self, today: date) -> bool:
        """Return whether the contact should go by `today`, and nothing stops it."""
        return self.keep_until < today and self.hold is None and not self.is_restricted

    def sentence(self, language: str) -> str:
        """Return why it is kept until when."""
        if self.hold is not None:
            return wording.explain_hold(self.hold.law, self.hold.until, language)
        if self.is_restricted:
            return wording.explain_restriction(language)
        return wording.explain(self.name, self.rule, self.keep_until, language)


def today() -> date:
    """Return the present day."""
    return day_of(clock.now())


def judge(session: Session, contacts: Sequence[Contact], by: Rules) -> list[Verdict]:
    """Return the verdict on each contact under the rules `by`.

    A contact is kept as long as the act of theirs that is kept longest.
    """
    ids = [contact.id for contact in contacts]
    acts = repository.last_acts(session, ids)
    registers = repository.registers_of(session, ids)
    holds = repository.holds_on(session, ids, today())
    verdicts = []
    for contact in contacts:
        entered = Last("other_contact", "other", contact.created_at)
        ends = [
            (rules.keep_until(by[name], day_of(act.happened_at)), name)
            for act in acts.get(contact.id, [entered])
            for name in [
                rules.class_of(
                    contact.state, registers.get(contact.id, set()), act.context_kind, act.channel
                )
            ]
        ]
        day, name = max(ends)
        verdicts.append(
            Verdict(
                contact.id,
                name,
                by[name],
                day,
                holds.get(contact.id),
                contact.restricted_at is not None,
            )
        )
    return verdicts


def list_due(session: Session, by: Rules, on: date, after: UUID | None = None) -> Iterator[Verdict]:
    """Yield the contacts whose time is over by the day `on`, held ones too, those after an id."""
    shortest = min(rule.months for rule in by.values())
    for chunk in repository.list_quiet(session, add_months(on, -shortest), after):
        yield from (one for one in judge(session, chunk, by) if one.keep_until < on)


@dataclass(frozen=True, slots=True)
class Simulated:
    """How many contacts of one class are due now, and would be under another rule."""

    due_now: int
    due_then: int


def simulate(session: Session, changes: Mapping[Class, int]) -> dict[Class, Simulated]:
    """Return what changing the months of some classes would do; nothing is changed.

    Raises:
        RuleBelowLawError: a class must be kept longer.
    """
    for name, months in changes.items():
        rules.check(name, months)
    present = repository.rules(session)
    counts: dict[Class, list[int]] = {name: [0, 0] for name in rules.CLASSES}
    for place, by in enumerate((present, rules.with_months(present, changes))):
        for verdict in list_due(session, by, today()):
            if verdict.is_due(today()):
                counts[verdict.name][place] += 1
    return {name: Simulated(*both) for name, both in counts.items()}


def change_rule(session: Session, name: Class, months: int) -> None:
    """Keep a class for `months` from now on.

    Raises:
        RuleBelowLawError: the law asks for longer.
    """
    rules.check(name, months)
    session.merge(RetentionRule(name=name, months=months, changed_at=clock.now()))


@dataclass(frozen=True, slots=True)
class KeptAct:
    """An act that the law keeps though the person goes: `reference` names the document."""

    interaction: Interaction
    until: date


def kept_by_law(session: Session, contact_ids: Sequence[UUID]) -> list[KeptAct]:
    """Return the acts of these contacts that bokföringslagen keeps, oldest first.

    GDPR Art. 17(3)(b).
    """
    rule = repository.rules(session)["purchase"]
    kept = [
        KeptAct(one, rules.keep_until(rule, day_of(one.happened_at)))
        for one in repository.list_transactions(session, contact_ids)
    ]
    return [one for one in kept if one.until >= today()]
