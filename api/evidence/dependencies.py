"""What endpoints that seal or prove evidence are handed."""

from typing import Annotated

from fastapi import Depends, Request

from api.evidence.checkpoints import Signer
from api.evidence.vault import Vault


def get_vault(request: Request) -> Vault:
    """Return the key store the app was built with."""
    vault: Vault = request.app.state.vault
    return vault


def get_signer(request: Request) -> Signer:
    """Return the log's signer the app was built with."""
    signer: Signer = request.app.state.signer
    return signer


VaultDep = Annotated[Vault, Depends(get_vault)]
SignerDep = Annotated[Signer, Depends(get_signer)]
