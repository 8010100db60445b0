"""The power goes: what was acknowledged is there, row, job and file."""

from collections.abc import Callable
from random import Random

import pytest

from api.auth.subject import Subject
from api.db import session as sessions
from api.settings import Settings
from api.storage import blobs
from tests.faults.trials import add_sender, cut_power


@pytest.fixture
def subject(settings: Settings) -> Subject:
    """Give a program that may send."""
    return add_sender(settings)


def test_a_power_cut_takes_nothing_that_was_acknowledged(
    settings: Settings, subject: Subject
) -> None:
    assert list(cut_power(settings, subject, sent=50, cuts=60, rng=Random(1))) == []


def _sync_less(patch: pytest.MonkeyPatch) -> None:
    lax = [pragma.replace("FULL", "NORMAL") for pragma in sessions._SQLITE_PRAGMAS]
    patch.setattr(sessions, "_SQLITE_PRAGMAS", lax)


def _sync_no_file(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(blobs, "_sync", lambda _path: None)


@pytest.mark.parametrize("weaken", [_sync_less, _sync_no_file])
def test_the_trial_sees_what_less_care_would_lose(
    settings: Settings,
    subject: Subject,
    monkeypatch: pytest.MonkeyPatch,
    weaken: Callable[[pytest.MonkeyPatch], None],
) -> None:
    weaken(monkeypatch)
    assert len(list(cut_power(settings, subject, sent=50, cuts=60, rng=Random(1)))) > 10
