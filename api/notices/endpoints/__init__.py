"""Routes of notices, consents, duties and campaigns."""

from fastapi import APIRouter

from api.notices.endpoints import campaigns, duties, told

router = APIRouter()
for part in (told, duties, campaigns):
    router.include_router(part.router)
