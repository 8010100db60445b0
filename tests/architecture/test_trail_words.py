"""What stands on the trail can be read by a person: each act has its words in both languages."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "web" / "app" / "texts" / "desk"
_TAG = re.compile(r'"((?:api|worker|cli):[a-z_-]+:[a-z_-]+)"')


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_act_that_code_names_has_its_words(language: str) -> None:
    words = json.loads((WORDS / f"{language}.json").read_text(encoding="utf-8"))
    code = [path.read_text(encoding="utf-8") for path in (ROOT / "api").rglob("*.py")]
    tags = {tag for text in code for tag in _TAG.findall(text)}
    assert len(tags) > 40
    assert sorted(tag for tag in tags if f"act.{tag}" not in words) == []
