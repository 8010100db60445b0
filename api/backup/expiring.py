"""Ends backups that are too old: whoever was erased since is in them until then."""

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from api.backup.manifest import FORMAT, NAME
from api.kit import clock


def expire(made: Path, days: int) -> int:
    """Remove the finished backups beside `made` that are more than `days` old; return how many.

    What is no backup of ours stays, and so does an unfinished one: somebody should look at it.
    """
    before = clock.now() - timedelta(days=days)
    beside = [path.parent for path in made.absolute().parent.glob(f"*/{NAME}")]
    old = [one for one in beside if one != made.absolute() and _made_at(one / NAME) < before]
    for backup in old:
        shutil.rmtree(backup)
    return len(old)


def _made_at(manifest: Path) -> datetime:
    told = json.loads(manifest.read_text(encoding="utf-8"))
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        return clock.now()
    return datetime.fromisoformat(told["made_at"])
