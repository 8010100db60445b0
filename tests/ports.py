"""Ports for the programs that tests start."""

import os
import socket
from itertools import count

# Below those that the system lends to whoever calls out: one of them could be lent before a
# program listens on it. Tests that run side by side begin at different ones.
_FIRST, _NUMBER = 10_000, 20_000
_TURNS = count(7_919 * os.getpid())


def free_port(*beside: int) -> int:
    """Return a port that nobody listens on, nor on those so far `beside` it; each only once."""
    ports = (_FIRST + turn % _NUMBER for turn in _TURNS)
    return next(port for port in ports if all(_is_free(port + far) for far in (0, *beside)))


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
