"""What is outside this machine, and that nothing here asks for it (P3-29)."""

import ipaddress
import sys
from collections.abc import Callable
from typing import Any

_LOCAL = {"", "localhost", "0.0.0.0", "::"}  # noqa: S104 - compared with, never bound to
_ASKING = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0}


class OutsideError(RuntimeError):
    """A test asked for something outside this machine."""


def is_outside(host: object) -> bool:
    """Return whether `host` (a name or an address, as sockets take it) is not this machine."""
    if not isinstance(host, str) or host in _LOCAL:
        return False
    try:
        return not ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return True  # a name: whoever looks it up has asked already


def watch(tell: Callable[[str], None]) -> None:
    """Call `tell` with each host outside that this process asks for, before it is asked."""

    def hear(event: str, given: tuple[Any, ...]) -> None:
        if event not in _ASKING:
            return
        host = given[_ASKING[event]]
        if isinstance(host, tuple):
            host = host[0]
        elif event != "socket.getaddrinfo":
            return  # a path: a socket of this machine
        if is_outside(host):
            tell(host)

    sys.addaudithook(hear)
