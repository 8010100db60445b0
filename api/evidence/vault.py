"""The keys that open people's evidence, in a store of their own.

A person's records are readable as long as that person's key exists: destroying the key erases them
from the database, from its backups and from every copy at once. So the keys lie beside, never in,
the database, each wrapped by the master key, and their backups are kept apart.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from api.db.base import Utc
from api.db.session import Database
from api.kit import clock, ids
from api.storage.keyring import Keyring

SCHEMA = "handslag_keys"
_NONCE = 12


class SubjectErasedError(Exception):
    """The key of this subject is gone, and with it what it sealed."""


class WrappedKey(NamedTuple):
    """A subject's key as it is stored: nothing without the master key."""

    subject_id: UUID
    wrapped: bytes
    created_at: datetime


class Vault:
    """A store of keys by subject: a SQLite file, or a schema of its own on a PostgreSQL server.

    A subject is a person as evidence knows them: a random id that stands for nothing else.
    """

    def __init__(self, url: str, keyring: Keyring) -> None:
        self._database = Database(url)
        self._wrapping = AESGCM(keyring.derive("subject keys"))
        self._naming = keyring.derive("evidence actors")
        self._erasing = keyring.derive("evidence erasures")
        self._tracing = keyring.derive("removed people")
        self.suppression_key = keyring.derive("suppressed addresses")
        self.table = sa.Table(
            "subject_keys",
            sa.MetaData(schema=None if self._database.is_sqlite else SCHEMA),
            sa.Column("subject_id", sa.Uuid, primary_key=True),
            sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
            sa.Column("created_at", Utc, nullable=False),
        )

    def create(self) -> None:
        """Make the store if there is none."""
        with self._database.write() as session:
            if not self._database.is_sqlite:
                session.execute(sa.schema.CreateSchema(SCHEMA, if_not_exists=True))
            self.table.metadata.create_all(session.connection())

    def exists(self) -> bool:
        """Return whether the store was made."""
        return sa.inspect(self._database.writer).has_table(
            self.table.name, schema=self.table.schema
        )

    def new_subject(self) -> UUID:
        """Return a fresh subject, whose key is on disk by then."""
        subject_id = ids.new_id()
        nonce = os.urandom(_NONCE)
        key = AESGCM.generate_key(bit_length=256)
        wrapped = nonce + self._wrapping.encrypt(nonce, key, subject_id.bytes)
        with self._database.write() as session:
            session.execute(
                self.table.insert().values(
                    subject_id=subject_id, wrapped_key=wrapped, created_at=clock.now()
                )
            )
        return subject_id

    def get_key(self, subject_id: UUID) -> bytes:
        """Return the 32 bytes that seal this subject's records.

        Raises:
            SubjectErasedError: the key was destroyed, or never was.
        """
        key = self.find_keys([subject_id]).get(subject_id)
        if key is None:
            raise SubjectErasedError
        return key

    def find_keys(self, subject_ids: Iterable[UUID]) -> dict[UUID, bytes]:
        """Return the keys of those of `subject_ids` that still have one."""
        # As one parameter: checking each of thousands by itself takes longer than the query.
        wanted = self.table.c.subject_id.in_(sa.bindparam("wanted", expanding=True))
        with self._database.read() as session:
            rows = session.execute(
                sa.select(self.table.c.subject_id, self.table.c.wrapped_key).where(wanted),
                {"wanted": list(subject_ids)},
            ).all()
        return {subject_id: self._unwrap(subject_id, wrapped) for subject_id, wrapped in rows}

    def list_wrapped(self) -> Sequence[WrappedKey]:
        """Return every key there is, as it is stored."""
        with self._database.read() as session:
            return [WrappedKey(*row) for row in session.execute(sa.select(self.table))]

    def put_wrapped(self, keys: Sequence[WrappedKey]) -> None:
        """Store keys that `list_wrapped` of the same master key gave, into an empty store."""
        rows = [dict(zip(self.table.columns.keys(), key, strict=True)) for key in keys]
        with self._database.write() as session:
            if rows:
                session.execute(self.table.insert(), rows)

    def list_subjects(self) -> set[UUID]:
        """Return the subjects that have a key."""
        with self._database.read() as session:
            return set(session.scalars(sa.select(self.table.c.subject_id)))

    def pseudonym(self, kind: str, actor_id: UUID | None) -> str:
        """Return what the log calls the one who acted: the same for the same, told by none."""
        digest = hmac.new(self._naming, str(actor_id).encode(), hashlib.sha256).hexdigest()
        return f"{kind}:{digest[:16]}"

    def seal_erasure(self, entry: bytes) -> bytes:
        """Return the 32 bytes that say the log's `entry` of an erasure is the service's own.

        Whoever has the database alone could blank a record; that it was erased they cannot claim.
        """
        return hmac.digest(self._erasing, entry, "sha256")

    def fingerprint(self, text: str) -> str:
        """Return a keyed digest of `text`: equal texts, equal digests; no guessing without us."""
        return hmac.new(self._tracing, text.encode(), hashlib.sha256).hexdigest()

    def suppression_mark(self, address: str) -> str:
        """Return what suppressions know `address` by, once and for ever; it tells no address."""
        return hmac.new(self.suppression_key, address.encode(), hashlib.sha256).hexdigest()

    def destroy(self, subject_id: UUID) -> None:
        """Destroy the subject's key; doing it again changes nothing.

        On PostgreSQL its bytes lie in the gaps of a page, and in the log, until `rewrite`.
        """
        with self._database.write() as session:
            session.execute(self.table.delete().where(self.table.c.subject_id == subject_id))
        self._database.scrub()

    def rewrite(self) -> None:
        """Wipe from disk what was destroyed, where `destroy` alone does not."""
        self._database.rewrite([self.table.fullname])

    def close(self) -> None:
        """Give back every connection."""
        self._database.close()

    def _unwrap(self, subject_id: UUID, wrapped: bytes) -> bytes:
        return self._wrapping.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], subject_id.bytes)
