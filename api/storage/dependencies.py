"""What endpoints that touch blobs are handed."""

from typing import Annotated

from fastapi import Depends, Request

from api.storage.blobs import Blobs


def get_blobs(request: Request) -> Blobs:
    """Return the store the app was built with."""
    blobs: Blobs = request.app.state.blobs
    return blobs


BlobsDep = Annotated[Blobs, Depends(get_blobs)]
