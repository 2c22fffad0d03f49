"""Configuration of the service."""
from functools import lru_cache

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    app_name: str = "orders"
    host: str = "0.0.0.0"
    port: int = 8080
    redis_port: int = 6379


@lru_cache
def get_settings() -> Settings:
    return Settings()
