from pydantic import BaseModel
from pydantic_settings import BaseSettings, SettingsConfigDict
class Server(BaseModel):
    host: str='0.0.0.0'
    port: int=8000
class Settings(BaseSettings):
    model_config=SettingsConfigDict(env_nested_delimiter='__')
    server: Server = Server()
settings=Settings()
