from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    data_dir: Path = Path("/srv/data")
    scratch_dir: str = "/tmp/scratch"
    index_file: str = "index.json"
    aws_profile: str = "analytics"
    bucket: str


@lru_cache
def get_settings() -> Settings:
    return Settings()
