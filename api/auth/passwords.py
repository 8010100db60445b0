"""Passwords: which are taken, and how they are kept (argon2id)."""

import re
import threading

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api.errors import ApiError
from api.kit.folding import fold

LEAST = 12
MOST = 200

# 64 MiB, three passes: about 0.2 s here. Each takes its memory, so few run at once.
_HASHER = PasswordHash((Argon2Hasher(time_cost=3, memory_cost=65_536, parallelism=4),))
_AT_ONCE = threading.BoundedSemaphore(4)
# What an unknown account is checked against, so that its answer takes as long as a known one's.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$aGFuZHNsYWctbm9ib2R5IQ$" + "A" * 43

# The words and rows of keys that lists of leaked passwords are made of, Swedish ones included.
_COMMON = frozenset(
    """
    abcdefghijkl admin administrator april asdfghjkl asdfghjklo augusti baseball changeme
    computer correcthorsebatterystaple december dragon februari football foretag foretaget
    forsaljning fotboll fredag goteborg handslag hejhej hejsan hemlighet hemligt hockey host
    hosten iloveyou internet jagalskardig januari juli juni kalleanka letmein liverpool lordag
    losen losenord maj malmo mandag mars master mittlosenord monkey november oktober onsdag
    passord passw0rd password princess qazwsx qazwsxedc qwer qwerty qwertyuiop salasana secret
    september sommar sommaren sondag ssw0rd starwars stockholm sunshine superman sverige test
    testing tisdag torsdag trustno user valkommen var varen vinter vintern visitkort welcome
    whatever zxcvbnm
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_RUNS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz")


class WeakPasswordError(ApiError):
    """The password is too short, too long or among the first that anybody would try."""

    status = 422
    type = "weak-password"
    sv = "Välj ett lösenord med minst 12 tecken som ingen gissar. Tre ord efter varandra räcker."
    en = "Choose a password of at least 12 characters that nobody guesses. Three words will do."


def check_strength(password: str, *known: str) -> None:
    """Pass where `password` may be taken; `known` is what a guesser knows, such as the name.

    There are no rules of composition: length and not being common are what counts (ASVS 6.2).

    Raises:
        WeakPasswordError: it may not.
    """
    if not LEAST <= len(password) <= MOST or _is_common(password, known):
        raise WeakPasswordError


def hash_password(password: str) -> str:
    """Return `password` as it may be stored."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def verify(password: str, stored: str | None) -> tuple[bool, str | None]:
    """Return whether `password` is what `stored` was made from, and a newer hash if one is due.

    With `stored` None the answer is no, after as much work as for a real one.
    """
    with _AT_ONCE:
        right, newer = _HASHER.verify_and_update(password, stored or _NOBODY)
    return (right and stored is not None), (newer if stored else None)


def _is_common(password: str, known: tuple[str, ...]) -> bool:
    words = [re.sub(r"[\d_]+", " ", word).split() for word in fold(password).split()]
    letters = [part for word in words for part in word]
    guessed = _COMMON | {part for text in known for part in fold(text).split()}
    joined = "".join(letters)
    if letters and (joined in guessed or all(part in guessed for part in letters)):
        return True
    plain = password.casefold()
    return len(set(plain)) < LEAST // 3 or any(plain in run for run in _RUNS)
