"""The access package as one file: a page to read, JSON, vCards, pictures, proofs."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from api.contacts.present import present
from api.evidence import service as evidence
from api.evidence.checkpoints import Signer
from api.evidence.vault import Vault
from api.exports import vcard
from api.models import CaptureFile, Evidence
from api.rights import package
from api.rights.person import Person, images_of
from api.rights.readable import readable
from api.storage.blobs import BlobMissingError, Blobs

MEDIA_TYPE = "application/zip"
_SUFFIXES = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "text/plain": "txt",
    "text/html": "html",
    "message/rfc822": "eml",
    "text/vcard": "vcf",
}


def gather(
    session: Session, vault: Vault, signer: Signer, person: Person, language: str
) -> tuple[dict[str, bytes], Sequence[CaptureFile]]:
    """Return the files made of rows, by name, and the pictures that are still to be fetched."""
    told = package.collect(session, vault, person)
    files = {
        "uppgifter.html": readable(told, language),
        "uppgifter.json": _json(told),
        **{
            f"kontakt-{number}.vcf": vcard.write(present(contact)).encode()
            for number, contact in enumerate(person.contacts, start=1)
        },
    }
    for record in told["evidence"]:
        if not package.is_whole(record["record"]):
            continue
        row = session.get_one(Evidence, UUID(record["record"]["id"]))
        proof = evidence.prove(session, vault, signer, row)
        files[f"bevis/{row.index}.json"] = _json(proof)
    return files, images_of(session, person)


def portable(session: Session, vault: Vault, person: Person) -> dict[str, bytes]:
    """Return what the person gave, to take elsewhere (Art. 20): JSON and vCard."""
    told = package.collect(session, vault, person)
    given = {name: told[name] for name in ("format", "made_at", "contacts", "contact_methods")}
    return {
        "uppgifter.json": _json(given),
        **{
            f"kontakt-{number}.vcf": vcard.write(present(contact)).encode()
            for number, contact in enumerate(person.contacts, start=1)
        },
    }


def pack(files: dict[str, bytes], pictures: Sequence[CaptureFile], blobs: Blobs) -> bytes:
    """Return all of it as a ZIP; a picture that is gone from the store is left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        for file in pictures:
            try:
                content = blobs.get(str(file.kept_key))
            except BlobMissingError:
                continue
            suffix = _SUFFIXES.get(file.kept_type or "", "bin")
            archive.writestr(f"bilder/{file.capture_id}-{file.part}.{suffix}", content)
    return buffer.getvalue()


def _json(value: Any) -> bytes:  # noqa: ANN401 - JSON values
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
