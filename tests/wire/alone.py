"""The whole service with the outside network shut, as a program: `python -m tests.wire.alone DIR`.

A card comes in, is read by the worker and approved, all inside a network namespace that has a
loopback and nothing else. Two witnesses look for whoever asks for more: the kernel counts packets
and connections for which there was no route, native code's too; and each Python program notes the
hosts it asks for. Where the kernel does not let us shut the network, the second speaks alone.
"""

import ctypes
import fcntl
import json
import socket
import struct
import sys
from pathlib import Path

import httpx2

from api.kit import ids
from tests.browser.programs import ROOT, Handslag
from tests.faults.programs import until
from tests.uploads import form, picture, send, told

_NEWNET, _NEWUSER = 0x40000000, 0x10000000  # linux/sched.h
_SET_FLAGS, _UP = 0x8914, 0x1  # SIOCSIFFLAGS, IFF_UP
# Python loads a module of this name from PYTHONPATH when it starts.
_NOTE = """
from pathlib import Path
from tests import outside
outside.watch(lambda host: Path({notes!r}).open("a").write(host + "\\n"))
"""


def shut() -> bool:
    """Leave this process, and what it starts, a loopback and nothing else; say if that was let."""
    kernel = ctypes.CDLL(None)
    if kernel.unshare(_NEWNET) and kernel.unshare(_NEWNET | _NEWUSER):
        return False
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh14x", b"lo", _UP))
    return True


def unrouted() -> int:
    """Return how often something in this namespace asked for a place to which no way leads."""
    names, values = (line.split() for line in Path("/proc/net/snmp").read_text().splitlines()[:2])
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return int(dict(zip(names, values, strict=True))["OutNoRoutes"]) + int(six["Ip6OutNoRoutes"])


def main(folder: Path) -> None:
    """Do the main job and print what was seen."""
    is_shut = shut()
    (folder / "sitecustomize.py").write_text(_NOTE.format(notes=str(folder / "asked.txt")))
    handslag = Handslag(folder)
    handslag.environment["PYTHONPATH"] = f"{folder}:{ROOT}"
    handslag.migrate()
    token = handslag.token("captures:write", "review:write")
    handslag.start("serve", "worker")
    headers = {"Authorization": f"Bearer {token}"}
    with httpx2.Client(base_url=handslag.url, headers=headers, timeout=60) as client:
        state = approve_one(client)
    handslag.stop()
    asked = folder / "asked.txt"
    seen = {
        "state": state,
        "asked": asked.read_text().split() if asked.exists() else [],
        "unrouted": unrouted() if is_shut else 0,
    }
    sys.stdout.write(json.dumps(seen))


def approve_one(client: httpx2.Client) -> str:
    """Send a card, wait until it is read, approve it; return where it stands."""
    capture_id = ids.new_id()
    path = f"/api/v1/captures/{capture_id}"
    send(client, form(told(), front=picture()), capture_id=capture_id)
    until(lambda: client.get(path).json()["state"] == "needs_review")
    client.post(f"{path}/review", json={"decision": "approve"})
    return str(client.get(path).json()["state"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
