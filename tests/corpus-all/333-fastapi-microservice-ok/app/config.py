from functools import lru_cache

from pydantic import AmqpDsn, AnyHttpUrl, Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    app_name: str = "orders"
    payment_service_url: AnyHttpUrl
    rabbitmq_url: AmqpDsn = Field(alias="RABBITMQ_URL")
    allowed_origins: list[str] = ["http://localhost:3000"]
    log_level: str = "INFO"


@lru_cache()
def get_settings():
    return Settings()
