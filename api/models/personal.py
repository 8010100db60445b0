"""Which columns hold details about people, whose, and of what kind: said here and nowhere else.

Every column that could hold words or bytes is either personal or plain; a test fails the build
where one is neither. From what stands here follow the access package, erasure, retention and the
record of processing (GDPR Art. 30).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

# Whose details they are: people at other companies, or the company's own.
Whose = Literal["contact", "colleague"]
Category = Literal[
    "name",
    "professional",  # role, department, employer, address at work
    "reach",  # phone, fax, e-mail, website
    "act",  # what was handed over or said, where and when
    "picture",
    "request",
    "account",
    "secret",
]


@dataclass(frozen=True, slots=True)
class Personal:
    """The personal columns of one table, by category."""

    whose: Whose
    columns: Mapping[str, Category]


PERSONAL: dict[str, Personal] = {
    "organizations": Personal(
        # A sole trader's company is called what its owner is called.
        "contact",
        {"name": "professional", "name_folded": "professional"},
    ),
    "contacts": Personal(
        "contact",
        {
            "person": "name",
            "person_folded": "name",
            "role": "professional",
            "department": "professional",
            "address": "professional",
        },
    ),
    "contact_methods": Personal(
        "contact", {"value": "reach", "extension": "reach", "fingerprint": "reach"}
    ),
    "search_documents": Personal("contact", {"text": "name"}),
    "mails": Personal("contact", {"sealed": "request"}),
    "interactions": Personal("contact", {"reference": "act"}),
    "captures": Personal(
        "contact",
        {
            "reference": "act",
            "url": "act",
            "note": "act",
            "content_sha256": "act",
            "message_id_sha256": "act",
        },
    ),
    "capture_details": Personal(
        "contact", {"answers": "act", "note": "act", "next_step": "act", "corrections": "act"}
    ),
    "capture_files": Personal(
        "contact",
        {
            "received_sha256": "picture",
            "quarantine_key": "picture",
            "kept_key": "picture",
            "kept_sha256": "picture",
        },
    ),
    "readings": Personal("contact", {"result": "act"}),
    "decisions": Personal("contact", {"reason": "act"}),
    "evidence": Personal("contact", {"nonce": "act", "sealed_body": "act"}),
    "contact_merges": Personal("contact", {"before": "professional"}),
    "corrections": Personal("contact", {"before": "reach", "after": "reach"}),
    "subject_requests": Personal(
        "contact",
        {"asked": "request", "extension_reason": "request", "refused_reason": "request"},
    ),
    "legal_holds": Personal("contact", {"reason": "act"}),
    "notice_duties": Personal("contact", {"exempt_reason": "act"}),
    "removed_methods": Personal("contact", {"digest": "reach"}),
    "suppressions": Personal("contact", {"fingerprint": "reach"}),
    "security_records": Personal("contact", {"text": "act"}),
    "disclosures": Personal("contact", {"reason": "act"}),
    "exports": Personal("colleague", {"reason": "act"}),
    "users": Personal(
        "colleague",
        {
            "email": "account",
            "name": "name",
            "roles": "account",
            "language": "account",
            "password_hash": "secret",
            "totp_secret": "secret",
        },
    ),
    "browser_sessions": Personal("colleague", {"secret_sha256": "secret"}),
    "api_tokens": Personal(
        "colleague", {"name": "account", "scopes": "account", "secret_sha256": "secret"}
    ),
    "devices": Personal("colleague", {"name": "account", "secret_sha256": "secret"}),
    "sign_in_attempts": Personal("colleague", {"subject": "account"}),
    "audit_events": Personal("colleague", {"object_id": "act", "facts": "act"}),
}

# Words and bytes that tell of nobody: kinds, states, names of rules and places, digests of texts.
PLAIN: dict[str, frozenset[str]] = {
    # Of the event, never of the people it meets: those stand beside, by id.
    "breaches": frozenset(
        {
            "kind",
            "description",
            "risk",
            "assessment",
            "measures",
            "report_reference",
            "late_reason",
        }
    ),
    "campaigns": frozenset({"policy_version_id", "purpose", "question"}),
    "consents": frozenset({"policy_version_id", "purpose", "question", "how", "answer"}),
    "notices": frozenset({"policy_version_id", "how", "language"}),
    "contact_merges": frozenset({"moved", "copied"}),
    "notice_duties": frozenset({"source", "exempt_article"}),
    "pairing_codes": frozenset({"secret_sha256"}),
    "audit_anchors": frozenset({"note"}),
    "audit_events": frozenset({"actor_kind", "tag", "chain"}),
    "audit_head": frozenset({"chain"}),
    "capture_files": frozenset({"part", "received_type", "kept_type"}),
    "captures": frozenset(
        {"state", "problem", "channel", "context_kind", "register", "policy_version_id"}
    ),
    "balancing_tests": frozenset({"purpose", "basis", "text", "sha256"}),
    "contact_methods": frozenset({"kind", "register"}),
    "contacts": frozenset({"state"}),
    "controller": frozenset(
        {
            "name",
            "registration_number",
            "privacy_email",
            "authority_name",
            "authority_url",
            "own_domains",
            "visitor_languages",
        }
    ),
    "decisions": frozenset({"decision"}),
    "mails": frozenset({"state", "problem"}),
    "destructions": frozenset({"kind", "name"}),
    "disclosures": frozenset({"purpose", "fields", "legal_reference", "region"}),
    "exports": frozenset({"purpose", "format", "register", "acceptance_sha256", "sha256"}),
    "evidence": frozenset({"kind", "policy_version_id"}),
    "evidence_checkpoints": frozenset({"note"}),
    "evidence_log": frozenset({"entry", "commitment"}),
    "evidence_nodes": frozenset({"hash"}),
    "interactions": frozenset({"context_kind", "channel"}),
    "legal_holds": frozenset({"law"}),
    "occasions": frozenset({"kind", "name", "place", "questions"}),
    "policy_versions": frozenset({"id", "media_type", "language", "sha256", "content"}),
    "objections": frozenset({"purpose"}),
    "permissions": frozenset({"register", "purpose", "basis", "evidence_kind", "end_reason"}),
    "purges": frozenset({"state", "counts", "certificate"}),
    "recipients": frozenset({"name", "recipient_class", "purpose", "regions"}),
    "register_entries": frozenset({"register"}),
    "retention_rules": frozenset({"name"}),
    "suppressions": frozenset({"kind", "reason"}),
    "setup_codes": frozenset({"secret_sha256"}),
    "subject_requests": frozenset(
        {
            "number",
            "kind",
            "state",
            "channel",
            "language",
            "purpose",
            "identity_method",
            "refused_article",
            "result",
        }
    ),
}
