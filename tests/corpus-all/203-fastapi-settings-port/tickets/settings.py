from functools import lru_cache

from pydantic import AliasChoices, Field, PostgresDsn
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="TICKETS_", env_file=".env", extra="ignore")

    host: str = "0.0.0.0"
    port: int = Field(default=8080, validation_alias=AliasChoices("PORT", "TICKETS_PORT"))
    debug: bool = False
    database_url: PostgresDsn
    docs_url: str = "http://localhost:8000/docs"
    cors_origins: list[str] = ["http://localhost:4200"]


@lru_cache
def get_settings() -> Settings:
    return Settings()
