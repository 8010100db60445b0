"""The access package as one file: a page to read, JSON, vCards, pictures, proofs."""

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from api.contacts.present import present
from api.evidence import service as evidence
from api.evidence import verifier
from api.evidence.checkpoints import Signer
from api.evidence.vault import Vault
from api.exports import vcard
from api.models import CaptureFile, Evidence
from api.rights import package
from api.rights.person import Person, images_of
from api.rights.readable import readable
from api.storage.blobs import BlobMissingError, Blobs

MEDIA_TYPE = "application/zip"
_HOW = (
    "Vad som bevisar en kontakt. Kontrollera varje post med kommandona nedan: Python 3 och",
    "paketet cryptography behövs, inget från Handslag. Jämför nyckeln i key.txt med den du har",
    "fått på annat sätt, och lägg till --key. En fil som saknas är lagligen borttagen.",
    "",
    "What proves a contact. Check each record with the commands below: Python 3 and the package",
    "cryptography are needed, nothing of Handslag. Compare the key in key.txt with the one you",
    "have from elsewhere, and add --key. A file that is missing was lawfully removed.",
    "",
)
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
    proofs = _proofs(session, vault, signer, told)
    files |= {name: _json(proof) for name, proof in proofs.items()}
    return files, images_of(session, person)


def bundle(
    session: Session, vault: Vault, signer: Signer, person: Person
) -> tuple[dict[str, bytes], Sequence[CaptureFile]]:
    """Return all an outsider needs to check what proves a person: records, verifier, key, how.

    The pictures and texts the records name are still to be fetched; what others are on is left out.
    """
    proofs = _proofs(session, vault, signer, package.collect(session, vault, person))
    artefacts = images_of(session, person)
    files = {name: _json(proof) for name, proof in proofs.items()}
    files["verifier.py"] = Path(verifier.__file__).read_bytes()
    files["key.txt"] = f"{signer.public_key}\n".encode()
    files["README.txt"] = _how(proofs, artefacts).encode()
    return files, artefacts


def _proofs(
    session: Session, vault: Vault, signer: Signer, told: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return the proof of each record that tells of nobody else, by the name of its file."""
    rows = [
        session.get_one(Evidence, UUID(one["record"]["id"]))
        for one in told["evidence"]
        if package.is_whole(one["record"])
    ]
    return {f"bevis/{row.index}.json": evidence.prove(session, vault, signer, row) for row in rows}


def _how(proofs: dict[str, dict[str, Any]], artefacts: Sequence[CaptureFile]) -> str:
    """Return the commands that check each record, with the files it names by digest."""
    named = {file.kept_sha256: _name(file) for file in artefacts}
    lines = []
    for name, proof in proofs.items():
        told = [one.get("kept_sha256") for one in proof["record"].get("artefacts", [])]
        lines.append(" ".join([name, *(named[digest] for digest in told if digest in named)]))
    return "\n".join([*_HOW, *(f"python verifier.py {line}" for line in lines), ""])


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
            archive.writestr(_name(file), content)
    return buffer.getvalue()


def _name(file: CaptureFile) -> str:
    suffix = _SUFFIXES.get(file.kept_type or "", "bin")
    return f"bilder/{file.capture_id}-{file.part}.{suffix}"


def _json(value: Any) -> bytes:  # noqa: ANN401 - JSON values
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
