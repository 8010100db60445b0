"""The routes about people, sessions, devices and tokens."""

from fastapi import APIRouter

from api.auth.endpoints import devices, session, setup, tokens, users

router = APIRouter(tags=["who may"])
for part in (setup, session, users, tokens, devices):
    router.include_router(part.router)
