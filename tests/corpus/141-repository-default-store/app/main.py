import secrets

from fastapi import FastAPI

import app.state
from app.repository import SessionRepository

api = FastAPI()


@api.post("/login/{user}")
def login(user: str):
    repository = SessionRepository()
    token = secrets.token_hex()
    repository.save(token, user)
    app.state.audit.append(("login", user))
    return {"token": token}
