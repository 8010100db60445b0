"""Every table, one file a family; no queries, no rules.

Import this package, not its files, where the whole schema is needed (migrations, tests).
"""

from api.db.base import Base, ChangeCounter
from api.models.accounts import (
    ApiToken,
    BrowserSession,
    Device,
    PairingCode,
    SetupCode,
    SignInAttempt,
    User,
)
from api.models.audit import AuditAnchor, AuditEvent, AuditHead
from api.models.breaches import Breach, BreachContact
from api.models.captures import Capture, CaptureDetails, CaptureFile, Decision, Reading
from api.models.disclosures import Disclosure, Export, Recipient
from api.models.evidence import Checkpoint, Evidence, LogEntry, LogNode
from api.models.mails import Mail
from api.models.merges import ContactDistinction, ContactMerge
from api.models.notices import Campaign, CampaignContact, Consent, Notice, NoticeDuty
from api.models.permissions import BalancingTest, Permission, SecurityRecord, Suppression
from api.models.personal import PERSONAL, PLAIN, Personal
from api.models.policies import Controller, PolicyVersion
from api.models.register import (
    Contact,
    ContactMethod,
    Interaction,
    Occasion,
    Organization,
    RegisterEntry,
    SearchDocument,
)
from api.models.retention import (
    Destruction,
    LegalHold,
    Purge,
    PurgeItem,
    RemovedMethod,
    RetentionRule,
)
from api.models.rights import Correction, Objection, SubjectRequest

__all__ = [
    "PERSONAL",
    "PLAIN",
    "ApiToken",
    "AuditAnchor",
    "AuditEvent",
    "AuditHead",
    "BalancingTest",
    "Base",
    "Breach",
    "BreachContact",
    "BrowserSession",
    "Campaign",
    "CampaignContact",
    "Capture",
    "CaptureDetails",
    "CaptureFile",
    "ChangeCounter",
    "Checkpoint",
    "Consent",
    "Contact",
    "ContactDistinction",
    "ContactMerge",
    "ContactMethod",
    "Controller",
    "Correction",
    "Decision",
    "Destruction",
    "Device",
    "Disclosure",
    "Evidence",
    "Export",
    "Interaction",
    "LegalHold",
    "LogEntry",
    "LogNode",
    "Mail",
    "Notice",
    "NoticeDuty",
    "Objection",
    "Occasion",
    "Organization",
    "PairingCode",
    "Permission",
    "Personal",
    "PolicyVersion",
    "Purge",
    "PurgeItem",
    "Reading",
    "Recipient",
    "RegisterEntry",
    "RemovedMethod",
    "RetentionRule",
    "SearchDocument",
    "SecurityRecord",
    "SetupCode",
    "SignInAttempt",
    "SubjectRequest",
    "Suppression",
    "User",
]
