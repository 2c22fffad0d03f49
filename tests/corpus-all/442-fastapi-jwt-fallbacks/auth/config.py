import os
import secrets

from pydantic import Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    app_name: str = "auth"
    SECRET_KEY: str = secrets.token_urlsafe(32)
    refresh_secret_key: str = Field(default_factory=lambda: secrets.token_urlsafe(32))
    ACCESS_TOKEN_MINUTES: int = 60 * 24


settings = Settings()
COOKIE_SECRET = os.getenv("COOKIE_SECRET", os.urandom(16).hex())
