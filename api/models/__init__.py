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
from api.models.audit import AuditEvent
from api.models.captures import Capture, CaptureDetails, CaptureFile, Decision, Reading
from api.models.evidence import Checkpoint, Evidence, LogEntry, LogNode
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

__all__ = [
    "ApiToken",
    "AuditEvent",
    "Base",
    "BrowserSession",
    "Capture",
    "CaptureDetails",
    "CaptureFile",
    "ChangeCounter",
    "Checkpoint",
    "Contact",
    "ContactMethod",
    "Controller",
    "Decision",
    "Device",
    "Evidence",
    "Interaction",
    "LogEntry",
    "LogNode",
    "Occasion",
    "Organization",
    "PairingCode",
    "PolicyVersion",
    "Reading",
    "RegisterEntry",
    "SearchDocument",
    "SetupCode",
    "SignInAttempt",
    "User",
]
