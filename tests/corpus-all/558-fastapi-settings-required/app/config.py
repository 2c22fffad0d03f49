from functools import lru_cache

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    aws_profile: str | None = None
    bucket: str
    table: str


@lru_cache
def get_settings() -> Settings:
    return Settings()
