"""Rules of the house that a program can check: each with a sample that breaks it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for folder in ("api", "ocr", "web")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations/versions" not in str(path) and "node_modules" not in str(path)
)


def _commits(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "commit"
        ):
            yield node.lineno


@pytest.mark.parametrize(("sample", "found"), [("session.commit()", [1]), ("session.flush()", [])])
def test_the_rule_on_commits_sees_what_it_should(sample: str, found: list[int]) -> None:
    assert list(_commits(ast.parse(sample))) == found


def test_only_the_database_ground_commits() -> None:
    allowed = {ROOT / "api/db/session.py", ROOT / "api/db/migrate.py"}
    committing = {path for path in SOURCES if list(_commits(ast.parse(path.read_text())))}
    assert committing <= allowed


def test_no_file_is_named_for_nothing() -> None:
    names = {"utils.py", "helpers.py", "manager.py", "misc.py", "common.py"}
    assert [path for path in SOURCES if path.name in names] == []


def test_every_browser_of_a_test_is_watched() -> None:
    making = re.compile(r"new_context\(|launch_persistent_context\(|browser\.new_page\(")
    tests = (ROOT / "tests/browser").glob("test_*.py")
    assert [path.name for path in tests if making.search(path.read_text())] == []


def test_every_setting_is_told_in_the_operations_page() -> None:
    from api.settings import Settings  # noqa: PLC0415 - the page is the subject here

    page = (ROOT / "docs/operations.md").read_text()
    told = set(re.findall(r"`(HANDSLAG_[A-Z_]+)`", page))
    assert {f"HANDSLAG_{name.upper()}" for name in Settings.model_fields} <= told


def test_locks_carry_hashes_and_no_address() -> None:
    for lock in ("requirements.txt", "requirements-dev.txt", "requirements-build.txt"):
        text = (ROOT / lock).read_text()
        pins = re.findall(r"^[a-zA-Z0-9_.-]+(?:\[[^]]*])?==", text, re.MULTILINE)
        blocks = re.split(r"\n(?=[a-zA-Z])", text.strip())
        assert len(pins) == len(blocks), lock
        assert all("--hash=sha256:" in block for block in blocks), lock
        assert "://" not in text, lock
