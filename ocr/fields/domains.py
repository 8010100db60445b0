"""Domain names: which endings exist, and which part is the owner's name."""

from functools import cache

import tldextract

from ocr.data import sections

# Reserved for examples by RFC 2606; no list of real endings has them.
_RESERVED = ("example", "test")


@cache
def _extract() -> tldextract.TLDExtract:
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@cache
def suffix(domain: str) -> str:
    """The public ending of a domain, as `se` or `co.uk`; empty when there is none."""
    low = domain.lower().strip(".")
    last = low.rsplit(".", 1)[-1]
    if last in _RESERVED:
        return last
    return _extract()(low).suffix


@cache
def stem(domain: str) -> str:
    """The name its owner chose: `norvika` of `mail.norvika.co.uk`; empty when there is none."""
    low = domain.lower().strip(".")
    end = suffix(low)
    rest = low[: -len(end) - 1] if end and len(low) > len(end) else ""
    return rest.rsplit(".", 1)[-1]


def registered(domain: str) -> str:
    """The domain as it was bought: stem and ending."""
    return f"{stem(domain)}.{suffix(domain)}"


@cache
def _free() -> frozenset[str]:
    return frozenset(sections("mail_providers")["free"])


def is_free(domain: str) -> bool:
    """Whether anybody may have a mailbox there: such a domain tells nothing about a company."""
    return stem(domain) in _free()


def country(domain: str) -> str | None:
    """ISO code of the country whose ending the domain has; None for generic and abused endings."""
    last = domain.lower().rsplit(".", 1)[-1]
    if len(last) != 2 or last in sections("mail_providers")["generic_endings"]:
        return None
    return {"uk": "GB"}.get(last, last.upper())
