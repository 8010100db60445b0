"""The routes about people, sessions, devices and tokens."""

from fastapi import APIRouter

from api.auth.endpoints import colleagues, devices, second_factor, session, setup, tokens, users

router = APIRouter(tags=["who may"])
for part in (setup, session, second_factor, users, colleagues, tokens, devices):
    router.include_router(part.router)
