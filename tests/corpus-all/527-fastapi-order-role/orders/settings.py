import os
from functools import lru_cache

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    region: str = "eu-central-1"
    queue_url: str
    table: str = "orders"
    partner_role: str
    aws_profile: str | None = None


@lru_cache
def settings() -> Settings:
    return Settings()
