from functools import lru_cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="TICKETS_", env_file=".env", extra="ignore")

    host: str = "0.0.0.0"
    port: int = 8300
    debug: bool = False
    database_url: str = Field(default="postgresql+asyncpg://tickets:tickets@localhost:5432/tickets")
    cors_origins: list[str] = ["http://localhost:4200"]


@lru_cache
def get_settings() -> Settings:
    return Settings()
