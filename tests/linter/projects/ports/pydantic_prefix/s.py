from functools import lru_cache
from pydantic_settings import BaseSettings, SettingsConfigDict
class Settings(BaseSettings):
    model_config=SettingsConfigDict(env_prefix='APP_')
    port: int=8000
    host: str='0.0.0.0'
@lru_cache
def get_settings():
    return Settings()
