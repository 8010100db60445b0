"""Writes docs/policy-map.md: each row of the requirements, the sentence, the feature, its tests.

`python -m tests.policy_map REQUIREMENTS.md` reads sentences and features from the requirements and
the tests from the sources, so that the page needs no run; `make rows` tells which of them pass.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.rows import ROWS

_TESTS = Path(__file__).parent
PAGE = _TESTS.parent / "docs" / "policy-map.md"
_ROW = re.compile(r"^\| ([CP]\d*-\d+) \| (.+?) \| (.+?) \| .+ \|$", re.MULTILINE)
_HEAD = """# The policy, row by row

Written by `python -m tests.policy_map`; do not edit. Each row of the requirements with the feature
that answers it and the tests that show it, whole or in part. `make rows` prints which of them pass.

| row | said | feature | tests |
|---|---|---|---|
"""


def tests_by_row() -> dict[str, list[str]]:
    """Return for each row the tests that name it, as `file::test`; those of a part say so."""
    shown: dict[str, list[str]] = {row: [] for row in ROWS}
    for path in sorted(_TESTS.rglob("test_*.py")):
        for test, row, is_part in _marks(ast.parse(path.read_text())):
            name = f"{path.relative_to(_TESTS)}::{test}"
            shown[row].append(f"{name} (part)" if is_part else name)
    return shown


def rows_told(requirements: str) -> dict[str, tuple[str, str]]:
    """Return for each row of `requirements` what is said and the feature, as they stand there."""
    return {row: (said, feature) for row, said, feature in _ROW.findall(requirements)}


def write(told: dict[str, tuple[str, str]]) -> str:
    """Return the page."""
    shown = tests_by_row()
    lines = []
    for row in ROWS:
        said, feature = told.get(row, ("", ""))
        tests = "<br>".join(f"`{test}`" for test in shown[row]) or "none yet"
        lines.append(f"| {row} | {said} | {feature} | {tests} |\n")
    return _HEAD + "".join(lines)


def read() -> dict[str, tuple[str, str]]:
    """Return for each row what the page itself says of it: its own source between two releases."""
    return rows_told(PAGE.read_text())


def _marks(tree: ast.Module) -> Iterator[tuple[str, str, bool]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.row":
                is_part = any(word.arg == "part" for word in mark.keywords)
                for row in mark.args:
                    yield node.name, str(ast.literal_eval(row)), is_part


def main() -> None:
    """Write the page, from the requirements named or from what it says of them already."""
    told = rows_told(Path(sys.argv[1]).read_text()) if sys.argv[1:] else read()
    PAGE.write_text(write(told))


if __name__ == "__main__":
    main()
