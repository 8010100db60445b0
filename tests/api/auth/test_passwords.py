"""Which passwords are taken, and how they are kept."""

import pytest

from api.auth import passwords


@pytest.mark.parametrize(
    "password",
    [
        "elva tecken",
        "password1234",
        "Lösenord2026",
        "Sommaren2026!",
        "aaaaaaaaaaaaaa",
        "123456789012",
        "abcdefghijklm",
        "qwertyuiop123",
        "Ebba Lind 1979",
        "fjallbro20261122",
        "x" * 201,
    ],
)
def test_a_guessable_password_is_refused(password: str) -> None:
    with pytest.raises(passwords.WeakPasswordError):
        passwords.check_strength(password, "ebba lind fjallbro example", "Ebba Lind")


@pytest.mark.parametrize(
    "password", ["tre gröna stolar", "kV9#rT2!mQ4z", "gul tegelsten hoppar", "x7" + "lång" * 49]
)
def test_length_is_enough_and_no_kind_of_sign_is_asked_for(password: str) -> None:
    passwords.check_strength(password, "ebba lind fjallbro example", "Ebba Lind")


def test_a_password_is_kept_as_argon2id_and_none_of_it_is_cut_off() -> None:
    long = "tre gröna stolar " * 11
    stored = passwords.hash_password(long)
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.verify(long, stored) == (True, None)
    assert passwords.verify(long[:-1] + "!", stored) == (False, None)


def test_a_hash_of_older_cost_is_remade_at_sign_in() -> None:
    from pwdlib.hashers.argon2 import Argon2Hasher  # noqa: PLC0415 - only to make an old hash

    old = Argon2Hasher(time_cost=1, memory_cost=1024, parallelism=1).hash("tre gröna stolar")
    right, newer = passwords.verify("tre gröna stolar", old)
    assert right
    assert newer is not None
    assert newer.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_nobody_is_checked_too_and_never_let_in() -> None:
    assert passwords.verify("A" * 43, None) == (False, None)
