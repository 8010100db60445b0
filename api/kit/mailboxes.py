"""E-mail addresses: when two are one mailbox, and whether anybody may have such a one."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import idna

_FILE = Path(__file__).with_name("mail_providers.txt")

# Providers that deliver to one mailbox under several domains, and those that skip characters, as
# their own help pages say.
_SAME = {
    "googlemail.com": "gmail.com",
    "mac.com": "icloud.com",
    "me.com": "icloud.com",
    "pm.me": "proton.me",
    "protonmail.com": "proton.me",
    "protonmail.ch": "proton.me",
}
_SKIPPED = {"gmail.com": ".", "proton.me": "._-"}


def canonical(email: str) -> str:
    """Return the one form of every spelling of the mailbox `email`; twice changes nothing.

    Case, a plus tag, and where the provider skips them dots, do not count; an internationalized
    domain is written as ASCII. Two mailboxes may now and then get one form, never the other way
    round: for a list of whom not to write to, that is the right side to err on.
    """
    local, _, domain = unicodedata.normalize("NFKC", email).strip().casefold().rpartition("@")
    host = ascii_domain(domain)
    host = _SAME.get(host, host)
    # What stands behind a plus sorts mail within one mailbox (RFC 5233).
    base = local.partition("+")[0] or local
    for character in _SKIPPED.get(host, ""):
        base = base.replace(character, "")
    return f"{base or local}@{host}"


def is_private(email: str) -> bool:
    """Return whether anybody may have a mailbox there, so that a person may stand behind it."""
    host = ascii_domain(email.rpartition("@")[2])
    names, domains = _providers()
    return host in domains or host.partition(".")[0] in names or not host


def ascii_domain(domain: str) -> str:
    """Return `domain` in lower case and ASCII: göteborg.example is xn--gteborg-90a.example."""
    domain = domain.strip().strip(".").lower()
    try:
        return idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        return domain


@cache
def _providers() -> tuple[frozenset[str], frozenset[str]]:
    text = re.sub(r"#.*", "", _FILE.read_text(encoding="utf-8"))
    _, names, domains = re.split(r"\[\w+\]", text)
    return _words(names), _words(domains)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split(",") if word.strip())
