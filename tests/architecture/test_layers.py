"""The layers of the import contract hold."""

import subprocess
import sys
from pathlib import Path


def test_the_import_contract_holds() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
