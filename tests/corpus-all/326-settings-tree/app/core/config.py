from pydantic import BaseModel, Field, computed_field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServerConfig(BaseModel):
    host: str = "0.0.0.0"
    port: int = 8000
    reload: bool = False


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_nested_delimiter="__")

    server: ServerConfig = ServerConfig()
    POSTGRES_SERVER: str = "localhost"
    POSTGRES_USER: str = "app"
    POSTGRES_PASSWORD: str = Field(default="app")
    REDIS_HOST: str = Field(default="localhost", description="queue")
    BACKEND_CORS_ORIGINS: list[str] = ["http://localhost", "http://localhost:4200"]

    @computed_field
    @property
    def database_uri(self) -> str:
        return f"postgresql+psycopg://{self.POSTGRES_USER}:{self.POSTGRES_PASSWORD}@{self.POSTGRES_SERVER}/app"


settings = Settings()
