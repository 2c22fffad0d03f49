import uvicorn
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_")

    port: int = Field(8080, validation_alias="PORT")


if __name__ == "__main__":
    uvicorn.run("two.web:app", host="0.0.0.0", port=Settings().port)
