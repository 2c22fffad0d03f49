from pydantic_settings import BaseSettings
class S(BaseSettings):
    database_url: str = 'sqlite+aiosqlite:///./a.db'
settings=S()
