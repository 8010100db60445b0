"""Which rows of the requirements the tests show: gathered while they run, printed afterwards.

A test says its row by `@pytest.mark.row("P1-6")`, or `row("C-5", part=True)` where it shows part.
`python tests/rows.py` prints the table and writes `build/figures/rows.json`.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

_BUILD = Path("build")
# The rows of the requirements: the design card's, then the policy's, sentence by sentence.
ROWS = [f"C-{n}" for n in range(1, 13)] + [
    f"P{part}-{n}"
    for part, first, last in (
        (1, 1, 15),
        (2, 16, 28),
        (3, 29, 36),
        (4, 37, 41),
        (5, 42, 44),
        (6, 45, 51),
        (7, 52, 62),
    )
    for n in range(first, last + 1)
]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None] | pytest.TestReport:
    """Carry a test's rows over into its report."""
    report: pytest.TestReport = yield  # type: ignore[assignment,misc] # pluggy sends the result
    for mark in item.iter_markers("row"):
        part = bool(mark.kwargs.get("part", False))
        report.user_properties += [
            ("row", f"{name}:{'part' if part else 'whole'}") for name in mark.args
        ]
    return report


class Gatherer:
    """Keeps the worst outcome of each test that names a row."""

    def __init__(self) -> None:
        self.tests: dict[str, dict[str, object]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how one phase of a test ended."""
        rows = sorted({str(value) for key, value in report.user_properties if key == "row"})
        if not rows:
            return
        known = self.tests.setdefault(report.nodeid, {"rows": rows, "passed": True})
        known["passed"] = bool(known["passed"]) and report.passed

    def pytest_sessionfinish(self) -> None:
        """Write what was gathered, one file a run."""
        if self.tests:
            folder = _BUILD / "rows"
            folder.mkdir(parents=True, exist_ok=True)
            name = os.environ.get("HANDSLAG_TEST_ON", "sqlite")
            (folder / f"{name}-{os.getpid()}.json").write_text(json.dumps(self.tests, indent=1))


def pytest_configure(config: pytest.Config) -> None:
    """Gather in the process that sees every report: none of those that run them side by side."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Gatherer())


def verdicts() -> dict[str, tuple[str, list[str]]]:
    """Return for each row "pass", "part", "fail" or "none", and the tests that say so."""
    shown: dict[str, list[tuple[str, bool, str]]] = {row: [] for row in ROWS}
    for file in sorted((_BUILD / "rows").glob("*.json")):
        for test, told in json.loads(file.read_text()).items():
            for row in told["rows"]:
                name, _, extent = row.partition(":")
                shown[name].append((extent, told["passed"], f"{file.stem.split('-')[0]}: {test}"))
    return {row: (_verdict(tests), [t for _, _, t in tests]) for row, tests in shown.items()}


def _verdict(tests: list[tuple[str, bool, str]]) -> str:
    if not tests:
        return "none"
    if not all(passed for _, passed, _ in tests):
        return "fail"
    return "pass" if any(extent == "whole" for extent, _, _ in tests) else "part"


def main() -> None:
    """Print the table and write the figures."""
    told = verdicts()
    for row, (verdict, tests) in told.items():
        names = sorted({re.sub(r"\[.*", "", test.split("::")[-1]) for test in tests})
        print(f"{row:6} {verdict:5} {', '.join(names)[:150]}")  # noqa: T201 - a table to read
    figures = _BUILD / "figures"
    figures.mkdir(parents=True, exist_ok=True)
    (figures / "rows.json").write_text(json.dumps({r: v for r, (v, _) in told.items()}, indent=1))


if __name__ == "__main__":
    main()
