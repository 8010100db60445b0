"""The one mail relay that letters may pass: the company's own, named twice, always encrypted.

The policy: "inga tredjepartsleverantörer hanterar personuppgifter". So the relay must stand on the
allow list, TLS is not optional (RFC 3207), and its certificate must be for its name.
"""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from api.settings import Settings

PORT = 587  # submission, RFC 6409
_PATIENCE = 20.0  # seconds for each step


class RelayNotAllowedError(Exception):
    """HANDSLAG_SMTP_RELAY names a host that HANDSLAG_SMTP_ALLOWED does not."""


class UndeliveredError(Exception):
    """The relay did not take the letter. `problem` is a slug; `is_final` where it never will."""

    def __init__(self, problem: str, *, is_final: bool) -> None:
        super().__init__(problem)
        self.problem = problem
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Relay:
    """Where letters are handed over, and as whom; `authority` is a certificate file (PEM)."""

    host: str
    port: int
    user: str | None = None
    password: str | None = None
    authority: Path | None = None


def from_settings(settings: Settings) -> Relay | None:
    """Return the relay the settings name; None where letters are handed over as files.

    Raises:
        RelayNotAllowedError: it is not on the allow list.
        OSError: the file with its password cannot be read.
    """
    if not settings.smtp_relay:
        return None
    host, _, port = settings.smtp_relay.partition(":")
    allowed = {one.strip().lower() for one in (settings.smtp_allowed or "").split(",")}
    if host.lower() not in allowed:
        raise RelayNotAllowedError(
            f"HANDSLAG_SMTP_RELAY names {host}, which HANDSLAG_SMTP_ALLOWED does not"
        )
    secret = settings.smtp_password_file
    password = None if secret is None else secret.read_text(encoding="utf-8").strip()
    return Relay(host, int(port or PORT), settings.smtp_user, password, settings.smtp_authority)


def deliver(relay: Relay, message: EmailMessage) -> None:
    """Hand one letter over.

    Raises:
        UndeliveredError: the relay is away, is not who it should be, or refuses.
    """
    context = ssl.create_default_context(cafile=relay.authority)
    try:
        with smtplib.SMTP(relay.host, relay.port, timeout=_PATIENCE) as session:
            session.starttls(context=context)
            if relay.user is not None:
                session.login(relay.user, relay.password or "")
            session.send_message(message)
    except smtplib.SMTPNotSupportedError as error:
        raise UndeliveredError("no-encryption", is_final=False) from error
    except ssl.SSLError as error:
        raise UndeliveredError("wrong-certificate", is_final=False) from error
    except smtplib.SMTPAuthenticationError as error:
        raise UndeliveredError("not-signed-in", is_final=False) from error
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise UndeliveredError("refused", is_final=min(codes) >= _FINAL) from error
    except smtplib.SMTPResponseException as error:
        raise UndeliveredError("refused", is_final=error.smtp_code >= _FINAL) from error
    except (OSError, smtplib.SMTPException) as error:
        raise UndeliveredError("unreachable", is_final=False) from error


# From here on an answer is for good (RFC 5321 section 4.2.1).
_FINAL = 500
