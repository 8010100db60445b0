"""Ids that sort by the time they were made (UUIDv7, RFC 9562 section 5.7)."""

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """Return a fresh UUIDv7: 48 bits of milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    return UUID(int=value)
