"""Nothing leaves the house: the service asks for nothing outside, and the suite could not."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.programs import ROOT
from tests.outside import OutsideError

# Reserved for documentation (RFC 5737, RFC 3849): nobody answers there.
_NOWHERE = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))


@pytest.mark.engine
@pytest.mark.row("P3-29")
@pytest.mark.row("P4-37", "P5-44", part=True)
def test_with_the_network_shut_a_card_is_read_and_approved_and_nothing_asks_outside(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.wire.alone", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"state": "approved", "asked": [], "unrouted": 0}


def test_both_witnesses_tell_of_whoever_asks_where_no_way_leads() -> None:
    asking = f"""
import socket
from tests import outside
from tests.wire import alone
if not alone.shut():
    raise SystemExit
asked = []
outside.watch(asked.append)
for host, family in {[(host, int(family)) for host, family in _NOWHERE]}:
    with socket.socket(family) as one:
        before = alone.unrouted()
        assert one.connect_ex((host, 9)) != 0
        assert alone.unrouted() > before, host
        assert asked.pop() == host
"""
    done = subprocess.run([sys.executable, "-c", asking], cwd=ROOT, text=True, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(("host", "family"), _NOWHERE)
def test_the_suite_cannot_reach_outside(host: str, family: socket.AddressFamily) -> None:
    with socket.socket(family) as one, pytest.raises(OutsideError):
        one.connect((host, 9))
    with pytest.raises(OutsideError):
        socket.getaddrinfo("norvika.example", 443)
