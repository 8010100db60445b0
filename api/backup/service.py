"""What is backed up and restored: the parts of one service, opened from its settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType

from api.backup import postgres, sqlite
from api.db.session import Database
from api.evidence.checkpoints import Signer
from api.evidence.vault import Vault
from api.settings import Settings
from api.storage import blobs, keyring
from api.storage.blobs import Blobs
from api.storage.keyring import Keyring


@dataclass(frozen=True, slots=True)
class Service:
    """The places a service keeps things in."""

    settings: Settings
    keyring: Keyring
    database: Database
    vault: Vault
    blobs: Blobs
    signer: Signer

    @property
    def dialect(self) -> ModuleType:
        """The module that dumps and loads this kind of database."""
        return sqlite if self.database.is_sqlite else postgres


@contextmanager
def opened(settings: Settings) -> Iterator[Service]:
    """Give the service of `settings`, closed when the block ends.

    Raises:
        MissingMasterKeyError: it was never set up.
    """
    keys = keyring.load(settings.master_key)
    database, vault = Database(settings.database), Vault(settings.keys_database, keys)
    store = blobs.open_store(settings.blobs, settings.data / "blobs", keys)
    try:
        yield Service(settings, keys, database, vault, store, Signer(keys, settings.checkpoints))
    finally:
        database.close()
        vault.close()
