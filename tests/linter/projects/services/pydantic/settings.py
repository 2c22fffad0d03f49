from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    redis_url: str = "redis://localhost:6379/0"  # <- AR402
    database_url: str
    frontend_url: str = "http://localhost:3000"


settings = Settings()
